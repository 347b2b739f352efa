"""Laying a scan on its blank: first by the codes, then by the print between them, at last curl by curl."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.printer.blank import Blank
from app.printer.scans.codes import Found
from app.printer.scans.geometry import projective, robust, similarity, through
from app.printer.scans.places import SIDE, landmarks, shifts
from app.printer.scans.types import PER_POINT, Grey, Mapping, Numbers, Points

_ALIKE = 0.35  # correlation of a part that has been found
_ENOUGH = 6  # parts that must be found to better a mapping
_CELL = 110  # dots: within a cell of that size paper is flat
_NEAR = 1.5  # dots: a usual error of a part's place
_CURL = 200.0  # dots: how far a part tells of the curl around it


@dataclass(frozen=True, slots=True)
class Laid:
    """A scan in the place of its blank.

    ``picture`` is grey and has the size of the blank; ``mapping`` takes dots of the blank to dots of the scan; ``fit``
    is the part of the landmarks that were found where they should be, 0…1.
    """

    picture: Image.Image
    mapping: Mapping
    fit: float


def by_codes(blank: Blank, codes: Sequence[Found]) -> Mapping | None:
    """The first guess: where the codes say the page is; None without a code of this blank."""
    places = {mark.key: _corners(blank, mark.x, mark.y, mark.side) for mark in blank.marks}
    known = [one for one in codes if one.key in places]
    if not known:
        return None
    near = np.concatenate([places[one.key] for one in known])
    far = np.concatenate([one.corners for one in known])
    return projective(near, far) if surely(known) else similarity(near, far)


def surely(codes: Sequence[Found]) -> bool:
    """Whether codes stand all around the page, so that they tell more than its turn and size."""
    return len({one.key for one in codes}) > 2


def by_edges(blank: Grey, scan: Image.Image, turn: int) -> Mapping:
    """A guess without codes: the page fills the picture, turned by so many quarters."""
    high, wide = blank.shape
    near = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float64)
    far = np.array([(0, 0), (scan.width, 0), (scan.width, scan.height), (0, scan.height)], dtype=np.float64)
    return projective(near, np.roll(far, turn, axis=0))


def _corners(blank: Blank, x: float, y: float, side: float) -> Points:
    """The corners of a square in dots: upper left first, clockwise."""
    left, top, wide = x * PER_POINT, (blank.height - y - side) * PER_POINT, side * PER_POINT
    return np.array([(left, top), (left + wide, top), (left + wide, top + wide), (left, top + wide)])


def lay(blank: Grey, scan: Image.Image, mapping: Mapping, *, sure: bool) -> Laid:
    """The scan (in grey) laid on the blank as well as its print allows, beginning from a guess.

    ``sure``: the guess stands on codes all around the page; others are bettered in two rougher looks first.
    """
    small = np.asarray(Image.fromarray(blank).reduce(2))
    marks = landmarks(small)
    if not sure:
        rough = scan.reduce(2)
        for reach in (28, 14):  # the second look finds what the first has brought near
            mapping = _rougher(small, rough, mapping, marks, reach)
    near, far, likeness, fit = _found(blank, scan, mapping, _doubled(marks, blank), 10)
    if len(near) >= _ENOUGH:
        mapping = robust(near, far, likeness, _NEAR)
    return Laid(_curled(scan, mapping, blank.shape, _curl(mapping, near, far)), mapping, fit)


def _doubled(marks: NDArray[np.intp], blank: Grey) -> NDArray[np.intp]:
    """The middles of parts that were chosen at half the size, as parts of the whole picture."""
    most = (blank.shape[1] - SIDE, blank.shape[0] - SIDE)
    return np.clip(marks * 2 + SIDE // 2, 0, most)


def _rougher(small: Grey, rough: Image.Image, mapping: Mapping, marks: NDArray[np.intp], reach: int) -> Mapping:
    """The mapping after one look at half the size."""
    to_half = np.diag((0.5, 0.5, 1.0))
    to_whole = np.diag((2.0, 2.0, 1.0))
    near, far, likeness, _fit = _found(small, rough, to_half @ mapping @ to_whole, marks, reach)
    if len(near) < _ENOUGH:
        return mapping
    return np.asarray(to_whole @ robust(near, far, likeness, 2 * _NEAR) @ to_half)


def _found(
    blank: Grey, scan: Image.Image, mapping: Mapping, marks: NDArray[np.intp], reach: int
) -> tuple[Points, Points, Numbers, float]:
    """Landmarks that were found: their places on blank and scan, how alike they are; and what part of all that is."""
    if not len(marks):
        return np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0), 0.0
    moved, likeness = shifts(blank, _flat(scan, mapping, (blank.shape[1], blank.shape[0])), marks, reach)
    good = likeness > _ALIKE
    near = marks[good] + SIDE / 2
    return near, through(mapping, near + moved[good]), likeness[good], float(good.mean())


def _flat(scan: Image.Image, mapping: Mapping, size: tuple[int, int]) -> Grey:
    """The page as the mapping alone has it."""
    numbers = (mapping / mapping[2, 2]).ravel()[:8].tolist()
    flat = scan.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR, fillcolor=255)
    return np.asarray(flat)


def _curl(mapping: Mapping, near: Points, far: Points) -> tuple[Points, Points]:
    """What the paper is off the plane at each landmark: places on the blank, errors in dots of the scan."""
    off = far - through(mapping, near)
    lies = np.hypot(*off.T) < 5 * _NEAR
    return near[lies], off[lies]


def _curled(scan: Image.Image, mapping: Mapping, shape: tuple[int, ...], curl: tuple[Points, Points]) -> Image.Image:
    """The scan drawn anew cell by cell in the place of the blank."""
    high, wide = shape
    rows = np.linspace(0, high, round(high / _CELL) + 1).round().astype(int)
    columns = np.linspace(0, wide, round(wide / _CELL) + 1).round().astype(int)
    grid = np.array([(x, y) for y in rows for x in columns], dtype=np.float64)
    places = (through(mapping, grid) + _around(grid, *curl)).reshape(len(rows), len(columns), 2)
    mesh = []
    for row, (top, low) in enumerate(pairwise(rows)):
        for column, (left, right) in enumerate(pairwise(columns)):
            quad = (places[row, column], places[row + 1, column], places[row + 1, column + 1], places[row, column + 1])
            mesh.append(((int(left), int(top), int(right), int(low)), tuple(np.concatenate(quad).tolist())))
    return scan.transform((wide, high), Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=255)


def _around(grid: Points, places: Points, off: Points) -> Points:
    """The errors near each point of the grid, smoothed; nothing where nothing is known."""
    if not len(places):
        return np.zeros_like(grid)
    apart = ((grid[:, None, :] - places[None, :, :]) ** 2).sum(axis=2)
    weight = np.exp(-apart / (2 * _CURL**2))
    return np.asarray(weight @ off / (weight.sum(axis=1, keepdims=True) + 0.5))
