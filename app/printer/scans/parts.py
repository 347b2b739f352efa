"""Connected parts of a picture of ink, by runs of dots: numpy alone, a page in some hundredths of a second."""

import numpy as np
from numpy.typing import NDArray

from app.printer.scans.types import Bits

Labels = NDArray[np.int32]


def label(ink: Bits) -> tuple[Labels, int]:
    """A number from 1 for each part (dots that touch, also by corners), 0 where there is no ink; how many there are."""
    labels = np.zeros(ink.shape, dtype=np.int32)
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    if not len(rows):
        return labels, 0
    part = _joined(len(rows), *_touching(rows, starts, ends, ink.shape[1] + 2))
    names, number = np.unique(part, return_inverse=True)
    lengths = ends - starts
    offsets = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
    labels[np.repeat(rows, lengths), np.repeat(starts, lengths) + offsets] = np.repeat(number + 1, lengths)
    return labels, len(names)


def _touching(
    rows: NDArray[np.intp], starts: NDArray[np.intp], ends: NDArray[np.intp], wide: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of runs in neighbouring rows that touch."""
    first = np.searchsorted(rows * wide + ends, (rows + 1) * wide + starts, "left")
    last = np.searchsorted(rows * wide + starts, (rows + 1) * wide + ends, "right")
    count = np.maximum(last - first, 0)
    above = np.repeat(np.arange(len(rows)), count)
    below = np.arange(count.sum()) - np.repeat(count.cumsum() - count, count) + np.repeat(first, count)
    return above, below


def _joined(count: int, above: NDArray[np.intp], below: NDArray[np.intp]) -> NDArray[np.intp]:
    """The least number of all runs that hang together, for each run."""
    least = np.arange(count)
    while True:
        low = np.minimum(least[above], least[below])
        before = least.copy()
        np.minimum.at(least, least[above], low)
        np.minimum.at(least, least[below], low)
        least = least[least]
        if (least == before).all():
            return least
