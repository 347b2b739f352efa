"""What a number of an old workbook is by the format it is shown in: a number, a day, a time, digits with zeros."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from math import isfinite

from app.exchange.sheet_cells import Cell
from app.exchange.sheet_marks import zeros_shown

_ZERO, _ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_BUILT_IN_DAYS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}  # [MS-XLS] 2.4.126 and ECMA-376 18.8.30
_BUILT_IN_TIMES = {18, 19, 20, 21, 45, 46, 47}
_NO_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)  # texts, colours, countries


@dataclass(slots=True)
class Formats:
    """The number formats of a workbook by the number of the style."""

    since_1904: bool = False
    _codes: dict[int, str] = field(default_factory=dict)
    _styles: list[int] = field(default_factory=list)

    def name(self, id: int, code: str) -> None:
        """Take a format that the workbook has made itself."""
        self._codes[id] = code

    def add(self, id: int) -> None:
        """Take the next style, which shows numbers in this format."""
        self._styles.append(id)

    def width(self, style: int) -> int:
        """How many digits a style shows with leading zeros; 0 where it does not."""
        return zeros_shown(self._codes.get(self._id(style), ""))

    def read(self, style: int, number: float) -> Cell:
        """The number as the style shows it. A moment that no calendar has stays a number, one that is none a text."""
        if not isfinite(number):
            return str(number)
        what = self._what(self._id(style))
        try:
            if what == "day":
                return _moment(number, since_1904=self.since_1904)
            if what == "time":
                return timedelta(seconds=round(number * 86_400))
        except OverflowError:
            pass
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _id(self, style: int) -> int:
        return self._styles[style] if style < len(self._styles) else 0

    def _what(self, id: int) -> str:
        code = self._codes.get(id)
        if code is None:
            return "day" if id in _BUILT_IN_DAYS else "time" if id in _BUILT_IN_TIMES else ""
        bare = _NO_SIGNS.sub("", code.split(";")[0]).casefold()
        if any(sign in bare for sign in "ydгд"):
            return "day"
        if "h" in bare or "s" in bare:
            return "time"
        return "day" if "m" in bare and not set(bare) & set("0#") else ""


def _moment(number: float, *, since_1904: bool) -> Cell:
    moment = (_ZERO_1904 if since_1904 else _ZERO) + timedelta(days=number)
    moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return moment if moment.time() != time() else moment.date()
