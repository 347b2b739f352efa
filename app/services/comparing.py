"""The pupils of a class in turn, to be compared field by field with their documents, from where one stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.drafts import Draft
from app.domain.field import Field, field_by_name, fields, texts
from app.domain.kinds import Flag
from app.domain.proofs import Way
from app.domain.student import Student
from app.domain.text import fold
from app.services.proofs import fingerprint_of, proven_fields
from app.storage.passport import Passport
from app.validators.registry import has_left

USUAL = ("last_name", "first_name", "middle_name", "birth", "doc_kind", "doc_series", "doc_number")
SECOND = "second"  # the entity of the drafts that hold a second entry until it is settled


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil in turn: the stored text of each chosen field, and the chosen fields not compared yet."""

    id: str
    who: str
    initials: str
    texts: dict[str, str]
    left: tuple[str, ...]


def comparable() -> tuple[Field, ...]:
    """The fields of a pupil that a document can bear out, in the order of the card; the class is no such."""
    return tuple(one for one in fields(Student) if one.name != "class_name" and not isinstance(one.kind, Flag))


def pupils_in_turn(passport: Passport, class_name: str, names: Sequence[str], way: Way) -> tuple[Pupil, ...]:
    """The pupils of a class by name, without those who have left, each with what is still to be compared in one way.

    A field is done when its present value was compared, or when a second entry of it waits to be settled.
    """
    with passport.reading() as session:
        found = session.scalars(select(Student).where(Student.class_name == class_name)).all()
        pupils = [one for one in found if not has_left(one, passport.year.day_within(date.today()))]
        ids = [one.id for one in pupils]
        compared = proven_fields(session, ids, way)
        waiting = second_entries(session, ids) if way is Way.TYPED_AGAIN else {}
        made = [_pupil(one, names, compared.get(one.id, {}), waiting.get(one.id, {})) for one in pupils]
    return tuple(sorted(made, key=lambda one: (fold(one.who), one.id)))


def _pupil(one: Student, names: Sequence[str], compared: dict[str, str], waiting: dict[str, str]) -> Pupil:
    shown = texts(one)
    left = [name for name in names if name not in waiting and compared.get(name) != fingerprint_of(shown[name])]
    initials = " ".join(f"{part[0]}." for part in one.full_name.split())
    return Pupil(one.id, one.full_name, initials, {name: shown[name] for name in names}, tuple(left))


def begun_fields(passport: Passport, class_name: str, way: Way) -> tuple[str, ...]:
    """The fields with which this was begun in a class before; the usual ones where it was not."""
    with passport.reading() as session:
        ids = session.scalars(select(Student.id).where(Student.class_name == class_name)).all()
        found = {name for one in proven_fields(session, ids, way).values() for name in one}
        if way is Way.TYPED_AGAIN:
            found |= {name for one in second_entries(session, ids).values() for name in one}
    return tuple(name for name in field_by_name(Student) if name in (found or USUAL))


def second_entries(session: Session, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """By pupil the texts of a second entry that wait to be settled."""
    query = select(Draft).where(Draft.entity == SECOND, Draft.record_id.in_(ids))
    return {one.record_id: one.texts for one in session.scalars(query)}
