"""The whole main job in a real window on a display of its own, by mouse and keyboard; then another day: all is there.

What the screen showed at each station is kept in ``build/screens``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.paths import DATA
from data.seed import SEED

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screens"
LONGEST = 100  # seconds for one day
STATIONS = {"first": 16, "again": 2}  # pictures that a day leaves at least

Day = Callable[[str], "subprocess.CompletedProcess[str]"]

if sys.platform != "linux" or not (shutil.which("Xvfb") and shutil.which("setxkbmap")):
    pytest.skip("no Xvfb and setxkbmap here: the real window was NOT TRIED", allow_module_level=True)


@pytest.fixture
def day(display: str, tmp_path: Path) -> Day:
    """Start the program, and the person, for a day; the user's folders are those of the test."""
    (school := tmp_path / "Школа").mkdir()
    for name in ("home", "data", "temp", "Школа/packages"):
        (tmp_path / name).mkdir()

    def spend(act: str) -> "subprocess.CompletedProcess[str]":
        shutil.rmtree(pictures := PICTURES / act, ignore_errors=True)
        pictures.mkdir(parents=True)
        env = os.environ | {
            "DISPLAY": display,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "HOME": str(tmp_path / "home"),
            "TMPDIR": str(tmp_path / "temp"),
            "SEED": str(SEED),
            DATA: str(tmp_path / "data"),
            "REAL_WINDOW_PICTURES": str(pictures),
        }
        command = [sys.executable, "-m", "real_window.main_job", str(school), act]
        return subprocess.run(
            command, env=env, capture_output=True, encoding="utf-8", timeout=LONGEST, check=False, cwd=tmp_path
        )

    return spend


@pytest.mark.timeout(2 * LONGEST + 20)
def test_from_an_empty_computer_to_the_code_of_a_package_and_all_is_there_on_another_day(day: Day) -> None:
    for act, stations in STATIONS.items():
        done = day(act)
        assert done.returncode == 0, f"{act}: see {PICTURES / act}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        assert len(list((PICTURES / act).glob("*.png"))) >= stations
