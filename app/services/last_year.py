"""Last year's base, given to compare with: what should not change is kept in this base, the file itself is let go."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, insert, or_, select

from app.domain.imprint import SCHOOL
from app.domain.last_year import LastPupil, LastYear
from app.domain.roles import Right
from app.domain.school import School
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.errors import Refused
from app.services import moments
from app.services.places import check_source
from app.services.rights import needs
from app.storage.passport import Passport
from app.storage.snapshots import open_snapshot

KEPT = ("id", "last_name", "first_name", "middle_name", "birth", "sex", "snils", "class_name", "ovz")


@dataclass(frozen=True, slots=True)
class Given:
    """Which year was given, when (local time), and how many pupils and workers it had at its end."""

    year: str
    given_at: datetime
    pupils: int
    workers: int


@needs(Right.IMPORT)
def give_last_year(passport: Passport, path: Path, password: str = "") -> Given:
    """Take from last year's base of the same school what rules compare with, in place of what was given before.

    The file is only read; it opens without a password, by that of the open base, or by the one given. Raises
    :class:`BadFile` for what is no base, :class:`Refused` for one of another school or of a year that is not the
    one before; then nothing has changed.
    """
    check_source(path, passport.path)
    with open_snapshot(path, passport.key, password) as last:
        _check(passport, last)
        with last.reading() as session:
            stayed = or_(Student.left.is_(None), Student.left > last.year.last_day)
            columns = [getattr(Student, name) for name in KEPT]
            rows = [dict(row) for row in session.execute(select(*columns).where(stayed)).mappings()]
            working = or_(Staff.dismissed.is_(None), Staff.dismissed > last.year.last_day)
            workers = session.scalar(select(func.count()).select_from(Staff).where(working)) or 0
    with passport.writing("Сравнение с прошлым годом") as session:
        session.execute(delete(LastPupil))
        session.execute(delete(LastYear))
        now = moments.now()
        session.add(LastYear(id=1, year=last.year.name, given_at=now, workers=workers))
        if rows:
            session.execute(insert(LastPupil), rows)
    found = last_year_given(passport)
    assert found is not None
    return found


def _check(passport: Passport, last: Passport) -> None:
    if last.kind != SCHOOL:
        raise Refused(f"{last.path.name} — база муниципалитета, а нужна прошлогодняя база школы.")
    if not _is_before(last.year, passport.year):
        raise Refused(
            f"{last.path.name} — база {last.year.title} учебного года, а сравнивать нужно с предыдущим.",
            f"Нужна база за год до {passport.year.title}.",
        )
    if _code(last) != _code(passport):
        raise Refused(f"{last.path.name} — база другой школы: код ОО не совпадает.")


def _is_before(last: AcademicYear, now: AcademicYear) -> bool:
    return last.first_day.year + 1 == now.first_day.year


def _code(passport: Passport) -> str | None:
    with passport.reading() as session:
        return session.scalars(select(School.code)).one()


def last_year_given(passport: Passport) -> Given | None:
    """What was given; None where nothing was."""
    with passport.reading() as session:
        found = session.get(LastYear, 1)
        pupils = session.scalar(select(func.count()).select_from(LastPupil)) or 0
    if found is None:
        return None
    when = moments.local(found.given_at)
    return Given(found.year, when, pupils, found.workers)


@needs(Right.IMPORT)
def forget_last_year(passport: Passport) -> None:
    """Compare with last year no more."""
    with passport.writing("Сравнение с прошлым годом снято") as session:
        session.execute(delete(LastPupil))
        session.execute(delete(LastYear))
