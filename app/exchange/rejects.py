"""The workbook of rejected rows: as they stood in the list, with the very cells marked, to mend and load again."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from app.exchange.cell_text import legal, put_value, sheet_title
from app.exchange.class_list import ListRead, Part, Row
from app.exchange.sheet_marks import column_letters
from app.exchange.sheets import Cell, Sheet, cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_YELLOW = "FFFFE699"
_COLUMN_WIDTH = 18


def rejects_workbook(found: ListRead, rejected: Sequence[Row]) -> bytes:
    """The rejected rows as a workbook, under their own title lines and headings, a sheet for each sheet of theirs.

    Text stays text, so that no formula can run and no leading zero is lost.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only a list with faults needs it

    book = Workbook()
    book.remove(book.worksheets[0])
    for part in found.parts:
        rows = [row for row in rejected if row.sheet == part.sheet.name]
        if rows:
            _write_part(book.create_sheet(sheet_title(part.sheet.name)), part, rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_part(target: "Worksheet", part: Part, rows: list[Row]) -> None:
    lines = [*range(1, part.table.last + 1), *(row.number for row in rows)]
    for number, line in enumerate(lines, 1):
        for column, cell in enumerate(part.sheet.rows[line - 1], 1):
            _write(target, number, column, _kept(part.sheet, line, column, cell))
    for number, row in enumerate(rows, part.table.last + 1):
        _mark(target, number, part, row)
    for one in part.table.columns:
        target.column_dimensions[column_letters(one.number)].width = _COLUMN_WIDTH
    target.freeze_panes = f"A{part.table.last + 1}"


def _kept(sheet: Sheet, line: int, column: int, cell: Cell) -> Cell:
    """The cell as it is; an error value as its name, because it would come back as no cell at all."""
    return cell_text(sheet, line, column) if (line, column) in sheet.marks.errors else cell


def _write(target: "Worksheet", row: int, column: int, cell: Cell) -> None:
    if cell != "":
        put_value(target.cell(row, column), cell)


def _mark(target: "Worksheet", number: int, part: Part, row: Row) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - only a list with faults needs it
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    first = next(column.number for column in part.table.columns if column.target)
    whole = " ".join(problem.text for problem in row.problems if not problem.column)
    marks = row.bad | ({first: whole} if whole else {})
    for column, text in marks.items():
        cell = target.cell(number, column)
        cell.fill = PatternFill("solid", fgColor=_YELLOW)
        cell.comment = Comment(legal(text), "Паспорт школы", width=320, height=90)
