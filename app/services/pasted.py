"""A block of cells copied in a spreadsheet: the text that Excel and LibreOffice leave, and where its cells go.

Cells are parted by tabs, rows by line breaks, the last row ends with one too. A cell with a line break or a tab
inside stands in quotes, its own quotes doubled; other quotes mean themselves.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Place = tuple[int, int]  # row, column

# A cell in quotes is one only when the closing quote ends it and there is a reason for the quotes inside.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r\n|\r|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")


def cells_of(text: str) -> list[list[str]]:
    """The rows of cells of a pasted text; rows may differ in length. No text gives no rows.

    Line breaks inside a cell become blanks, because our fields have one line. Empty rows at the end are left out.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        cell, place = _cell(text, place)
        rows[-1].append(" ".join(cell.split()))
        if place >= len(text):
            break
        ended = _BREAK.match(text, place)
        place = ended.end() if ended else place + 1
        if ended:
            rows.append([])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cell(text: str, place: int) -> tuple[str, int]:
    """The cell that begins at a place, and where it ends."""
    quoted = _QUOTED.match(text, place)
    if quoted and re.search(r"[\t\r\n]", quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, place)
    assert plain is not None
    return plain[0], plain.end()


@dataclass(frozen=True, slots=True)
class Laid:
    """Texts by the place they go to, and how many rows and columns of the block have no place in the table."""

    cells: dict[Place, str]
    rows_lost: int = 0
    columns_lost: int = 0


def lay(block: Sequence[Sequence[str]], at: Place, size: Place, marked: Collection[Place] = ()) -> Laid:
    """Lay a block into a table of ``size`` rows and columns, its first cell at a place.

    A block of one cell goes into every ``marked`` place. An empty cell changes nothing, as in an import.
    """
    if len(block) == 1 and len(block[0]) == 1 and len(marked) > 1:
        return Laid(dict.fromkeys(marked, block[0][0]) if block[0][0] else {})
    cells: dict[Place, str] = {}
    rows_lost = columns_lost = 0
    for down, row in enumerate(block):
        filled = [right for right, text in enumerate(row) if text]
        if at[0] + down >= size[0]:
            rows_lost += bool(filled)
            continue
        columns_lost = max([columns_lost, *(at[1] + right + 1 - size[1] for right in filled)])
        cells |= {(at[0] + down, at[1] + right): row[right] for right in filled if at[1] + right < size[1]}
    return Laid(cells, rows_lost, columns_lost)
