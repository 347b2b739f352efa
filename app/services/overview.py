"""The whole school in a few tables of numbers, as its head looks at it: who sits what, when, where, who works there.

Nothing here is sent anywhere; every pupil and worker of the school counts who is there on the day.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.control_totals import TotalsBlock, TotalsRow
from app.domain.dictionaries import dictionary, entry
from app.domain.exams import ExamChoice
from app.domain.kinds import Day
from app.domain.rooms import Room
from app.domain.school import School, class_order, grade_of
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear, Exams, Kind
from app.services import moments
from app.services.due import due
from app.services.places import PDF, check_place, put_file
from app.services.progress import Progress, silent
from app.services.read_only import read_only
from app.services.sample import is_sample
from app.storage.passport import Passport
from app.validators.findings import Finding, Level

_NO_CLASS = "без класса"
_STEPS = 3  # of which it is told how far one is
_WORKER = ("id", "oge_organiser", "ege_organiser", "positions", "dismissed")


@dataclass(frozen=True, slots=True)
class Overview:
    """The tables of one school on one day; a block without rows says nothing and is left out."""

    name: str
    year: str
    day: date
    blocks: tuple[TotalsBlock, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """One chosen exam: whose class, in which kind of ГИА, what, and on which day where that is known."""

    class_name: str
    kind: Kind
    subject: str
    day: date | None


def overview(passport: Passport, findings: Sequence[Finding], day: date, progress: Progress = silent) -> Overview:
    """The tables of a school as of a day; ``findings`` are those of its check. Raises what ``progress`` does."""
    year = passport.year
    with passport.reading() as session:
        name = session.scalar(select(School.short_name)) or ""
        here = [one for one in read_only(session, Student, columns=("id", "class_name", "left")) if _is_here(one, day)]
        chosen = _chosen(session, here, year)
        rooms = read_only(session, Room, columns=("id", "building", "seats", "headquarters"))
        workers = [one for one in read_only(session, Staff, columns=_WORKER) if _works_here(one, day)]
    progress(1, _STEPS)
    papers = _papers(passport, day)
    progress(2, _STEPS)
    days = _days(chosen, year)
    blocks = (
        _readiness(here, findings),
        papers,
        _subjects("gia9", year.gia9, here, chosen),
        _subjects("gia11", year.gia11, here, chosen),
        days,
        _rooms(rooms, days),
        _positions(workers),
    )
    return Overview(name, year.title, day, tuple(one for one in blocks if one.rows))


def _is_here(student: Student, day: date) -> bool:
    return student.left is None or student.left > day


def _works_here(worker: Staff, day: date) -> bool:
    return worker.dismissed is None or worker.dismissed > day


def _chosen(session: Session, here: Sequence[Student], year: AcademicYear) -> list[_Chosen]:
    classes = {one.id: one.class_name for one in here}
    found = []
    for id, subject, stated in session.execute(select(ExamChoice.student_id, ExamChoice.subject, ExamChoice.day)):
        kind = _kind(grade_of(classes.get(id)), year)
        if kind is not None:
            day = stated or year.only_main_days.get((kind, subject))
            found.append(_Chosen(classes[id] or "", kind, subject, day))
    return found


def _kind(grade: int | None, year: AcademicYear) -> Kind | None:
    if grade in year.gia9.grades:
        return "gia9"
    return "gia11" if grade in year.gia11.grades else None


def _readiness(here: Sequence[Student], findings: Sequence[Finding]) -> TotalsBlock:
    """By class: how many pupils, how many of them without an open error or question, and how many of these."""
    wanted = [one for one in findings if one.open and one.entity == "student" and one.level is not Level.ADVICE]
    counts = Counter((one.class_name, one.level) for one in wanted)
    waiting = {one.id for one in wanted}
    rows = []
    for name in sorted({one.class_name or "" for one in here}, key=class_order):
        pupils = [one for one in here if (one.class_name or "") == name]
        clear = sum(one.id not in waiting for one in pupils)
        numbers = (len(pupils), clear, counts[name, Level.ERROR], counts[name, Level.QUESTION])
        rows.append(TotalsRow(name or _NO_CLASS, numbers))
    headings = ("обучающихся", "без замечаний", "ошибок", "вопросов")
    return TotalsBlock("Готовность по классам", headings, _with_sum("Школа", rows))


def _papers(passport: Passport, day: date) -> TotalsBlock:
    """By work whose signed forms are handed in: days left, forms in all, handed in, out of date."""
    rows = [
        TotalsRow(
            f"{Day().show(one.day)}: {one.work.work}",
            (one.days_left(day), len(one.forms), one.count("uploaded"), one.count("stale")),
        )
        for one in due(passport)
        if one.forms
    ]
    return TotalsBlock("Готовность по работам", ("дней осталось", "форм", "сдано", "устарело"), tuple(rows))


def _subjects(kind: Kind, exams: Exams, here: Sequence[Student], chosen: Sequence[_Chosen]) -> TotalsBlock:
    """A line for each subject, a column for each class of the parallel; the first line is of all pupils."""
    classes = sorted(
        {one.class_name or "" for one in here if grade_of(one.class_name) in exams.grades}, key=class_order
    )
    counts = Counter((one.subject, one.class_name) for one in chosen if one.kind == kind)
    sizes = Counter(one.class_name or "" for one in here)
    rows = [
        TotalsRow(entry("subjects", subject).name, _summed([counts[subject, name] for name in classes]))
        for subject in _in_order({subject for subject, _ in counts})
    ]
    whole = TotalsRow("Обучающихся", _summed([sizes[name] for name in classes]), strong=True)
    return TotalsBlock(f"{exams.title}: предметы", (*classes, "всего"), (whole, *rows) if classes else ())


def _summed(numbers: Sequence[int]) -> tuple[int, ...]:
    return (*numbers, sum(numbers))


def _in_order(subjects: Collection[str]) -> list[str]:
    known = {one.key: place for place, one in enumerate(dictionary("subjects").entries)}
    return sorted(subjects, key=lambda key: known.get(key, len(known)))


def _days(chosen: Sequence[_Chosen], year: AcademicYear) -> TotalsBlock:
    """By day of exams: participants of both kinds of ГИА, and how many rooms that many fill."""
    seats = year.limits.room_seats.value
    dated = sorted((one for one in chosen if one.day), key=lambda one: one.day or date.min)
    rows = []
    for day, some in groupby(dated, key=lambda one: one.day):
        here = list(some)
        kinds = Counter(one.kind for one in here)
        alone = Counter((one.kind, one.subject) for one in here)  # no room is shared by two subjects
        rooms = sum(-(-count // seats) for count in alone.values())
        names = ", ".join(entry("subjects", key).name for key in _in_order({one.subject for one in here}))
        rows.append(TotalsRow(f"{Day().show(day)}: {names}", (kinds["gia9"], kinds["gia11"], len(here), rooms)))
    if undated := sum(one.day is None for one in chosen):
        kinds = Counter(one.kind for one in chosen if one.day is None)
        rows.append(TotalsRow("День не указан", (kinds["gia9"], kinds["gia11"], undated, 0)))
    return TotalsBlock("Дни экзаменов", (year.gia9.title, year.gia11.title, "всего", "аудиторий нужно"), tuple(rows))


def _rooms(rooms: Sequence[Room], days: TotalsBlock) -> TotalsBlock:
    """By building: rooms for participants and their places, against the fullest day."""
    usable = [one for one in rooms if not one.headquarters]
    buildings = sorted({one.building or "" for one in usable})
    lines = []
    for name in buildings:
        inside = [one for one in usable if (one.building or "") == name]
        lines.append(TotalsRow(name or "здание не указано", (len(inside), sum(one.seats or 0 for one in inside))))
    if not lines:
        return TotalsBlock("Аудитории", (), ())
    fullest = max(
        (row.numbers for row in days.rows if row.numbers[3]), key=lambda one: (one[3], one[2]), default=(0, 0, 0, 0)
    )
    need = TotalsRow("Нужно в самый полный день", (fullest[3], fullest[2]), strong=True)
    return TotalsBlock("Аудитории", ("аудиторий", "мест"), (*_with_sum("Есть", lines), need))


def _positions(workers: Sequence[Staff]) -> TotalsBlock:
    """By position in an exam point: who may hold it, and how many of them work at each kind of ГИА this year."""
    told = [
        (set((one.positions or "").split()), one) for one in workers
    ]  # keys parted by blanks, as the kind keeps them
    rows = [TotalsRow("Работников", _organisers(workers), strong=True)]
    for position in dictionary("positions").entries:
        holders = [one for positions, one in told if position.key in positions]
        if holders:
            rows.append(TotalsRow(position.name, _organisers(holders)))
    headings = ("всего", "ОГЭ", "ЕГЭ")
    return TotalsBlock("Работники", headings, tuple(rows) if workers else ())


def _organisers(workers: Sequence[Staff]) -> tuple[int, ...]:
    oge = sum(one.oge_organiser is True for one in workers)
    ege = sum(one.ege_organiser is True for one in workers)
    return len(workers), oge, ege


def _with_sum(label: str, rows: Sequence[TotalsRow]) -> tuple[TotalsRow, ...]:
    if len(rows) < 2:
        return tuple(rows)
    sums = tuple(sum(column) for column in zip(*(one.numbers for one in rows), strict=True))
    return (*rows, TotalsRow(label, sums, strong=True))


def save_overview(passport: Passport, told: Overview, out: Path) -> int:
    """Write the tables as a PDF for the head; how many pages it has.

    Raises :class:`Refused` for a place that holds anything but a PDF, :class:`BadFile` where it cannot be written.
    """
    from app.printer.overview import overview_paper  # noqa: PLC0415 - brings the paper

    check_place(out, PDF, passport.path)
    pdf, pages = overview_paper(
        told.name, told.year, Day().show(told.day), told.blocks, moments.now(), sample=is_sample(passport)
    )
    put_file(out, pdf)
    return pages
