"""What stands on a printed page, as the register keeps it: the very page, whatever later versions print.

One byte of format, then compressed msgpack. Lengths are hundredths of a point from the lower left corner; a code
is kept by its modules, one bit each, because another version of its library may choose another mask.
"""

import zlib
from typing import Any

import msgspec

from app.errors import BadFile
from app.printer.placed import Box, Mark, Page, Placed

_FORMAT = 1
_MOST = 4_000_000  # bytes of an unpacked page; the fullest one has some 20,000
_LINE = 0.6  # points: the width of a rule


class Blank(msgspec.Struct, frozen=True, array_like=True):
    """A page with the size of its paper and the width of its rules, in points."""

    width: float
    height: float
    line: float
    texts: tuple[Placed, ...]
    rules: tuple[tuple[float, float, float, float], ...]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]


class _Stored(msgspec.Struct, array_like=True):
    """A blank with lengths as whole numbers and codes as bits."""

    size: tuple[int, int, int]
    fonts: list[tuple[str, int]]
    texts: list[tuple[int, int, int, str]]
    rules: list[tuple[int, int, int, int]]
    boxes: list[tuple[str, str, int, int, int, int]]
    marks: list[tuple[str, int, int, int, int, bytes]]


def pack(page: Page, size: tuple[float, float]) -> bytes:
    """A laid-out page on paper of that size as the register keeps it."""
    fonts: dict[tuple[str, int], int] = {}
    texts = [
        (_whole(one.x), _whole(one.y), fonts.setdefault((one.font, _whole(one.size)), len(fonts)), one.text)
        for one in page.texts
    ]
    stored = _Stored(
        (_whole(size[0]), _whole(size[1]), _whole(_LINE)),
        list(fonts),
        texts,
        [(_whole(x1), _whole(y1), _whole(x2), _whole(y2)) for x1, y1, x2, y2 in page.rules],
        [
            (one.key, one.kind, _whole(one.x), _whole(one.y), _whole(one.width), _whole(one.height))
            for one in page.boxes
        ],
        [(one.key, _whole(one.x), _whole(one.y), _whole(one.side), one.modules, _bits(one)) for one in page.marks],
    )
    return bytes([_FORMAT]) + zlib.compress(msgspec.msgpack.encode(stored), 9)


def unpack(raw: bytes) -> Blank:
    """The page of what the register keeps; :class:`BadFile` for what this version cannot read."""
    if raw[:1] != bytes([_FORMAT]):
        raise BadFile("Бланк страницы записан более новой программой.", "Обновите программу.")
    try:
        return _blank(msgspec.msgpack.decode(_inflated(raw[1:]), type=_Stored))
    except (zlib.error, msgspec.MsgspecError, IndexError, ValueError) as problem:
        raise BadFile("Бланк страницы в реестре повреждён.", "Возьмите последнюю целую копию базы.") from problem


def _inflated(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, _MOST)
    if not unpacking.eof:
        raise ValueError("longer than any page, or cut")
    return content


def _blank(stored: _Stored) -> Blank:
    texts = []
    for x, y, font, text in stored.texts:
        name, size = stored.fonts[font]
        texts.append(Placed(x / 100, y / 100, name, size / 100, text))
    width, height, line = stored.size
    rules = tuple((x1 / 100, y1 / 100, x2 / 100, y2 / 100) for x1, y1, x2, y2 in stored.rules)
    boxes: Any = (Box(key, kind, *(one / 100 for one in place)) for key, kind, *place in stored.boxes)  # type: ignore[arg-type]
    marks = (
        Mark(key, x / 100, y / 100, side / 100, modules, _bars(bits, modules))
        for key, x, y, side, modules, bits in stored.marks
    )
    return Blank(width / 100, height / 100, line / 100, tuple(texts), rules, tuple(boxes), tuple(marks))


def _whole(points: float) -> int:
    return round(points * 100)


def _bits(mark: Mark) -> bytes:
    """The modules of a code, row after row from the top, one bit each."""
    total = 0
    for column, row, wide, high in mark.bars:
        for line in range(row, row + high):
            total |= ((1 << wide) - 1) << (line * mark.modules + column)
    return total.to_bytes((mark.modules**2 + 7) // 8, "little")


def _bars(bits: bytes, modules: int) -> list[tuple[int, int, int, int]]:
    """The black modules as rectangles one row high."""
    if len(bits) != (modules**2 + 7) // 8:
        raise ValueError("bits of a code")
    total = int.from_bytes(bits, "little")
    found = []
    for row in range(modules):
        line = total >> (row * modules) & ((1 << modules) - 1)
        column = 0
        while line:
            skip = (line & -line).bit_length() - 1
            line >>= skip
            wide = (~line & (line + 1)).bit_length() - 1
            found.append((column + skip, row, wide, 1))
            column += skip + wide
            line >>= wide
    return found
