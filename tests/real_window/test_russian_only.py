"""Shortcuts on a screen whose keyboard has a Russian layout only: Qt itself finds none there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY_O = 32  # the code of the key on which this letter is printed, as evdev numbers them
LONGEST = 30  # seconds for a program that is told nothing; it ends as soon as the key is met
CHILD = """
import sys
from PySide6.QtCore import QTimer
from app.ui.application import make_application
from app.ui.later_acts import LaterActs
from app.ui.main_window import MainWindow
from real_window.hands import Hands

LaterActs.choose_file = lambda self: (print("chosen"), application.quit())
application = make_application(["window"])
window = MainWindow()
window.show()
hands = Hands()

def press():
    hands.give_keys_to(int(window.winId()))
    hands._strike([hands._code("Ctrl")], int(sys.argv[1]))

timer = QTimer(interval=200)
timer.timeout.connect(press)
timer.start()
QTimer.singleShot(int(sys.argv[2]) * 1000, application.quit)
application.exec()
window.jobs.close()
"""

if sys.platform != "linux" or not (shutil.which("Xvfb") and shutil.which("setxkbmap")):
    pytest.skip("no Xvfb and setxkbmap here: the real window was NOT TRIED", allow_module_level=True)


@pytest.mark.parametrize("display", ["ru"], indirect=True)
def test_a_shortcut_is_the_key_of_its_latin_letter(display: str, tmp_path: Path) -> None:
    env = os.environ | {
        "DISPLAY": display,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "SCHOOL_PASSPORT_DATA": str(tmp_path / "data"),
    }

    words = [sys.executable, "-c", CHILD, str(KEY_O), str(LONGEST)]
    done = subprocess.run(words, env=env, capture_output=True, encoding="utf-8", timeout=2 * LONGEST, check=True)
    assert done.stdout.split() == ["chosen"], done.stderr  # Ctrl+O
