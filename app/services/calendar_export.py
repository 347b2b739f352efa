"""The deadlines of the year for the calendar of a computer or telephone. No people are in it."""

from datetime import UTC
from pathlib import Path

from app.domain.days import ground_told
from app.domain.year import AcademicYear, Work
from app.services import moments
from app.services.places import FileKind, check_place, put_file
from app.storage.passport import Passport

CALENDAR = FileKind("календарь (.ics)", b"BEGIN:VCALENDAR")


def export_calendar(passport: Passport, out: Path) -> int:
    """Write every work of the year with its last day into an .ics file; how many there are.

    Raises :class:`Refused` for a place that holds anything but such a file, :class:`BadFile` where it cannot be
    written; the file in the place is then as it was.
    """
    from app.exchange.calendar_file import Deadline, calendar_file  # noqa: PLC0415 - a library of its own

    check_place(out, CALENDAR, passport.path)
    year = passport.year
    deadlines = [Deadline(f"{year.name}-{one.key}", one.date, one.work, _told(year, one)) for one in year.calendar]
    made_at = moments.now().replace(tzinfo=UTC)
    put_file(out, calendar_file(f"Паспорт школы {year.title}", deadlines, made_at))
    return len(deadlines)


def _told(year: AcademicYear, work: Work) -> str:
    """Who does it, whether a scan goes with it, the clause, and what is doubtful."""
    scan = "Нужен скан выверки." if work.scan_due else "Скан выверки не нужен."
    return f"Кто: {work.level}. {scan} {ground_told(year.cite(work.clause), work.status, work.note)}"
