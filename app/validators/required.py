"""What is not entered though it is asked for (order No. 85: classes 1–8 and 9–11(12))."""

from collections.abc import Iterator
from functools import cache

from app.domain.field import ALL_GRADES, Field, Record, details_of, fields, place_in
from app.domain.paper_kinds import Snils
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule

ORDER = "{order}: сведения об ОО; 1–8 классы — ФИО и документ; 9–11(12) классы — все поля"

NEEDED = "REQ-1"  # the rule of fields that must be filled

Asked = tuple[Field, ...]


@rule(
    NEEDED,
    "Не внесено обязательное",
    Level.ERROR,
    ORDER,
    Record,
    norm="Внесены все поля, которые приказ требует для этого класса и этой вкладки.",
    checker="Попросите документ, из которого берётся значение; пока его нет, карточка в пакет не принимается.",
)
def needed_field(record: Record, context: Context) -> Iterator[Remark]:
    """A field that the order asks of the record is empty."""
    needed, _ = _asked(type(record), _grade(record))
    for told in _gaps(record, needed):
        text = f"Не внесено: «{told.label}»; внесите значение{_or_none(told)}."
        yield Remark(text, told.name, _least(told))
    for where, name, told in _gaps_in_lists(record, wanted=False):
        text = f"{where}: не внесено «{told.label}»; внесите значение{_or_none(told)}."
        yield Remark(text, name, _least(told))


@rule(
    "REQ-2",
    "Не внесено желательное",
    Level.QUESTION,
    "Практика школ; приказ прямо не требует",
    Record,
    norm="Внесены поля, которые приказ прямо не требует, но которые нужны для ГИА и отчётов.",
    checker="Уточните, есть ли у школы эти сведения; если их не бывает, в поле ставят «не применимо».",
    phrases=("Сведений нет.",),
)
def wanted_field(record: Record, context: Context) -> Iterator[Remark]:
    """A field that is good to have is empty."""
    _, wanted = _asked(type(record), _grade(record))
    for told in _gaps(record, wanted):
        yield Remark(f"Не внесено: «{told.label}»; внесите, если сведения есть.", told.name, _least_wanted(told))
    for where, name, told in _gaps_in_lists(record, wanted=True):
        text = f"{where}: не внесено «{told.label}»; внесите, если сведения есть."
        yield Remark(text, name, _least_wanted(told))


def _gaps_in_lists(record: Record, *, wanted: bool) -> Iterator[tuple[str, str, Field]]:
    """Gaps in the details of a record: where in words, where by name, and the field."""
    for name, title, asked in _asked_in_lists(type(record))[wanted]:
        for place, detail in enumerate(getattr(record, name)):
            for gap in _gaps(detail, asked):
                yield f"{title}, {place + 1}", place_in(name, place, gap.name), gap


def _gaps(record: Record, asked: Asked) -> Iterator[Field]:
    """The empty fields, without those whose text could not be read (READ-1 speaks of these) or says «не применимо»."""
    for told in asked:
        if getattr(record, told.name) is None and told.name not in (record.unread or {}):
            yield told


def _grade(record: Record) -> int | None:
    return record.grade if isinstance(record, Student) else None


@cache
def _asked(model: type[Record], grade: int | None) -> tuple[Asked, Asked]:
    """The fields that are needed and those only wanted: of a pupil by grade, of other records always."""

    def applies(told: Field, grades: frozenset[int]) -> bool:
        if model is not Student:
            return bool(grades)
        if grade is None:  # what every pupil is asked for, the class among it
            return grades >= ALL_GRADES
        return grade in grades and grade in told.tab.grades

    needed = tuple(told for told in fields(model) if applies(told, told.needed))
    return needed, tuple(told for told in fields(model) if applies(told, told.wanted) and told not in needed)


@cache
def _asked_in_lists(model: type[Record]) -> tuple[tuple[tuple[str, str, Asked], ...], ...]:
    """Name, title and asked fields of the lists that ask for any: those with needed fields, those with wanted."""
    asked = [(told.name, told.title, _asked(told.model, None)) for told in details_of(model)]
    return tuple(tuple((name, title, both[kind]) for name, title, both in asked if both[kind]) for kind in (0, 1))


def _or_none(told: Field) -> str:
    lacking = getattr(told.kind, "may_lack", False) or isinstance(told.kind, Snils)
    return " или «нет», если его не бывает" if lacking else ""


def _least(told: Field) -> str:
    return f"внести «{told.label}»"


def _least_wanted(told: Field) -> str:
    return f"внести «{told.label}»" + (" или «не применимо»" if told.may_not_apply else "")
