"""A table that wraps its cells, repeats its heading and never cuts a row; lengths are points."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from app.printer.fonts import BOLD, NARROW, face, wrap
from app.printer.form import Cell, Column, Piece

MM = 72 / 25.4
_PAD = 1.2 * MM
_ROOF = 0.9 * MM  # between a rule and the type above or below it
_BODY, _GAP, _HEAD, _COUNT = (NARROW, 10.0), (BOLD, 9.0), (NARROW, 10.0), (NARROW, 8.0)
LEADING = 11.4
_NUMBER = Column("№", 8, lambda _student: (), centred=True)


class Placed(NamedTuple):
    """A run of text at its place: left end and baseline from the lower left corner of the page."""

    x: float
    y: float
    font: str
    size: float
    text: str


def centred(text: str, type_: tuple[str, float], left: float, room: float, y: float) -> Placed:
    """A text of that font and size in the middle of the room that begins at ``left``."""
    font, size = type_
    return Placed(left + (room - face(font).width(text) * size / 1000) / 2, y, font, size, text)


class Row(NamedTuple):
    """A measured row: its height, and the wrapped lines of each cell with their type."""

    height: float
    cells: tuple[tuple[tuple[str, float, str], ...], ...]


class Table:
    """The columns of a form as a table, with the number in the list before them.

    ``most`` is the height no row may exceed; a cell that would is ended with «…» (no value of a form is
    so long, but nothing may break a print).
    """

    def __init__(self, columns: Sequence[Column], left: float, most: float) -> None:
        self._columns = (_NUMBER, *columns)
        self._most = int((most - 2 * _ROOF) / LEADING)
        self._edges = tuple(accumulate((column.width * MM for column in self._columns), initial=left))
        self.heading = (
            self._row([(Piece(column.heading),) for column in self._columns], _HEAD),
            self._row([(Piece(str(place)),) for place in range(1, len(self._columns) + 1)], _COUNT),
        )

    @property
    def head_height(self) -> float:
        """What the heading takes of every page."""
        return sum(row.height for row in self.heading)

    def row(self, number: int, cells: Sequence[Cell]) -> Row:
        """A person's row, measured."""
        return self._row([(Piece(str(number)),), *cells], _BODY)

    def _row(self, cells: Sequence[Cell], type_: tuple[str, float]) -> Row:
        wrapped = tuple(
            tuple(self._wrapped(cell, type_, column.width * MM - 2 * _PAD))
            for cell, column in zip(cells, self._columns, strict=True)
        )
        lines = max(map(len, wrapped), default=1)
        leading = LEADING if type_ is not _COUNT else type_[1] + 0.6
        return Row(lines * leading + 2 * _ROOF, wrapped)

    def _wrapped(self, cell: Cell, type_: tuple[str, float], room: float) -> Iterator[tuple[str, float, str]]:
        count = 0
        for piece in cell:
            font, size = _GAP if piece.strong else type_
            for text in wrap(piece.text, font, size, room):
                count += 1
                if count > self._most:
                    return
                yield font, size, text if count < self._most else f"{text[:-1]}…"

    def draw(
        self, rows: Sequence[Row], top: float
    ) -> tuple[list[Placed], list[tuple[float, float, float, float]], float]:
        """Texts, rules and the lower edge of the heading and these rows, the first beginning at ``top``."""
        texts: list[Placed] = []
        edge = top
        left, right = self._edges[0], self._edges[-1]
        rules = [(left, top, right, top)]
        for place, row in enumerate((*self.heading, *rows)):
            self._draw_row(row, edge, texts, heading=place < len(self.heading))
            edge -= row.height
            rules.append((left, edge, right, edge))
        rules.extend((x, top, x, edge) for x in self._edges)
        return texts, rules, edge

    def _draw_row(self, row: Row, top: float, texts: list[Placed], *, heading: bool) -> None:
        for column, x, end, lines in zip(self._columns, self._edges, self._edges[1:], row.cells, strict=False):
            in_middle = column.centred or heading
            spare = (row.height - 2 * _ROOF - len(lines) * LEADING) / 2 if heading and len(lines) else 0
            y = top - _ROOF - max(spare, 0) + 0.24 * LEADING
            for font, size, text in lines:
                y -= LEADING if row is not self.heading[-1] else size + 0.6
                plain = Placed(x + _PAD, y, font, size, text)
                texts.append(centred(text, (font, size), x, end - x, y) if in_middle else plain)


def paginate(heights: Sequence[float], first_room: float, room: float, tail: float) -> list[list[int]]:
    """Which rows stand on which page: none cut, and the tail (the signatures) whole under the last ones.

    Where the tail does not fit under the last row, that row goes with it to a new page; alone only where
    both together would not fit either.
    """
    pages: list[list[int]] = [[]]
    left = first_room
    for place, height in enumerate(heights):
        if height > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(place)
        left -= height
    if tail > left:
        last = pages[-1]
        moves = len(last) > 1 and heights[last[-1]] + tail <= room
        pages.append([last.pop()] if moves else [])
    return pages
