"""The sheets of an OpenDocument workbook, read in one pass that keeps no more than the cells with something in them.

An .ods says «this cell 16,384 times, this row 1,048,576 times», so a file of a kilobyte can ask for more memory than
there is. Repeats are therefore counted and compared with the bounds before anything is laid out.
"""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from math import isfinite
from xml.parsers import expat

from app.errors import BadFile
from app.exchange.sheet_cells import Cell, Sheet, broken, even, far_cell, too_far, wanted_names
from app.exchange.sheet_guard import guarded_package
from app.exchange.sheet_marks import MACROS, MAX_NOTED, Marks

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    "office": f"{_OASIS}office:1.0 ",
    "table": f"{_OASIS}table:1.0 ",
    "text": f"{_OASIS}text:1.0 ",
    "style": f"{_OASIS}style:1.0 ",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
}
_PIECE = 1 << 20
_LONGEST_CELL = 1 << 20  # signs
_ERROR = re.compile(r"#[A-ZА-Я][A-ZА-Я/0!?]+|Err:\d{3}")
_BLANK_RUN = re.compile(r"[ \t\r\n]+")  # one blank, as OpenDocument has it
_DURATION = re.compile(r"P(?:(\d{1,6})D)?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?")


def _name(short: str) -> str:
    prefix, _, rest = short.partition(":")
    return _PREFIXES[prefix] + rest


def read_ods(raw: bytes, file: str, wanted: str | None) -> tuple[list[Sheet], list[str]]:
    """The sheets, all or the one wanted, and what to tell of the workbook. Raises :class:`BadFile`."""
    with guarded_package(raw, file) as package:
        names = package.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise BadFile(f"Книга {file} защищена паролем.", "Снимите пароль и сохраните её заново.")
        walk = _Walk(file)
        try:
            walk.over(package)
        except (expat.ExpatError, KeyError, OverflowError, ValueError) as problem:
            raise broken(file) from problem
    found = {sheet.name: sheet for sheet in walk.sheets}
    wanted_names((sheet.name for sheet in walk.sheets), None, file)
    notices = [MACROS] if any(name.startswith(("Basic/", "Scripts/")) for name in names) else []
    return [found[name] for name in wanted_names(found, wanted, file)], notices


