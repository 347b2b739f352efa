"""A table that wraps its cells, repeats its heading and never cuts a row; lengths are points."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from app.printer.fonts import BOLD, NARROW, wrap
from app.printer.form import Cell, Column, Line, Piece
from app.printer.placed import MM, Box, Page, Placed, centred

_PAD = 1.2 * MM
_ROOF = 0.9 * MM  # between a rule and the type above or below it
_TYPE, _GAP = (NARROW, 10.0), (BOLD, 10.0)
_HEADING = (BOLD, 10.0)  # over the rows of a section
LEADING = 11.4
_NUMBER = Column("№", 8, centred=True)
_SIGNED = 9 * MM  # the least height of a row in which somebody signs


class Row(NamedTuple):
    """A measured row: its height, the wrapped lines of each cell with their type, the key of its line.

    ``band`` are the lines of a heading over it, which goes across all columns, and ``over`` is its height.
    """

    height: float
    cells: tuple[tuple[tuple[str, float, str], ...], ...]
    key: str = ""
    band: tuple[str, ...] = ()
    over: float = 0.0


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
            self._row([(Piece(column.heading),) for column in self._columns]),
            self._row([(Piece(str(place)),) for place in range(1, len(self._columns) + 1)]),
        )

    @property
    def head_height(self) -> float:
        """What the heading takes of every page."""
        return sum(row.height for row in self.heading)

    def rows(self, lines: Sequence[Line]) -> list[Row]:
        """The rows of these lines, measured, each new section with its heading."""
        before = ("", *(line.section for line in lines))
        return [
            self.row(number, line, line.section if line.section != last else "")
            for number, (line, last) in enumerate(zip(lines, before, strict=False), 1)
        ]

    def row(self, number: int, line: Line, section: str = "") -> Row:
        """One row, measured; high enough to be signed where the form has a column for it."""
        row = self._row([(Piece(str(number)),), *line.cells])
        least = _SIGNED if any(column.signed for column in self._columns) else 0
        band = wrap(section, *_HEADING, self._edges[-1] - self._edges[0] - 2 * _PAD) if section else ()
        over = len(band) * LEADING + 3 * _ROOF if band else 0
        return row._replace(height=max(row.height, least) + over, key=line.key, band=band, over=over)

    def _row(self, cells: Sequence[Cell]) -> Row:
        wrapped = tuple(
            tuple(self._wrapped(cell, column.width * MM - 2 * _PAD))
            for cell, column in zip(cells, self._columns, strict=True)
        )
        lines = max(map(len, wrapped), default=1)
        return Row(lines * LEADING + 2 * _ROOF, wrapped)

    def _wrapped(self, cell: Cell, room: float) -> Iterator[tuple[str, float, str]]:
        count = 0
        for piece in cell:
            font, size = _GAP if piece.strong else _TYPE
            for text in wrap(piece.text, font, size, room):
                count += 1
                if count > self._most:
                    return
                yield font, size, text if count < self._most else f"{text[:-1]}…"

    def draw(self, rows: Sequence[Row], top: float, page: Page) -> float:
        """Put the heading and these rows on a page, from ``top`` down; the lower edge of the last."""
        edge = begun = top
        left, right = self._edges[0], self._edges[-1]
        page.rules.append((left, top, right, top))
        for place, row in enumerate((*self.heading, *rows)):
            if row.band:
                self._upright(begun, edge, page)
                begun = self._draw_band(row, edge, page)
            self._draw_row(row, edge - row.over, page.texts, heading=place < len(self.heading))
            edge -= row.height
            page.rules.append((left, edge, right, edge))
            page.boxes += self._boxes(row, edge)
        self._upright(begun, edge, page)
        page.rules.extend(((left, top, left, edge), (right, top, right, edge)))
        return edge

    def _upright(self, top: float, edge: float, page: Page) -> None:
        """The rules between the columns; none goes through the heading of a section."""
        page.rules.extend((x, top, x, edge) for x in self._edges[1:-1])

    def _draw_band(self, row: Row, top: float, page: Page) -> float:
        """The heading of a section; its lower edge."""
        font, size = _HEADING
        for place, text in enumerate(row.band, 1):
            y = top - 1.5 * _ROOF + 0.24 * LEADING - place * LEADING
            page.texts.append(Placed(self._edges[0] + _PAD, y, font, size, text))
        edge = top - row.over
        page.rules.append((self._edges[0], edge, self._edges[-1], edge))
        return edge

    def _boxes(self, row: Row, edge: float) -> Iterator[Box]:
        """The cells of a person's row that are signed."""
        for column, x, end in zip(self._columns, self._edges, self._edges[1:], strict=False):
            if column.signed and row.key:
                yield Box(row.key, "person", x, edge, end - x, row.height - row.over)

    def _draw_row(self, row: Row, top: float, texts: list[Placed], *, heading: bool) -> None:
        for column, x, end, lines in zip(self._columns, self._edges, self._edges[1:], row.cells, strict=False):
            in_middle = column.centred or heading
            spare = (row.height - row.over - 2 * _ROOF - len(lines) * LEADING) / 2 if heading and len(lines) else 0
            y = top - _ROOF - max(spare, 0) + 0.24 * LEADING
            for font, size, text in lines:
                y -= LEADING
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
