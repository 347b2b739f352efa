"""The form «Данные о выпускниках»: what РИС will hold of each pupil of a class 9–12, to be checked and signed.

The columns follow the federal forms СБ-04 and ВФ-4 (ris.md 7) and the order's выверка of ФИО, document,
category, form of ГИА and subjects.
"""

from functools import cache
from itertools import groupby

from app.domain.dictionaries import dictionary
from app.domain.exams import Category, ExamChoice
from app.domain.field import GIA_GRADES, field_by_name
from app.domain.kinds import NONE
from app.domain.student import Student
from app.printer.cells import gaps, label, shown, value
from app.printer.form import HEAD, KEEPER, MISSING, TEACHER, Cell, Column, Form, Piece


@cache
def _places() -> dict[str, int]:
    """The place of each subject in its list."""
    return {entry.key: place for place, entry in enumerate(dictionary("subjects").entries)}


def _name(student: Student) -> Cell:
    given = [value(student, name) for name in ("first_name", "middle_name")]
    parts = (value(student, "last_name"), " ".join(part for part in given if part and part != NONE))
    told = tuple(Piece(part) for part in parts if part)
    none = (Piece(f"{label('middle_name')}: {NONE}"),) if student.middle_name == NONE else ()
    return told + none + gaps(student, "last_name", "first_name", "middle_name")


def _born(student: Student) -> Cell:
    told = tuple(Piece(text) for text in (value(student, "birth"), value(student, "sex")) if text)
    return told + gaps(student, "birth", "sex")


def _document(student: Student) -> Cell:
    number = value(student, "doc_number")
    what = " ".join(filter(None, (value(student, "doc_kind"), _series(student), f"№\u00a0{number}" if number else "")))
    issued = ", ".join(filter(None, (value(student, "doc_issued"), value(student, "doc_issuer"))))
    told = tuple(Piece(line) for line in (what, issued) if line)
    return told + gaps(student, "doc_kind", "doc_series", "doc_number", "doc_issued", "doc_issuer")


def _series(student: Student) -> str:
    series = value(student, "doc_series")
    return "серии\u00a0нет" if series == NONE else series


def _snils(student: Student) -> Cell:
    piece = shown(student, "snils")
    return (piece if piece.strong else Piece(piece.text.replace(" ", "\u00a0")),)


def _exams(student: Student) -> Cell:
    places, known = _places(), field_by_name(ExamChoice)
    chosen = sorted(student.exams, key=lambda one: (one.form, places.get(one.subject, len(places)), one.subject))
    told = []
    for form, group in groupby(chosen, key=lambda one: one.form):
        subjects = ", ".join(known["subject"].kind.show(one.subject) for one in group)
        told.append(Piece(f"{known['form'].kind.show(form)}: {subjects}"))
    if told:
        return tuple(told)
    return (Piece(NONE),) if student.category == Category.NO_GIA else (Piece(MISSING, strong=True),)


GRADUATES = Form(
    key="graduates",
    title="Данные о выпускниках",
    ask="Сверьте каждую строку с документами. Ошибку исправьте в карточке и напечатайте форму заново; исправления "
    "от руки в базу не попадут.",
    grades=GIA_GRADES,
    columns=(
        Column(label("last_name", "first_name", "middle_name"), 38, _name),
        Column(label("birth", "sex"), 20, _born, centred=True),
        Column(label("doc_kind", "doc_series", "doc_number", "doc_issued", "doc_issuer"), 62, _document),
        Column(label("snils"), 24, _snils, centred=True),
        Column(label("citizenship"), 22, lambda student: (shown(student, "citizenship"),)),
        Column(label("category"), 38, lambda student: (shown(student, "category"),)),
        Column("Форма ГИА и выбранные предметы", 37, _exams),
        Column(label("ovz"), 18, lambda student: (shown(student, "ovz"),), centred=True),
    ),
    signers=(TEACHER, KEEPER, HEAD),
)
