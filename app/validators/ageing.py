"""Facts that age: what came over from last year and nobody has confirmed since (gia-rules.md CAT-6)."""

from collections.abc import Iterator
from functools import cache

from app.domain.ageing import UNCONFIRMED, ageing_fields, unconfirmed_of
from app.domain.field import Details, Record, details_of, field_by_name, place_in
from app.validators.registry import Context, Level, Remark, rule
from app.validators.spoken import spoken_of

LEAST = "подтвердить значение"


@rule(
    UNCONFIRMED,
    "Не подтверждено после перехода на новый год",
    Level.QUESTION,
    "{order}: в начале года ответственный приводит сведения в соответствие",
    Record,
    norm="Что меняется каждый год (категория, телефоны, сроки бумаг, участие в ППЭ), после перехода подтверждено.",
    checker="Спросите, сверялось ли значение в этом году: школа подтверждает его одной клавишей или исправляет.",
    needs=("unconfirmed", "guardians", "health_papers", "responsibles"),
)
def unconfirmed(record: Record, context: Context) -> Iterator[Remark]:
    """A value that ages came over with the new year: it is confirmed, or mended."""
    for name in unconfirmed_of(record):
        yield _remark(record, name, name)
    for told in _ageing_lists(type(record)):
        for place, detail in enumerate(getattr(record, told.name)):
            for name in unconfirmed_of(detail):
                yield _remark(detail, name, place_in(told.name, place, name), f"{told.title}, {place + 1}: ")


@cache
def _ageing_lists(model: type[Record]) -> tuple[Details, ...]:
    return tuple(told for told in details_of(model) if ageing_fields(told.model))


def _remark(record: Record, name: str, field: str, where: str = "") -> Remark:
    ((_, shown),) = spoken_of(record, (name,))
    label = field_by_name(type(record))[name].label
    text = f"{where}«{label}»: «{shown}» — от перехода на новый год; подтвердите или исправьте."
    return Remark(text, field, LEAST)
