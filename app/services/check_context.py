"""What the rules may know besides the record, read from a file: the school's facts, the sums, last year's base."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.choice_kinds import keys_of
from app.domain.exams import Category
from app.domain.last_year import LastPupil, LastYear
from app.domain.rooms import Room
from app.domain.scans import ScanBox
from app.domain.school import Building, School, SchoolClass, grade_of
from app.domain.staff import Staff
from app.domain.student import Student, full_name
from app.domain.text import fold
from app.domain.year import AcademicYear
from app.storage.settings import setting
from app.validators.context import BuildingFacts, Context, LastSums, SchoolFacts, Sums
from app.validators.likeness import person_key, snils_key

TOLD_MISTAKES = "told_mistakes"
_MOST = 500  # last year's pupils looked for by other means than their permanent ids

Keys = dict[Hashable, LastPupil]


def context_of(year: AcademicYear, session: Session, as_of: date | None) -> Context:
    """The context of a check without the sums; ``as_of`` None is today, or the nearest day of the year."""
    day = year.day_within(date.today()) if as_of is None else as_of
    return Context(year, day, school_facts(session, day), mistakes=mistakes(session))


def mistakes(session: Session) -> frozenset[str]:
    """On whose newest slip «есть ошибка» is ticked; a file without scanned slips does not wait for the reader.

    A base opened from a package has no scans and is told them instead.
    """
    told: frozenset[str] = frozenset(setting(session, TOLD_MISTAKES, ()))
    if session.scalar(select(ScanBox.key).where(ScanBox.kind == "mistake").limit(1)) is None:
        return told
    from app.services.scan_pages import mistakes_told  # noqa: PLC0415 - brings the reader of pictures

    return told | mistakes_told(session)


def school_facts(session: Session, as_of: date) -> SchoolFacts:
    """What rules know of the school."""
    school = session.execute(select(School.full_name, School.remote, School.is_point, School.point_exams)).first()
    buildings = session.execute(select(Building.name, Building.floors, Building.lift, Building.ramp))
    here = or_(Staff.dismissed.is_(None), Staff.dismissed > as_of)
    names = session.execute(select(Staff.last_name, Staff.first_name, Staff.middle_name).where(here)).all()
    return SchoolFacts(
        full_name=(school.full_name if school else None) or "",
        remote=school.remote if school else None,
        is_point=school.is_point if school else None,
        point_exams=frozenset(keys_of(school.point_exams if school else None)),
        buildings={name: BuildingFacts(floors, lift, ramp) for name, floors, lift, ramp in buildings if name},
        workers=frozenset(fold(full_name(*name)) for name in names) if names else None,
    )


def with_sums(context: Context, session: Session) -> Context:
    """The context with the sums of the school and of last year, which the school's own card is checked with."""
    told = replace(context, sums=sums_of(session, context), chosen=context.chosen)
    given = session.get(LastYear, 1)
    return told if given is None else replace(told, last_year=_last_sums(session, given, context.year))


def sums_of(session: Session, context: Context) -> Sums:
    """The numbers of who is here on the day of the check."""
    here = or_(Student.left.is_(None), Student.left > context.as_of)
    pupils, ovz = _by_class(session, Student, here)
    gone = and_(Student.left >= context.year.first_day, Student.left <= context.as_of)
    working = or_(Staff.dismissed.is_(None), Staff.dismissed > context.as_of)
    staff = session.execute(select(Staff.positions, Staff.oge_organiser, Staff.ege_organiser).where(working)).all()
    used = select(func.count(), func.sum(Room.seats)).where(Room.headquarters.is_not(True))
    rooms, seats = session.execute(used).one()
    return Sums(
        pupils=pupils,
        leavers=session.scalar(select(func.count()).select_from(Student).where(gone)) or 0,
        ovz=ovz,
        workers=len(staff),
        organisers=Counter(key for positions, oge, ege in staff if oge or ege for key in keys_of(positions)),
        rooms=rooms,
        seats=seats or 0,
        classes=frozenset(session.scalars(select(SchoolClass.name))),
    )


def _by_class(
    session: Session, model: type[Student] | type[LastPupil], *where: ColumnElement[bool]
) -> tuple[dict[str, int], int]:
    """How many there are by class ('' for no class), and how many of all have ОВЗ."""
    with_ovz = func.count().filter(model.ovz.is_(True))
    query = select(model.class_name, func.count(), with_ovz).where(*where).group_by(model.class_name)
    found = session.execute(query).all()
    return {name or "": count for name, count, _ in found}, sum(count for _, _, count in found)


def with_last_year(context: Context, session: Session, students: Iterable[Student] | None = None) -> Context:
    """The context in which pupils are found in last year's base, where it was given; of ``students`` only."""
    if session.get(LastYear, 1) is None:
        return context
    query = select(LastPupil)
    if students is not None:
        query = query.where(or_(*(_maybe_last(one) for one in students)))
    return replace(context, last_pupil=_finder(session.scalars(query).all()), chosen=context.chosen)


def _maybe_last(student: Student) -> ColumnElement[bool]:
    same: list[ColumnElement[bool]] = [LastPupil.id == student.id]
    if snils_key(student):
        same.append(LastPupil.snils == student.snils)
    if student.birth:
        same.append(LastPupil.birth == student.birth)
    return or_(*same)


def _finder(pupils: Iterable[LastPupil]) -> Callable[[Student], LastPupil | None]:
    """Finds a pupil by his permanent id, else by СНИЛС, else by name and birth date."""
    by_id: dict[str, LastPupil] = {}
    by_key: Keys = {}
    for one in pupils:
        by_id[one.id] = one
        by_key |= {key: one for key in (snils_key(one), person_key(one)) if key is not None}

    def find(student: Student) -> LastPupil | None:
        if found := by_id.get(student.id):
            return found
        keys = (snils_key(student), person_key(student))
        return next((by_key[key] for key in keys if key is not None and key in by_key), None)

    return find


def _last_sums(session: Session, given: LastYear, year: AcademicYear) -> LastSums:
    pupils, ovz = _by_class(session, LastPupil)
    return LastSums(
        year=given.year,
        pupils=pupils,
        ovz=ovz,
        workers=given.workers,
        vanished=_vanished(session, year),
    )


def _vanished(session: Session, year: AcademicYear) -> tuple[str, ...] | None:
    """Who of last year is not here, though his class was not the last one; None where too many are not."""
    unknown = select(LastPupil).where(LastPupil.id.not_in(select(Student.id)))
    there = [one for one in session.scalars(unknown.limit(_MOST + 1)) if not _left_by_himself(one, year)]
    if len(there) > _MOST:
        return None
    if not there:
        return ()
    births, numbers = {one.birth for one in there}, {one.snils for one in there}
    asked = select(Student).where(or_(Student.birth.in_(births), Student.snils.in_(numbers)))
    keys = {key for one in session.scalars(asked) for key in (snils_key(one), person_key(one)) if key is not None}
    gone = [one for one in there if snils_key(one) not in keys and person_key(one) not in keys]
    return tuple(
        sorted(f"{full_name(one.last_name, one.first_name, one.middle_name)}, {one.class_name}" for one in gone)
    )


def _left_by_himself(one: LastPupil, year: AcademicYear) -> bool:
    """Whether the pupil's class of last year ends with ГИА, after which he need not come back."""
    return Category.GRADUATE in year.categories_of(grade_of(one.class_name))
