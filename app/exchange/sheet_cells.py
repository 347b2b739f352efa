"""The sheets of a file as plain cells, of whatever kind the file was, and the bounds that all kinds keep to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.kinds import as_text
from app.errors import BadFile
from app.exchange.sheet_marks import Marks

Cell = str | float | int | bool | date | datetime | time | timedelta

MAX_ROWS = 199_999
MAX_COLUMNS = 500
MAX_CELLS = 5_000_000  # rows × columns of one sheet
MAX_TEXTS = 500_000  # different texts of one workbook


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells from A1 on (row n of the sheet is ``rows[n - 1]``), all rows equally wide, and what else was
    seen of it."""

    name: str
    hidden: bool
    rows: list[list[Cell]]
    marks: Marks


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that were asked for, in their order, and what to tell of the file as a whole."""

    name: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...]


def wanted_names(names: Iterable[str], wanted: str | None, file: str) -> list[str]:
    """The names of the sheets to read: all, or the one asked for.

    Raises :class:`BadFile` where two are called alike, for names tell the sheets apart, and where the one is not there.
    """
    names = list(names)
    if len({name.casefold() for name in names}) < len(names):
        raise BadFile(f"Книга {file} повреждена: два листа названы одинаково.")
    if wanted is None:
        return names
    if wanted not in names:
        raise BadFile(f"В книге {file} нет листа «{wanted}».", f"Есть: {', '.join(names)}.")
    return [wanted]


def too_far(rows: int, columns: int) -> bool:
    """Whether a sheet that reaches so far is refused rather than laid out."""
    return columns > MAX_COLUMNS or rows > MAX_ROWS or rows * columns > MAX_CELLS


def even(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows, each with blank cells after its own up to the widest of them."""
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def far_cell(file: str) -> BadFile:
    """The refusal of a sheet with a cell too far from A1."""
    return BadFile(
        f"Книга {file} не принята: на листе занята ячейка слишком далеко от начала "
        f"(можно не больше {MAX_ROWS} строк и {MAX_COLUMNS} столбцов, {MAX_CELLS // 1_000_000} млн ячеек).",
        "Скопируйте список на новый лист и сохраните книгу заново.",
    )


def too_many_texts(file: str) -> BadFile:
    """The refusal of a workbook with more different texts than any list has."""
    return BadFile(f"Книга {file} не принята: в ней больше {MAX_TEXTS} разных текстов, это не список.")


def broken(file: str) -> BadFile:
    """The refusal of a workbook that contradicts itself."""
    return BadFile(f"Книга {file} повреждена: её листы не прочитаны.")


def cell_text(sheet: Sheet, row: int, column: int) -> str:
    """A cell (row and column from 1) as the sheet shows it; '' where there is none.

    A number keeps the leading zeros that its format shows, an error its name.
    """
    cells = sheet.rows[row - 1]
    text = shown(cells[column - 1]) if column <= len(cells) else ""
    place = (row, column)
    if place in sheet.marks.errors:
        return sheet.marks.errors[place]
    if place in sheet.marks.widths and text.isdigit():
        return text.zfill(sheet.marks.widths[place])
    return text


def shown(cell: Cell) -> str:
    """The text of a bare cell."""
    return cell if isinstance(cell, str) else as_text(cell)
