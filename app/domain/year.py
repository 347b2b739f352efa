"""The academic year: everything an order changes from year to year, read from one TOML file.

A file is taken whole or refused with the faulty key; no code asks which year it is.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Literal

import msgspec

from app.domain import program_data
from app.domain.days import AttemptDay, SpecialDays, Status, Table, WorkingDays
from app.domain.program_data import YEARS, renewed
from app.domain.toml_faults import told_fault
from app.domain.year_faults import faults
from app.errors import BadFile

Kind = Literal["gia9", "gia11"]
Period = Literal["early", "main", "additional", "retake"]
Attempt = Literal["essay", "interview"]
Number = Annotated[int, msgspec.Meta(ge=0)]


class Work(Table, frozen=True):
    """A row of the calendar: a work of the order, its last day, who does it, whether a signed form is due.

    ``scan`` is «yes», «no», or «conflict» where two tables of the order disagree; ``reading`` is then the
    answer taken and ``note`` says why. ``status`` is S (the order), V (a public page) or I (inferred, and
    ``note`` says from what).
    """

    key: str
    date: date
    work: str
    level: str
    scan: Literal["yes", "no", "conflict"]
    clause: str
    reading: Literal["yes", "no", ""] = ""
    note: str = ""
    status: Status = "S"

    @property
    def scan_due(self) -> bool:
        """Whether a scan is due, by the reading taken where the order contradicts itself."""
        return (self.reading or self.scan) == "yes"


class Deadline(Table, frozen=True):
    """A day of the order that is no work of the calendar."""

    date: date
    clause: str
    status: Status = "S"


class CategoryRule(Table, frozen=True):
    """A category of участники and the grades whose pupils may have it."""

    key: str
    grades: tuple[int, ...]
    clause: str
    status: Status = "S"


class Exams(Table, frozen=True):
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


class ExamDay(Table, frozen=True):
    """A day of exams: which subjects, in which period, of the main or a reserve day."""

    date: date
    exams: Kind
    period: Period
    subjects: tuple[str, ...]
    reserve: bool = False
    part: Literal["", "oral"] = ""
    status: Status = "V"
    note: str = ""


class ExamPeriod(Table, frozen=True):
    """First and last day of a period (or of its reserve days) where the days of its subjects are not known."""

    exams: Kind
    period: Period
    first: date
    last: date
    reserve: bool = False
    status: Status = "V"
    note: str = ""


class Limit(Table, frozen=True):
    """A number of the orders that a rule compares with."""

    value: Number
    status: Status
    clause: str


class Limits(Table, frozen=True):
    """The numbers of the year: people, minutes, points, days."""

    room_seats: Limit
    blind_room_seats: Limit
    room_organisers: Limit
    commission_members: Limit
    technicians: Limit
    list_days: Limit
    late_choice_days: Limit
    change_working_days: Limit
    essay_minutes: Limit
    essay_extra_minutes: Limit
    interview_minutes: Limit
    interview_extra_minutes: Limit
    interview_pass: Limit
    interview_points: Limit


class Switch(Table, frozen=True):
    """Something that is so in one year and not in another."""

    on: bool
    status: Status
    clause: str


class Switches(Table, frozen=True):
    """What the orders allow in this year: retaking a subject in July, a third date after removal, and two exams
    of ГИА-9 in place of four for who goes on to a college (СПО)."""

    july_retake: Switch
    third_date_after_removal: Switch
    two_exams_for_vocational: Switch


class Uploads(Table, frozen=True):
    """What «Обмен файлами» takes: how files are named, how large one may be, how finely scanned.

    ``name`` may hold {school}, {year}, {form}, {class}, {date} and {number}: codes and dates, never people.
    """

    name: str
    megabytes: Number
    dpi: Number
    status: Status
    clause: str

    @property
    def most_bytes(self) -> int:
        """The largest file."""
        return self.megabytes * 1_000_000

    def file_name(self, **parts: str) -> str:
        """The name of one form's file."""
        return self.name.format(**parts)


class MedalRule(Table, frozen=True):
    """A medal of the year and what it asks for: points of русский and of one more exam, the mark at базовая
    математика that stands for the latter, how many «хорошо» are let pass. Empty is «not known or not asked».

    ``second_subjects`` are the exams that count as the second; empty means any.
    """

    key: str
    grades: tuple[int, ...]
    status: Status
    clause: str
    russian: Number | None = None
    second: Number | None = None
    second_subjects: tuple[str, ...] = ()
    basic_mark: Number | None = None
    good_marks: Number | None = None
    note: str = ""


class RuleSetting(Table, frozen=True):
    """What the year says of a rule: that it is off, or of another level, for some grades or days only.

    No ``grades`` means everybody, no ``first`` or ``last`` day no limit. ``why`` is shown on the page of rules.
    """

    id: str
    why: str
    on: bool = True
    level: Literal["", "error", "question", "advice"] = ""
    grades: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None


