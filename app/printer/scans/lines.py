"""Straight strokes right through a box — a streak of the scanner, a crease, a ruled line — told from writing."""

import numpy as np
from numpy.typing import NDArray

from app.printer.scans.types import Bits, Numbers, Place, Points

_ANGLES = np.radians(np.arange(0, 180, 3))
_NEAR = 2.2  # dots: half the width of a thin line
_BROADEST = 6  # dots: half the width of the broadest
_FULL = 0.85  # of the way through the box that is inked
_MOST = 3  # lines in one box


def without_lines(bits: Bits, places: list[Place]) -> Bits:
    """The ink without straight strokes right through the boxes at those places, three in each at most."""
    left_over = bits.copy()
    for place in places:
        left, top, right, low = place
        for _ in range(_MOST):
            y, x = np.nonzero(left_over[top:low, left:right])
            on_line = _through_line(np.column_stack((x + left, y + top)) + 0.5, place)
            if on_line is None:
                break
            left_over[y[on_line] + top, x[on_line] + left] = False
    return left_over


def _through_line(dots: Points, place: Place) -> Bits | None:
    """Which of a box's dots make a straight stroke from one side of it to another; None where there is none."""
    low, high = np.array(place[:2], dtype=np.float64), np.array(place[2:], dtype=np.float64)
    if len(dots) < 0.5 * (high - low).min():
        return None
    best: Bits | None = None
    for angle in _ANGLES:
        normal = np.array((np.cos(angle), np.sin(angle)))
        off = dots @ normal
        first = off.min()
        counts = np.bincount((off - first).astype(np.intp))
        most = float(np.convolve(counts, (1, 1, 1), "same").argmax()) + first + 0.5
        on_line = np.abs(off - most) < _half_width(counts, int(most - first))
        if (best is None or on_line.sum() > best.sum()) and _goes_through(dots[on_line], normal, most, low, high):
            best = on_line
    return best


def _half_width(counts: NDArray[np.intp], middle: int) -> float:
    """How far to both sides of its middle a line is inked, in dots."""
    near = counts[max(middle - _BROADEST, 0) : middle + _BROADEST + 1]
    return max(_NEAR, float((near > 0.5 * near.max()).sum()) / 2 + 1.5)


def _goes_through(dots: Points, normal: Numbers, off: float, low: Numbers, high: Numbers) -> bool:
    """Whether the dots of a line fill the way along it through a rectangle."""
    along = np.array((-normal[1], normal[0]))
    start, end = _chord(normal * off, along, low, high)
    if end - start < 0.8 * float((high - low).min()):
        return False
    places = np.unique((dots @ along - start).astype(np.intp))
    return int(((places >= 0) & (places < end - start)).sum()) >= _FULL * (end - start)


def _chord(foot: Numbers, along: Numbers, low: Numbers, high: Numbers) -> tuple[float, float]:
    """From where to where (along the line from its foot) a line runs within a rectangle."""
    start, end = -1e9, 1e9
    for axis in (0, 1):
        if abs(along[axis]) > 1e-9:
            one, other = sorted(((low[axis] - foot[axis]) / along[axis], (high[axis] - foot[axis]) / along[axis]))
            start, end = max(start, one), min(end, other)
    return start, end
