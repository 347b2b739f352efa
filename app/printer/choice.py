"""The forms «Выбор предметов» of ГИА-9 and ГИА-11: a column for each subject, as in СБ-04 and ВФ-4 (ris.md 7)."""

from collections.abc import Callable

from app.domain.dictionaries import entry
from app.domain.exams import ExamChoice, ExamForm
from app.domain.student import Student
from app.domain.year import AcademicYear, Exams
from app.printer.cells import cell
from app.printer.form import HEAD, KEEPER, TEACHER, Cell, Column, Columns, Form, Piece
from app.printer.person import SIGNATURE, name, series_cell, sits

_SUBJECT = 9.9  # mm
_REST = 16.0
_PAPER = 259.0  # all columns but the number


def _mark(choice: ExamChoice) -> Cell:
    sign = "ГВЭ" if choice.form == ExamForm.GVE else "X"
    return (Piece(sign), Piece("устн.")) if choice.oral else (Piece(sign),)


def _subject(key: str) -> Column:
    def mark(student: Student) -> Cell:
        return next((_mark(one) for one in student.exams if one.subject == key), ())

    return Column(entry("subjects", key).short or key, _SUBJECT, mark, centred=True)


def _others(known: frozenset[str]) -> Column:
    """What is chosen and has no column of its own: nothing chosen may be missing on the paper."""

    def rest(student: Student) -> Cell:
        found = (one for one in student.exams if one.subject not in known)
        return tuple(Piece(" ".join((entry("subjects", one.subject).short, *_signs(one)))) for one in found)

    return Column("Другие", _REST, rest)


def _signs(choice: ExamChoice) -> tuple[str, ...]:
    return tuple(piece.text for piece in _mark(choice))


def _columns(exams: Exams) -> Columns:
    keys = (*(key for group in exams.compulsory for key in group), *exams.subjects)
    subjects = (*(_subject(key) for key in keys), _others(frozenset(keys)))
    signature = 24.0
    left = _PAPER - signature - sum(column.width for column in subjects)
    who = Column("Дата рождения, серия и номер документа", 28, _who)
    return (name(left - who.width), who, *subjects, SIGNATURE.wide(signature))


def _who(student: Student) -> Cell:
    return (*cell(student, "birth"), *series_cell(student))


def _of(number: int, exams: Callable[[AcademicYear], Exams]) -> Form:
    form = "ОГЭ" if number == 9 else "ЕГЭ"
    return Form(
        key=f"choice_{number}",
        title=f"Выбор предметов ГИА-{number}",
        ask=f"X — {form}; ГВЭ — государственный выпускной экзамен; «устн.» — с устной частью. Участник подписью "
        "подтверждает свой выбор.",
        grades=lambda year: exams(year).grades,
        takes=sits,
        columns=lambda year: _columns(exams(year)),
        signers=(TEACHER, KEEPER, HEAD),
        works=(f"choice_{number}",),
        lists=("exams",),
    )


CHOICES = (_of(9, lambda year: year.gia9), _of(11, lambda year: year.gia11))
