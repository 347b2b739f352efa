"""Days that stand in a workbook as bare numbers: how Excel counts them, and when a number is one."""

import re
from datetime import date, timedelta

from app.domain.kinds import Day
from app.exchange.sheets import Cell, shown

_ZERO = date(1899, 12, 30)  # right from 1 March 1900 on; before it Excel counts a day that never was
_BETWEEN_CALENDARS = 1462  # days from that zero to 1 January 1904
_DIGITS = re.compile(r"[1-9][0-9]{4}")


def read_day(kind: Day, cell: Cell) -> date:
    """The day that a cell holds as a date, as a text, or as a number of days, which may itself be a text.

    Raises :class:`BadValue` where it is none, or of a year that the field cannot have.
    """
    text = shown(cell).strip()
    if not _DIGITS.fullmatch(text):
        return kind.parse(text)
    return kind.plausible(_ZERO + timedelta(days=int(text)))


def since_1900(cell: Cell) -> Cell:
    """A number of days counted from 1904 as the usual one; any other cell is left as it is."""
    text = "" if isinstance(cell, date) else shown(cell).strip()
    return int(text) + _BETWEEN_CALENDARS if _DIGITS.fullmatch(text) else cell
