"""Texts that were typed, kept, and could not be read as a value of their field."""

from collections.abc import Iterator

from app.domain.field import NOT_APPLICABLE, Record, details_of, field_by_name, place_in, why_unread
from app.validators.registry import Context, Level, Remark, rule

SHOWN = 60  # signs of the typed text in the sentence; the card shows all of it
LEAST = "внести значение заново"


@rule(
    "READ-1",
    "Значение не прочитано",
    Level.ERROR,
    "Сохранено как набрано, в пакет не попадёт",
    Record,
    norm="Каждое внесённое значение прочитано: дата — дата, номер — номер.",
    checker="Попросите школу внести значение заново по документу: нечитаемого текста в пакете нет.",
    leavers=True,
)
def unreadable(record: Record, context: Context) -> Iterator[Remark]:
    """Every unreadable text in ``unread`` must be put right, for it is no value yet; in the lists too."""
    for name, text in _unread(record):
        yield Remark(text, name, LEAST)
    for told in details_of(type(record)):
        for place, detail in enumerate(getattr(record, told.name)):
            for name, text in _unread(detail):
                yield Remark(f"{told.title}, {place + 1}: {text}", place_in(told.name, place, name), LEAST)


def _unread(record: Record) -> Iterator[tuple[str, str]]:
    if not record.unread:
        return
    known = field_by_name(type(record))
    for name, text in record.unread.items():
        if text == NOT_APPLICABLE and name in known and known[name].may_not_apply:
            continue  # nearly all of them, and to read one anew takes longer than all the rest of the rule
        if why := why_unread(type(record), name, text):
            told = known.get(name)
            seen = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
            yield name, f"«{told.label if told else name}»: внесено «{seen}». {why}"
