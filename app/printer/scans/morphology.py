"""Dots made wider and narrower: running maxima in both directions, whose cost hardly grows with the width."""

from typing import Any

import numpy as np

from app.printer.scans.types import Bits


def greatest(values: Any, side: int) -> Any:
    """The greatest value in a square of that (odd) side around each dot."""
    for axis in (0, 1):
        values = _running(values, side, axis)
    return values


def spread(bits: Bits, side: int) -> Bits:
    """The dots, and all dots in a square of that (odd) side around each."""
    return np.asarray(greatest(bits, side))


def shrunk(bits: Bits, side: int) -> Bits:
    """The dots around which a square of that side is full."""
    return ~spread(~bits, side)


def _running(values: Any, side: int, axis: int) -> Any:
    reach = side // 2
    width = [(0, 0), (0, 0)]
    width[axis] = (reach, reach)
    wide = np.pad(values, width)
    done = 1
    while done < side:
        step = min(done, side - done)
        ahead = [slice(None), slice(None)]
        behind = [slice(None), slice(None)]
        ahead[axis], behind[axis] = slice(step, None), slice(None, -step)
        wide = np.maximum(wide[tuple(ahead)], wide[tuple(behind)])
        done += step
    return wide
