"""The page of control totals that lies beside a package: numbers to compare, the package's code, a place to sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.channels import CHANNELS
from app.domain.control_totals import Totals, TotalsBlock, TotalsRow
from app.printer.fonts import BOLD, REGULAR, face, wrap
from app.printer.page import render
from app.printer.placed import MM, Page, Placed, centred

_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _FOOT = 20 * MM, 10 * MM, 15 * MM, 18 * MM
_INNER = _WIDTH - _LEFT - _RIGHT
_SIZE, _LINE = 9.5, 13.0  # points: type and leading of the numbers
_COLUMN = 22 * MM
_SIGNATURES = 38 * MM
_GROUP = 8  # signs of a fingerprint between blanks
_TITLE = "Контрольные суммы пакета"
_SIGNERS = ("Подтверждаю: руководитель ОО", "Сверено в МОУО")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the package: its place in the order, codes, when it was made (local), channel, draft or not."""

    sequence: int
    receipt: str
    fingerprint: str
    made_at: datetime
    channel: str
    draft: bool


def totals_paper(totals: Totals, told: Told) -> tuple[bytes, int]:
    """The page or pages as a PDF, the same bytes for the same numbers; and how many there are."""
    pen = _Pen()
    _head(pen, totals, told)
    for block in totals.blocks:
        if block.rows:
            _block(pen, block)
    _signatures(pen)
    for number, page in enumerate(pen.pages, 1):
        foot = f"{_TITLE} {told.receipt}, код ОО {totals.code or '______'}, стр. {number} из {len(pen.pages)}"
        page.texts.append(centred(foot, (REGULAR, 9), _LEFT, _INNER, _FOOT - 6 * MM))
    return render(
        pen.pages, (_WIDTH, _HEIGHT), f"{_TITLE} {told.receipt}", told.made_at, subject="Контрольные суммы пакета"
    ), len(pen.pages)


class _Pen:
    """Writes downwards; where there is no room left it goes on at the top of a new page."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self.y = _HEIGHT - _TOP

    def room(self, height: float) -> None:
        """Be where so much fits."""
        if self.y - height < _FOOT:
            self.pages.append(Page())
            self.y = _HEIGHT - _TOP

    def centre(self, text: str, font: str, size: float) -> None:
        for line in wrap(text, font, size, _INNER) if text else ():
            self.y -= size * 1.3
            self.pages[-1].texts.append(centred(line, (font, size), _LEFT, _INNER, self.y))

    def left(self, text: str, font: str, size: float, room: float) -> None:
        """A text that may take several lines, from the present line down."""
        for line in wrap(text, font, size, room):
            self.y -= _LINE
            self.pages[-1].texts.append(Placed(_LEFT, self.y, font, size, line))

    def right(self, text: str, font: str, edge: float) -> None:
        """A text that ends at an edge, on the present line."""
        wide = face(font).width(text) * _SIZE / 1000
        self.pages[-1].texts.append(Placed(edge - wide, self.y, font, _SIZE, text))

    def rule(self, gap: float) -> None:
        self.pages[-1].rules.append((_LEFT, self.y - gap, _WIDTH - _RIGHT, self.y - gap))


def _head(pen: _Pen, totals: Totals, told: Told) -> None:
    pen.centre(f"{totals.name or 'Краткое наименование не внесено'}, код ОО {totals.code or '______'}", REGULAR, 11)
    pen.y -= 4
    pen.centre(f"{_TITLE} № {told.sequence}", BOLD, 15)
    channel = CHANNELS.get(told.channel, told.channel)
    pen.centre(f"{totals.year} учебный год, {channel} канал, пакет сделан {told.made_at:%d.%m.%Y %H:%M}", REGULAR, 11)
    if told.draft:
        pen.centre("ЧЕРНОВИК: в данных могли остаться ошибки", BOLD, 12)
    pen.y -= 4
    pen.centre(f"Код пакета: {told.receipt}", BOLD, 18)
    print_ = told.fingerprint.upper()
    groups = " ".join(print_[place : place + _GROUP] for place in range(0, len(print_), _GROUP))
    pen.centre(f"Отпечаток SHA-256: {groups}", REGULAR, 8.5)


def _block(pen: _Pen, block: TotalsBlock) -> None:
    pen.room(10 + 3 * _LINE)
    pen.y -= 10
    _write(pen, TotalsRow(block.title, ()), block.headings)
    for row in block.rows:
        if pen.y - 2 * _LINE < _FOOT:
            pen.room(_HEIGHT)
            _write(pen, TotalsRow(f"{block.title} (продолжение)", ()), block.headings)
        _write(pen, row, tuple(map(str, row.numbers)))


def _write(pen: _Pen, row: TotalsRow, cells: tuple[str, ...]) -> None:
    """A line with its cells at the right, level with its first line, and a rule under it."""
    strong = row.strong or not row.numbers
    font = BOLD if strong else REGULAR
    top = pen.y
    pen.left(row.label, font, _SIZE, _INNER - _COLUMN * len(cells) - 2 * MM)
    low, pen.y = pen.y, top - _LINE
    for text, edge in zip(reversed(cells), _edges(), strict=False):
        pen.right(text, font, edge)
    pen.y = low
    pen.rule(3.2)


def _edges() -> Iterator[float]:
    """The right ends of the columns of numbers, from the last one."""
    edge = _WIDTH - _RIGHT - 1 * MM
    while True:
        yield edge
        edge -= _COLUMN


def _signatures(pen: _Pen) -> None:
    pen.room(_SIGNATURES)
    for text in _SIGNERS:
        pen.y -= 15 * MM
        page = pen.pages[-1]
        page.texts.append(Placed(_LEFT, pen.y, REGULAR, 11, text))
        for left, right, under in ((75, 110, "подпись"), (114, 154, "расшифровка"), (158, 180, "дата")):
            x1, x2 = _LEFT + left * MM, _LEFT + right * MM
            page.rules.append((x1, pen.y - 1, x2, pen.y - 1))
            page.texts.append(centred(under, (REGULAR, 8), x1, x2 - x1, pen.y - 10))
