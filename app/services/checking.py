"""Checking a whole file by the registered rules; what one save touches is checked again in ``rechecking``."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
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
from app.domain.year import AcademicYear
from app.services.cards import with_details
from app.services.check_context import context_of, with_last_year, with_sums
from app.services.explaining import explanations, with_explanations
from app.services.possible_doubles import compared_only
from app.services.progress import Progress, silent
from app.storage.passport import Passport
from app.validators.context import Context
from app.validators.findings import ORDER_OF_LEVELS, Finding, Level
from app.validators.likeness import KEYS
from app.validators.registry import findings_of, findings_over

_ENTITY_ORDER = {"school": 0, "class": 1, "student": 2, "staff": 3, "room": 4}
_PART_OF = {"school": 0, "class": 1, "student": 1, "staff": 2, "room": 3}  # a class stands before its pupils
_BATCH = 500  # ids in one query


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: as of which day, the findings in the order of a list, their number by level.

    ``explained`` of the questions and advices have an explanation that holds; they are among the findings.
    """

    as_of: date
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    explained: int = 0


def check(
    passport: Passport, as_of: date | None = None, progress: Progress = silent, *, year: AcademicYear | None = None
) -> Report:
    """Check the school, its classes, pupils, workers and rooms, each by its own rules and all by the rules over all.

    Without ``as_of`` it is today, or the nearest day of the year; ``year`` is whose rules hold in place of the
    file's own. Findings stand by class, then by name, errors first. The file is read class by class, so that
    nobody waits for it long. Raises :class:`app.services.progress.Cancelled` when ``progress`` does.
    """
    with passport.reading() as session:
        context = context_of(year or passport.year, session, as_of)
        school = session.scalars(select(School).options(*with_details(School))).one()
        found = list(findings_of(school, with_sums(context, session)))
        context = with_last_year(context, session)
        classes = session.scalars(select(SchoolClass)).all()
        rooms = session.scalars(select(Room)).all()
        staff = session.scalars(select(Staff).options(*with_details(Staff))).all()
        told = explanations(session)
        names = session.scalars(select(Student.class_name).distinct()).all()
    for records in (classes, rooms, staff):
        found += _checked(records, context)
    met = _Met()
    for done, name in enumerate(names):
        progress(done, len(names))
        for student in _class(passport, name):
            met.meet(student)
            found += findings_of(student, context)
    found += findings_over(_compared(passport, met.shared()), context)
    progress(len(names), len(names))
    return _report(context.as_of, with_explanations(found, told))


def _checked(records: Sequence[Record], context: Context) -> Iterator[Finding]:
    for record in records:
        yield from findings_of(record, context)
    yield from findings_over(records, context)


class _Met:
    """Pupils met so far by what two cards of one person would share, so that nobody need be kept for it."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._hashes = tuple(array("q") for _ in KEYS)  # 0 where there is no key; a clash only adds a candidate

    def meet(self, student: Student) -> None:
        """Remember a pupil."""
        self._ids.append(student.id)
        for hashes, key_of in zip(self._hashes, KEYS, strict=True):
            key = key_of(student)
            hashes.append(0 if key is None else hash(key))

    def shared(self) -> list[str]:
        """The ids of all who share a key with somebody, in the order in which they were met."""
        places: set[int] = set()
        for hashes in self._hashes:
            first: dict[int, int] = {}
            for place, found in enumerate(hashes):
                if found and first.setdefault(found, place) != place:
                    places |= {first[found], place}
        return [self._ids[place] for place in sorted(places)]


def _compared(passport: Passport, wanted: Sequence[str]) -> list[Student]:
    """The pupils with these ids, in this order, with the compared columns only."""
    found: dict[str, Student] = {}
    with passport.reading() as session:
        for start in range(0, len(wanted), _BATCH):
            some = Student.id.in_(wanted[start : start + _BATCH])
            query = select(Student).where(some).options(compared_only(Student))
            found |= {one.id: one for one in session.scalars(query)}
    return [found[id] for id in wanted if id in found]  # somebody may have been removed meanwhile


def _class(passport: Passport, name: str | None) -> Sequence[Student]:
    with passport.reading() as session:
        chosen = select(Student).where(Student.class_name == name).options(*with_details(Student))
        return session.scalars(chosen).all()


def _report(as_of: date, found: Iterable[Finding]) -> Report:
    findings = in_order(found)
    counts = {level.value: sum(one.level is level for one in findings) for level in Level}
    return Report(as_of, findings, counts, sum(not one.open for one in findings))


Place = tuple[int, tuple[int, str], int, str, str]


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a list has them: school, classes with their pupils by name, workers, rooms; errors first."""
    return tuple(sorted(found, key=_order))


def place_of(one: Finding) -> Place:
    """Where the record of a finding stands in that list; the same for all findings of a record."""
    entity = _ENTITY_ORDER[one.entity]
    return _PART_OF[one.entity], class_order(one.class_name), entity, fold(one.who), one.id


def _order(one: Finding) -> tuple[Place, int, str]:
    return place_of(one), ORDER_OF_LEVELS[one.level], one.rule
