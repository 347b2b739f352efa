"""Days of a school year: working days, and days told by a formula («вторая рабочая среда марта»)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec

Status = Literal["S", "V", "I"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SATURDAY = 5
AUTUMN = 9  # months from this one on belong to the calendar year in which a school year begins
DAY = timedelta(days=1)


def ground_told(clause: str, status: Status, note: str, sign: str = "") -> str:
    """On what a day stands, and what is doubtful in it; ``sign`` is what marks inferred days where they are shown."""
    inferred = f"{sign}Дата расчётная: приказом и публикациями не подтверждена." if status == "I" else ""
    return " ".join(part for part in (f"Основание: {clause}.", inferred, note) if part)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a data file: an unknown key is an error, not a silent slip of the pen."""


class SpecialDays(Table, frozen=True):
    """Days whose work the weekday does not tell, from ``first`` to ``last``: days off, or ``working`` weekend days."""

    first: date
    name: str
    last: date | None = None
    working: bool = False
    status: Status = "V"

    def days(self) -> Iterator[date]:
        """Every day of the row."""
        one = self.first
        while one <= (self.last or self.first):
            yield one
            one += DAY


class WorkingDays:
    """Which days people work: Saturday and Sunday are free, and the special days have their say first."""

    def __init__(self, special: Iterable[SpecialDays]) -> None:
        self._special = {day: row.working for row in special for day in row.days()}

    def holds(self, day: date) -> bool:
        """Whether a day is a working one."""
        return self._special.get(day, day.weekday() < SATURDAY)

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after a day, which itself is not counted; the day itself for 0."""
        while count > 0:
            day += DAY
            count -= self.holds(day)
        return day


class AttemptDay(Table, frozen=True):
    """A day of сочинение or собеседование as its formula: the ``nth`` (``working``) weekday of a month.

    ``work`` is the work of the calendar by whose day pupils are listed for it; ``date``
    in the file, ``stated`` here, is what a source says; the formula must give the same.
    """

    attempt: Annotated[int, msgspec.Meta(ge=1, le=3)]
    month: Annotated[int, msgspec.Meta(ge=1, le=12)]
    weekday: Weekday
    nth: Annotated[int, msgspec.Meta(ge=1, le=5)]
    work: str
    clause: str
    status: Status
    working: bool = False
    stated: date | None = msgspec.field(default=None, name="date")
    note: str = ""

    def day(self, begins: int, working_days: WorkingDays) -> date | None:
        """The formula's day in the school year that begins in that calendar year; None where there is none."""
        one = date(begins + (self.month < AUTUMN), self.month, 1)
        left = self.nth
        while one.month == self.month:
            if one.weekday() == WEEKDAYS.index(self.weekday) and (not self.working or working_days.holds(one)):
                left -= 1
                if not left:
                    return one
            one += DAY
        return None
