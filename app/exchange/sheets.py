"""The sheets of a workbook as plain cells, after the guard has let the file through."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from app.domain.kinds import as_text
from app.errors import BadFile
from app.exchange.sheet_guard import load_guarded
from app.exchange.sheet_marks import Marks, has_macros, marks_of

Cell = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells from A1 on (row n of the sheet is ``rows[n - 1]``) and what else was seen of it."""

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


def read_workbook(path: Path, sheet: str | None = None) -> Workbook:
    """All sheets of an .xlsx, or the one named.

    Formulas are not run: what their cells last showed is taken. Raises :class:`BadFile` for what is no
    workbook, what the guard refuses, and a sheet that is not there.
    """
    raw, unusual = load_guarded(path)
    notices = ("В книге есть макросы; они не выполнялись.",) if has_macros(raw) else ()
    return Workbook(path.name, _read(raw, unusual, path.name, sheet), notices)


def _read(raw: bytes, unusual: frozenset[str], file: str, wanted: str | None) -> tuple[Sheet, ...]:
    import python_calamine  # noqa: PLC0415 - only an import needs it

    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(raw)) as book:
            _refuse_doubled([one.name.casefold() for one in book.sheets_metadata], file)
            visible = {
                one.name: one.visible == python_calamine.SheetVisibleEnum.Visible
                for one in book.sheets_metadata
                if one.typ == python_calamine.SheetTypeEnum.WorkSheet
            }
            names = _wanted(list(visible), wanted, file)
            marks = marks_of(raw, unusual, names, file)
            return tuple(
                Sheet(
                    name, not visible[name], book.get_sheet_by_name(name).to_python(skip_empty_area=False), marks[name]
                )
                for name in names
            )
    except (KeyboardInterrupt, SystemExit, BadFile):
        raise
    except BaseException as problem:  # the reader's panics are no Exceptions
        raise BadFile(f"Книга {file} повреждена: её листы не прочитаны.") from problem


def _refuse_doubled(names: list[str], file: str) -> None:
    if len(set(names)) < len(names):
        raise BadFile(f"Книга {file} повреждена: два листа названы одинаково.")


def _wanted(names: list[str], wanted: str | None, file: str) -> list[str]:
    if wanted is None:
        return names
    if wanted not in names:
        raise BadFile(f"В книге {file} нет листа «{wanted}».", f"Есть: {', '.join(names)}.")
    return [wanted]


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
