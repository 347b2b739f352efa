"""Cells that forms of pupils and of workers have alike: name, birth, document, СНИЛС, chosen exams."""

from functools import cache
from itertools import groupby

from app.domain.dictionaries import dictionary, entry
from app.domain.exams import Category, ExamChoice
from app.domain.field import field_by_name
from app.domain.kinds import NONE
from app.domain.program_data import renewed
from app.domain.staff import Staff
from app.domain.student import Student
from app.printer.cells import cell, gaps, label, shown, value
from app.printer.form import MISSING, Cell, Column, Piece

Person = Student | Staff

_NAMES = ("last_name", "first_name", "middle_name")
_DOCUMENT = ("doc_kind", "doc_series", "doc_number")
_ISSUED = (*_DOCUMENT, "doc_issued", "doc_issuer")


def name(width: float) -> Column:
    """The column of the full name."""
    return Column(label(*_NAMES), width, name_cell)


def name_cell(person: Person) -> Cell:
    """Family name on a line of its own; «нет» of an отчество is told, so that nobody takes it for a gap."""
    given = [value(person, one) for one in _NAMES[1:]]
    parts = (value(person, "last_name"), " ".join(part for part in given if part and part != NONE))
    told = tuple(Piece(part) for part in parts if part)
    none = (Piece(f"{label('middle_name')}: {NONE}"),) if person.middle_name == NONE else ()
    return told + none + gaps(person, *_NAMES)


def born(width: float) -> Column:
    """The column of birth and sex."""
    return Column(label("birth", "sex"), width, born_cell, centred=True)


def born_cell(person: Person) -> Cell:
    """Birth and sex, each on its line."""
    told = tuple(Piece(text) for text in (value(person, "birth"), value(person, "sex")) if text)
    return told + gaps(person, "birth", "sex")


def birth(width: float) -> Column:
    """The column of the day of birth alone."""
    return Column(label("birth"), width, lambda person: cell(person, "birth"), centred=True)


def document(width: float) -> Column:
    """The column of the identity document with all that the order asks of it."""
    return Column(label(*_ISSUED), width, document_cell)


def document_cell(person: Person) -> Cell:
    """Kind, series and number; then day and office of issue."""
    issued = ", ".join(filter(None, (value(person, "doc_issued"), value(person, "doc_issuer"))))
    return _number(person) + ((Piece(issued),) if issued else ()) + gaps(person, *_ISSUED)


def short_document(width: float) -> Column:
    """The column of the identity document without its issue."""
    return Column(label(*_DOCUMENT), width, number_cell)


def number_cell(person: Person) -> Cell:
    """Kind, series and number in a line."""
    return _number(person) + gaps(person, *_DOCUMENT)


def series_cell(person: Person) -> Cell:
    """Series and number alone, for a narrow column."""
    what = _series_number(person)
    return ((Piece(what),) if what else ()) + gaps(person, "doc_series", "doc_number")


def _number(person: Person) -> Cell:
    what = " ".join(filter(None, (value(person, "doc_kind"), _series_number(person))))
    return (Piece(what),) if what else ()


def _series_number(person: Person) -> str:
    series, number = value(person, "doc_series"), value(person, "doc_number")
    told = "серии\u00a0нет" if series == NONE else series
    return " ".join(filter(None, (told, f"№\u00a0{number}" if number else "")))


def snils_piece(person: Person) -> Piece:
    """The СНИЛС, which no line may part."""
    piece = shown(person, "snils")
    return piece if piece.strong else Piece(piece.text.replace(" ", "\u00a0"))


def snils_and_citizenship(width: float) -> Column:
    """The column of СНИЛС and citizenship."""
    return Column(
        label("snils", "citizenship"), width, lambda one: (snils_piece(one), *cell(one, "citizenship")), centred=True
    )


@renewed
@cache
def _places() -> dict[str, int]:
    """The place of each subject in its list."""
    return {one.key: place for place, one in enumerate(dictionary("subjects").entries)}


def exams_cell(student: Student) -> Cell:
    """Chosen exams, a line for each form of ГИА; a choice that must be made and is not stands out."""
    places, known = _places(), field_by_name(ExamChoice)
    chosen = sorted(student.exams, key=lambda one: (one.form, places.get(one.subject, len(places)), one.subject))
    told = []
    for form, group in groupby(chosen, key=lambda one: one.form):
        subjects = ", ".join(exam_name(one) for one in group)
        told.append(Piece(f"{known['form'].kind.show(form)}: {subjects}"))
    if told:
        return tuple(told)
    return (Piece(NONE),) if student.category == Category.NO_GIA else (Piece(MISSING, strong=True),)


def exam_name(choice: ExamChoice) -> str:
    """The subject in words, with its oral part where it is chosen."""
    name = entry("subjects", choice.subject).name
    return f"{name} (с устной частью)" if choice.oral else name


def sits(student: Student, _year: object) -> bool:
    """Whether a pupil takes part in ГИА this year, as far as the card says: no category is no reason to leave out."""
    return student.category != Category.NO_GIA


SIGNATURE = Column("Подпись", 27, signed=True)
