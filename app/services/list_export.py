"""A list as a workbook and as the clipboard's text and table; no cell of it is ever taken for a formula."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from app.disk import why, write_whole
from app.errors import BadFile
from app.services.places import WORKBOOK, check_place
from app.services.progress import Progress, silent
from app.storage.passport import Passport

Cell = str | int | float | date
_STEP = 500  # rows between two tellings of progress
_SAMPLE = 300  # rows by which the columns of a sheet get their widths
_FORMULA = re.compile(r"[=+\-@]")
_NUMBER = re.compile(r"[+\-][\d\s()\-]*")  # telephones and dashes, which no program reckons


def export_list(
    passport: Passport, out: Path, headings: Sequence[str], rows: Sequence[Sequence[Cell]], progress: Progress = silent
) -> int:
    """Write headings and rows into an .xlsx and give the number of rows: days as days, numbers as numbers, the rest
    as text, so that leading zeros stay.

    Raises :class:`Refused` for a place that holds anything but a workbook, :class:`BadFile` where it cannot be
    written, and what ``progress`` raises; the file in the place is then as it was.
    """
    from app.exchange.list_sheet import list_workbook  # noqa: PLC0415 - the first window does without

    check_place(out, WORKBOOK, passport.path)
    content = list_workbook(headings, _told(rows, progress), rows[:_SAMPLE])
    try:
        write_whole(out, content)
    except OSError as problem:
        raise BadFile(f"Файл {out} не записан: {why(problem)}.", "Выберите другое имя или место.") from problem
    except ValueError:
        raise BadFile("Имя файла не подходит.", "Выберите другое имя.") from None
    return len(rows)


def _told(rows: Sequence[Sequence[Cell]], progress: Progress) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress(done, len(rows))
        yield row


def as_text_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Lines of cells parted by tabs; what a spreadsheet would reckon is led by an apostrophe."""
    return "\n".join("\t".join(map(_harmless, cells)) for cells in (headings, *rows))


def _harmless(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_html(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose cells Excel and LibreOffice take as text, as they stand."""
    style = "<style>td{mso-number-format:'\\@'}</style>"
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join(f"<tr>{''.join(map(_html_cell, cells))}</tr>" for cells in rows)
    return f'<html><head><meta charset="utf-8">{style}</head><body><table><tr>{head}</tr>{body}</table></body></html>'


def _html_cell(text: str) -> str:
    return f'<td sdnum="1049;0;@">{escape(text)}</td>'
