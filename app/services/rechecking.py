"""Checking again what a save touches, and nothing else: the card, its doubles before and after, the school's sums."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import Refused
from app.services.cards import ENTITIES
from app.services.check_context import context_of, with_last_year, with_sums
from app.services.checking import check, in_order, told_to
from app.services.explaining import explanations, with_explanations
from app.services.possible_doubles import maybe_doubles
from app.services.read_only import read_only
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

    ``known`` are the findings before, by record: whom they spoke of is looked at again too. What the school's own
    card says is read by rules over all others, so that its save makes a whole check.
    """
    first = dict.fromkeys(touched)
    if any(entity == "school" for entity, _ in first):
        return _everything(passport, [*known, *(id for _, id in first)], as_of)
    done: dict[str, list[Finding]] = {}
    with passport.reading() as session:
        context = context_of(passport.year, session, as_of)
        for entity, id in first:
            done[id] = _of_one_or_none(session, context, entity, id)
        for entity, id in _beside(first, known, done):
            done[id] = _of_one_or_none(session, context, entity, id)
        if any(entity == "staff" for entity, _ in first):
            done |= {one.id: list(findings_of(one, context)) for one in read_only(session, SchoolClass)}
        school = read_only(session, School)[0]
        done[school.id] = list(findings_of(school, with_sums(context, session)))
        told = explanations(session, list(done))
    return {id: in_order(with_explanations(told_to(passport, found), told)) for id, found in done.items()}


def _everything(passport: Passport, ids: Iterable[str], as_of: date | None) -> dict[str, tuple[Finding, ...]]:
    """The findings of a whole check by record, and () of all others with these ids."""
    found: dict[str, list[Finding]] = {id: [] for id in ids}
    for one in check(passport, as_of).findings:
        found.setdefault(one.id, []).append(one)
    return {id: tuple(some) for id, some in found.items()}


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
    record = _read(session, entity, id)
    if isinstance(record, School):
        context = with_sums(context, session)
    if isinstance(record, Student):
        context = with_last_year(context, session, [record])
    found = list(findings_of(record, context))
    found += (one for one in findings_over(_alike(session, record), context) if one.id == id)
    return found


def _read(session: Session, entity: str, id: str) -> Record:
    model = ENTITIES.get(entity)
    if model is None:
        raise Refused(f"Записей вида «{entity}» нет.", f"Есть: {', '.join(ENTITIES)}.")
    for one in read_only(session, model, [id]):
        return one
    raise Refused("Такой записи нет: возможно, её удалили.")


def _alike(session: Session, record: Record) -> Sequence[Record]:
    """The record and all who may have something in common with it."""
    if isinstance(record, Student | Staff):
        return maybe_doubles(session, record)
    return read_only(session, Room) if isinstance(record, Room) else ()
