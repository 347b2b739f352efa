"""The forms «Назначение на сочинение (изложение)» and «… на собеседование», one for each day of the year."""

from datetime import date

from app.domain.exams import Attempt as Appointment
from app.domain.field import field_by_name
from app.domain.kinds import NONE
from app.domain.student import Student
from app.domain.year import AcademicYear, Attempt
from app.printer.cells import entered
from app.printer.form import HEAD, KEEPER, TEACHER, Cell, Column, Columns, Form, Piece
from app.printer.person import SIGNATURE, birth, name, short_document

_KINDS: dict[Attempt, frozenset[str]] = {
    "essay": frozenset({"essay", "summary"}),
    "interview": frozenset({"interview"}),
}
_TITLES: dict[Attempt, str] = {
    "essay": "Назначение на итоговое сочинение (изложение)",
    "interview": "Назначение на итоговое собеседование",
}
_WHICH = {1: "первая дата", 2: "вторая дата", 3: "третья дата"}
_GROUNDS = ("ovz", "disabled", "home_schooling", "closed_institution", "conditions")


def _day(year: AcademicYear, kind: Attempt, number: int) -> date | None:
    return next((day for row, day in year.attempt_days(kind) if row.attempt == number), None)


def _appointments(student: Student, kind: Attempt, day: date | None) -> list[Appointment]:
    return [one for one in student.attempts if one.day == day and one.kind in _KINDS[kind]] if day else []


def _grounds(student: Student) -> Cell:
    """What allows изложение, more time or another place; «нет» where the card has none of it."""
    return tuple(one for one in entered(student, *_GROUNDS) if not one.text.endswith(f": {NONE}")) or (Piece(NONE),)


def _columns(kind: Attempt, number: int, year: AcademicYear) -> Columns:
    known = field_by_name(Appointment)["kind"].kind

    def what(student: Student) -> Cell:
        return tuple(Piece(known.show(one.kind)) for one in _appointments(student, kind, _day(year, kind, number)))

    return (
        name(52),
        birth(24),
        short_document(52),
        Column("Что сдаёт", 30, what),
        Column("Основания и условия", 70, _grounds),
        SIGNATURE.wide(31),
    )


def _of(kind: Attempt, number: int) -> Form:
    return Form(
        key=f"{kind}_{number}",
        title=f"{_TITLES[kind]}, {_WHICH[number]}",
        ask="Участник подписью подтверждает, что назначен на этот день и что данные верны.",
        grades=lambda year: year.gia9.grades if kind == "interview" else year.gia11.grades,
        takes=lambda student, year: bool(_appointments(student, kind, _day(year, kind, number))),
        day=lambda year: _day(year, kind, number),
        columns=lambda year: _columns(kind, number, year),
        signers=(TEACHER, KEEPER, HEAD),
        works=(f"{kind}_{number}",),
        lists=("attempts",),
    )


ATTEMPTS = (
    *(_of("essay", number) for number in _WHICH),
    *(_of("interview", number) for number in _WHICH),
)
