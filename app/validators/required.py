"""What is not entered though it is asked for (order No. 85: classes 1–8 and 9–11(12))."""

from collections.abc import Iterator

from app.domain.field import ALL_GRADES, Field, Record, fields
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule

ORDER = "Приказ № 85: сведения об ОО; 1–8 классы — ФИО и документ; 9–11(12) классы — все поля"


@rule("REQ-1", "Не внесено обязательное", Level.ERROR, ORDER, Record)
def needed_field(record: Record, context: Context) -> Iterator[Remark]:
    """A field that the order asks of the record is empty."""
    for told in _gaps(record):
        if _asked(record, told, told.needed):
            yield Remark(f"Не внесено: «{told.label}»; внесите значение{_or_none(told)}.", told.name)


@rule("REQ-2", "Не внесено желательное", Level.QUESTION, "Практика школ; приказ прямо не требует", Record)
def wanted_field(record: Record, context: Context) -> Iterator[Remark]:
    """A field that is good to have is empty."""
    for told in _gaps(record):
        if _asked(record, told, told.wanted) and not _asked(record, told, told.needed):
            yield Remark(f"Не внесено: «{told.label}»; внесите, если сведения есть.", told.name)


def _gaps(record: Record) -> list[Field]:
    """The empty fields, without those whose text could not be read: READ-1 speaks of these."""
    unread = record.unread or {}
    return [told for told in fields(type(record)) if getattr(record, told.name) is None and told.name not in unread]


def _asked(record: Record, told: Field, grades: frozenset[int]) -> bool:
    """Whether a field is asked: of a pupil by grade, where the tab applies; of other records always.

    A pupil without a class is asked for what every pupil is asked for, the class among it.
    """
    if not isinstance(record, Student):
        return bool(grades)
    grade = record.grade
    if grade is None:
        return grades >= ALL_GRADES
    return grade in grades and grade in told.tab.grades


def _or_none(told: Field) -> str:
    lacking = getattr(told.kind, "may_lack", False) or told.name == "snils"
    return " или «нет», если его не бывает" if lacking else ""
