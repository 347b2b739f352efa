"""F1, F2, F14, F17, F25: nothing confirmed is lost, everything else wholly or not at all, however the process ends."""

from pathlib import Path

import pytest

from faults.acts import Act
from faults.all_acts import ALL_ACTS
from faults.kills import kill_at_random


def test_there_are_kills_enough() -> None:
    assert sum(act.kills for act in ALL_ACTS) >= 200


@pytest.mark.parametrize("act", ALL_ACTS, ids=lambda act: act.name)
def test_a_kill_at_a_random_moment_loses_nothing(act: Act, tmp_path: Path, seed: int) -> None:
    tally = kill_at_random(act, act.kills, tmp_path, seed)
    assert tally.lost == []
