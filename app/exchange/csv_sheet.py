"""A text with separators as one sheet: its encoding and separator found, and no row let through that may have slid.

Nothing is mended by guess. A row that another separator parts, or that has more cells than the others, would put
one field into another's column, so it is named and the file refused.
"""

import codecs
import contextlib
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path

from app.errors import BadFile
from app.exchange.cell_text import without_apostrophe
from app.exchange.sheet_cells import Cell, Sheet, even, far_cell, too_far, wanted_names
from app.exchange.sheet_marks import Marks

_SEPARATORS = ";\t,"
_SAMPLE = 200  # rows by which the separator is chosen
_LONGEST_CELL = 32_767  # signs, as in Excel
_LONGEST_ROW = 1 << 20  # signs
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CYRILLIC = re.compile(r"[А-яЁё]{2}")
_TOLD = re.compile(r"sep=([;,\t|])[\r\n]*")  # the first line by which Excel is told the separator
_HINT = "Откройте список в Excel и сохраните как «Книга Excel (*.xlsx)»."


def read_csv(raw: bytes, file: str, wanted: str | None) -> tuple[list[Sheet], list[str]]:
    """The text as a sheet called as the file is; there are no notices.

    Rows are counted as a spreadsheet counts them: a row with line breaks inside quotes is one. Raises
    :class:`BadFile` naming the row, or for the whole file where it is no text in UTF-8, CP1251 or UTF-16.
    """
    name = Path(file).stem
    wanted_names([name], wanted, file)
    text = _Text(raw, file)
    separator = text.separator()
    rows = list(text.rows(separator))
    _refuse_slid(rows, separator, file)
    return [Sheet(name, False, even([_cells(row) for row in rows]), Marks())], []


def _cells(row: list[str]) -> list[Cell]:
    return [without_apostrophe(text) if text[:1] == "'" else text for text in row]


