"""Checking a whole file by the registered rules; what one save touches is checked again in ``rechecking``."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

import app.validators.all_rules  # noqa: F401 - registers them
from app.domain.card_layout import Place as OnCard
from app.domain.card_layout import place_on_card
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass, class_order
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.domain.year import AcademicYear
from app.services.cards import ENTITIES
from app.services.check_context import context_of, with_last_year, with_sums
from app.services.explaining import explanations, with_explanations
from app.services.possible_doubles import compared_columns
from app.services.progress import Progress, silent
from app.services.read_only import read_only
from app.services.rights import sees_all
from app.services.uncollected import uncollected
from app.storage.passport import Passport
from app.validators.context import Context
from app.validators.findings import ORDER_OF_LEVELS, Finding, Level
from app.validators.likeness import near_dates, shared_hashes
from app.validators.registry import findings_of, findings_over

_ENTITY_ORDER = {"school": 0, "class": 1, "student": 2, "staff": 3, "room": 4}
_PART_OF = {"school": 0, "class": 1, "student": 1, "staff": 2, "room": 3}  # a class stands before its pupils
_AT_ONCE = 200  # pupils read together, so that nobody waits for the file long


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
    file's own. Findings stand by class, then by name, errors first, then down the card. The file is read in
    portions, so that nobody waits for it long. Raises :class:`app.services.progress.Cancelled` when ``progress`` does.
    """
    with passport.reading() as session:
        context = context_of(year or passport.year, session, as_of)
        found = list(findings_of(read_only(session, School)[0], with_sums(context, session)))
        context = with_last_year(context, session)
        for model in (SchoolClass, Room, Staff):
            records = read_only(session, model)
            found += (one for record in records for one in findings_of(record, context))
            found += findings_over(records, context)
        told = explanations(session)
        pupils = session.scalars(select(Student.id).order_by(Student.class_name)).all()
    with uncollected(), passport.roomy():
        found += _of_pupils(passport, pupils, context, progress)
    return _report(context.as_of, with_explanations(told_to(passport, found), told))


def told_to(passport: Passport, found: Iterable[Finding]) -> Iterable[Finding]:
    """The findings that who works is told: a class teacher, who sees a part of the school, none about all of it."""
    return found if sees_all(passport) else [one for one in found if one.entity == "student"]


def _of_pupils(passport: Passport, ids: Sequence[str], context: Context, progress: Progress) -> Iterator[Finding]:
    met = _Met()
    for done in range(0, len(ids), _AT_ONCE):
        progress(done, len(ids))
        for student in _some(passport, ids[done : done + _AT_ONCE]):
            met.meet(student)
            yield from findings_of(student, context)
    yield from findings_over(_some(passport, met.shared(), compared_columns(Student)), context)
    progress(len(ids), len(ids))


class _Met:
    """Pupils met so far by what two cards of one person would share, so that nobody need be kept for it."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._births = array("l")  # as ordinals, 0 for none
        self._hashes = tuple(array("q") for _ in shared_hashes(Student()))

    def meet(self, student: Student) -> None:
        """Remember a pupil."""
        self._ids.append(student.id)
        self._births.append(student.birth.toordinal() if student.birth else 0)
        for hashes, found in zip(self._hashes, shared_hashes(student), strict=True):
            hashes.append(found)

    def shared(self) -> list[str]:
        """The ids of all who share a key with somebody, in the order in which they were met.

        Namesakes are many in a large base, so they count only where their birth dates are near.
        """
        *keys, names = self._hashes
        places = {place for hashes in keys for group in _groups(enumerate(hashes)) for place in group}
        for group in _groups(enumerate(names)):
            near = ((place, hash(key)) for place in group for key in near_dates(date.fromordinal(self._births[place])))
            places.update(place for some in _groups(near) for place in some)
        return [self._ids[place] for place in sorted(places)]


def _groups(hashed: Iterable[tuple[int, int]]) -> Iterator[set[int]]:
    """The groups of two and more places with one hash; 0 is no hash."""
    first: dict[int, int] = {}
    groups: dict[int, set[int]] = {}
    for place, found in hashed:
        if found and first.setdefault(found, place) != place:
            groups.setdefault(found, {first[found]}).add(place)
    return iter(groups.values())


def _some(passport: Passport, ids: Sequence[str], columns: Sequence[str] = ()) -> list[Student]:
    with passport.reading() as session:
        return read_only(session, Student, ids, columns)


def _report(as_of: date, found: Iterable[Finding]) -> Report:
    findings = in_order(found)
    counts = {level.value: sum(one.level is level for one in findings) for level in Level}
    return Report(as_of, findings, counts, sum(not one.open for one in findings))


Place = tuple[int, tuple[int, str], int, str, str]


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a list has them: school, classes with their pupils by name, workers, rooms; of each the errors
    first, in the order in which one comes by their fields on the card."""
    return tuple(sorted(found, key=order_of))


def place_of(one: Finding) -> Place:
    """Where the record of a finding stands in that list; the same for all findings of a record."""
    entity = _ENTITY_ORDER[one.entity]
    return _PART_OF[one.entity], class_order(one.class_name), entity, fold(one.who), one.id


Order = tuple[Place, int, OnCard, str]


def order_of(one: Finding) -> Order:
    """Where a finding stands in that list; one without a rule, which stands for a record only, before all of it."""
    level = ORDER_OF_LEVELS[one.level] if one.rule else -1
    return place_of(one), level, place_on_card(ENTITIES[one.entity], one.field), one.rule
