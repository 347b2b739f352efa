"""What a выверка form is: its kind, as declared once, and one filled sheet of it as plain values.

When adding a form: one file like ``graduates.py`` and one line in ``forms.py``.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from app.domain.field import ALL_GRADES
from app.domain.kinds import Day
from app.domain.names import PATRONYMIC_WORDS
from app.domain.school import School, SchoolClass, grade_of
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.printer.plan import Plan

MISSING = "не внесено"


class Piece(NamedTuple):
    """A text that begins a new line in its cell; ``strong`` makes a gap stand out on paper."""

    text: str
    strong: bool = False


Cell = tuple[Piece, ...]


def nothing(_record: Any) -> Cell:
    """An empty cell."""
    return ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands over it, its width in mm, and what it shows of a record.

    ``signed``: the cells stay empty for the signature of the line's person.
    """

    heading: str
    width: float
    cell: Callable[[Any], Cell] = nothing
    centred: bool = False
    signed: bool = False

    def wide(self, width: float) -> "Column":
        """The same column of another width."""
        return replace(self, width=width)


Columns = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: whose it is, and its cells, the number in the list left out.

    ``key`` is the id of the record, or the name of the field on a sheet of one record; it is what the register
    keeps. A line with another ``section`` than the one before has it as a heading over it.
    """

    key: str
    cells: tuple[Cell, ...]
    section: str = ""

    @property
    def has_gaps(self) -> bool:
        """Whether something is not entered, or could not be read."""
        return any(piece.strong for cell in self.cells for piece in cell)


@dataclass(frozen=True, slots=True)
class Case:
    """What a paper is of: the school in a year, and the class or the one pupil where it is of such."""

    year: AcademicYear
    school: School
    school_class: SchoolClass | None = None
    pupil: Student | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the post and the full name, both from the records. Beside the head goes the seal (М.П.)."""

    post: Callable[[Case], str | None]
    name: Callable[[Case], str | None]
    seal: bool = False


def _parent(case: Case) -> str | None:
    """The one parent or guardian; where there are several, whoever signs writes the name."""
    names = [one.name for one in case.pupil.guardians] if case.pupil else []
    return names[0] if len(names) == 1 else None


TEACHER = Signer(
    lambda _: "Классный руководитель", lambda case: case.school_class.teacher if case.school_class else None
)
KEEPER = Signer(lambda _: "Ответственный за «Паспорт школы»", lambda case: case.school.keeper_name)
HEAD = Signer(lambda case: case.school.head_post or "Руководитель ОО", lambda case: case.school.head_name, seal=True)
PUPIL = Signer(lambda _: "Участник ГИА", lambda case: case.pupil.full_name if case.pupil else None)
PARENT = Signer(lambda _: "Родитель (законный представитель)", _parent)


