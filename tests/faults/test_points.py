"""F1, F2, F5, F7–F9, F14, F25: killed, or told that the disk is full or dying, at each call that writes."""

from pathlib import Path

import pytest

from faults.acts import TWO_SAVES, Act
from faults.all_acts import ALL_ACTS
from faults.points import MODES, try_points
from faults.sqlite_files import can_be_watched

pytestmark = pytest.mark.skipif(not can_be_watched(), reason="this driver does not export its layer of files")
LONG = {act.name: act for act in ALL_ACTS if not act.endless}


@pytest.mark.parametrize("mode", MODES)
def test_two_saves_at_every_call(mode: str, tmp_path: Path, seed: int) -> None:
    tally = try_points(TWO_SAVES, mode, tmp_path, most=1000, seed=seed)
    assert tally.lost == []
    assert tally.tried > 20


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("act", LONG.values(), ids=LONG)
def test_a_long_act_at_some_of_its_calls(act: Act, mode: str, tmp_path: Path, seed: int) -> None:
    tally = try_points(act, mode, tmp_path, most=5, seed=seed)
    assert tally.lost == []
