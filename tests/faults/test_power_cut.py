"""F4: no confirmed save is lost when the power goes; the settings that would lose some are shown to lose them."""

from pathlib import Path

import pytest

from faults.power import cut_power
from faults.sqlite_files import can_be_watched

pytestmark = pytest.mark.skipif(not can_be_watched(), reason="this driver does not export its layer of files")
STATES, SAVES = 1000, 60  # bench_faults cuts the power twice as often


def test_a_power_cut_loses_no_confirmed_save(tmp_path: Path, seed: int) -> None:
    tally = cut_power("settings of the program", {}, tmp_path, many=STATES, saves=SAVES, seed=seed)
    assert tally.lost == []
    assert tally.tried == STATES


@pytest.mark.parametrize("synchronous", [1, 0], ids=["NORMAL", "OFF"])
def test_the_model_can_fail(synchronous: int, tmp_path: Path, seed: int) -> None:
    other = {"synchronous": synchronous}
    assert cut_power("other settings", other, tmp_path, many=60, saves=SAVES, seed=seed).lost
