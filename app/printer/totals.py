"""The page of control totals that lies beside a package: numbers to compare, the package's code, a place to sign."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.channels import CHANNELS
from app.domain.control_totals import Totals
from app.printer.fonts import BOLD, REGULAR
from app.printer.number_blocks import PORTRAIT, Pen, write_block
from app.printer.page import render
from app.printer.placed import MM, Placed, centred
from app.progress import Progress, silent

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


def totals_paper(totals: Totals, told: Told, progress: Progress = silent, *, sample: bool = False) -> tuple[bytes, int]:
    """The page or pages as a PDF, the same bytes for the same numbers; and how many there are.

    ``progress`` and ``sample`` as in ``render``.
    """
    pen = Pen()
    _head(pen, totals, told)
    for block in totals.blocks:
        if block.rows:
            write_block(pen, block, _COLUMN)
    _signatures(pen)
    for number, page in enumerate(pen.pages, 1):
        foot = f"{_TITLE} {told.receipt}, код ОО {totals.code or '______'}, стр. {number} из {len(pen.pages)}"
        page.texts.append(centred(foot, (REGULAR, 9), PORTRAIT.left, PORTRAIT.inner, PORTRAIT.foot - 6 * MM))
    size = (PORTRAIT.width, PORTRAIT.height)
    title = f"{_TITLE} {told.receipt}"
    subject = "Контрольные суммы пакета"
    pdf = render(pen.pages, size, title, told.made_at, progress, subject=subject, sample=sample)
    return pdf, len(pen.pages)


def _head(pen: Pen, totals: Totals, told: Told) -> None:
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


def _signatures(pen: Pen) -> None:
    pen.room(_SIGNATURES)
    for text in _SIGNERS:
        pen.y -= 15 * MM
        page = pen.pages[-1]
        page.texts.append(Placed(PORTRAIT.left, pen.y, REGULAR, 11, text))
        for left, right, under in ((75, 110, "подпись"), (114, 154, "расшифровка"), (158, 180, "дата")):
            x1, x2 = PORTRAIT.left + left * MM, PORTRAIT.left + right * MM
            page.rules.append((x1, pen.y - 1, x2, pen.y - 1))
            page.texts.append(centred(under, (REGULAR, 8), x1, x2 - x1, pen.y - 10))
