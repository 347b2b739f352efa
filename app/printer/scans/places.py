"""Where known print stands on a scan: small parts of the blank, looked for around the place they should be at."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.printer.scans.types import Grey, Numbers, Points

SIDE = 64  # dots of a part
_CELLS = (9, 7)  # parts along the long and the short side of the page
_LEAST = 900.0 * SIDE  # of print in two directions that a part must have to be found again in both


def landmarks(blank: Grey) -> NDArray[np.intp]:
    """Upper left corners (column, row) of the parts of a blank that are told best, one in each cell of a grid."""
    ink = 255.0 - blank.astype(np.float32)
    down, across = np.gradient(ink)
    xx, yy, xy = (_sums(one) for one in (across * across, down * down, across * down))
    weaker = (xx + yy) / 2 - np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    high, wide = weaker.shape
    across_cells, down_cells = _CELLS if wide > high else _CELLS[::-1]
    found = []
    for rows in np.array_split(np.arange(high), down_cells):
        for columns in np.array_split(np.arange(wide), across_cells):
            cell = weaker[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            row, column = np.unravel_index(int(cell.argmax()), cell.shape)
            if cell[row, column] > _LEAST:
                found.append((columns[0] + column, rows[0] + row))
    return np.array(found, dtype=np.intp).reshape(-1, 2)


def _sums(values: Any) -> Numbers:
    """The sum over the part that begins at each dot."""
    total = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    total[1:, 1:] = values.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    return np.asarray(total[SIDE:, SIDE:] - total[:-SIDE, SIDE:] - total[SIDE:, :-SIDE] + total[:-SIDE, :-SIDE])


def shifts(blank: Grey, page: Grey, corners: NDArray[np.intp], reach: int) -> tuple[Points, Numbers]:
    """How far (right, down) each part stands from its place on the page, up to ``reach`` dots, and how alike it is.

    Likeness is the correlation, 1 for the same.
    """
    size = SIDE + 2 * reach
    around = np.pad(255.0 - page.astype(np.float32), reach)
    ink = 255.0 - blank.astype(np.float32)
    parts = np.stack([ink[y : y + SIDE, x : x + SIDE] for x, y in corners])
    windows = np.stack([around[y : y + size, x : x + size] for x, y in corners])
    parts -= parts.mean(axis=(1, 2), keepdims=True)
    likeness = _correlation(parts, windows, 2 * reach + 1)
    flat = likeness.reshape(len(corners), -1)
    rows, columns = np.unravel_index(flat.argmax(axis=1), likeness.shape[1:])
    fine = [
        (column + _vertex(one[row], column), row + _vertex(one[:, column], row))
        for one, row, column in zip(likeness, rows, columns, strict=True)
    ]
    return np.array(fine) - reach, flat.max(axis=1)


def _correlation(parts: NDArray[np.float32], windows: NDArray[np.float32], places: int) -> Numbers:
    """The correlation of each part with its window at each of places × places."""
    size = windows.shape[1:]
    spectrum = np.conj(np.fft.rfft2(parts, size)) * np.fft.rfft2(windows)
    product = np.fft.irfft2(spectrum, size)[:, :places, :places]
    mean, square = (np.stack([_sums(one)[:places, :places] for one in layer]) for layer in (windows, windows**2))
    spread = np.sqrt(np.maximum(square - mean**2 / SIDE**2, 1.0))
    strength = np.sqrt((parts**2).sum(axis=(1, 2)))[:, None, None]
    return np.asarray(product / np.maximum(spread * strength, 1e3), dtype=np.float64)


def _vertex(values: Numbers, place: int) -> float:
    """How far beside a greatest value the top of a parabola through it and its neighbours lies."""
    if not 0 < place < len(values) - 1:
        return 0.0
    before, top, after = values[place - 1 : place + 2]
    bend = before - 2 * top + after
    return float((before - after) / (2 * bend)) if bend < -1e-9 else 0.0
