"""Connected parts and running maxima against the plain way of finding them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.printer.scans.morphology import greatest, shrunk, spread
from app.printer.scans.parts import label

bits = (
    st.integers(1, 12)
    .flatmap(lambda wide: st.lists(st.lists(st.booleans(), min_size=wide, max_size=wide), min_size=1, max_size=12))
    .map(np.array)
)


def plainly(ink: np.ndarray) -> np.ndarray:
    """Parts by filling, one after another."""
    labels = np.zeros(ink.shape, dtype=int)
    count = 0
    for start in zip(*np.nonzero(ink), strict=True):
        if labels[start]:
            continue
        count += 1
        waiting = [start]
        while waiting:
            y, x = waiting.pop()
            if 0 <= y < ink.shape[0] and 0 <= x < ink.shape[1] and ink[y, x] and not labels[y, x]:
                labels[y, x] = count
                waiting += [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return labels


@given(bits)
def test_parts_are_those_that_touch(ink: np.ndarray) -> None:
    labels, count = label(ink)
    expected = plainly(ink)
    assert count == expected.max(initial=0)
    assert ((labels > 0) == ink).all()
    pairs = {(a, b) for a, b in zip(labels.ravel(), expected.ravel(), strict=True) if a}
    assert len(pairs) == count


@given(bits, st.sampled_from([1, 3, 5, 7]))
def test_spreading_and_shrinking_are_squares_around_each_dot(ink: np.ndarray, side: int) -> None:
    reach = side // 2
    for y, x in np.ndindex(ink.shape):
        around = ink[max(y - reach, 0) : y + reach + 1, max(x - reach, 0) : x + reach + 1]
        assert spread(ink, side)[y, x] == around.any()
        assert shrunk(ink, side)[y, x] == around.all()


def test_greatest_of_numbers() -> None:
    values = np.arange(35, dtype=np.uint8).reshape(5, 7)
    assert greatest(values, 3)[2, 3] == values[3, 4]
    assert greatest(values, 3)[4, 6] == 34
