"""The whole school in a few tables of numbers, as its head looks at it: who sits what, when, where, who works there.

Nothing here is sent anywhere; every pupil and worker of the school counts who is there on the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.exams import ExamChoice
from app.domain.kinds import Day
from app.domain.overview_table import OverviewTable
from app.domain.rooms import Room
from app.domain.school import School, grade_of
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear, Kind
from app.services import moments
from app.services import overview_tables as tables
from app.services.due import due
from app.services.overview_tables import Chosen
from app.services.places import PDF, check_place, put_file
from app.services.progress import Progress, silent
from app.services.read_only import read_only
from app.services.readiness import is_here, readiness
from app.services.sample import is_sample
from app.storage.passport import Passport
from app.validators.findings import Finding

_PUPIL = ("id", "class_name", "left", "distinction", "medal")
_STEPS = 3  # of which it is told how far one is
_WORKER = ("id", "oge_organiser", "ege_organiser", "positions", "dismissed")


@dataclass(frozen=True, slots=True)
class Overview:
    """The tables of one school on one day; a table without rows says nothing and is left out."""

    name: str
    year: str
    day: date
    blocks: tuple[OverviewTable, ...]


def overview(passport: Passport, findings: Sequence[Finding], day: date, progress: Progress = silent) -> Overview:
    """The tables of a school as of a day; ``findings`` are those of its check. Raises what ``progress`` does."""
    year = passport.year
    with passport.reading() as session:
        name = session.scalar(select(School.short_name)) or ""
        here = [one for one in read_only(session, Student, columns=_PUPIL) if is_here(one, day)]
        chosen = _chosen(session, here, year)
        rooms = read_only(session, Room, columns=("id", "building", "seats", "headquarters"))
        workers = [one for one in read_only(session, Staff, columns=_WORKER) if _works_here(one, day)]
    progress(1, _STEPS)
    papers = tables.works_table(due(passport), day)
    progress(2, _STEPS)
    days = tables.days_table(chosen, year)
    blocks = (
        tables.readiness_table(readiness(here, findings)),
        papers,
        tables.subjects_table("gia9", year.gia9, here, chosen),
        tables.subjects_table("gia11", year.gia11, here, chosen),
        days,
        tables.rooms_table(rooms, days),
        tables.positions_table(workers),
        tables.honours_table(here, year),
    )
    return Overview(name, year.title, day, tuple(one for one in blocks if one.rows))


def _works_here(worker: Staff, day: date) -> bool:
    return worker.dismissed is None or worker.dismissed > day


def _chosen(session: Session, here: Sequence[Student], year: AcademicYear) -> list[Chosen]:
    classes = {one.id: one.class_name for one in here}
    found = []
    for id, subject, stated in session.execute(select(ExamChoice.student_id, ExamChoice.subject, ExamChoice.day)):
        kind = _kind(grade_of(classes.get(id)), year)
        if kind is not None:
            day = stated or year.only_main_days.get((kind, subject))
            found.append(Chosen(id, classes[id] or "", kind, subject, day))
    return found


def _kind(grade: int | None, year: AcademicYear) -> Kind | None:
    if grade in year.gia9.grades:
        return "gia9"
    return "gia11" if grade in year.gia11.grades else None


def save_overview(passport: Passport, told: Overview, out: Path, progress: Progress = silent) -> int:
    """Write the tables as a PDF for the head; how many pages it has.

    Raises :class:`Refused` for a place that holds anything but a PDF, :class:`BadFile` where it cannot be written, and
    what ``progress`` raises; then there is nothing new.
    """
    from app.printer.overview import overview_paper  # noqa: PLC0415 - brings the paper

    check_place(out, PDF, passport.path)
    day, now, sample = Day().show(told.day), moments.now(), is_sample(passport)
    pdf, pages = overview_paper(told.name, told.year, day, told.blocks, now, progress=progress, sample=sample)
    put_file(out, pdf)
    return pages
