"""The form «Данные о выпускниках»: what the order asks of each pupil of classes 9–11(12), as a table by classes.

The columns follow the federal forms СБ-04 and ВФ-4 (ris.md 7) and the three tabs of the card that the order names;
what does not go into a table stands on the sheet of one pupil (``graduate_sheet.py``).
"""

from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.printer.cells import cell, gaps, label, labelled, shown, value
from app.printer.form import HEAD, KEEPER, TEACHER, Cell, Column, Form, Piece
from app.printer.person import born_cell, document, exams_cell, name, snils_and_citizenship

CHECK = (
    "Сверьте каждую строку с документами. Ошибку исправьте в карточке и напечатайте форму заново; исправления "
    "от руки в базу не попадут."
)


def _born(student: Student) -> Cell:
    place = value(student, "birth_place")
    return born_cell(student) + ((Piece(place),) if place else gaps(student, "birth_place"))


def _addresses(student: Student) -> Cell:
    """The addresses; one line where they are the same."""
    first, second = value(student, "registered_address"), value(student, "actual_address")
    told = (f"{first} (там же живёт)",) if first and first == second else (first, second)
    return tuple(Piece(text) for text in told if text) + gaps(student, "registered_address", "actual_address")


def _health(student: Student) -> Cell:
    ovz, disabled = cell(student, "ovz", "disabled")
    return Piece(f"ОВЗ: {ovz.text}", ovz.strong), Piece(f"инвалид: {disabled.text}", disabled.strong)


GRADUATES = Form(
    key="graduates",
    title="Данные о выпускниках",
    ask=CHECK,
    grades=lambda _year: GIA_GRADES,
    columns=lambda _year: (
        name(32),
        Column(label("birth", "sex", "birth_place"), 24, _born, centred=True),
        document(48),
        snils_and_citizenship(24),
        Column(label("registered_address", "actual_address"), 41, _addresses),
        Column(label("category", "study_form"), 40, lambda one: (shown(one, "category"), labelled(one, "study_form"))),
        Column("Форма ГИА и выбранные предметы", 29, exams_cell),
        Column("ОВЗ, инвалидность", 21, _health),
    ),
    signers=(TEACHER, KEEPER, HEAD),
    works=("pupils_9_12",),
    lists=("exams",),
)
