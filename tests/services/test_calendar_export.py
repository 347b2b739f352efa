"""Deadlines for a calendar: every work of the year, by its day, read back by the library's own reader."""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from app.errors import BadFile, Refused
from app.services.calendar_export import export_calendar
from app.storage.passport import Passport


def events(path: Path) -> dict[str, Event]:
    return {str(one["uid"]): one for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_every_work_is_there_with_its_day_clause_and_reminders(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    count = export_calendar(passport, out)
    found = events(out)
    works = {f"{passport.year.name}-{one.key}@school-passport": one for one in passport.year.calendar}
    assert count == len(works) == len(found)
    for key, work in works.items():
        event = found[key]
        assert str(event["summary"]) == work.work
        assert event["dtstart"].dt == work.date
        assert event["dtend"].dt == work.date + timedelta(days=1)
        assert passport.year.cite(work.clause) in str(event["description"])
        assert ("Нужен скан" in str(event["description"])) is work.scan_due
        assert len(event.walk("VALARM")) == 2


def test_lines_are_as_the_standard_wants_them(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    export_calendar(passport, out)
    lines = out.read_bytes().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)


def test_a_newer_file_replaces_an_older_one_and_nothing_else(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    export_calendar(passport, out)
    assert export_calendar(passport, out)
    out.write_bytes(b"mine")
    with pytest.raises(Refused):
        export_calendar(passport, out)
    assert out.read_bytes() == b"mine"
    with pytest.raises(BadFile):
        export_calendar(passport, tmp_path / "nowhere" / "a.ics")
