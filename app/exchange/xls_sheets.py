"""The sheets of an old Excel workbook (.xls, [MS-XLS]), record by record.

Read by our own code, because the quick reader believes what such a file says of its own size and takes the whole
program down with it. Here nothing is laid out before it is compared with the bounds, and no record is trusted to be
as long as it promises.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.errors import BadFile
from app.exchange.biff_text import BrokenRecord, Texts
from app.exchange.number_formats import Formats
from app.exchange.ole_file import BrokenOle, OleFile
from app.exchange.sheet_cells import (
    MAX_TEXTS,
    Cell,
    Sheet,
    broken,
    even,
    far_cell,
    too_far,
    too_many_texts,
    wanted_names,
)
from app.exchange.sheet_marks import MACROS, MAX_NOTED, Marks

_BOF, _EOF, _CONTINUED = 0x809, 0x0A, b"\x3c\0"
_FILEPASS, _CODEPAGE, _DATEMODE, _BOUNDSHEET, _SST, _FORMAT, _XF = 0x2F, 0x42, 0x22, 0x85, 0xFC, 0x41E, 0xE0
_FORMULA, _STRING, _BOOLERR, _NUMBER, _RK, _MULRK = 0x06, 0x207, 0x205, 0x203, 0x27E, 0xBD
_LABELSST, _LABEL, _RSTRING, _ROW, _COLINFO, _MERGED = 0xFD, 0x204, 0xD6, 0x208, 0x7D, 0xE5
_MAX_SHEETS = 1_000
_BIFF8, _BIFF5 = 0x600, 0x500
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip

Record = tuple[int, list[bytes]]  # its kind, and its bytes with those of the records that continue it


def read_xls(raw: bytes, file: str, wanted: str | None) -> tuple[list[Sheet], list[str]]:
    """The sheets, all or the one wanted, and what to tell of the workbook. Raises :class:`BadFile`."""
    try:
        ole = OleFile(raw)
        stream = ole.read("Workbook" if "Workbook" in ole else "Book")
        book = _Book(file)
        book.read(stream)
        names = wanted_names((one.name for one in book.listed if one.of_cells), wanted, file)
        sheets = [
            _Walk(book, one).over(part)
            for one, part in _parts(book.listed, stream)
            if one.of_cells and one.name in names
        ]
    except (BrokenOle, BrokenRecord, struct.error, KeyError, IndexError, ValueError, OverflowError) as problem:
        raise broken(file) from problem
    return sheets, [MACROS] if "_VBA_PROJECT_CUR" in ole else []


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it: where its records begin."""

    name: str
    place: int
    hidden: bool
    of_cells: bool