class _Walk:
    """One pass over the content; a cell is taken when it ends, a row when it ends, a sheet when it ends."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Sheet] = []
        self._file = file
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._since_1904 = False
        self._aside = 0  # depth inside what is no cell of a sheet: notes, drawings, tables in cells, recorded changes
        self._grid: _Grid | None = None
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._size = 0
        self._written = False  # inside a paragraph of a cell

    def over(self, package: zipfile.ZipFile) -> None:
        """Walk the content of a package. Raises :class:`BadFile`, and what the parser raises for broken XML."""
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        with package.open("content.xml") as content:
            while piece := content.read(_PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _refuse_entities(self, *_: object) -> None:
        raise BadFile(f"Книга {self._file} не принята: в ней опасная вставка (DTD), какой в таблицах нет.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside:
            self._aside += 1
        elif self._cell is not None:
            self._inside(tag, attributes)
        elif tag in _CELLS:
            self._cell, self._text, self._size = attributes, [], 0
        elif self._grid:
            self._in_sheet(self._grid, tag, attributes)
        else:
            self._outside(tag, attributes)

    def _inside(self, tag: str, attributes: dict[str, str]) -> None:
        """What stands in a cell: paragraphs, and in them blanks and breaks; all else is no text of it."""
        if tag == _PARAGRAPH:
            if self._text:
                self._take("\n")
            self._written = True
        elif tag in _BLANKS:
            self._take(_BLANKS[tag] * min(_times(attributes, _TIMES), _LONGEST_CELL + 1))
        elif tag not in _RUNS:
            self._aside = 1

    def _in_sheet(self, grid: "_Grid", tag: str, attributes: dict[str, str]) -> None:
        if tag == _ROW:
            grid.begin_row(_times(attributes, _ROWS), hidden=attributes.get(_VISIBILITY, "visible") != "visible")
        elif tag == _COLUMN:
            if attributes.get(_VISIBILITY, "visible") != "visible":
                grid.marks.hidden_columns += min(_times(attributes, _COLUMNS), 16_384)
        elif tag not in _GROUPS:
            self._aside = 1

    def _outside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _TABLE:
            hidden = attributes.get(_STYLE_OF, "") in self._hidden_styles
            self._grid = _Grid(attributes.get(_TABLE_NAME, ""), hidden, self._file)
        elif tag == _CHANGES:
            self._aside = 1
        elif tag == _STYLE:
            self._style = attributes.get(_STYLE_NAME, "")
        elif tag == _TABLE_PROPERTIES and attributes.get(_DISPLAY) == "false":
            self._hidden_styles.add(self._style)
        elif tag == _NULL_DATE:
            self._since_1904 = attributes.get(_NULL_VALUE, "").startswith("1904")

    def _letters(self, text: str) -> None:
        if self._written and not self._aside:
            self._take(_BLANK_RUN.sub(" ", text))

    def _take(self, text: str) -> None:
        self._size += len(text)
        if self._size > _LONGEST_CELL:
            raise BadFile(f"Книга {self._file} не принята: в ней слишком длинный текст.")
        self._text.append(text)

    def _end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif self._cell is not None:
            self._end_inside(tag, self._cell)
        elif self._grid and tag == _ROW:
            self._grid.end_row()
        elif self._grid and tag == _TABLE:
            self._grid.marks.since_1904 = self._since_1904
            self.sheets.append(self._grid.sheet())
            self._grid = None

    def _end_inside(self, tag: str, cell: dict[str, str]) -> None:
        if tag == _PARAGRAPH:
            self._written = False
        elif tag in _CELLS:
            if self._grid:
                self._grid.add(cell, "".join(self._text))
            self._cell = None


class _Grid:
    """The rows of a sheet as far as they are read; blanks at the end of a row and of the sheet are only counted."""

    def __init__(self, name: str, hidden: bool, file: str) -> None:
        self.marks = Marks()
        self._name, self._hidden, self._file = name, hidden, file
        self._rows: list[list[Cell]] = []
        self._row: list[Cell] = []
        self._seen: list[tuple[int, str, str | int]] = []  # column, what was seen, and its text or width
        self._blank_rows = self._blank_cells = self._times = self._widest = 0

    def begin_row(self, times: int, *, hidden: bool) -> None:
        """Begin a row that stands so many times one below the other."""
        self._row, self._seen, self._blank_cells, self._times = [], [], 0, times
        if hidden:
            self.marks.hidden_rows += min(times, 1_048_576)

    def add(self, about: dict[str, str], text: str) -> None:
        """Take a cell, as often as it is repeated. Raises :class:`BadFile` for one too far away."""
        times = _times(about, _COLUMNS)
        value = _value(about, text)
        seen = _seen_of(about, text, value)
        if value == "" and not seen:
            self._blank_cells += times
            return
        first = len(self._row) + self._blank_cells + 1
        if too_far(1, first + times - 1):
            raise far_cell(self._file)
        self._row += [""] * self._blank_cells + [value] * times
        self._blank_cells = 0
        self._seen += [(column, *one) for one in seen for column in range(first, first + times)]

    def end_row(self) -> None:
        """Take the row, as often as it is repeated. Raises :class:`BadFile` for one too far away."""
        if not self._row:
            self._blank_rows += self._times
            return
        self._widest = max(self._widest, len(self._row))
        first = len(self._rows) + self._blank_rows + 1
        if too_far(first + self._times - 1, self._widest):
            raise far_cell(self._file)
        self._rows += [[] for _ in range(self._blank_rows)]
        self._rows += [list(self._row) for _ in range(self._times)]
        self._blank_rows = 0
        if self._times * len(self._seen) + self.marks.noted() > MAX_NOTED:
            raise BadFile(f"Книга {self._file} не принята: в ней слишком много ошибок, формул и объединённых ячеек.")
        for row in range(first, first + self._times):
            for column, what, told in self._seen:
                self._note((row, column), what, told)

    def _note(self, place: tuple[int, int], what: str, told: str | int) -> None:
        if what == "formula":
            self.marks.formulas += 1
        elif what == "valueless":
            self.marks.without_value.add(place)
        elif what == "error":
            self.marks.errors[place] = str(told)
        elif what == "width":
            self.marks.widths[place] = int(told)
        else:
            rows, columns = map(int, str(told).split())
            self.marks.merged.append((*place, place[0] + rows - 1, place[1] + columns - 1))

    def sheet(self) -> Sheet:
        """The whole sheet."""
        return Sheet(self._name, self._hidden, even(self._rows), self.marks)


def _times(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)


def _value(about: dict[str, str], text: str) -> Cell:
    """The value of a cell; of an error none, for its name is noted beside it."""
    if about.get(_EXTENDED_TYPE) == "error" or (_FORMULA in about and _ERROR.fullmatch(text)):
        return ""
    read = _TYPES.get(about.get(_TYPE, ""))
    try:
        return read(about) if read else text or about.get(_STRING, "")
    except (KeyError, ValueError):
        return text  # a value that is none: what the cell shows is taken


def _number(about: dict[str, str]) -> Cell:
    number = float(about[_VALUE])
    if not isfinite(number):
        raise ValueError
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _day(about: dict[str, str]) -> Cell:
    moment = datetime.fromisoformat(about[_DATE][:26])  # some tell billionths of a second
    return moment if moment.time() != time() else moment.date()


def _duration(about: dict[str, str]) -> Cell:
    found = _DURATION.fullmatch(about[_TIME])
    if not found:
        raise ValueError
    days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _seen_of(about: dict[str, str], text: str, value: Cell) -> list[tuple[str, str | int]]:
    """What is to be noted of a cell besides its value."""
    seen: list[tuple[str, str | int]] = []
    error = value == "" and bool(text)
    if error:
        seen.append(("error", text))
    if _FORMULA in about:
        seen.append(("formula", ""))
        if value == "" and not error and about.get(_TYPE) != "string":
            seen.append(("valueless", ""))
    if isinstance(value, int) and not isinstance(value, bool) and text[:1] == "0":
        digits = re.sub(r"\D", "", text)  # as the number is shown: «000123», «012-345-678 90»
        if len(digits) > 1 and digits.isascii() and int(digits) == value:
            seen.append(("width", len(digits)))
    rows, columns = _times(about, _ROWS_SPANNED), _times(about, _COLUMNS_SPANNED)
    if rows > 1 or columns > 1:
        seen.append(("merged", f"{rows} {columns}"))
    return seen


_CELLS = {_name("table:table-cell"), _name("table:covered-table-cell")}
_ROW, _COLUMN, _TABLE = _name("table:table-row"), _name("table:table-column"), _name("table:table")
_CHANGES = _name("table:tracked-changes")
_GROUPS = {
    _name(f"table:table-{one}")
    for one in ("rows", "row-group", "header-rows", "columns", "column-group", "header-columns")
}
_ROWS, _COLUMNS = _name("table:number-rows-repeated"), _name("table:number-columns-repeated")
_ROWS_SPANNED, _COLUMNS_SPANNED = _name("table:number-rows-spanned"), _name("table:number-columns-spanned")
_VISIBILITY, _DISPLAY = _name("table:visibility"), _name("table:display")
_TABLE_NAME, _STYLE_OF = _name("table:name"), _name("table:style-name")
_FORMULA = _name("table:formula")
_NULL_DATE, _NULL_VALUE = _name("table:null-date"), _name("table:date-value")
_STYLE, _STYLE_NAME, _TABLE_PROPERTIES = _name("style:style"), _name("style:name"), _name("style:table-properties")
_TYPE, _VALUE, _DATE = _name("office:value-type"), _name("office:value"), _name("office:date-value")
_TIME, _BOOLEAN, _STRING = _name("office:time-value"), _name("office:boolean-value"), _name("office:string-value")
_EXTENDED_TYPE = _name("calcext:value-type")
_PARAGRAPH, _TIMES = _name("text:p"), _name("text:c")
_RUNS = {_name("text:span"), _name("text:a")}
_TYPES: dict[str, Callable[[dict[str, str]], Cell]] = {
    **dict.fromkeys(("float", "percentage", "currency"), _number),
    "date": _day,
    "time": _duration,
    "boolean": lambda about: about[_BOOLEAN] == "true",
}
_BLANKS = {_name("text:s"): " ", _name("text:tab"): "\t", _name("text:line-break"): "\n"}
