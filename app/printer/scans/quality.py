"""How good a scan is, told before it is uploaded: the site's people look at each by eye."""

from dataclasses import dataclass

import numpy as np

from app.printer.blank import Blank
from app.printer.scans.geometry import through
from app.printer.scans.types import PER_MM, PER_POINT, Mapping

_CROOKED = 3.0  # degrees
_CUT = 4.0  # mm: nothing is printed so near to the edge
_PALE = 35  # of 100


@dataclass(frozen=True, slots=True)
class Quality:
    """A scan in numbers: dots per inch, degrees off the straight, mm missing at an edge, blackness of print 0…100."""

    dpi: int
    skew: float
    cut: float
    contrast: int

    def remarks(self, least_dpi: int) -> tuple[str, ...]:
        """What is wrong, in words; nothing where nothing is."""
        found = []
        if self.dpi < least_dpi * 0.93:
            found.append(f"разрешение {self.dpi} точек на дюйм, нужно {least_dpi}")
        if abs(self.skew) > _CROOKED:
            found.append(f"лист повёрнут на {abs(self.skew):.0f}°")
        if self.cut > _CUT:
            found.append(f"обрезан край, {self.cut:.0f} мм")
        if self.contrast < _PALE:
            found.append("бледная печать")
        return tuple(found)


def quality_of(
    blank: Blank, mapping: Mapping, size: tuple[int, int], *, times: float, contrast: float
) -> tuple[Quality, int]:
    """The quality of a scan whose picture has that size, and how many degrees clockwise make it upright.

    ``times`` is how many times larger the original is; ``contrast`` the darkness of its print, 0…255.
    """
    wide, high = blank.width * PER_POINT, blank.height * PER_POINT
    corners = through(mapping, np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float64))
    along = corners[1] - corners[0] + corners[2] - corners[3]
    scale = float(np.hypot(*along)) / 2 / wide
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    quarters = round(angle / 90)
    beyond = np.maximum(np.maximum(-corners, corners - np.array(size)), 0).max()
    quality = Quality(
        round(scale * PER_MM * 25.4 * times),
        round(angle - 90 * quarters, 1),
        round(float(beyond) / scale / PER_MM, 1),
        round(contrast / 2.55),
    )
    return quality, -90 * quarters % 360
