"""A list written as a workbook row by row, so that a hundred thousand rows need no memory for cells."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from app.exchange.cell_text import is_plain, put_text, put_value
from app.exchange.sheet_marks import column_letters

Cell = str | int | float | date

_NARROWEST, _WIDEST = 8, 60  # signs


def list_workbook(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], sample: Sequence[Sequence[Cell]], title: str = ""
) -> bytes:
    """A workbook of one sheet; days are days, numbers numbers, and all text stays text, whatever it begins with.

    ``sample`` are some of the rows, which tell how wide the columns have to be. What stands above the rows, a ``title``
    and the headings, stays in sight and is printed on every page.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only an export needs it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Список")
    above = [[title], headings] if title else [headings]
    sheet.freeze_panes = f"A{len(above) + 1}"
    sheet.print_title_rows = f"1:{len(above)}"
    for number, heading in enumerate(headings, 1):
        longest = max([len(heading), *(_width(row[number - 1]) for row in sample)])
        sheet.column_dimensions[column_letters(number)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    for texts in above:
        made = [put_text(WriteOnlyCell(sheet), text) for text in texts]
        for one in made:
            one.font = Font(bold=True)
        sheet.append(made)
    try:
        for row in rows:
            sheet.append([put_value(WriteOnlyCell(sheet), one) if _marked(one) else one for one in row])
    except BaseException:  # stopped: the rows written so far lie in a file of openpyxl's own
        sheet.close()
        sheet._writer.cleanup()
        raise
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _width(cell: Cell) -> int:
    return 10 if isinstance(cell, date) else len(str(cell))


def _marked(cell: Cell) -> bool:
    """Whether a cell needs a style or care; all others go as they are, which is three times faster."""
    return isinstance(cell, date) or (isinstance(cell, str) and not is_plain(cell))
