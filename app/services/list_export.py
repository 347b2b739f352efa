"""A list as a workbook, a .csv, and the clipboard's text and table; no cell of it is ever taken for a formula."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from app.domain.roles import Right
from app.exchange.cell_text import with_apostrophe
from app.services.places import TEXT, WORKBOOK, FileKind, check_place, put_file
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.services.sample import TITLE, is_sample
from app.storage.history import note
from app.storage.passport import Passport

Cell = str | int | float | date
_STEP = 500  # rows between two tellings of progress
_SAMPLE = 300  # rows by which the columns of a sheet get their widths


@needs(Right.EXPORT)
def export_list(
    passport: Passport, out: Path, headings: Sequence[str], rows: Sequence[Sequence[Cell]], progress: Progress = silent
) -> int:
    """Write headings and rows into a .csv where the place is called so, else into an .xlsx: days as days, numbers as
    numbers, the rest as text, so that leading zeros stay. Gives the number of rows. Over made-up people stands that
    they are.

    Raises :class:`Refused` for a place that holds anything but a file of that kind, :class:`BadFile` where it cannot be
    written, and what ``progress`` raises; the file in the place is then as it was.
    """
    kind = TEXT if out.suffix.casefold() == ".csv" else WORKBOOK
    check_place(out, kind, passport.path)
    content = _content(kind, headings, rows, progress, TITLE if is_sample(passport) else "")
    put_file(out, content)
    with passport.writing("Выгрузка списка") as session:
        note(session, "Выгрузка списка", f"строк {len(rows)}, столбцы: {', '.join(headings)}")
    return len(rows)


def _content(
    kind: FileKind, headings: Sequence[str], rows: Sequence[Sequence[Cell]], progress: Progress, title: str
) -> bytes:
    from app.exchange.list_sheet import list_workbook  # noqa: PLC0415 - the first window does without
    from app.exchange.list_text import list_text  # noqa: PLC0415

    if kind is TEXT:
        return list_text(headings, _told(rows, progress), title)
    return list_workbook(headings, _told(rows, progress), rows[:_SAMPLE], title)


def _told(rows: Sequence[Sequence[Cell]], progress: Progress) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress(done, len(rows))
        yield row


def as_text_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Lines of cells parted by tabs; what a spreadsheet would reckon is led by an apostrophe."""
    return "\n".join("\t".join(map(_harmless, cells)) for cells in (headings, *rows))


def _harmless(text: str) -> str:
    return with_apostrophe(" ".join(text.split()))


def as_html(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose cells Excel and LibreOffice take as text, as they stand."""
    style = "<style>td{mso-number-format:'\\@'}</style>"
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join(f"<tr>{''.join(map(_html_cell, cells))}</tr>" for cells in rows)
    return f'<html><head><meta charset="utf-8">{style}</head><body><table><tr>{head}</tr>{body}</table></body></html>'


def _html_cell(text: str) -> str:
    return f'<td sdnum="1049;0;@">{escape(text)}</td>'