def one_each(columns: Columns, record: Any, _year: AcademicYear) -> Iterable[Line]:
    """A line for a record, with what each column shows of it."""
    yield Line(record.id, tuple(column.cell(record) for column in columns))


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of form. ``key`` is permanent (register, QR); ``ask`` tells the reader what to do with the paper.

    ``scope`` is what one paper is of: the whole school, a class, or one pupil. ``of`` names the records that stand
    on it («student», «staff», «room», «school», or «question» of a check); ``takes`` says which of them. ``columns``
    and the ``day`` that the form is about come from the academic year; ``grades`` are those whose classes or pupils
    have it. ``lines`` makes the lines of a record: one of all columns, or one for each field. ``plan`` draws a seating
    plan of a record under the table. ``tick`` gives a box «есть ошибка». ``works`` are the works of the calendar whose
    signed form it is.
    ``lists`` names the lists of a pupil's card that it reads; the others are not loaded. ``supplemented``: whether a
    лист изменений may be printed to it. ``empty`` says why it is not printed when nothing stands on it; where it is ''
    an empty list of the whole school is signed too. ``gaps`` is before the number of lines in which something lacks.
    """

    key: str
    title: str
    ask: str
    columns: Callable[[AcademicYear], Columns]
    signers: tuple[Signer, ...]
    scope: Literal["school", "class", "student"] = "class"
    of: Literal["student", "staff", "room", "school", "question"] = "student"
    grades: Callable[[AcademicYear], Collection[int]] = lambda _year: ALL_GRADES
    takes: Callable[[Any, AcademicYear], bool] = lambda _record, _year: True
    day: Callable[[AcademicYear], date | None] | None = None
    lines: Callable[[Columns, Any, AcademicYear], Iterable[Line]] = one_each
    plan: Callable[[Any], Plan | None] | None = None
    tick: bool = False
    landscape: bool = True
    works: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    supplemented: bool = True
    empty: str = ""
    gaps: str = "Строк, где не всё внесено"

    @property
    def whole(self) -> bool:
        """Whether there is one such paper for the whole school."""
        return self.scope == "school"

    def is_for(self, class_name: str | None, year: AcademicYear) -> bool:
        """Whether the form is made for pupils of that class."""
        return grade_of(class_name) in self.grades(year)

    def is_in(self, year: AcademicYear) -> bool:
        """Whether there is such a form in a year: not without the day it is about."""
        return self.day is None or self.day(year) is not None

    def title_in(self, year: AcademicYear) -> str:
        """The title with the day it is about."""
        day = self.day(year) if self.day else None
        return f"{self.title}, {Day().show(day)}" if day else self.title


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature to be given; an empty name leaves a line to write it."""

    post: str
    name: str
    seal: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form filled with plain values: everything on paper but number, time and pages.

    ``class_name`` is '' on a paper of the whole school; ``whose`` is the name of the pupil that a paper is of, and
    ``owner`` his id. ``part`` says, for a printing of chosen records only, that it is not all of them. ``rules`` names
    the edition of the year's rules; it is told in the foot and is no part of the heading, because a newer file of the
    year does not unsign what was signed.
    """

    form: Form
    title: str
    school: str
    code: str
    year: str
    year_title: str
    class_name: str
    columns: Columns
    lines: tuple[Line, ...]
    signatures: tuple[Signature, ...]
    plans: tuple[Plan, ...] = ()
    part: str = ""
    whose: str = ""
    owner: str = ""
    rules: str = ""

    @property
    def records(self) -> int:
        """Of how many records it tells."""
        return 1 if self.of_one else len(self.lines)

    @property
    def of_one(self) -> bool:
        """Whether it tells of one record, a line for each field."""
        return self.form.lines is not one_each

    @property
    def about(self) -> str:
        """Of whom and of which year it is: the line under the title."""
        group = f"{self.class_name} класс" if self.class_name else ""
        return ", ".join(part for part in (self.whose, group, f"{self.year_title} учебный год") if part)

    def heading(self) -> tuple[str, ...]:
        """All values that stand on the form besides its lines and the foot."""
        signed = (part for one in self.signatures for part in (one.post, one.name))
        named = (self.school, self.code, self.year, self.class_name, self.whose)
        return (self.form.key, self.title, *named, self.part, *signed)


def fill(form: Form, case: Case, records: Iterable[Any], part: str = "") -> Sheet:
    """The form of a case filled with these records, in their order; ``part`` as in :class:`Sheet`."""
    columns = form.columns(case.year)
    records = tuple(records)
    plans = (form.plan(record) for record in records) if form.plan else ()
    return Sheet(
        form=form,
        title=form.title_in(case.year),
        school=case.school.short_name or "",
        code=case.school.code or "",
        year=case.year.name,
        year_title=case.year.title,
        class_name=case.school_class.name if case.school_class else "",
        columns=columns,
        lines=tuple(line for record in records for line in form.lines(columns, record, case.year)),
        signatures=tuple(
            Signature(one.post(case) or "", signed_name(one.name(case)), one.seal) for one in form.signers
        ),
        plans=tuple(plan for plan in plans if plan),
        part=part,
        whose=case.pupil.full_name if case.pupil else "",
        owner=case.pupil.id if case.pupil else "",
        rules=f"Правила {case.year.title}, ред. {case.year.edition}",
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
