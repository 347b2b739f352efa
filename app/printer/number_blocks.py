"""Blocks of numbers written down a page: lines with their numbers at the right, each block under its title."""

from dataclasses import dataclass, field

from app.domain.control_totals import TotalsBlock, TotalsRow
from app.domain.overview_table import OverviewTable
from app.printer.fonts import BOLD, REGULAR, face, wrap
from app.printer.placed import MM, Page, Placed, centred

SIZE, LINE = 9.5, 13.0  # points: type and leading of the numbers
BAR = 46 * MM  # room of a bar with what stands beside it
_LONG, _HIGH, _HATCH = 26 * MM, 7.0, 1.3  # a whole bar, its height, between the strokes that fill it


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper with its margins, in points; ``left`` is wide enough to be bound, ``foot`` holds a line."""

    width: float
    height: float
    left: float = 20 * MM
    right: float = 10 * MM
    top: float = 15 * MM
    foot: float = 18 * MM

    @property
    def inner(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right


PORTRAIT = Sheet(210 * MM, 297 * MM)
LANDSCAPE = Sheet(297 * MM, 210 * MM)


@dataclass(slots=True)
class Pen:
    """Writes downwards; where there is no room left it goes on at the top of a new page."""

    sheet: Sheet = PORTRAIT
    pages: list[Page] = field(default_factory=lambda: [Page()])
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.sheet.height - self.sheet.top

    def room(self, height: float) -> None:
        """Be where so much fits."""
        if self.y - height < self.sheet.foot:
            self.pages.append(Page())
            self.y = self.sheet.height - self.sheet.top

    def centre(self, text: str, font: str, size: float) -> None:
        """A text in the middle, in as many lines as it takes."""
        for line in wrap(text, font, size, self.sheet.inner) if text else ():
            self.y -= size * 1.3
            self.pages[-1].texts.append(centred(line, (font, size), self.sheet.left, self.sheet.inner, self.y))

    def left(self, text: str, font: str, size: float, room: float) -> None:
        """A text that may take several lines, from the present line down."""
        for line in wrap(text, font, size, room):
            self.y -= LINE
            self.pages[-1].texts.append(Placed(self.sheet.left, self.y, font, size, line))

    def right(self, text: str, font: str, edge: float) -> None:
        """A text that ends at an edge, on the present line."""
        wide = face(font).width(text) * SIZE / 1000
        self.pages[-1].texts.append(Placed(edge - wide, self.y, font, SIZE, text))

    def rule(self, gap: float) -> None:
        """A line across the page, a little below the present one."""
        y = self.y - gap
        self.pages[-1].rules.append((self.sheet.left, y, self.sheet.width - self.sheet.right, y))


def write_block(pen: Pen, block: TotalsBlock, column: float) -> None:
    """A block with columns of one width, and its bars where it has any; on a new page its headings are repeated."""
    drawn = block if isinstance(block, OverviewTable) and block.bar is not None else None
    pen.room(10 + 3 * LINE)
    pen.y -= 10
    _head(pen, block, block.title, column)
    for place, row in enumerate(block.rows):
        if pen.y - 2 * LINE < pen.sheet.foot:
            pen.room(pen.sheet.height)
            _head(pen, block, f"{block.title} (продолжение)", column)
        cells = tuple(str(one).replace("-", "−") for one in row.numbers)
        top = pen.y - LINE
        _write(pen, row, cells, column, BAR if drawn else 0)
        length = drawn.share(place) if drawn else None
        if drawn and length is not None:
            _draw_bar(pen, top, length, drawn.told(place))


def _head(pen: Pen, block: TotalsBlock, title: str, column: float) -> None:
    """The line of titles."""
    bar = block.bar if isinstance(block, OverviewTable) else None
    if bar is not None:
        pen.pages[-1].texts.append(Placed(_bar_at(pen), pen.y - LINE, BOLD, SIZE, bar.heading))
    _write(pen, TotalsRow(title, ()), block.headings, column, BAR if bar else 0)


def _bar_at(pen: Pen) -> float:
    return pen.sheet.width - pen.sheet.right - BAR + 6 * MM


def _draw_bar(pen: Pen, line: float, share: float, told: str) -> None:
    """On a line: a frame as long as a whole, filled with strokes (black on white, to be copied), and words."""
    left, low = _bar_at(pen), line - 0.8
    rules = pen.pages[-1].rules
    right, top = left + _LONG, low + _HIGH
    rules += [(left, low, right, low), (left, top, right, top), (left, low, left, top), (right, low, right, top)]
    rules += [(left + n * _HATCH, low, left + n * _HATCH, top) for n in range(1, int(_LONG * share / _HATCH) + 1)]
    pen.pages[-1].texts.append(Placed(right + 2 * MM, line, REGULAR, SIZE, told))


def _write(pen: Pen, row: TotalsRow, cells: tuple[str, ...], column: float, kept: float) -> None:
    """A line with its cells at the right (``kept`` points before the edge), level with its first line; a rule below."""
    strong = row.strong or not row.numbers
    font = BOLD if strong else REGULAR
    top = pen.y
    pen.left(row.label, font, SIZE, pen.sheet.inner - kept - column * len(cells) - 2 * MM)
    low, pen.y = pen.y, top - LINE
    edge = pen.sheet.width - pen.sheet.right - kept - 1 * MM
    for text in reversed(cells):
        pen.right(text, font, edge)
        edge -= column
    pen.y = low
    pen.rule(3.2)
