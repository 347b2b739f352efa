"""A seating plan of a room on paper: its rows and places, those not to be taken crossed out; lengths are points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.printer.fonts import BOLD, NARROW, wrap
from app.printer.placed import MM, Page, Placed, centred

_WIDE, _HIGH = 11 * MM, 6.5 * MM  # a place, and the height of a row of them
_SLIM = 6.5 * MM  # a place where there are many in a row
_MANY = 12  # so many places in a row no longer get the wide cell
_SIDE = 13 * MM  # the names of rows, at the left
_HEAD = 5 * MM  # the numbers of places, above
_LINE = 12.0
_BETWEEN = 8 * MM  # plans keep off each other


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows of places, both counted from 1; ``broken`` are pairs of them that nobody may take."""

    title: str
    note: str
    rows: int
    places: int
    broken: frozenset[tuple[int, int]]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the plan says, for a fingerprint."""
        return (self.title, self.note, f"{self.rows}x{self.places}", *(f"{r}-{p}" for r, p in sorted(self.broken)))


def drawn(plan: Plan) -> tuple[Page, float, float]:
    """The plan on a piece of paper whose upper left corner is at zero, its width and its height."""
    piece = Page()
    cell = _WIDE if plan.places <= _MANY else _SLIM
    width = _SIDE + plan.places * cell
    y = 0.0
    for font, text in ((BOLD, plan.title), (NARROW, plan.note)):
        for line in wrap(text, font, 10, max(width, 70 * MM)) if text else ():
            y -= _LINE
            piece.texts.append(Placed(0, y, font, 10, line))
    y -= _HEAD + 1 * MM
    for place in range(plan.places):
        piece.texts.append(centred(str(place + 1), (NARROW, 10), _SIDE + place * cell, cell, y + 1.2 * MM))
    for row in range(1, plan.rows + 1):
        piece.texts.append(Placed(0, y - _HIGH + 2 * MM, NARROW, 10, f"Ряд {row}"))
        y -= _HIGH
        for place in range(1, plan.places + 1):
            x = _SIDE + (place - 1) * cell
            piece.rules += _place(x, y, cell, crossed=(row, place) in plan.broken)
    return piece, max(width, 70 * MM), -y


def _place(x: float, y: float, wide: float, *, crossed: bool) -> Iterator[tuple[float, float, float, float]]:
    """The frame of a place a little within its cell, and the cross over one that nobody may take."""
    left, low, right, high = x + 1 * MM, y + 0.7 * MM, x + wide - 1 * MM, y + _HIGH - 0.7 * MM
    yield from ((left, low, right, low), (left, high, right, high), (left, low, left, high), (right, low, right, high))
    if crossed:
        yield from ((left, low, right, high), (left, high, right, low))


def shelves(plans: Sequence[Plan], inner: float) -> list[tuple[Page, float]]:
    """The plans side by side in rows no wider than ``inner``, each row with its height."""
    found: list[tuple[Page, float]] = []
    used = inner + 1
    for plan in plans:
        piece, width, height = drawn(plan)
        if used + width > inner:
            found.append((Page(), 0.0))
            used = 0.0
        shelf, high = found[-1]
        shelf.put(piece, used, -_BETWEEN / 2)
        found[-1] = (shelf, max(high, height + _BETWEEN))
        used += width + _BETWEEN
    return found
