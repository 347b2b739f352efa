"""What a выверка form is: its kind, as declared once, and one filled sheet of it as plain values.

When adding a form: one file like ``graduates.py`` and one line in ``forms.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.names import PATRONYMIC_WORDS
from app.domain.school import School, SchoolClass, grade_of
from app.domain.student import Student

MISSING = "не внесено"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that begins a new line in its cell; ``strong`` makes a gap stand out on paper."""

    text: str
    strong: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands over it, its width in mm, and what it shows of a pupil.

    ``signed``: the cells stay empty for the signature of the line's person.
    """

    heading: str
    width: float
    cell: Callable[[Student], Cell]
    centred: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the post and the full name, both from the records. Beside the head goes the seal (М.П.)."""

    post: Callable[[School, SchoolClass], str | None]
    name: Callable[[School, SchoolClass], str | None]
    seal: bool = False


TEACHER = Signer(lambda _school, _class: "Классный руководитель", lambda _school, one: one.teacher)
KEEPER = Signer(lambda _school, _class: "Ответственный за «Паспорт школы»", lambda school, _class: school.keeper_name)
HEAD = Signer(
    lambda school, _class: school.head_post or "Руководитель ОО", lambda school, _class: school.head_name, seal=True
)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of form. ``key`` is permanent (register, QR); ``ask`` tells the reader what to do with the paper."""

    key: str
    title: str
    ask: str
    grades: frozenset[int]
    columns: tuple[Column, ...]
    signers: tuple[Signer, ...]
    landscape: bool = True

    def is_for(self, class_name: str | None) -> bool:
        """Whether the form is made for pupils of that class."""
        return grade_of(class_name) in self.grades


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature to be given; an empty name leaves a line to write it."""

    post: str
    name: str
    seal: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What the form shows of one person, the number in the list left out."""

    person_id: str
    cells: tuple[Cell, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether something is not entered, or could not be read."""
        return any(piece.strong for cell in self.cells for piece in cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form filled with plain values: everything on paper but number, time and pages.

    ``part`` says, for a printing of chosen pupils only, that it is not the whole class.
    """

    form: Form
    school: str
    code: str
    year: str
    year_title: str
    class_name: str
    lines: tuple[Line, ...]
    signatures: tuple[Signature, ...]
    part: str = ""

    def heading(self) -> tuple[str, ...]:
        """All values that stand on the form besides its lines."""
        signed = (part for one in self.signatures for part in (one.post, one.name))
        return (self.form.key, self.form.title, self.school, self.code, self.year, self.class_name, self.part, *signed)


def signatures(form: Form, school: School, school_class: SchoolClass) -> tuple[Signature, ...]:
    """The form's signatures with the posts and names of this school and class."""
    return tuple(
        Signature(one.post(school, school_class) or "", signed_name(one.name(school, school_class)), one.seal)
        for one in form.signers
    )


def signed_name(full_name: str | None) -> str:
    """«Петрова Анна Ивановна» as «А. И. Петрова», as signatures have it; '' where no name is entered.

    What already has points, or is a single word, stays as typed.
    """
    words = [word for word in (full_name or "").split() if word.lower() not in PATRONYMIC_WORDS]
    if len(words) < 2 or "." in (full_name or ""):
        return full_name or ""
    surname = max(len(words) - 2, 1)
    given = " ".join(f"{word[0]}." for word in words[surname:])
    return f"{given} {' '.join(words[:surname])}"
