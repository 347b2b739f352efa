"""The list of pupils and of classes, as plain rows for a table."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.domain.kinds import Day
from app.domain.paper_kinds import Snils
from app.domain.school import SchoolClass, class_order
from app.domain.student import Student, full_name
from app.domain.text import fold
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A pupil in a list. ``search`` is folded text in which a search looks for every word typed."""

    id: str
    name: str
    class_name: str
    birth: str
    search: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class with its teacher and the number of its pupils."""

    id: str
    version: int
    name: str
    teacher: str
    pupils: int


_COLUMNS = (
    Student.id,
    Student.last_name,
    Student.first_name,
    Student.middle_name,
    Student.class_name,
    Student.birth,
    Student.snils,
    Student.doc_series,
    Student.doc_number,
)


def list_students(passport: Passport) -> list[StudentRow]:
    """All pupils by class, then by name in Russian order; 10,000 of them in about 0.1 s."""
    with passport.reading() as session:
        found = session.execute(select(*_COLUMNS)).all()
    rows = [_row(one) for one in found]
    places = {name: class_order(name) for name in {row.class_name for row in rows}}
    rows.sort(key=lambda row: (places[row.class_name], row.search))
    return rows


def student_row(passport: Passport, id: str) -> StudentRow | None:
    """The row of one pupil; None where there is none (any more)."""
    with passport.reading() as session:
        found = session.execute(select(*_COLUMNS).where(Student.id == id)).first()
    return _row(found) if found else None


_DAY, _SNILS = Day(), Snils()


def _row(found: tuple[Any, ...]) -> StudentRow:
    id, last, first, middle, class_name, birth, snils, series, number = found
    name = full_name(last, first, middle) or "(без имени)"
    born = _DAY.show(birth)
    class_name = class_name or ""
    numbers = f"{snils or ''} {_SNILS.show(snils)} {series or ''}{number or ''} {number or ''}"
    return StudentRow(id, name, class_name, born, fold(f"{name} {class_name} {born} {numbers}"))


def list_classes(passport: Passport) -> list[ClassRow]:
    """All classes in order, each with its number of pupils."""
    count = (
        select(Student.class_name, func.count().label("pupils"))
        .where(Student.class_name.is_not(None))
        .group_by(Student.class_name)
        .subquery()
    )
    query = select(
        SchoolClass.id, SchoolClass.version, SchoolClass.name, SchoolClass.teacher, func.coalesce(count.c.pupils, 0)
    ).join(count, count.c.class_name == SchoolClass.name, isouter=True)
    with passport.reading() as session:
        rows = [
            ClassRow(id, version, name, teacher or "", n) for id, version, name, teacher, n in session.execute(query)
        ]
    return sorted(rows, key=lambda row: class_order(row.name))
