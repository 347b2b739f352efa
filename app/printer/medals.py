"""The form «Медалисты»: аттестат с отличием of class 9 and medals of classes 11–12, due by the end of the year."""

from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.printer.cells import cell, label, value
from app.printer.form import HEAD, KEEPER, Cell, Column, Form, Piece
from app.printer.graduates import CHECK
from app.printer.health import CLASS
from app.printer.person import birth, name, short_document


def _distinction(student: Student) -> Cell:
    return (Piece(value(student, "distinction") or "—"),)


def _medal(student: Student) -> Cell:
    return cell(student, "medal") if student.medal else (Piece("—"),)


MEDALS = Form(
    key="medals",
    title="Аттестаты с отличием и медали",
    ask=CHECK,
    scope="school",
    grades=lambda _year: GIA_GRADES,
    takes=lambda student, _year: bool(student.distinction or student.medal),
    columns=lambda _year: (
        CLASS,
        name(60),
        birth(24),
        short_document(60),
        Column(label("distinction"), 36, _distinction, centred=True),
        Column(label("medal"), 64, _medal),
    ),
    signers=(KEEPER, HEAD),
    works=("medals",),
)
