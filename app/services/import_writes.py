"""What an import writes: records made, changed and removed, told as plain values, and written in bulk.

Rows go through SQLAlchemy Core, not through mapped objects: a list of thousands is one insert.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.orm import Session

from app.domain.ageing import Ageing
from app.domain.exams import ExamChoice, ExamResult
from app.domain.family import Guardian
from app.domain.field import Model, Record, new_id
from app.domain.moves import Move
from app.domain.rooms import Room
from app.domain.school import Building, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.services.confirming import confirm_changed
from app.services.progress import Progress
from app.storage.rows import insert_rows

STEP = 1000  # rows between two tellings of progress

# Whatever a list may write, those that others point at first.
WRITTEN: tuple[type[Record], ...] = (
    SchoolClass,
    Building,
    Student,
    Staff,
    Room,
    Guardian,
    ExamChoice,
    ExamResult,
    Move,
)
OWNERS = {"guardian": "student_id", "exam_choice": "student_id", "exam_result": "student_id", "move": "student_id"}


@dataclass(frozen=True, slots=True)
class Changed:
    """New values of some fields of a record, and the old ones; none where only its version is to grow.

    ``version`` is the one before; ``owner`` the id of the record whose detail it is, '' for none.
    """

    model: type[Record]
    id: str
    version: int
    old: dict[str, Any]
    new: dict[str, Any]
    owner: str = ""


@dataclass(slots=True)
class Writes:
    """All that one list writes. Rows that are made and removed are whole, by column."""

    made: defaultdict[type[Record], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    changed: list[Changed] = field(default_factory=list)
    removed: list[tuple[type[Record], dict[str, Any]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(any(self.made.values()) or self.changed or self.removed)


def table_of(model: type[Model]) -> Table:
    """The table of a mapped class."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def beginning(**values: Any) -> dict[str, Any]:
    """The values of a new record, with those that every record begins with."""
    return {"id": new_id(), "version": 1, "unread": {}, **values}


def owner_of(model: type[Record], row: dict[str, Any]) -> str:
    """The id of the record whose detail a row is; '' for none."""
    name = OWNERS.get(model.__tablename__)
    return str(row[name]) if name else ""


def write(session: Session, writes: Writes, progress: Progress) -> None:
    """Write all into the session's transaction, which begins before any progress is told."""
    session.connection()
    for model, row in writes.removed:
        session.execute(delete(table_of(model)).where(table_of(model).c.id == row["id"]))
    total = sum(map(len, writes.made.values()))
    done = 0
    for model in WRITTEN:
        rows = writes.made.get(model, [])
        for start in range(0, len(rows), STEP):
            progress(done, total)
            insert_rows(session, table_of(model), rows[start : start + STEP])
            done += len(rows[start : start + STEP])
    update_rows(session, writes.changed)


def update_rows(session: Session, changes: Iterable[Changed]) -> None:
    """One statement for each set of columns that change together; every version grows by one."""
    groups: defaultdict[tuple[type[Record], tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    confirmed: defaultdict[type[Record], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for one in changes:
        if issubclass(one.model, Ageing):
            confirmed[one.model][one.id] = tuple(one.new)
        told = {f"new_{name}": value for name, value in one.new.items()}
        groups[one.model, tuple(sorted(one.new))].append({"the_id": one.id, **told})
    for (model, names), rows in groups.items():
        table = table_of(model)
        new = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        statement = update(table).where(table.c.id == bindparam("the_id"))
        session.execute(statement.values(version=table.c.version + 1, **new), rows)
    for model, changed in confirmed.items():
        confirm_changed(session, model, changed)