@dataclass(slots=True)
class _Book:
    """What the sheets have in common."""

    file: str
    listed: list[_Listed] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: Formats = field(default_factory=Formats)
    wide: bool = True  # texts in Unicode, as since Excel 97
    codepage: str = "cp1251"

    def read(self, stream: bytes) -> None:
        """Take the records before the sheets. Raises :class:`BadFile` for a password and for books before Excel 5."""
        for kind, chunks in _records(stream):
            data = chunks[0]
            if kind == _BOF:
                (version,) = struct.unpack_from("<H", data)
                if version not in (_BIFF8, _BIFF5):
                    raise BrokenRecord
                self.wide = version == _BIFF8
            elif kind == _FILEPASS:
                raise BadFile(f"Книга {self.file} защищена паролем.", "Снимите пароль в Excel и сохраните её заново.")
            else:
                self._take(kind, data, chunks)

    def _take(self, kind: int, data: bytes, chunks: list[bytes]) -> None:
        if kind == _CODEPAGE and not self.wide:
            (page,) = struct.unpack_from("<H", data)
            self.codepage = {866: "cp866", 10007: "mac-cyrillic"}.get(page, "cp1251")
        elif kind == _DATEMODE:
            self.formats.since_1904 = data[0] == 1
        elif kind == _BOUNDSHEET:
            place, state, of = struct.unpack_from("<IBB", data)
            self.listed.append(_Listed(self.text(data, 6, short=True), place, state & 3 != 0, of == 0))
        elif kind == _FORMAT:
            (id,) = struct.unpack_from("<H", data)
            self.formats.name(id, self.text(data, 2, short=not self.wide))
        elif kind == _XF:
            self.formats.add(struct.unpack_from("<2xH", data)[0])
        elif kind == _SST:
            self._take_texts(chunks)

    def text(self, data: bytes, place: int, *, short: bool = False) -> str:
        """A text of a record; ``short`` where its length is one byte."""
        if self.wide and not short:
            return Texts([data], place).text()
        length = data[place] if short else struct.unpack_from("<H", data, place)[0]
        place += 1 if short else 2
        if self.wide:
            return Texts([data], place).text(length)
        return data[place : place + length].decode(self.codepage, "replace")

    def _take_texts(self, chunks: list[bytes]) -> None:
        (count,) = struct.unpack_from("<4xI", chunks[0])
        if count > MAX_TEXTS:
            raise too_many_texts(self.file)
        texts = Texts(chunks, 8)
        while count and texts.left():
            self.texts.append(texts.text())
            count -= 1


