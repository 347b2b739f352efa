"""What is in each box of a page: signed, empty, or doubtful — for a person to decide; never «valid».

A box is signed by ink of its own that no line, no arc, no seal and no neighbour explains. It is empty where nothing
is left after all these. Everything between is doubtful.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.printer.blank import Blank
from app.printer.placed import Box
from app.printer.scans.ink import Ink, millimetres
from app.printer.scans.lines import without_lines
from app.printer.scans.parts import Labels, label
from app.printer.scans.seals import Seal, seals
from app.printer.scans.types import PER_MM, PER_POINT, Bits, Place, Points

_INSET = 2  # dots from the edge of a box that are not looked at
_SPECK = 6  # dots: dirt
_SIGNED = 5.5  # mm of a pen's way that make a signature
_WIDE = 2.6  # mm that a signature is at least wide or high
_EMPTY = 1.6  # mm of a pen's way that may lie in an empty box
_STRAY = 18.0  # mm of a neighbour's stroke that may
_TAIL = 2.8  # mm that the tips of a neighbour's letters reach in
_APART = 4  # dots between two strokes
_BORDER = 3  # dots from the edge of a box that print on it may hide
_BEYOND = 11  # dots beyond the edge where a stroke that comes over it is seen again
_RICH = 45.0  # mm of a pen's way that no tail of a neighbour has
_TICKED = 3.0  # mm of a pen's way that make a tick
_COVERED = 0.4  # of a box under a seal: beside so much a signature would be seen
_STRAIGHT, _ROUND = 0.36, 0.28  # mm: so near a line keeps to its form, and an arc to its own
_BOW = 6.0  # mm: a letter's bow is narrower than this, an arc wider


class State(StrEnum):
    """What a box holds."""

    SIGNED = "signed"
    EMPTY = "empty"
    DOUBTFUL = "doubtful"


class Judged(NamedTuple):
    """A box of the page, and what is in it."""

    box: Box
    state: State


@dataclass(frozen=True, slots=True)
class _Part:
    """A connected part of the ink within a box.

    ``of`` is the part of the page's ink to which it belongs; ``into`` how far (mm) it reaches in from the edge of the
    box that it touches, None where it touches none; ``returns``: it comes in and goes out by the same edge.
    """

    dots: Points
    of: int
    into: float | None
    returns: bool

    @property
    def way(self) -> float:
        """The pen's way, in mm."""
        return millimetres(len(self.dots))


def judge(blank: Blank, ink: Ink) -> tuple[Judged, ...]:
    """The state of each box, in the order of the blank."""
    if not blank.boxes:
        return ()
    stamped = _stamped(ink.bits.shape, seals(np.where(ink.bits, ink.dark, 0).astype(np.uint8)))
    places = [_inner(place_of(blank, box)) for box in blank.boxes]
    signed = [place for box, place in zip(blank.boxes, places, strict=True) if box.kind != "mistake"]
    labels, count = label(without_lines(ink.bits & ~stamped, signed))
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    parts = [tuple(_parts(labels, place)) for place in places]
    most = np.zeros_like(sizes)
    for one in (one for several in parts for one in several):
        most[one.of] = max(most[one.of], len(one.dots))
    return tuple(
        Judged(box, (_ticked if box.kind == "mistake" else _state)(several, sizes, most, _covered(stamped, place)))
        for box, place, several in zip(blank.boxes, places, parts, strict=True)
    )


def place_of(blank: Blank, box: Box, spare: float = 0.0) -> Place:
    """Where a box lies on the page, with so many points around it."""
    left, right = (box.x - spare) * PER_POINT, (box.x + box.width + spare) * PER_POINT
    top = (blank.height - box.y - box.height - spare) * PER_POINT
    low = (blank.height - box.y + spare) * PER_POINT
    return max(round(left), 0), max(round(top), 0), round(right), round(low)


def _inner(place: Place) -> Place:
    left, top, right, low = place
    return left + _INSET, top + _INSET, right - _INSET, low - _INSET


def _stamped(shape: tuple[int, ...], found: tuple[Seal, ...]) -> Bits:
    """Where seals lie."""
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    stamped = np.zeros(shape, dtype=np.bool_)
    for seal in found:
        stamped |= (columns - seal.x) ** 2 + (rows - seal.y) ** 2 < (seal.radius + 1.3 * PER_MM) ** 2
    return stamped


def _covered(stamped: Bits, place: Place) -> float:
    """The part of a box that lies under a seal."""
    left, top, right, low = place
    cut = stamped[top:low, left:right]
    return float(cut.mean()) if cut.size else 0.0


