"""The form «Лист участника»: what the base holds of one pupil, for the pupil and a parent to check and sign.

A tick in the box «есть ошибка» is read from the scan and becomes a question on the card.
"""

from collections.abc import Iterable, Iterator

from app.domain.exams import Attempt
from app.domain.field import field_by_name
from app.domain.kinds import Day
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.printer.cells import shown
from app.printer.form import PARENT, PUPIL, Cell, Columns, Form, Line, Piece
from app.printer.pairs import pairs
from app.printer.person import document_cell, exams_cell, name_cell, sits, snils_piece

_AFTER_NAME = ("birth", "sex")
_AFTER_DOCUMENT = (
    "citizenship",
    "registered_address",
    "actual_address",
    "phone",
    "category",
    "ovz",
    "disabled",
    "conditions",
)
_OPTIONAL = frozenset({"phone", "conditions"})  # left out where nothing is entered


def _lines(_columns: Columns, student: Student, _year: AcademicYear) -> Iterator[Line]:
    yield _line("last_name", "Фамилия, имя, отчество", name_cell(student))
    yield from _fields(student, _AFTER_NAME)
    yield _line("doc_number", "Документ, удостоверяющий личность", document_cell(student))
    yield _line("snils", "СНИЛС", (snils_piece(student),))
    yield from _fields(student, _AFTER_DOCUMENT)
    yield _line("exams", "Форма ГИА и выбранные предметы", exams_cell(student))
    if student.attempts:
        yield _line("attempts", "Сочинение (изложение), собеседование", tuple(map(_appointed, student.attempts)))


def _fields(student: Student, names: Iterable[str]) -> Iterator[Line]:
    known = field_by_name(Student)
    for name in names:
        piece = shown(student, name)
        if name not in _OPTIONAL or getattr(student, name) is not None:
            yield _line(name, known[name].label, (piece,))


def _line(key: str, label: str, cell: Cell) -> Line:
    return Line(key, ((Piece(label),), cell))


def _appointed(attempt: Attempt) -> Piece:
    kind = field_by_name(Attempt)["kind"].kind.show(attempt.kind)
    return Piece(", ".join(part for part in (kind, Day().show(attempt.day)) if part))


SLIP = Form(
    key="slip",
    title="Лист участника",
    ask="Проверьте каждую строку. Всё верно — подпишите. Если есть ошибка, поставьте крестик в квадрате под таблицей, "
    "напишите рядом, как правильно, и всё равно подпишите: школа исправит и напечатает лист заново.",
    scope="student",
    grades=lambda year: {*year.gia9.grades, *year.gia11.grades},
    takes=sits,
    columns=pairs,
    lines=_lines,
    signers=(PUPIL, PARENT),
    tick=True,
    landscape=False,
    lists=("exams", "attempts", "guardians"),
)
