"""The sheets of an .xlsx: the guard looks first, then the quick reader lays them out."""

from io import BytesIO

from app.errors import BadFile
from app.exchange.sheet_cells import Sheet, broken, wanted_names
from app.exchange.sheet_guard import guard_workbook
from app.exchange.sheet_marks import marks_of, told_of_parts


def read_xlsx(raw: bytes, file: str, wanted: str | None) -> tuple[list[Sheet], list[str]]:
    """The sheets, all or the one wanted, and what to tell of the workbook. Raises :class:`BadFile`."""
    unusual = guard_workbook(raw, file)
    return _read(raw, unusual, file, wanted), told_of_parts(raw)


def _read(raw: bytes, unusual: frozenset[str], file: str, wanted: str | None) -> list[Sheet]:
    import python_calamine  # noqa: PLC0415 - only an import needs it

    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(raw)) as book:
            wanted_names((one.name for one in book.sheets_metadata), None, file)
            visible = {
                one.name: one.visible == python_calamine.SheetVisibleEnum.Visible
                for one in book.sheets_metadata
                if one.typ == python_calamine.SheetTypeEnum.WorkSheet
            }
            names = wanted_names(visible, wanted, file)
            marks = marks_of(raw, unusual, names, file)
            sheets = []
            for name in names:
                found = book.get_sheet_by_name(name)
                ranges = found.merged_cell_ranges or []
                marks[name].merged = [(top + 1, left + 1, last + 1, right + 1) for (top, left), (last, right) in ranges]
                sheets.append(Sheet(name, not visible[name], found.to_python(skip_empty_area=False), marks[name]))
            return sheets
    except (KeyboardInterrupt, SystemExit, BadFile):
        raise
    except BaseException as problem:  # the reader's panics are no Exceptions
        raise broken(file) from problem
