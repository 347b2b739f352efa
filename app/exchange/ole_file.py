"""One stream out of an OLE container ([MS-CFB]), in which Excel kept its workbooks until 2007.

Every chain of sectors is followed no further than there are sectors, so that a chain bent into a ring ends.
"""

import struct
from array import array
from itertools import islice

_FREE = 0xFFFFFFFA  # from here on numbers of sectors mean «none»
_ENTRY = 128  # bytes of a directory entry
_STREAM, _ROOT = 2, 5
_NUMBERS_IN_HEADER = 109


class BrokenOle(Exception):
    """The container contradicts itself, or is cut short."""


class OleFile:
    """A container's directory. Raises :class:`BrokenOle` where there is none."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        try:
            major, order, shift, mini = struct.unpack_from("<26xHHHH", raw)
            heads = struct.unpack_from("<48xI4xIIIII", raw)
        except struct.error:
            raise BrokenOle from None
        if order != 0xFFFE or (major, shift) not in ((3, 9), (4, 12)) or mini != 6:
            raise BrokenOle
        self._size = 1 << shift
        directory, self._small, first_mini, _, first_more, _ = heads
        self._table = self._sectors(first_more)
        entries = self._chain(directory, self._table)
        self._streams: dict[str, tuple[int, int]] = {}
        self._root = (_FREE, 0)
        for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            self._enter(entries[place : place + _ENTRY])
        self._mini_table = _numbers(self._chain(first_mini, self._table))

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def _enter(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, size = struct.unpack_from("<II", entry, 116)
        if kind == _ROOT:
            self._root = (start, size)
        elif length <= 64:
            # Folders too are entered, for there may be macros in them; of two alike the first is taken, as Excel does.
            self._streams.setdefault(entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), (start, size))

    def read(self, name: str) -> bytes:
        """The bytes of a stream. Raises :class:`KeyError` where it is not there, :class:`BrokenOle` where it is cut."""
        start, size = self._streams[name]
        if size < self._small:
            room = self._chain(self._root[0], self._table)
            found = _join(room, start, self._mini_table, 64, 0)
        else:
            found = self._chain(start, self._table)
        if len(found) < size:
            raise BrokenOle
        return found[:size]

    def _sectors(self, more: int) -> "array[int]":
        """The table that says of each sector which one is next."""
        listed = list(struct.unpack_from(f"<{_NUMBERS_IN_HEADER}I", self._raw.ljust(512, b"\xff"), 76))
        for _ in range(len(self._raw) // self._size):
            if more >= _FREE:
                break
            *numbers, more = _numbers(self._sector(more))
            listed += numbers
        most = len(self._raw) // self._size
        return _numbers(b"".join(self._sector(number) for number in islice((n for n in listed if n < _FREE), most)))

    def _sector(self, number: int) -> bytes:
        place = (number + 1) * self._size
        found = self._raw[place : place + self._size]
        if not found:
            raise BrokenOle
        return found.ljust(self._size, b"\0")  # the last sector of a file may be cut

    def _chain(self, start: int, table: "array[int]") -> bytes:
        return _join(self._raw, start, table, self._size, self._size)


def _join(raw: bytes, number: int, table: "array[int]", size: int, offset: int) -> bytes:
    """The sectors of a chain one after the other. Raises :class:`BrokenOle` for one that leaves the file or the table,
    and for one that meets itself."""
    pieces: list[bytes] = []
    while number < _FREE:
        place = offset + number * size
        if place >= len(raw) or len(pieces) * size > len(raw):
            raise BrokenOle
        pieces.append(raw[place : place + size])
        number = table[number] if number < len(table) else _FREE
    return b"".join(pieces)


def _numbers(raw: bytes) -> "array[int]":
    numbers = array("I")
    assert numbers.itemsize == 4  # so on every system the program runs on
    numbers.frombytes(raw[: len(raw) // 4 * 4])
    return numbers
