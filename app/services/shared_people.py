"""People who stand in more than one school: by СНИЛС, and by name and birth date; the own workers too (ST4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.received import ListedSchool, ReceivedPerson
from app.domain.staff import Staff
from app.domain.text import fold
from app.services.progress import Progress, part, silent
from app.services.read_only import read_only
from app.storage.passport import Passport
from app.validators.likeness import snils_key

_OFTEN = 500  # people after which it is told how far one is

OWN = ""  # the code under which the municipality's own workers stand
OWN_NAME = "МОУО"

By = Literal["snils", "name"]


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """One of those who may be one person: the school ('' for the municipality itself), and how she is named there.

    ``place`` is the class of a pupil, the post of a worker.
    """

    code: str
    school: str
    entity: str
    id: str
    name: str
    place: str
    birth: date | None


@dataclass(frozen=True, slots=True)
class SharedGroup:
    """Records of several schools that agree in СНИЛС, or in name and birth date."""

    entity: str
    by: By
    people: tuple[SharedPerson, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    person: SharedPerson
    key: str
    snils: str


def shared_people(passport: Passport, progress: Progress = silent) -> tuple[SharedGroup, ...]:
    """Workers and pupils who are in two schools now, workers first; a group by СНИЛС is not told again by name.

    Who has left a school is no double there. Raises what ``progress`` does.
    """
    today = passport.year.day_within(date.today())
    with passport.reading() as session:
        rows = list(_told(_of_schools(session, today), _count(session), part(progress, 0, 2)))
        rows = [*_own(session, today), *rows]
    found = []
    for done, entity in enumerate(("staff", "student")):
        progress(2 + done, 4)
        some = [one for one in rows if one.person.entity == entity]
        by_snils = list(_groups(entity, "snils", ((snils_key(one), one) for one in some)))
        told = {frozenset((person.code, person.id) for person in group.people) for group in by_snils}
        by_name = _groups(entity, "name", (((one.key, one.person.birth), one) for one in some if one.person.birth))
        found += by_snils
        found += (
            group for group in by_name if frozenset((person.code, person.id) for person in group.people) not in told
        )
    return tuple(found)


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ReceivedPerson)) or 0


def _told(rows: Iterable[_Row], total: int, progress: Progress) -> Iterator[_Row]:
    for done, row in enumerate(rows):
        if not done % _OFTEN:
            progress(done, total)
        yield row


def _groups(entity: str, by: By, keyed: Iterable[tuple[Any, _Row]]) -> Iterator[SharedGroup]:
    groups: dict[Any, list[SharedPerson]] = {}
    for key, row in keyed:
        if key:
            groups.setdefault(key, []).append(row.person)
    for people in groups.values():
        if len({one.code for one in people}) > 1:
            yield SharedGroup(entity, by, tuple(people))


def _of_schools(session: Session, today: date) -> Iterator[_Row]:
    names = {one.code: one.name for one in session.scalars(select(ListedSchool))}
    table = ReceivedPerson
    query = select(
        table.school_code,
        table.entity,
        table.record_id,
        table.name,
        table.place,
        table.birth,
        table.key,
        table.snils,
    ).where(table.left.is_(None) | (table.left > today))
    for code, entity, id, name, place, birth, key, snils in session.execute(
        query.order_by(table.key, table.school_code)
    ):
        yield _Row(SharedPerson(code, names.get(code, ""), entity, id, name, place, birth), key, snils)


def _own(session: Session, today: date) -> Iterator[_Row]:
    for one in read_only(session, Staff):
        if one.dismissed is None or one.dismissed > today:
            person = SharedPerson(OWN, OWN_NAME, "staff", one.id, one.full_name, one.post or "", one.birth)
            yield _Row(person, fold(one.full_name), one.snils or "")
