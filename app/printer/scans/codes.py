"""The codes on a scan: where they stand and what they claim.

They are looked for in the corners of the picture first, because a whole page of small print costs a hundred times
more; then everywhere; then in corners drawn larger. Each step is taken only where the ones before found nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from app.printer.page_code import PageCode, read_code
from app.printer.page_marks import read_mark
from app.printer.scans.types import Grey, Points

_PART = 0.3  # of each side: how far from a corner of the picture a code may stand
_BORDER = 24  # dots of white around the picture: a code that the edge of the glass cuts is read with them
_ALL = 4  # codes on a page


@dataclass(frozen=True, slots=True)
class Found:
    """A code of ours: M or a corner's letter, its claim, its corners in dots (upper left first, clockwise)."""

    key: str
    code: PageCode
    corners: Points


def find_codes(grey: Grey) -> tuple[Found, ...]:
    """The codes of this program in a picture, each once."""
    wide = np.pad(grey, _BORDER, constant_values=255)
    found: dict[tuple[str, PageCode], Found] = {}
    for step in (_in_corners(wide, 1), _read(wide, 0, 0, 1), _in_corners(wide, 2)):
        for one in step:
            found.setdefault((one.key, one.code), one)
        if found:
            break
    if 0 < len(found) < _ALL:  # the more of them, the better the page is laid on its blank
        for one in _in_corners(wide, 2):
            found.setdefault((one.key, one.code), one)
    return tuple(found.values())


def _in_corners(grey: Grey, times: int) -> Iterator[Found]:
    high, wide = (int(side * _PART) for side in grey.shape)
    for top in (0, grey.shape[0] - high):
        for left in (0, grey.shape[1] - wide):
            part = grey[top : top + high, left : left + wide]
            if times > 1:
                size = (wide * times, high * times)
                part = np.asarray(Image.fromarray(part).resize(size, Image.Resampling.BICUBIC))
            yield from _read(part, left, top, times)


def _read(part: Grey, left: int, top: int, times: int) -> Iterator[Found]:
    import zxingcpp  # noqa: PLC0415 - needed only when scans are read

    kind: Any = zxingcpp.BarcodeFormat.QRCode
    picture = np.ascontiguousarray(part)
    for one in zxingcpp.read_barcodes(picture, formats=kind, try_invert=False, try_downscale=False):
        told = _told(one.text)
        if told is not None:
            place = one.position
            corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            dots = np.array([(corner.x + 0.5, corner.y + 0.5) for corner in corners]) / times
            yield Found(*told, dots + np.array((left - _BORDER, top - _BORDER)))


def _told(text: str) -> tuple[str, PageCode] | None:
    code = read_code(text)
    return ("M", code) if code is not None else read_mark(text)
