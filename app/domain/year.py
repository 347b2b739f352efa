"""The academic year: everything an order changes from year to year, read from one TOML file.

A file is taken whole or refused with the faulty key; no code asks which year it is.
"""

from datetime import date
from functools import cache
from typing import Literal

import msgspec

from app.errors import BadFile
from app.paths import resources

Status = Literal["S", "V", "I"]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the year file: an unknown key is an error, not a silent slip of the pen."""


class Work(_Table, frozen=True):
    """A row of the calendar: a work of the order, its last day, who does it, whether a signed form is due.

    ``scan`` is «yes», «no», or «conflict» where two tables of the order disagree; ``note`` then says how
    it is read. ``status`` is S (the order), V (a public page) or I (inferred).
    """

    key: str
    date: date
    work: str
    level: str
    scan: Literal["yes", "no", "conflict"]
    clause: str
    note: str = ""
    status: Status = "S"


class CategoryRule(_Table, frozen=True):
    """A category of участники and the grades whose pupils may have it."""

    key: str
    grades: tuple[int, ...]
    clause: str
    status: Status = "S"


class Exams(_Table, frozen=True):
    """Who takes what at one kind of ГИА.

    ``compulsory`` are groups: of each group one subject must be chosen, and never two. ``electives`` is
    the exact number of others, None where it is free; ``reduced`` are the numbers that a pupil with ОВЗ
    or a disability may have instead, and ``doubtful`` those of them that are only inferred. ``choice`` is the
    work of the calendar by whose day the subjects are chosen.
    """

    title: str
    grades: tuple[int, ...]
    forms: tuple[str, ...]
    compulsory: tuple[tuple[str, ...], ...]
    subjects: tuple[str, ...]
    choice: str
    clause: str
    electives: int | None = None
    reduced: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


class ExamDay(_Table, frozen=True):
    """A day of exams: which subjects, in which period, of the main or a reserve day."""

    date: date
    exams: Literal["gia9", "gia11"]
    period: Literal["early", "main", "additional", "retake"]
    subjects: tuple[str, ...]
    reserve: bool = False
    part: str = ""
    status: Status = "V"


class AcademicYear(_Table, frozen=True):
    """One school year.

    ``order`` is the municipal order in short, as clauses name it; ``rules_off`` are ids of rules that do
    not hold in it.
    """

    name: str
    title: str
    first_day: date
    last_day: date
    order: str
    source: str
    calendar: tuple[Work, ...]
    categories: tuple[CategoryRule, ...]
    gia9: Exams
    gia11: Exams
    exam_days: tuple[ExamDay, ...]
    rules_off: tuple[str, ...] = ()

    def exams_of(self, grade: int | None) -> Exams | None:
        """What pupils of a grade take; None where there is no ГИА."""
        for exams in (self.gia9, self.gia11):
            if grade in exams.grades:
                return exams
        return None

    def choice_ends(self, exams: Exams) -> date:
        """The last day on which the subjects of these exams are chosen."""
        return next(work.date for work in self.calendar if work.key == exams.choice)

    def day_within(self, today: date) -> date:
        """Today, or the nearest day of the year when today is outside it: what «now» means for this file."""
        return min(max(today, self.first_day), self.last_day)

    def categories_of(self, grade: int | None) -> tuple[str, ...]:
        """Keys of the categories a pupil of that grade may have, in the order of the file."""
        return tuple(one.key for one in self.categories if grade in one.grades)


def read_year(raw: bytes, name: str) -> AcademicYear:
    """The year of a TOML file's bytes; :class:`BadFile` names the faulty key."""
    try:
        year = msgspec.toml.decode(raw, type=AcademicYear)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise BadFile(f"Файл учебного года {name} не принят: {problem}.") from problem
    _check(year, name)
    return year


def _check(year: AcademicYear, name: str) -> None:
    keys = [work.key for work in year.calendar]
    doubled = next((key for key in keys if keys.count(key) > 1), None)
    if doubled:
        raise BadFile(f"Файл учебного года {name} не принят: calendar, ключ «{doubled}» повторяется.")
    if not year.first_day < year.last_day:
        raise BadFile(f"Файл учебного года {name} не принят: last_day раньше first_day.")
    outside = next((work for work in year.calendar if not year.first_day <= work.date <= year.last_day), None)
    if outside:
        raise BadFile(f"Файл учебного года {name} не принят: calendar, «{outside.key}» вне учебного года.")
    unknown = next((exams.choice for exams in (year.gia9, year.gia11) if exams.choice not in keys), None)
    if unknown is not None:
        raise BadFile(f"Файл учебного года {name} не принят: choice, работы «{unknown}» нет в calendar.")


@cache
def academic_year(name: str) -> AcademicYear:
    """The year of ``resources/years/NAME.toml``; :class:`BadFile` lists the known years where there is none."""
    path = resources("years", f"{name}.toml")
    if name not in known_years():
        raise BadFile(f"Учебного года «{name}» нет.", f"Есть: {', '.join(known_years())}.")
    return read_year(path.read_bytes(), path.name)


@cache
def known_years() -> tuple[str, ...]:
    """Names of the years whose files the program has, oldest first."""
    return tuple(sorted(path.stem for path in resources("years").glob("*.toml")))