class _Text:
    """The bytes of a file as lines of text, read again for each purpose so that none is kept."""

    def __init__(self, raw: bytes, file: str) -> None:
        self._raw = raw
        self._file = file
        self._encoding = _encoding(raw, file)
        self._told: re.Match[str] | None = None
        with contextlib.suppress(UnicodeError):  # told when the rows are read
            self._told = _TOLD.fullmatch(self._open().readline(100))

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(BytesIO(self._raw), self._encoding, newline="")

    def separator(self) -> str:
        """The sign that parts most rows into equally many cells, more than one; «;» where none does."""
        if self._told:
            return self._told[1]
        return max(_SEPARATORS, key=self._fits)  # the first of those that fit alike

    def _fits(self, separator: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        with contextlib.suppress(BadFile):  # told when the file is read by the separator that fits best
            for row in islice(self.rows(separator), _SAMPLE):
                if len(row) > 1:
                    widths[len(row)] += 1
        width, times = max(widths.items(), key=lambda one: one[::-1], default=(0, 0))
        return times, width

    def rows(self, separator: str) -> Iterator[list[str]]:
        """The rows, each a list of texts. Raises :class:`BadFile` for a row that is out of bounds or broken."""
        lines = _Lines(self._open(), self._file)
        if self._told:
            next(lines)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        width = 0
        while row := self._row(reader, lines):
            width = max(width, len(row))
            if too_far(lines.row, width):
                raise far_cell(self._file)
            if len(max(row, key=len)) > _LONGEST_CELL:
                raise _too_long(self._file, lines.row)
            yield row

    def _row(self, reader: Iterator[list[str]], lines: "_Lines") -> list[str]:
        """The next row, which has a cell at least; none after the last."""
        lines.begin_row()
        try:
            return next(reader) or [""]
        except StopIteration:
            return []
        except csv.Error as problem:
            if "larger than field limit" in str(problem):
                raise _too_long(self._file, lines.row) from problem
            raise BadFile(
                f"Файл {self._file} не принят: в строке {lines.row} кавычка не закрыта или стоит не на месте.", _HINT
            ) from problem


class _Lines:
    """Lines of a text, counted by rows and measured before they are parsed."""

    def __init__(self, source: TextIOWrapper, file: str) -> None:
        self._source = source
        self._file = file
        self._size = 0
        self.row = 0

    def begin_row(self) -> None:
        self.row += 1
        self._size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._source.readline(_LONGEST_ROW + 1)
        except UnicodeError as problem:  # UTF-16 cut in the middle of a letter, or with half of a pair
            raise BadFile(
                f"Файл {self._file} не принят: в строке {self.row} или ниже его текст повреждён.", _HINT
            ) from problem
        self._size += len(line)
        if self._size > _LONGEST_ROW:
            raise _too_long(self._file, self.row)
        if "\0" in line:
            raise BadFile(f"Файл {self._file} не принят: в строке {self.row} стоит нулевой знак, это не текст.", _HINT)
        if not line:
            raise StopIteration
        return line


def _too_long(file: str, row: int) -> BadFile:
    return BadFile(
        f"Файл {file} не принят: строка {row} или ячейка в ней слишком длинна; возможно, не закрыта кавычка.", _HINT
    )


def _encoding(raw: bytes, file: str) -> str:
    """UTF-8 and UTF-16 by their mark, UTF-8 without one where all bytes fit it, else CP1251."""
    marked = next((name for mark, name in _BOMS if raw.startswith(mark)), "")
    if marked == "utf-16":
        return marked
    try:
        _decode(raw, "utf-8")
    except UnicodeDecodeError as problem:
        broken = raw.count(b"\n", 0, problem.start) + 1
        if marked:
            raise BadFile(
                f"Файл {file} не принят: текст в UTF-8, но строка {broken} в другой кодировке.", _HINT
            ) from None
        _refuse_mixed(raw, file)
        return "cp1251"
    return marked or "utf-8"


def _decode(raw: bytes, encoding: str) -> None:
    """Decode piece by piece, so that the whole text is never kept. Raises :class:`UnicodeDecodeError`.

    Its ``start`` is counted from the beginning of the bytes.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    step = 1 << 20
    for start in range(0, len(raw), step):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(raw[start : start + step], final=start + step >= len(raw))
        except UnicodeDecodeError as problem:
            problem.start += start - kept
            raise


def _refuse_mixed(raw: bytes, file: str) -> None:
    """Raise :class:`BadFile` where lines in UTF-8 stand among others, and where a byte is no letter of CP1251."""
    fits = other = 0
    for number, line in enumerate(BytesIO(raw), 1):
        if line.isascii():
            continue
        try:
            seen = _CYRILLIC.search(line.decode("utf-8"))
            fits = fits or (number if seen else 0)
        except UnicodeDecodeError:
            other = other or number
        if b"\x98" in line and not fits:
            raise BadFile(f"Файл {file} не принят: кодировка не узнана (строка {number}).", _HINT)
        if fits and other:
            raise BadFile(f"Файл {file} не принят: строки {fits} и {other} в разных кодировках, UTF-8 и иной.", _HINT)


def _refuse_slid(rows: list[list[str]], separator: str, file: str) -> None:
    """Raise :class:`BadFile` for the first row with more cells than most, or that another sign parts as they are."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, _ = max(widths.items(), key=lambda one: one[::-1], default=(0, 0))
    for number, row in enumerate(rows, 1):
        if width and any(text.strip() for text in row[width:]):
            raise BadFile(
                f"Файл {file} не принят: в строке {number} ячеек больше ({len(row)}), чем в других ({width}).",
                f"Возможно, внутри ячейки стоит разделитель без кавычек. {_HINT}",
            )
        for other in _SEPARATORS.replace(separator, ""):
            if len(row) == 1 < width and row[0].count(other) == width - 1:
                raise BadFile(f"Файл {file} не принят: строка {number} разделена другим знаком, чем остальные.", _HINT)
