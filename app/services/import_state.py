"""What is known while a list is decided: the records of the file, and what came of each row so far."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.field import Record
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.exchange.class_list import Problem, Row
from app.exchange.list_kinds import ListKind
from app.services.import_match import Known, Register, Values, called
from app.services.import_writes import Changed, Writes

NEW = "new"  # a decision about a doubtful row: it is nobody of those named
SKIP = "skip"  # the row is to be left out

Decisions = Mapping[tuple[str, int], str]  # by sheet and row: NEW, SKIP, or the id of the record that is meant


class State(StrEnum):
    """What came of a row that was accepted."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record that a list changes: where the row stands, who, which field, from what to what."""

    sheet: str
    row: int
    who: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a doubtful row may mean, and what they have in common or differ in."""

    id: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of which a person has to say whom it means; ``may_be_new`` says that it can make a record of its own."""

    sheet: str
    row: int
    who: str
    text: str
    candidates: tuple[Candidate, ...]
    may_be_new: bool


@dataclass(slots=True)
class Plan:
    """What to write, and what to tell of it.

    ``rows`` are the accepted rows with what came of each and whom it is about; ``doubts`` the cells that could not be
    read and yet did not stop their rows. ``watched`` are pupils before (None for a new one) and after, for the
    two-day clock. ``lists`` are the details stored of each record, by kind and owner, kept true while rows change them.
    """

    kind: ListKind
    school: str
    year: AcademicYear
    register: Register
    decisions: Decisions
    writes: Writes = field(default_factory=Writes)
    changes: list[Change] = field(default_factory=list)
    rows: list[tuple[Row, State, Values]] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)
    watched: list[tuple[str, Values | None, Values]] = field(default_factory=list)
    lists: dict[type[Record], dict[str, list[Values]]] = field(default_factory=dict)
    claims: dict[tuple[Any, ...], int] = field(default_factory=dict)
    exams_before: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    homes: list[str] = field(default_factory=list)
    compulsory_added: bool = False

    def figures(self) -> dict[str, int]:
        """How many rows were read, and what came of them; the parts add up."""
        counts = Counter(state for _, state, _ in self.rows)
        rejected = len(self.rejected)
        return {"read": len(self.rows) + rejected, **{one.value: counts[one] for one in State}, "rejected": rejected}

    def stored(self, model: type[Record], owner: str) -> list[Values]:
        """The details of a record, as stored and as changed so far."""
        return self.lists[model].setdefault(owner, [])

    def touch(self, known: Known) -> None:
        """Let the version of a stored record grow once, although no field of its own changes."""
        if known.version and known.id not in self.touched:
            self.touched.add(known.id)
            self.writes.changed.append(Changed(self.kind.told_of, known.id, known.version, {}, {}))


def who(values: Values) -> str:
    """«Иванов Иван Иванович, 9А»; «12, Главный корпус»."""
    return ", ".join(text for text in (called(values) or "(без имени)", values.get("class_name")) if text)


def refuse(row: Row, text: str) -> None:
    """Say why a whole row cannot be taken."""
    row.problems.append(Problem(row.sheet, row.number, "", "", text))


def is_student(kind: ListKind) -> bool:
    """Whether a list is of pupils themselves."""
    return kind.model is Student