def _parts(labels: Labels, place: Place) -> Iterator[_Part]:
    left, top, right, low = place
    cut = labels[top:low, left:right]
    inner, count = label(cut > 0)
    rows, columns = np.nonzero(inner)
    order = np.argsort(inner[rows, columns], kind="stable")
    rows, columns = rows[order], columns[order]
    bounds = np.searchsorted(inner[rows, columns], np.arange(1, count + 2))
    for start, end in pairwise(bounds):
        if end - start >= _SPECK:
            y, x = rows[start:end], columns[start:end]
            dots = np.column_stack((x + left, y + top)).astype(np.float64)
            yield _Part(dots, int(cut[y[0], x[0]]), *_edges(labels, dots.astype(np.intp), place))


def _edges(labels: Labels, dots: NDArray[np.intp], place: Place) -> tuple[float | None, bool]:
    """How far (mm) ink reaches into a box from the edges it comes over, the least of them, None where it comes over
    none; and whether it comes over one of them twice. What only stands on a printed line comes over none."""
    left, top, right, low = place
    reaches, returns = [], False
    for across, along, edge, outward in ((0, 1, left, -1), (0, 1, right - 1, 1), (1, 0, top, -1), (1, 0, low - 1, 1)):
        near = np.abs(dots[:, across] - edge) <= _BORDER
        if near.any():
            over = _over(labels if across else labels.T, np.unique(dots[near, along]), edge, outward)
            if over:
                reaches.append(int(np.abs(dots[:, across] - edge).max()) + 1)
            returns = returns or over > 1
    return (min(reaches) / PER_MM if reaches else None), returns


def _over(labels: Labels, places: NDArray[np.intp], edge: int, outward: int) -> int:
    """How many strokes that reach the edge (a row of labels) at these places go on beyond it."""
    first, last = sorted((edge + outward * _INSET, edge + outward * _BEYOND))
    strip = labels[max(first, 0) : max(last, 0)]
    runs = np.split(places, np.flatnonzero(np.diff(places) > _APART) + 1)
    return sum(bool(strip[:, max(int(run[0]) - 4, 0) : int(run[-1]) + 5].any()) for run in runs)


def _state(parts: Sequence[_Part], sizes: NDArray[np.intp], most: NDArray[np.intp], covered: float) -> State:
    """Of a box for a signature."""
    writing = [one for one in parts if not _is_line(one)]
    own = [one for one in writing if _is_own(one, sizes, most)]
    way = sum(one.way for one in own)
    if way >= _SIGNED and _writes(np.concatenate([one.dots for one in own])):
        return State.SIGNED
    stray = sum(one.way for one in writing) - way
    return State.EMPTY if way < _EMPTY and stray < _STRAY and covered < _COVERED else State.DOUBTFUL


def _ticked(parts: Sequence[_Part], sizes: NDArray[np.intp], _most: NDArray[np.intp], covered: float) -> State:
    """Of a small box to be ticked: a tick is short, straight and goes over the edge."""
    way = sum(one.way for one in parts)
    if sum(one.way for one in parts if len(one.dots) >= 0.3 * sizes[one.of]) >= _TICKED:
        return State.SIGNED
    return State.EMPTY if way < _EMPTY and not covered else State.DOUBTFUL


def _writes(dots: Points) -> bool:
    """Whether ink is as wide or high as writing is, and no line of dots."""
    return float(np.ptp(dots, axis=0).max()) / PER_MM >= _WIDE and not _is_plain(dots)


def _is_own(one: _Part, sizes: NDArray[np.intp], most: NDArray[np.intp]) -> bool:
    """Whether a part was written here and does not hang over from another box.

    Of two signatures that touch, each is the greater part of something, and long.
    """
    if one.into is None:
        return True
    if one.into < _TAIL:
        return False
    area = len(one.dots)
    if one.way >= _RICH:
        return bool(area >= 0.5 * most[one.of])
    return bool(area >= 0.75 * sizes[one.of]) and not one.returns


def _is_line(one: _Part) -> bool:
    """Whether a part is one straight or evenly bent stroke that comes from outside or is long: no signature."""
    return (one.into is not None or float(np.ptp(one.dots, axis=0).max()) > 10 * PER_MM) and _is_plain(one.dots)


def _is_plain(dots: Points) -> bool:
    """Whether dots lie on one straight or evenly bent line."""
    dots = (dots - dots.mean(axis=0)) / PER_MM
    spread, axes = np.linalg.eigh(dots.T @ dots / len(dots))
    if float(np.ptp(dots @ axes[:, 1])) < 2.0:
        return False
    return bool(np.sqrt(max(spread[0], 0)) < _STRAIGHT) or _is_arc(dots)


def _is_arc(dots: Points) -> bool:
    """Whether dots (in mm) lie on a wide circle."""
    rows = np.column_stack((2 * dots, np.ones(len(dots))))
    a, b, c = np.linalg.lstsq(rows, (dots**2).sum(axis=1), rcond=None)[0]
    radius = float(np.sqrt(max(c + a * a + b * b, 0)))
    off = np.hypot(dots[:, 0] - a, dots[:, 1] - b) - radius
    return radius > _BOW and float(np.sqrt((off**2).mean())) < _ROUND
