"""Texts in the records of an old Excel workbook ([MS-XLS] 2.5.293, 2.5.294), also where a record is continued."""

import struct
from collections.abc import Sequence

_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08


class BrokenRecord(Exception):
    """A record ends before what it promises."""


class Texts:
    """A reader over a record and the records that continue it."""

    def __init__(self, chunks: Sequence[bytes], place: int = 0) -> None:
        self._chunks = chunks
        self._number = 0
        self._place = place

    def left(self) -> bool:
        """Whether anything is left to read."""
        return self._place < len(self._chunks[self._number]) or self._number + 1 < len(self._chunks)

    def text(self, length: int | None = None) -> str:
        """The next text; its length in letters stands before it unless it is given. Raises :class:`BrokenRecord`."""
        if length is None:
            (length,) = struct.unpack("<H", self.raw(2))
        (flags,) = self.raw(1)
        runs = struct.unpack("<H", self.raw(2))[0] if flags & _RICH else 0
        spoken = struct.unpack("<I", self.raw(4))[0] if flags & _PHONETIC else 0
        letters = self._letters(length, flags & _WIDE)
        self.skip(runs * 4 + spoken)
        return letters

    def raw(self, size: int) -> bytes:
        """The next bytes. Raises :class:`BrokenRecord` where there are fewer."""
        found = self._upto(size)
        while len(found) < size:
            self._next()
            found += self._upto(size - len(found))
        return found

    def skip(self, size: int) -> None:
        """Pass over so many bytes. Raises :class:`BrokenRecord` where there are fewer."""
        size -= len(self._upto(size))
        while size:
            self._next()
            size -= len(self._upto(size))

    def _letters(self, length: int, wide: int) -> str:
        """A text cut by the end of a record goes on in the next, which says anew how wide its letters are."""
        parts = []
        while True:
            found = self._upto(length * 2 if wide else length)
            length -= len(found) // 2 if wide else len(found)
            parts.append(found.decode("utf-16-le" if wide else "latin-1", "replace"))
            if length <= 0:
                return "".join(parts)
            self._next()
            wide = self.raw(1)[0] & _WIDE

    def _upto(self, size: int) -> bytes:
        found = self._chunks[self._number][self._place : self._place + size]
        self._place += len(found)
        return found

    def _next(self) -> None:
        if self._number + 1 >= len(self._chunks):
            raise BrokenRecord
        self._number += 1
        self._place = 0
