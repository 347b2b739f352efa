"""The list of classes, as plain rows for a table."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.school import SchoolClass, class_order
from app.domain.student import Student
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class with its teacher and the number of its pupils."""

    id: str
    version: int
    name: str
    teacher: str
    pupils: int


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


def class_names(passport: Passport) -> list[str]:
    """The names of all classes in order."""
    with passport.reading() as session:
        return sorted(session.scalars(select(SchoolClass.name)), key=class_order)
