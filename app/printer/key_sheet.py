"""The card of keys: one page of A4 to hang beside the screen, in two columns, its type as large as all of it lets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.printer.fonts import BOLD, REGULAR, face, wrap
from app.printer.page import render
from app.printer.placed import MM, Page, Placed

TITLE = "Клавиши программы"

_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _FOOT = 15 * MM, 10 * MM, 14 * MM, 10 * MM
_GAP = 7 * MM  # between the columns
_COLUMN = (_WIDTH - _LEFT - _RIGHT - _GAP) / 2
_KEYS = 0.36  # of a column
_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_STEP = 1.22  # between lines, in sizes of the type
_ABOVE = 0.7  # of a line, above a title


@dataclass(frozen=True, slots=True)
class KeyBlock:
    """Keys that belong together: each with what it does."""

    title: str
    rows: tuple[tuple[str, str], ...]


Cell = tuple[float, float, str, str]  # x, y below the top of the column, font, text


def draw_key_sheet(blocks: Sequence[KeyBlock], now: datetime) -> bytes:
    """The page as a PDF. Were there more than the smallest type takes, the foot of the page would pay for it."""
    page = Page()
    page.texts.append(Placed(_LEFT, _HEIGHT - _TOP - 12, BOLD, 15, TITLE))
    room = _HEIGHT - _TOP - _FOOT - 22
    for size in _SIZES:
        columns = _columns(blocks, size)
        if max(high for _, high in columns) <= room:
            break
    for place, (cells, _) in enumerate(columns):
        left = _LEFT + place * (_COLUMN + _GAP)
        top = _HEIGHT - _TOP - 22
        page.texts += [Placed(left + x, top - y, font, size, text) for x, y, font, text in cells]
    middle = _LEFT + _COLUMN + _GAP / 2
    page.rules.append((middle, _FOOT, middle, _HEIGHT - _TOP - 22))
    return render([page], (_WIDTH, _HEIGHT), TITLE, now, subject=TITLE)


def _columns(blocks: Sequence[KeyBlock], size: float) -> tuple[tuple[list[Cell], float], tuple[list[Cell], float]]:
    """Both columns as cells with their heights: blocks stay whole, cut where the higher column is the lowest."""
    cuts = [(_column(blocks[:cut], size), _column(blocks[cut:], size)) for cut in range(1, len(blocks) + 1)]
    return min(cuts, key=lambda pair: max(pair[0][1], pair[1][1]))


def _column(blocks: Iterable[KeyBlock], size: float) -> tuple[list[Cell], float]:
    cells: list[Cell] = []
    y = 0.0
    keys_room = _COLUMN * _KEYS
    for block in blocks:
        y += size * _STEP * ((1 + _ABOVE) if cells else 1)
        cells.append((0, y, BOLD, face(BOLD).printable(block.title)))
        for keys, does in block.rows:
            left = wrap(keys, BOLD, size, keys_room - 4)
            right = wrap(does, REGULAR, size, _COLUMN - keys_room)
            for place in range(max(len(left), len(right))):
                y += size * _STEP
                cells += [(0, y, BOLD, left[place])] if place < len(left) else []
                cells += [(keys_room, y, REGULAR, right[place])] if place < len(right) else []
    return cells, y
