"""Round seals on a page: the middle to which many short pieces of ink point."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from app.printer.scans.types import PER_MM, Bits, Grey, Numbers, Points

_RADII = np.arange(15.0, 23.5, 0.5) * PER_MM / 2  # in dots at half the size: an organisation's seal
_CELL = 3.0  # dots at half the size: how exactly a middle is voted for
_SECTORS = 60
_LEAST = 0.5  # of the ring that must be seen; signatures make up to 0.37 of one, seals at least 0.77
_HALF = 0.4  # of a ring that must be on the page
_BEYOND = 25  # cells beyond the edge of the page where the middle of a seal may be
_RUN = 8  # sectors without a break: a hand does not draw so long along a circle
_MOST = 3  # seals on a page


class Seal(NamedTuple):
    """A seal's middle and radius in dots."""

    x: float
    y: float
    radius: float


def seals(dark: Grey) -> tuple[Seal, ...]:
    """The seals in a picture of ink (print taken away)."""
    half = np.asarray(Image.fromarray(dark).reduce(2).filter(ImageFilter.BoxBlur(0.7)), dtype=np.float32)
    down, across = (np.asarray(one) for one in np.gradient(half))
    steep = np.asarray(np.hypot(across, down))
    y, x = np.nonzero(steep > 14)
    normals = np.column_stack((across[y, x], down[y, x])) / steep[y, x, None]
    dots = np.column_stack((x, y)).astype(np.float64)
    found: list[Seal] = []
    while len(dots) > _SECTORS and len(found) < _MOST:
        seal = _strongest(dots, normals, half.shape)
        if seal is None:
            break
        found.append(Seal(seal.x * 2 + 1, seal.y * 2 + 1, seal.radius * 2))
        far = np.hypot(dots[:, 0] - seal.x, dots[:, 1] - seal.y) > seal.radius + 3
        dots, normals = dots[far], normals[far]
    return tuple(found)


def _strongest(dots: Points, normals: Points, shape: tuple[int, ...]) -> Seal | None:
    """The middle with most pieces of ink around it, if they make enough of a ring."""
    reach = np.concatenate((_RADII, -_RADII))
    middles = (dots[:, None, :] + normals[:, None, :] * reach[None, :, None]).reshape(-1, 2) / _CELL + _BEYOND
    wide, high = (int(side / _CELL) + 1 + 2 * _BEYOND for side in shape[::-1])
    inside = (middles.min(axis=1) >= 0) & (middles[:, 0] < wide) & (middles[:, 1] < high)
    columns, rows = middles[inside].astype(np.intp).T
    votes = np.bincount(rows * wide + columns, minlength=wide * high).reshape(high, wide)
    best: Seal | None = None
    seen = _LEAST
    for place in np.argsort(_around(votes), axis=None)[-4:]:
        row, column = divmod(int(place), wide)
        middle = ((column + 0.5 - _BEYOND) * _CELL, (row + 0.5 - _BEYOND) * _CELL)
        seal, part = _ring(dots, normals, middle, shape)
        if part > seen:
            best, seen = seal, part
    return best


def _around(votes: NDArray[np.intp]) -> NDArray[np.intp]:
    padded = np.pad(votes, 1)
    shifted = [padded[y : y + votes.shape[0], x : x + votes.shape[1]] for y in range(3) for x in range(3)]
    return np.asarray(np.sum(shifted, axis=0))


def _ring(dots: Points, normals: Points, middle: tuple[float, float], shape: tuple[int, ...]) -> tuple[Seal, float]:
    """The greatest ring around a middle that is seen well, and what part of it (as far as it is on the page) is."""
    away = dots - np.array(middle)
    apart: Numbers = np.hypot(*away.T)
    points_in = np.abs((away * normals).sum(axis=1)) > 0.93 * apart
    sector = ((np.arctan2(away[:, 1], away[:, 0]) / (2 * np.pi) + 0.5) * _SECTORS).astype(np.intp) % _SECTORS
    best, seen = Seal(*middle, 0.0), 0.0
    for radius in _RADII:
        on_ring = points_in & (np.abs(apart - radius) < 2.2)
        here: Bits = np.bincount(sector[on_ring], minlength=_SECTORS) >= 3
        room = _on_page(middle, float(radius), shape)
        part = float((here & room).sum() / room.sum()) if _run(here) >= _RUN and room.mean() >= _HALF else 0.0
        if part > 0 and part >= seen - 0.05:
            best, seen = Seal(*middle, float(radius)), max(part, seen)
    return best, seen


def _on_page(middle: tuple[float, float], radius: float, shape: tuple[int, ...]) -> Bits:
    """Which sectors of a ring are on the page."""
    angle = ((np.arange(_SECTORS) + 0.5) / _SECTORS - 0.5) * 2 * np.pi
    x, y = middle[0] + radius * np.cos(angle), middle[1] + radius * np.sin(angle)
    return np.asarray((x > 0) & (y > 0) & (x < shape[1]) & (y < shape[0]))


def _run(seen: Bits) -> int:
    """The longest run of neighbouring sectors that are seen."""
    gaps = np.flatnonzero(~np.concatenate((seen, seen)))
    return int(np.diff(np.concatenate(([-1], gaps, [2 * len(seen)]))).max()) - 1
