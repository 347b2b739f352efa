"""Deadlines as an iCalendar file (RFC 5545), which every calendar of a computer or telephone takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

REMIND = (7, 1)  # days before a deadline


@dataclass(frozen=True, slots=True)
class Deadline:
    """A whole day. ``key`` stays the same from file to file, so that taking a newer one changes and does not double."""

    key: str
    day: date
    title: str
    told: str


def calendar_file(name: str, deadlines: Iterable[Deadline], made_at: datetime) -> bytes:
    """The file, with reminders before each day; ``made_at`` is in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//school-passport//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in deadlines:
        calendar.add_component(_event(one, made_at))
    made: bytes = calendar.to_ical()
    return made


def _event(deadline: Deadline, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{deadline.key}@school-passport")
    event.add("dtstamp", made_at)
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))
    event.add("summary", deadline.title)
    event.add("description", deadline.told)
    event.add("transp", "TRANSPARENT")  # a deadline does not make the day busy
    for days in REMIND:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.title)
        alarm.add("trigger", timedelta(days=-days, hours=9))  # at nine in the morning of that day
        event.add_component(alarm)
    return event
