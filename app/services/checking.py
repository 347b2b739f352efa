"""Checking a whole file, or one card after a save, by the registered rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

import app.validators.all_rules  # noqa: F401 - registers them
from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass, class_order
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.services.cards import find_record, with_details
from app.services.possible_doubles import compared_only, maybe_doubles
from app.services.progress import Progress, silent
from app.storage.passport import Passport
from app.validators.doubles import KEYS
from app.validators.registry import Context, Finding, Level, findings_of, findings_over

_ENTITY_ORDER = {"school": 0, "class": 1, "student": 2, "staff": 3, "room": 4}
_BATCH = 500  # ids in one query
_LEVEL_ORDER = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: as of which day, the findings in the order of a list, their number by level."""

    as_of: date
    findings: tuple[Finding, ...]
    counts: dict[str, int]


def check(passport: Passport, as_of: date | None = None, progress: Progress = silent) -> Report:
    """Check the school, its classes and its pupils, each by its own rules and all by the rules over all.

    Without ``as_of`` it is today, or the nearest day of the file's year. Findings stand by class, then by
    name, errors first. The file is read class by class, so that nobody waits for it long.
    Raises :class:`app.services.progress.Cancelled` when ``progress`` does.
    """
    context = _context(passport, as_of)
    with passport.reading() as session:
        records: list[Record] = [
            *session.scalars(select(School).options(*with_details(School))),
            *session.scalars(select(SchoolClass)),
            *session.scalars(select(Room)),
            *session.scalars(select(Staff).options(*with_details(Staff))),
        ]
        names = session.scalars(select(Student.class_name).distinct()).all()
    found = [finding for record in records for finding in findings_of(record, context)]
    met = _Met()
    for done, name in enumerate(names):
        progress(done, len(names))
        for student in _class(passport, name):
            met.meet(student)
            found += findings_of(student, context)
    found += findings_over(_compared(passport, met.shared), context)
    progress(len(names), len(names))
    return _report(context.as_of, found)


class _Met:
    """Pupils met so far by what two cards of one person would share, so that nobody need be kept for it."""

    def __init__(self) -> None:
        self._first: dict[int, str] = {}  # the hash of a key, and who had it first: a clash only adds a candidate
        self.shared: dict[str, None] = {}  # ids, in the order in which they were met

    def meet(self, student: Student) -> None:
        """Remember a pupil; he and the first who has a key of his are candidates for doubles."""
        for number, key_of in enumerate(KEYS):
            if (key := key_of(student)) is not None:
                first = self._first.setdefault(hash((number, key)), student.id)
                if first != student.id:
                    self.shared |= {first: None, student.id: None}


def _compared(passport: Passport, ids: Iterable[str]) -> list[Student]:
    """The pupils with these ids, in this order, with the compared columns only."""
    wanted = list(ids)
    found: dict[str, Student] = {}
    with passport.reading() as session:
        for start in range(0, len(wanted), _BATCH):
            some = Student.id.in_(wanted[start : start + _BATCH])
            query = select(Student).where(some).options(compared_only(Student))
            found |= {one.id: one for one in session.scalars(query)}
    return [found[id] for id in wanted if id in found]  # somebody may have been removed meanwhile


def check_record(passport: Passport, entity: str, id: str, as_of: date | None = None) -> tuple[Finding, ...]:
    """What the rules say of one record, doubles of it in other cards included; errors first.

    Raises :class:`app.errors.Refused` where there is no such record.
    """
    context = _context(passport, as_of)
    with passport.reading() as session:
        record = find_record(session, entity, id)
    found = list(findings_of(record, context))
    if isinstance(record, Student):
        with passport.reading() as session:
            alike = maybe_doubles(session, record)
        found += [one for one in findings_over(alike, context) if one.id == id]
    return tuple(sorted(found, key=_order))


def _context(passport: Passport, as_of: date | None) -> Context:
    return Context(passport.year, passport.year.day_within(date.today()) if as_of is None else as_of)


def _class(passport: Passport, name: str | None) -> Sequence[Student]:
    with passport.reading() as session:
        chosen = select(Student).where(Student.class_name == name).options(*with_details(Student))
        return session.scalars(chosen).all()


def _report(as_of: date, found: Iterable[Finding]) -> Report:
    findings = tuple(sorted(found, key=_order))
    counts = {level.value: sum(one.level is level for one in findings) for level in Level}
    return Report(as_of, findings, counts)


def _order(one: Finding) -> tuple[tuple[int, str], int, str, str, int, str]:
    return (
        class_order(one.class_name),
        _ENTITY_ORDER[one.entity],
        fold(one.who),
        one.id,
        _LEVEL_ORDER[one.level],
        one.rule,
    )
