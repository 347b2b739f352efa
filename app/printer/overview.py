"""The overview of a school on paper, for its head: tables of numbers, and bars where a part of a whole is told."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.control_totals import TotalsBlock
from app.printer.fonts import BOLD, REGULAR, face
from app.printer.number_blocks import LANDSCAPE, LINE, SIZE, Pen, write_block
from app.printer.page import render
from app.printer.placed import MM, centred
from app.progress import Progress, silent

TITLE = "Сводка по школе"
_NARROWEST = 13 * MM
_PAGE = LANDSCAPE.height - LANDSCAPE.top - LANDSCAPE.foot
_GAP = 4 * MM  # between a heading and the number before it


def overview_paper(
    name: str,
    year: str,
    as_of: str,
    blocks: Sequence[TotalsBlock],
    made_at: datetime,
    *,
    progress: Progress = silent,
    sample: bool = False,
) -> tuple[bytes, int]:
    """The pages as a PDF, the same bytes for the same numbers; and how many there are.

    ``progress`` and ``sample`` as in ``render``.
    """
    pen = Pen(LANDSCAPE)
    pen.centre(name or "Краткое наименование не внесено", REGULAR, 11)
    pen.y -= 4
    pen.centre(TITLE, BOLD, 15)
    pen.centre(f"{year} учебный год, на {as_of}", REGULAR, 11)
    for block in blocks:
        height = (len(block.rows) + 4) * LINE  # with its heading, and what is too long for one line
        if height < _PAGE and pen.y < LANDSCAPE.foot + _PAGE * 0.75:  # one that fits a page is not cut, nor left white
            pen.room(height)
        write_block(pen, block, _column(block))
    for number, page in enumerate(pen.pages, 1):
        foot = f"{TITLE}, на {as_of}, стр. {number} из {len(pen.pages)}"
        page.texts.append(centred(foot, (REGULAR, 9), LANDSCAPE.left, LANDSCAPE.inner, LANDSCAPE.foot - 6 * MM))
    size = (LANDSCAPE.width, LANDSCAPE.height)
    return render(pen.pages, size, TITLE, made_at, progress, subject=TITLE, sample=sample), len(pen.pages)


def _column(block: TotalsBlock) -> float:
    """The width that the widest heading of a block needs."""
    widest = max((face(BOLD).width(one) for one in block.headings), default=0.0)
    return max(_NARROWEST, widest * SIZE / 1000 + _GAP)
