"""The three small codes in the other corners of a page, by which a scan is told and laid on its blank.

Each is a QR of version 1 holding sixteen signs (it reads best of all small codes at 150 dpi)::

    SA000H01A1B2C3D4

the sign «S», the corner (A upper left, B upper right, C lower left), number in the register (four signs, base 36),
page (two signs, base 36) and the first eight digits of the form's fingerprint. With any one of them a page is
told even when a fold or a stain destroys the main code; no school and no person is named.
"""

import re

from app.printer.page_code import MODULE, PageCode, bars
from app.printer.placed import MM, Mark

CORNERS = "ABC"
SIDE = 21  # modules of a QR of version 1
EDGE = 7 * MM  # so that code and white border stay in the margins; printers reach to 5 mm
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARK = re.compile(r"S([ABC])([0-9A-Z]{4})([0-9A-Z]{2})([0-9A-F]{8})", re.ASCII)


def corner_marks(number: int, fingerprint: str, page: int, size: tuple[float, float]) -> list[Mark]:
    """The corner codes of a page on paper of that size; none where number or page is beyond what they hold."""
    if number >= 36**4 or page >= 36**2:
        return []
    width, height = size
    side = SIDE * MODULE * MM
    places = ((EDGE, height - EDGE - side), (width - EDGE - side, height - EDGE - side), (EDGE, EDGE))
    tail = _base36(number, 4) + _base36(page, 2) + fingerprint[:8].upper()
    return [
        Mark(corner, x, y, side, SIDE, bars(f"S{corner}{tail}", "Q")[1])
        for corner, (x, y) in zip(CORNERS, places, strict=True)
    ]


def read_mark(text: str) -> tuple[str, PageCode] | None:
    """The corner and the page that a corner code tells; None for any other text."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    corner, number, page, fingerprint = found.groups()
    return corner, PageCode(int(number, 36), int(page, 36), fingerprint.lower())


def _base36(value: int, signs: int) -> str:
    """A number in so many signs."""
    text = ""
    for _ in range(signs):
        value, digit = divmod(value, 36)
        text = _DIGITS[digit] + text
    return text
