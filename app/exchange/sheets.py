"""The one door by which lists come in: any kind of file that holds sheets, read as what it is."""

from collections.abc import Callable
from pathlib import Path

from app.exchange.csv_sheet import read_csv
from app.exchange.file_kind import FileKind, kind_of, misnamed
from app.exchange.ods_sheets import read_ods
from app.exchange.sheet_cells import Cell, Sheet, Workbook, cell_text, shown
from app.exchange.sheet_guard import load
from app.exchange.xls_sheets import read_xls
from app.exchange.xlsx_sheets import read_xlsx

__all__ = ["Cell", "Sheet", "Workbook", "cell_text", "read_workbook", "shown"]

_READERS: dict[FileKind, Callable[[bytes, str, str | None], tuple[list[Sheet], list[str]]]] = {
    FileKind.XLSX: read_xlsx,
    FileKind.ODS: read_ods,
    FileKind.XLS: read_xls,
    FileKind.CSV: read_csv,
}


def read_workbook(path: Path, sheet: str | None = None) -> Workbook:
    """All sheets of an .xlsx, .xls, .ods or .csv, or the one named; the kind is told from the content alone.

    Formulas are not run: what their cells last showed is taken. Raises :class:`BadFile` for what is no
    workbook, what breaks a bound, and a sheet that is not there.
    """
    raw = load(path)
    kind = kind_of(raw, path.name)
    sheets, notices = _READERS[kind](raw, path.name, sheet)
    return Workbook(path.name, tuple(sheets), (*misnamed(path, kind), *notices))
