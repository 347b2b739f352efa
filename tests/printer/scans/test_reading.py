"""Scans read back: every kind of wear on a small sample, with the aims of the whole suite (bench_scan.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.scan_table import Row, measured, total
from data.signed_papers import WEAR

_KINDS = len(WEAR)
_ROWS: dict[str, Row] = {}


@pytest.fixture(scope="module", autouse=True)
def figures() -> Iterator[None]:
    """After all kinds: the aims for the sample as a whole, scaled to its size."""
    yield
    if len(_ROWS) == _KINDS:  # not where only some were asked for, or several processes share them
        counts = total(_ROWS.values()).counts
        assert counts["doubtful"] <= 0.03 * counts["boxes"] + 3
        assert counts["wrong"] <= 0.01 * counts["boxes"] + 1


@pytest.mark.parametrize("wear", WEAR)
def test_a_worn_page_is_told_and_its_boxes_judged(wear: str, seed: int, tmp_path: Path) -> None:
    row = measured(wear, (seed % 100_000 + place for place in range(2)), tmp_path)
    _ROWS[wear] = row
    assert row.counts["matched"] == row.counts["pages"] == 2
    assert row.counts["wrong page"] == 0
    assert row.counts["wrong"] <= 1, row.faults
    if wear in {"stamp edge", "line", "neighbour"}:
        assert row.counts["false signed"] == 0, row.faults
    if wear not in {"stamp over", "neighbour"}:  # where people have to look
        assert row.counts["doubtful"] <= 0.1 * row.counts["boxes"] + 1, row.faults
