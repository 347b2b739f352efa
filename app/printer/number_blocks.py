"""Blocks of numbers written down a page: lines with their numbers at the right, each block under its title."""

from dataclasses import dataclass, field

from app.domain.control_totals import TotalsBlock, TotalsRow
from app.printer.fonts import BOLD, REGULAR, face, wrap
from app.printer.placed import MM, Page, Placed, centred

SIZE, LINE = 9.5, 13.0  # points: type and leading of the numbers


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
    """A block with columns of one width; on a new page its title and headings are repeated."""
    pen.room(10 + 3 * LINE)
    pen.y -= 10
    _write(pen, TotalsRow(block.title, ()), block.headings, column)
    for row in block.rows:
        if pen.y - 2 * LINE < pen.sheet.foot:
            pen.room(pen.sheet.height)
            _write(pen, TotalsRow(f"{block.title} (продолжение)", ()), block.headings, column)
        _write(pen, row, tuple(str(one).replace("-", "−") for one in row.numbers), column)


def _write(pen: Pen, row: TotalsRow, cells: tuple[str, ...], column: float) -> None:
    """A line with its cells at the right, level with its first line, and a rule under it."""
    strong = row.strong or not row.numbers
    font = BOLD if strong else REGULAR
    top = pen.y
    pen.left(row.label, font, SIZE, pen.sheet.inner - column * len(cells) - 2 * MM)
    low, pen.y = pen.y, top - LINE
    edge = pen.sheet.width - pen.sheet.right - 1 * MM
    for text in reversed(cells):
        pen.right(text, font, edge)
        edge -= column
    pen.y = low
    pen.rule(3.2)
