"""The forms «Отнесение к категории ОВЗ» of the participants of ГИА-9 and of ГИА-11: papers and what they allow."""

from collections.abc import Callable, Collection

from app.domain.student import Student
from app.domain.year import AcademicYear
from app.printer.cells import cell, entered, label
from app.printer.form import HEAD, KEEPER, MISSING, Cell, Column, Form, Piece
from app.printer.pairs import detail_piece
from app.printer.person import birth, name

CLASS = Column(label("class_name"), 15, lambda one: cell(one, "class_name"), centred=True)

_ASK = (
    "Сверьте с заключениями ПМПК и справками МСЭ. Копии документов сдаются в МОУО на бумаге; загружать их "
    "изображения запрещено."
)


def _has_need(student: Student, _year: object) -> bool:
    """Whether the pupil belongs here: the mark, or a paper without it, which is to be seen as a gap."""
    return bool(student.ovz or student.disabled or student.health_papers)


def _marks(student: Student) -> Cell:
    ovz, disabled = cell(student, "ovz", "disabled")
    return Piece(f"ОВЗ: {ovz.text}", ovz.strong), Piece(f"инвалид: {disabled.text}", disabled.strong)


def _papers(student: Student) -> Cell:
    found = tuple(detail_piece(one) for one in student.health_papers)
    return found or (Piece(f"Документ: {MISSING}", strong=True),)


def _needs(student: Student) -> Cell:
    return entered(student, "conditions", "special_seating", "home_schooling", "closed_institution")


def _of(number: int, grades: Callable[[AcademicYear], Collection[int]]) -> Form:
    return Form(
        key=f"ovz_{number}",
        title=f"Отнесение к категории ОВЗ, участники ГИА-{number}",
        ask=_ASK,
        scope="school",
        grades=grades,
        takes=_has_need,
        columns=lambda _year: (
            CLASS,
            name(46),
            birth(22),
            Column("ОВЗ, инвалидность", 24, _marks),
            Column("Документы", 84, _papers),
            Column("Что по ним нужно", 68, _needs),
        ),
        signers=(KEEPER, HEAD),
        works=(f"ovz_{number}",),
        lists=("health_papers",),
    )


HEALTH = (_of(9, lambda year: year.gia9.grades), _of(11, lambda year: year.gia11.grades))
