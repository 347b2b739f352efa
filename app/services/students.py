"""The list of classes, as plain rows for a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.field import texts
from app.domain.school import SchoolClass, class_order
from app.domain.student import Student
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class as the texts of its card, with the number of its pupils."""

    id: str
    version: int
    texts: Mapping[str, str]
    pupils: int

    @property
    def name(self) -> str:
        """What the class is called: «9А»."""
        return self.texts["name"]

    @property
    def teacher(self) -> str:
        """The class's teacher, as typed where the name could not be read; '' for none."""
        return self.texts["teacher"]


def list_classes(passport: Passport) -> list[ClassRow]:
    """All classes in order, each with its number of pupils."""
    count = (
        select(Student.class_name, func.count().label("pupils"))
        .where(Student.class_name.is_not(None))
        .group_by(Student.class_name)
        .subquery()
    )
    query = select(SchoolClass, func.coalesce(count.c.pupils, 0)).join(
        count, count.c.class_name == SchoolClass.name, isouter=True
    )
    with passport.reading() as session:
        rows = [ClassRow(one.id, one.version, texts(one), pupils) for one, pupils in session.execute(query)]
    return sorted(rows, key=lambda row: class_order(row.name))


def class_names(passport: Passport) -> list[str]:
    """The names of all classes in order."""
    with passport.reading() as session:
        return sorted(session.scalars(select(SchoolClass.__table__.c.name)), key=class_order)
