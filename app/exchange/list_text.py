"""A list written as a text with separators, as Excel in Russia opens it: UTF-8 with its mark, semicolons, quotes."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from app.domain.kinds import as_text
from app.exchange.cell_text import legal, with_apostrophe

Cell = str | int | float | date


def list_text(headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str = "") -> bytes:
    """The list as a .csv: days as dd.mm.yyyy, numbers with a comma, and no text that a spreadsheet would reckon.

    Every cell stands in quotes, so that no sign inside one is taken for the separator. A ``title`` is a line above.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    if title:
        writer.writerow([_told(title)])
    writer.writerow(map(_told, headings))
    writer.writerows([_told(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _told(cell: Cell) -> str:
    if isinstance(cell, str):
        return with_apostrophe(legal(cell))
    told = as_text(cell)
    return told.replace(".", ",") if isinstance(cell, float) else told
