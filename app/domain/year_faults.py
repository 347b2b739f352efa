"""What in a year file contradicts itself or names something that the dictionaries do not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.dictionaries import dictionary

if TYPE_CHECKING:
    from app.domain.year import AcademicYear


def faults(year: AcademicYear) -> Iterator[str]:
    """Russian phrases, each with the faulty key; none where the file is whole."""
    yield from _frame(year)
    yield from _rules(year)
    yield from _doubled(year)
    yield from _outside(year)
    yield from _unknown(year)
    yield from _works(year)
    yield from _attempts(year)
    yield from _uploads(year)


def _frame(year: AcademicYear) -> Iterator[str]:
    if not year.first_day < year.last_day:
        yield "last_day раньше first_day"
    begins = year.first_day.year
    if year.last_day.year != begins + 1:
        yield f"last_day, ожидается {begins + 1} год"
    if year.name != (name := f"{begins}-{(begins + 1) % 100:02}"):
        yield f"name, «{year.name}» не подходит к first_day: ожидается «{name}»"
    for row in year.days_off:
        if row.last is not None and row.last < row.first:
            yield f"days_off, «{row.name}»: last раньше first"
    for period in year.exam_periods:
        if period.last < period.first:
            yield f"exam_periods, {period.first:%d.%m.%Y}: last раньше first"


def _rules(year: AcademicYear) -> Iterator[str]:
    for setting in year.rules:
        if setting.first and setting.last and setting.last < setting.first:
            yield f"rules, «{setting.id}»: last раньше first"
        if setting.on and not setting.level:
            yield f"rules, «{setting.id}»: ничего не меняет, нужно on = false или level"


def _doubled(year: AcademicYear) -> Iterator[str]:
    keys: dict[str, list[object]] = {
        "calendar": [one.key for one in year.calendar],
        "categories": [one.key for one in year.categories],
        "medals": [one.key for one in year.medals],
        "essay_days, attempt": [one.attempt for one in year.essay_days],
        "interview_days, attempt": [one.attempt for one in year.interview_days],
        "exam_days": [
            f"{day.date:%d.%m.%Y} {subject}{' ' if day.part else ''}{day.part}"
            for day in year.exam_days
            for subject in (f"{day.exams} {one}" for one in day.subjects)
        ],
    }
    for table, found in keys.items():
        doubled = next((key for key in found if found.count(key) > 1), None)
        if doubled is not None:
            yield f"{table}, ключ «{doubled}» повторяется"


def _outside(year: AcademicYear) -> Iterator[str]:
    exams_until = year.exams_until or year.last_day
    dates: list[tuple[str, date, date]] = [
        *((f"calendar, «{one.key}»", one.date, year.last_day) for one in year.calendar),
        *(("keeper", one.date, year.last_day) for one in (year.keeper,) if one),
        *((f"days_off, «{one.name}»", one.first, year.last_day) for one in year.days_off),
        *((f"days_off, «{one.name}»", one.last or one.first, year.last_day) for one in year.days_off),
        *((f"exam_days, {one.date:%d.%m.%Y}", one.date, exams_until) for one in year.exam_days),
        *(
            (f"exam_periods, {day:%d.%m.%Y}", day, exams_until)
            for one in year.exam_periods
            for day in (one.first, one.last)
        ),
    ]
    for place, day, last in dates:
        if not year.first_day <= day <= last:
            yield f"{place} вне учебного года"


def _unknown(year: AcademicYear) -> Iterator[str]:
    used: dict[str, tuple[str, Iterable[str]]] = {
        "calendar, key": ("works", (one.key for one in year.calendar)),
        "categories, key": ("categories", (one.key for one in year.categories)),
        "medals, key": ("medals", (one.key for one in year.medals)),
        "medals, second_subjects": ("subjects", (key for one in year.medals for key in one.second_subjects)),
        "exam_days, subjects": ("subjects", (key for one in year.exam_days for key in one.subjects)),
    }
    for table, exams in (("gia9", year.gia9), ("gia11", year.gia11)):
        chosen = [*exams.subjects, *(key for group in exams.compulsory for key in group)]
        used[f"{table}, subjects и compulsory"] = ("subjects", chosen)
        used[f"{table}, forms"] = ("exam_forms", exams.forms)
    for place, (name, keys) in used.items():
        known = {one.key for one in dictionary(name).entries}
        unknown = next((key for key in keys if key not in known), None)
        if unknown is not None:
            yield f"{place}: «{unknown}» нет в словаре «{dictionary(name).title}»"


def _works(year: AcademicYear) -> Iterator[str]:
    keys = {work.key for work in year.calendar}
    for exams in (year.gia9, year.gia11):
        if exams.choice not in keys:
            yield f"choice, работы «{exams.choice}» нет в calendar"
    for work in year.calendar:
        if (work.scan == "conflict") != bool(work.reading):
            yield f'calendar, «{work.key}»: reading нужен при scan = "conflict" и только при нём'
        if (work.scan == "conflict" or work.status == "I") and not work.note:
            yield f"calendar, «{work.key}»: нет note, откуда взято"


def _attempts(year: AcademicYear) -> Iterator[str]:
    works = {work.key: work.date for work in year.calendar}
    least = timedelta(days=year.limits.list_days.value)
    for table, rows in (("essay_days", year.essay_days), ("interview_days", year.interview_days)):
        for row in rows:
            place = f"{table}, attempt = {row.attempt}"
            found = row.day(year.first_day.year, year.working_days)
            if found is None:
                yield f"{place}: такого дня в месяце нет (nth = {row.nth})"
            elif row.stated not in (None, found):
                yield f"{place}: date {row.stated:%d.%m.%Y}, а по формуле {found:%d.%m.%Y}"
            elif row.work not in works:
                yield f"{place}: работы «{row.work}» нет в calendar"
            elif works[row.work] > found - least:
                yield f"{place}: срок «{row.work}» позже чем за {least.days} дн. до {found:%d.%m.%Y}"


def _uploads(year: AcademicYear) -> Iterator[str]:
    names = dict.fromkeys(("school", "year", "form", "class", "date", "number"), "1")
    try:
        name = year.uploads.file_name(**names)
    except (KeyError, ValueError, IndexError, AttributeError):
        yield f"uploads, name: «{year.uploads.name}» не образец имени, есть {{{'}, {'.join(names)}}}"
        return
    if "{number}" not in year.uploads.name or not name.endswith(".pdf") or set(name) & set('\\/:*?"<>|'):
        yield "uploads, name: ожидается имя файла .pdf с {number}"
    if not year.uploads.megabytes or not year.uploads.dpi:
        yield "uploads: megabytes и dpi больше нуля"
