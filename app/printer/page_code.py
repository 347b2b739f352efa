"""The code at the lower right corner of every page (ГОСТ Р 7.0.97-2025), from which a scan is told.

The QR holds UTF-8 text, eight parts between «|»::

    PSH1|700101|2019-20|graduates|9А|17|1/3|a1b2c3d4e5f6

format, code of the school («-» where none is entered), school year, key of the form, class, number in the
register, page of pages, fingerprint of the form. It holds no personal data. A reader looks number and
fingerprint up in its own register and trusts nothing else in it.
"""

import re
from dataclasses import dataclass
from math import isqrt
from typing import Any

from app.printer.form import Sheet

FORMAT = "PSH1"
MODULE = 0.5  # mm: three dots of a scan at 150 dpi
QUIET = 4  # modules of white that the standard asks around a code
_CODE = re.compile(
    r"PSH1\|(?P<school>-|\d{6})\|(?P<year>\d{4}-\d{2})\|(?P<form>\w{1,40})\|(?P<scope>[^|\x00-\x1f]{0,40})"
    r"\|(?P<number>\d{1,9})\|(?P<page>\d{1,6})/(?P<pages>\d{1,6})\|(?P<fingerprint>[0-9a-f]{12})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PageCode:
    """Which page a code claims to be. ``fingerprint`` may be only its first eight digits (corner codes).

    ``school``, ``year`` and ``form`` are '' where the code does not tell them.
    """

    number: int
    page: int
    fingerprint: str
    school: str = ""
    year: str = ""
    form: str = ""

    def agrees(self, other: "PageCode") -> bool:
        """Whether both can stand on one page."""
        short = min(len(self.fingerprint), len(other.fingerprint))
        same = (self.number, self.page, self.fingerprint[:short]) == (
            other.number,
            other.page,
            other.fingerprint[:short],
        )
        return same and (not self.school or not other.school or self == other)


def page_code(sheet: Sheet, number: int, fingerprint: str, page: int, pages: int) -> str:
    """The text of one page's QR."""
    place = (sheet.code or "-", sheet.year, sheet.form.key, sheet.class_name)
    return "|".join((FORMAT, *place, str(number), f"{page}/{pages}", fingerprint))


def read_code(text: str) -> PageCode | None:
    """What the text of a main code claims; None for any text that this program does not write."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    return PageCode(
        int(found["number"]), int(found["page"]), found["fingerprint"], found["school"], found["year"], found["form"]
    )


def code_for_eyes(fingerprint: str) -> str:
    """The fingerprint in groups of four, as it stands beside the QR to be typed or read aloud."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def bars(text: str, level: str) -> tuple[int, list[tuple[int, int, int, int]]]:
    """A QR of the smallest size for the text at an error correction level («M», «Q»): modules per side, and the black
    ones as rectangles (column, row from the top, width, height)."""
    import zxingcpp  # noqa: PLC0415 - needed only when something is printed

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    raw = memoryview(picture).tobytes()  # a byte for a module, black is 0
    side = isqrt(len(raw))
    return side, merged(tuple(raw[row * side : (row + 1) * side] for row in range(side)))


def merged(matrix: tuple[bytes, ...]) -> list[tuple[int, int, int, int]]:
    """Runs of black modules, those of the same columns in neighbouring rows made one."""
    done = []
    growing: dict[tuple[int, int], int] = {}  # (first column, width): first row
    for place, row in enumerate((*matrix, b"")):
        runs = _runs(row)
        for run, start in list(growing.items()):
            if run not in runs:
                done.append((run[0], start, run[1], place - start))
                del growing[run]
        for run in runs:
            growing.setdefault(run, place)
    return done


def _runs(row: bytes) -> list[tuple[int, int]]:
    runs = []
    start = row.find(0)
    while start >= 0:
        end = row.find(255, start)
        end = len(row) if end < 0 else end
        runs.append((start, end - start))
        start = row.find(0, end)
    return runs
