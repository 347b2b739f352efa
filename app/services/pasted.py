"""A block of cells copied in a spreadsheet, as Excel and LibreOffice put it on the clipboard as text.

Cells are parted by tabs, rows by line breaks, the last row ends with one too. A cell with a line break or a tab
inside stands in quotes, its own quotes doubled; other quotes mean themselves.
"""

import re

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
