"""«--try-window»: the window is opened on a base, shown, kept as a picture and closed, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from app.ui.trial import LIST_SHOWN

ROOT = Path(__file__).resolve().parents[2]


def tried(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "app", "--try-window", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )


def test_the_window_is_shown_and_closed(school: Path) -> None:
    picture = school.with_name("window.png")
    done = tried(str(school), str(picture))
    assert (done.returncode, done.stdout.splitlines()) == (0, [LIST_SHOWN, "Окно открылось."])
    assert "Traceback" not in done.stderr
    with Image.open(picture) as image:
        assert 700 <= image.width <= 800  # Qt's screen without a display has 800 × 800, and the window fits into it
        assert image.height >= 600
    assert not school.with_name(school.name + "-wal").exists()  # it was closed as always


def test_the_rest_of_the_arguments_is_the_command_line(school: Path) -> None:
    assert tried().returncode == 2
    assert tried(str(school), "a", "b").returncode == 2