class _Walk:
    """One pass over the records of a sheet."""

    def __init__(self, book: _Book, listed: _Listed) -> None:
        self._book = book
        self._listed = listed
        self._marks = Marks(since_1904=book.formats.since_1904)
        self._cells: dict[int, dict[int, Cell]] = {}
        self._last = self._right = 0
        self._formula: tuple[int, int] | None = None  # whose text comes in a record of its own

    def over(self, part: bytes) -> Sheet:
        """The sheet. Raises :class:`BadFile` for a cell too far away, and what is raised for broken records."""
        for kind, chunks in _records(part):
            self._take(kind, chunks)
        rows: list[list[Cell]] = []
        for row in range(1, self._last + 1):
            cells = self._cells.get(row, {})
            rows.append([cells.get(column, "") for column in range(1, max(cells, default=0) + 1)])
        return Sheet(self._listed.name, self._listed.hidden, even(rows), self._marks)

    def _take(self, kind: int, chunks: list[bytes]) -> None:
        data = chunks[0]
        if take := _VALUES.get(kind):
            row, column, style = struct.unpack_from("<HHH", data)
            take(self, (row + 1, column + 1), style, data)
        elif kind == _MULRK:
            self._take_many(data)
        elif kind == _STRING and self._formula:
            text = Texts(chunks).text() if self._book.wide else self._book.text(data, 0)
            self._put(self._formula, text)
            self._formula = None
        else:
            self._look(kind, data)

    def _look(self, kind: int, data: bytes) -> None:
        if kind == _ROW:
            self._marks.hidden_rows += (data[12] & 0x20) != 0
        elif kind == _COLINFO:
            first, last, options = struct.unpack_from("<HH4xH", data)
            self._marks.hidden_columns += last - first + 1 if options & 1 and last >= first else 0
        elif kind == _MERGED:
            (count,) = struct.unpack_from("<H", data)
            for top, last, left, right in struct.iter_unpack("<HHHH", data[2 : 2 + 8 * count]):
                self._marks.merged.append((top + 1, left + 1, last + 1, right + 1))
            self._check_noted()

    def _check_noted(self) -> None:
        if self._marks.noted() > MAX_NOTED:
            raise BrokenRecord

    def _put(self, place: tuple[int, int], cell: Cell) -> None:
        row, column = place
        self._last, self._right = max(self._last, row), max(self._right, column)
        if too_far(self._last, self._right):
            raise far_cell(self._book.file)
        self._cells.setdefault(row, {})[column] = cell

    def _put_number(self, place: tuple[int, int], style: int, number: float) -> None:
        self._put(place, self._book.formats.read(style, number))
        if width := self._book.formats.width(style):
            self._marks.widths[place] = width
            self._check_noted()

    def number(self, place: tuple[int, int], style: int, data: bytes) -> None:
        """NUMBER."""
        self._put_number(place, style, struct.unpack_from("<6xd", data)[0])

    def rk(self, place: tuple[int, int], style: int, data: bytes) -> None:
        """RK."""
        self._put_number(place, style, _rk(struct.unpack_from("<6xI", data)[0]))

    def _take_many(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        for style, number in struct.iter_unpack("<HI", data[4 : len(data) - 2]):
            self._put_number((row + 1, column + 1), style, _rk(number))
            column += 1

    def shared(self, place: tuple[int, int], _style: int, data: bytes) -> None:
        """LABELSST."""
        if text := self._book.texts[struct.unpack_from("<6xI", data)[0]]:
            self._put(place, text)

    def label(self, place: tuple[int, int], _style: int, data: bytes) -> None:
        """LABEL and RSTRING."""
        if text := self._book.text(data, 6):
            self._put(place, text)

    def boolerr(self, place: tuple[int, int], _style: int, data: bytes) -> None:
        """BOOLERR."""
        value, is_error = data[6:8]
        self._put_flag(place, value, is_error=bool(is_error))

    def formula(self, place: tuple[int, int], style: int, data: bytes) -> None:
        """FORMULA: only what it last showed."""
        self._marks.formulas += 1
        self._formula = None
        if data[12:14] != b"\xff\xff":
            self._put_number(place, style, struct.unpack_from("<6xd", data)[0])
        elif data[6] == 0:
            self._formula = place
        elif data[6] in (1, 2):
            self._put_flag(place, data[8], is_error=data[6] == 2)

    def _put_flag(self, place: tuple[int, int], value: int, *, is_error: bool) -> None:
        self._put(place, "" if is_error else value != 0)
        if is_error:
            self._marks.errors[place] = _ERRORS.get(value, "#")
            self._check_noted()


_VALUES = {
    _NUMBER: _Walk.number,
    _RK: _Walk.rk,
    _LABELSST: _Walk.shared,
    _LABEL: _Walk.label,
    _RSTRING: _Walk.label,
    _BOOLERR: _Walk.boolerr,
    _FORMULA: _Walk.formula,
}


def _parts(listed: list[_Listed], stream: bytes) -> Iterator[tuple[_Listed, bytes]]:
    """Each sheet with its own bytes up to the next one, so that no bytes are walked twice, whatever is listed."""
    ends = sorted({one.place for one in listed} | {len(stream)})
    if len({one.place for one in listed}) < len(listed) or len(listed) > _MAX_SHEETS:
        raise BrokenRecord
    for one in listed:
        yield one, stream[one.place : next((end for end in ends if end > one.place), one.place)]


def _records(part: bytes) -> Iterator[Record]:
    """The records from the beginning of a part to its end, without those of charts inside it.

    Raises :class:`BrokenRecord` for what is no such part, or ends before it says so.
    """
    depth = place = 0
    while True:
        if place + 4 > len(part):
            raise BrokenRecord
        kind, size = struct.unpack_from("<HH", part, place)
        chunks = [part[place + 4 : place + 4 + size]]
        place += 4 + size
        while part[place : place + 2] == _CONTINUED:
            (size,) = struct.unpack_from("<H", part, place + 2)
            chunks.append(part[place + 4 : place + 4 + size])
            place += 4 + size
        depth += (kind == _BOF) - (kind == _EOF)
        if kind != _EOF and depth <= 0:
            raise BrokenRecord
        if depth <= 0:
            return
        if depth == 1 and kind != _EOF:
            yield kind, chunks


def _rk(packed: int) -> float:
    """A number packed into 30 bits, perhaps hundredfold ([MS-XLS] 2.5.217)."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number
