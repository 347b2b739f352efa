"""Checking again what a save touches, and nothing else: the card, its doubles before and after, the school's sums."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import School
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import Refused
from app.services.cards import find_record, school_id
from app.services.check_context import context_of, with_last_year, with_sums
from app.services.checking import in_order
from app.services.explaining import explanations, with_explanations
from app.services.possible_doubles import maybe_doubles
from app.storage.passport import Passport
from app.validators.context import Context
from app.validators.findings import Finding
from app.validators.registry import findings_of, findings_over

Touched = tuple[str, str]  # entity and id

Known = Mapping[str, Sequence[Finding]]


def check_record(passport: Passport, entity: str, id: str, as_of: date | None = None) -> tuple[Finding, ...]:
    """What the rules say of one record, doubles of it in other cards included; errors first.

    Raises :class:`app.errors.Refused` where there is no such record.
    """
    with passport.reading() as session:
        found = _of_one(session, context_of(passport.year, session, as_of), entity, id)
        return in_order(with_explanations(found, explanations(session, [id])))


def recheck(
    passport: Passport, touched: Iterable[Touched], known: Known, as_of: date | None = None
) -> dict[str, tuple[Finding, ...]]:
    """The findings now, by record, of all that saves of these records touch; () of a record that is gone.

    ``known`` are the findings before, by record: whom they spoke of is looked at again too.
    """
    done: dict[str, list[Finding]] = {}
    with passport.reading() as session:
        context = context_of(passport.year, session, as_of)
        first = dict.fromkeys(touched)
        for entity, id in first:
            done[id] = _of_one_or_none(session, context, entity, id)
        for entity, id in _beside(first, known, done):
            done[id] = _of_one_or_none(session, context, entity, id)
        school = school_id(session)
        if school not in done:
            done[school] = _of_one(session, context, "school", school)
        told = explanations(session, list(done))
    return {id: in_order(with_explanations(found, told)) for id, found in done.items()}


def _beside(touched: Iterable[Touched], known: Known, done: Mapping[str, Sequence[Finding]]) -> list[Touched]:
    """The other records that findings of these spoke of before, or speak of now."""
    beside: dict[Touched, None] = {}
    for entity, id in touched:
        for one in (*known.get(id, ()), *done[id]):
            beside |= {(entity, other): None for other in one.others if other not in done}
    return list(beside)


def _of_one_or_none(session: Session, context: Context, entity: str, id: str) -> list[Finding]:
    try:
        return _of_one(session, context, entity, id)
    except Refused:
        return []


def _of_one(session: Session, context: Context, entity: str, id: str) -> list[Finding]:
    record = find_record(session, entity, id)
    if isinstance(record, School):
        context = with_sums(context, session)
    if isinstance(record, Student):
        context = with_last_year(context, session, [record])
    found = list(findings_of(record, context))
    found += (one for one in findings_over(_alike(session, record), context) if one.id == id)
    session.expunge_all()  # of the others only a part was read, and they may be looked at themselves next
    return found


def _alike(session: Session, record: Record) -> Sequence[Record]:
    """The record and all who may have something in common with it."""
    if isinstance(record, Student | Staff):
        return maybe_doubles(session, record)
    if isinstance(record, Room):
        return session.scalars(select(Room).where(Room.building == record.building)).all()
    return ()
