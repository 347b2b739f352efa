"""Which copies are kept: the last ones, and one for each of some days, weeks and months.

Copies are ordered by their numbers alone. The day that was noted with a copy says only which copies belong together:
a clock that was set back or forward may thin out what lies between, never the newest.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

LAST, DAYS, WEEKS, MONTHS = 10, 7, 4, 12

Dated = tuple[int, date | None]  # the number of a copy and the day that was noted with it


def superfluous(copies: Iterable[Dated]) -> set[int]:
    """The numbers of copies that may go, of good ones only: a damaged copy has no voice in this."""
    newest_first = sorted(copies, reverse=True, key=lambda one: one[0])
    kept = {number for number, _ in newest_first[:LAST]}
    kept |= _first_of(newest_first, DAYS, lambda day: day)
    kept |= _first_of(newest_first, WEEKS, lambda day: day.isocalendar()[:2])
    kept |= _first_of(newest_first, MONTHS, lambda day: (day.year, day.month))
    return {number for number, day in newest_first if number not in kept and day is not None}


def _first_of(newest_first: Sequence[Dated], many: int, span: Callable[[date], object]) -> set[int]:
    """The newest copy of each of so many different days, weeks or months."""
    found: dict[object, int] = {}
    for number, day in newest_first:
        if day is not None and len(found) < many:
            found.setdefault(span(day), number)
    return set(found.values())
