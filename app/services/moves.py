"""The clock of two working days: a save notes by itself that a pupil came, left, or has another document.

The order: зачисление, отчисление, паспортные данные, ОВЗ are entered within two working days of the day the school
learned of them. Nothing is noted outside the file's own school year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.domain.dictionaries import entry
from app.domain.field import new_id
from app.domain.moves import Move, MoveKind
from app.domain.school import class_order, grade_of
from app.domain.student import Student, full_name
from app.domain.text import fold
from app.domain.year import AcademicYear
from app.storage.passport import Passport

_PAPER = ("doc_kind", "doc_series", "doc_number", "last_name", "first_name", "middle_name")
_HEALTH = ("ovz", "disabled")
WATCHED = ("enrolled", "left", "class_name", *_PAPER, *_HEALTH)

Values = Mapping[str, Any]


class State(StrEnum):
    """How a change stands with its clock."""

    OVERDUE = "overdue"  # not entered, and the last day is over
    WAITING = "waiting"  # not entered, and there is still time
    LATE = "late"  # entered after the last day
    IN_TIME = "in_time"


@dataclass(frozen=True, slots=True)
class Clock:
    """A change of a pupil: what, when the school learned of it, the last day to enter it, when it was entered."""

    student_id: str
    who: str
    class_name: str
    kind: str
    learned: date | None
    due: date | None
    entered: date | None
    state: State


def today() -> date:
    """The day on which a save is made; the seam for tests."""
    return date.today()


def runs(year: AcademicYear, day: date) -> bool:
    """Whether the clock runs on a day: in the school year and while its exams last."""
    return year.first_day <= day <= (year.exams_until or year.last_day)


def values_of(student: Student) -> dict[str, Any]:
    """The values by which a change is told, before it is made."""
    return {name: getattr(student, name) for name in WATCHED} | {
        "exams": {(one.subject, one.form) for one in student.exams},
        "papers": {one.id for one in student.health_papers},
    }


def note_moves(student: Student, before: Values | None, year: AcademicYear) -> bool:
    """Enter into a pupil's list of changes what a save has just changed; whether there was anything.

    ``before`` are :func:`values_of` him before, None for a new card. A change that waits to be entered is entered
    now; else the school is taken to have learned of it today.
    """
    day = today()
    if not runs(year, day):
        return False
    papers = [one for one in student.health_papers if one.id not in (before or {}).get("papers", ())]
    after = values_of(student) | {"issued": [one.issued for one in papers if one.issued]}
    noted = False
    for kind in kinds_of(before, after, year, day):
        noted |= _note(student, kind, day)
    return noted


def _note(student: Student, kind: MoveKind, day: date) -> bool:
    mine = [one for one in student.moves if one.kind == kind]
    if any(one.entered == day for one in mine):
        return False
    waiting = next((one for one in mine if one.entered is None), None)
    if waiting is not None:
        waiting.entered = day
    else:
        place = len(student.moves)
        student.moves.append(Move(id=new_id(), unread={}, place=place, kind=kind, learned=day, entered=day))
    return True


def kinds_of(before: Values | None, after: Values, year: AcademicYear, day: date) -> Iterator[MoveKind]:
    """Which changes there are between the values of a pupil before and after a save on a day."""
    old = before or {}
    came, gone = after.get("enrolled"), after.get("left")
    if came and came > year.first_day and came != old.get("enrolled"):
        yield MoveKind.ENROLMENT
    if gone and gone != old.get("left"):
        yield MoveKind.LEAVING
    if before is None:
        return
    if any(_replaced(before, after, name) for name in _PAPER):
        yield MoveKind.DOCUMENT
    issued = after.get("issued", ())
    if any(_replaced(before, after, name) for name in _HEALTH) or any(one > year.first_day for one in issued):
        yield MoveKind.HEALTH
    exams = year.exams_of(grade_of(after.get("class_name")))
    if exams and day > year.choice_ends(exams) and before.get("exams") != after.get("exams"):
        yield MoveKind.EXAMS


def _replaced(before: Values, after: Values, name: str) -> bool:
    """Whether a value that was there became another one; what is entered for the first time is no change."""
    return None not in (before.get(name), after.get(name)) and before[name] != after[name]


def clocks(passport: Passport, day: date | None = None) -> tuple[Clock, ...]:
    """Every change that is not entered yet or was entered late, as of a day: overdue first, then by last day."""
    as_of = passport.year.day_within(date.today()) if day is None else day
    with passport.reading() as session:
        query = select(Student).where(Student.moves.any()).options(selectinload(Student.moves))
        found = [clock for one in session.scalars(query) for clock in _clocks(one, passport.year, as_of)]
    wanted = [one for one in found if one.state is not State.IN_TIME]
    return tuple(sorted(wanted, key=_by_need))


def _clocks(student: Student, year: AcademicYear, as_of: date) -> Iterator[Clock]:
    name = full_name(student.last_name, student.first_name, student.middle_name)
    for move in student.moves:
        due = due_of(move, year)
        kind = entry("move_kinds", move.kind).name if move.kind else ""
        yield Clock(
            student.id,
            name,
            student.class_name or "",
            kind,
            move.learned,
            due,
            move.entered,
            _state(move, due, as_of),
        )


def due_of(move: Move, year: AcademicYear) -> date | None:
    """The last day on which a change is entered in time; None where nobody said when the school learned of it."""
    if move.learned is None:
        return None
    return year.working_days.after(move.learned, year.limits.change_working_days.value)


def _state(move: Move, due: date | None, as_of: date) -> State:
    if move.entered is None:
        return State.OVERDUE if due is not None and due < as_of else State.WAITING
    return State.LATE if due is not None and due < move.entered else State.IN_TIME


def _by_need(one: Clock) -> tuple[int, date, tuple[int, str], str]:
    return list(State).index(one.state), one.due or date.max, class_order(one.class_name), fold(one.who)


def imported_moves(changes: Iterable[tuple[str, Values | None, Values]], year: AcademicYear) -> list[dict[str, Any]]:
    """The rows of changes that an import makes, each change told by the pupil's id and his values before and after.

    A change that waits to be entered stays for the card: a list does not say of which day it speaks.
    """
    day = today()
    if not runs(year, day):
        return []
    found = [(id, kind) for id, before, after in changes for kind in kinds_of(before, after, year, day)]
    own = {"version": 1, "unread": {}, "learned": day, "entered": day}
    return [{**own, "id": new_id(), "place": 0, "student_id": id, "kind": kind.value} for id, kind in found]