class AcademicYear(Table, frozen=True, dict=True):
    """One school year.

    ``order`` is the municipal order in short, as clauses name it; ``edition`` grows with every change of the file;
    ``keeper`` is the day by which heads name who is responsible for «Паспорт школы», where the order gives one;
    ``rules`` are the rules that are off, or of another level; ``exams_until`` is the last possible day of its
    exams, where September belongs to them.
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
    essay_days: tuple[AttemptDay, ...]
    interview_days: tuple[AttemptDay, ...]
    days_off: tuple[SpecialDays, ...]
    limits: Limits
    switches: Switches
    uploads: Uploads
    medals: tuple[MedalRule, ...]
    exam_days: tuple[ExamDay, ...] = ()
    exam_periods: tuple[ExamPeriod, ...] = ()
    exams_until: date | None = None
    keeper: Deadline | None = None
    rules: tuple[RuleSetting, ...] = ()
    edition: int = 1
    notes: tuple[str, ...] = ()

    def exams_of(self, grade: int | None) -> Exams | None:
        """What pupils of a grade take; None where there is no ГИА."""
        for exams in (self.gia9, self.gia11):
            if grade in exams.grades:
                return exams
        return None

    def cite(self, clause: str) -> str:
        """A clause with the orders that are in force in the year in place of their names in braces."""
        return clause.format(order=self.order, gia9=self.gia9.clause, gia11=self.gia11.clause)

    def choice_ends(self, exams: Exams) -> date:
        """The last day on which the subjects of these exams are chosen."""
        return self.work_day(exams.choice)

    def work_day(self, key: str) -> date:
        """The last day of a work of the calendar; the last of the year where the year does not have the work."""
        return next((work.date for work in self.calendar if work.key == key), self.last_day)

    def settings_of(self, rule: str) -> tuple[RuleSetting, ...]:
        """What the year says of a rule."""
        return tuple(one for one in self.rules if one.id == rule)

    def day_within(self, today: date) -> date:
        """Today, or the nearest day of the year when today is outside it: what «now» means for this file."""
        return min(max(today, self.first_day), self.last_day)

    def categories_of(self, grade: int | None) -> tuple[str, ...]:
        """Keys of the categories a pupil of that grade may have, in the order of the file."""
        return tuple(one.key for one in self.categories if grade in one.grades)

    def medals_of(self, grade: int | None) -> tuple[str, ...]:
        """Keys of the medals a graduate of that grade may get this year."""
        return tuple(one.key for one in self.medals if grade in one.grades)

    def attempt_days(self, kind: Attempt) -> Iterator[tuple[AttemptDay, date]]:
        """The rows of сочинение (изложение has the same) or of собеседование with their days, by attempt."""
        for row in self.essay_days if kind == "essay" else self.interview_days:
            if found := row.stated or row.day(self.first_day.year, self.working_days):
                yield row, found

    @cached_property
    def only_main_days(self) -> dict[tuple[Kind, str], date]:
        """The main day of each subject's written part, of those that have exactly one; by exams and subject."""
        found: dict[tuple[Kind, str], set[date]] = {}
        for row in self.exam_days:
            if row.period == "main" and not row.reserve and not row.part:
                for subject in row.subjects:
                    found.setdefault((row.exams, subject), set()).add(row.date)
        return {key: min(days) for key, days in found.items() if len(days) == 1}

    @cached_property
    def working_days(self) -> WorkingDays:
        """Which days people work; beyond the file's table the weekday alone says so."""
        return WorkingDays(self.days_off)


def read_year(raw: bytes, name: str) -> AcademicYear:
    """The year of a TOML file's bytes; :class:`BadFile` names the faulty key."""
    year = _decoded(raw, name)
    for fault in faults(year):
        raise BadFile(f"Файл учебного года {name} не принят: {fault}.")
    return year


def checked_year(raw: bytes, name: str) -> AcademicYear:
    """The year of bytes that :func:`read_year` took before, perhaps by other lists; :class:`BadFile` for no year."""
    return _decoded(raw, name)


def _decoded(raw: bytes, name: str) -> AcademicYear:
    try:
        return msgspec.toml.decode(raw, type=AcademicYear)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise BadFile(f"Файл учебного года {name} не принят: {told_fault(problem, raw)}.") from problem
    except RecursionError:  # the library's own reader goes as deep as the text does
        raise BadFile(f"Файл учебного года {name} не принят: скобки вложены слишком глубоко.") from None


@renewed
@cache
def academic_year(name: str) -> AcademicYear:
    """The year of ``years/NAME.toml`` of the data; :class:`BadFile` lists the known years where there is none.

    The program's own files are searched for faults by its tests, not at every start.
    """
    if name not in known_years():
        raise BadFile(f"Учебного года «{name}» нет.", f"Есть: {', '.join(known_years())}.")
    return _decoded(program_data.content(f"{YEARS}{name}.toml"), f"{name}.toml")


@renewed
@cache
def known_years() -> tuple[str, ...]:
    """Names of the years whose files the program or its update has, oldest first."""
    return tuple(name.removeprefix(YEARS).removesuffix(".toml") for name in program_data.names(YEARS))


def only_of_update(name: str) -> bytes | None:
    """The file of a year that the program has by an update alone: a base of that year takes it along, so that it opens
    where the update is not. None for all others."""
    file = f"{YEARS}{name}.toml"
    return program_data.worn().get(file) if file not in program_data.own_names() else None
