"""Two processes on one base, and the ends that a system asks for: SIGTERM, SIGKILL."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import user_data
from app.services.drafts import drafts
from app.storage.opening import open_passport
from app.ui import doorbell
from app.ui.doorbell import Doorbell, ring
from app.ui.main_window import MainWindow
from app.ui.session_end import SessionEnd
from ui.keys import keys

ROOTS = (Path(__file__).parents[2], Path(__file__).parents[1])
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no signals there")

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start the program on a base in a process of its own."""
    made: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("alone.py")), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(map(str, ROOTS))},
            encoding="utf-8",
        )
        made.append(process)
        return process

    yield begin
    for one in made:
        one.kill()
        one.communicate()


def line_of(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def test_a_second_start_shows_the_first_window_and_ends(start: Start, school: Path) -> None:
    first = start(str(school))
    assert line_of(first)[:1] == ["ready"]
    before = school.read_bytes()
    for _ in range(2):
        second = start(str(school))
        _, told = second.communicate(timeout=30)
        assert told == f"База school.passport уже открыта: её окно показано.{os.linesep}"
        assert second.returncode == 0
        assert line_of(first) == ["front"]
    assert school.read_bytes() == before


@POSIX
def test_after_a_crash_the_next_start_has_the_base(start: Start, school: Path) -> None:
    first = start(str(school))
    assert line_of(first)[:1] == ["ready"]
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert list((user_data() / "windows").iterdir()), "the sign of the dead one is still there"
    assert line_of(start(str(school)))[:1] == ["ready"]


@POSIX
def test_beside_an_open_window_the_command_line_says_one_sentence(start: Start, school: Path) -> None:
    first = start(str(school))
    assert line_of(first)[:1] == ["ready"]
    command = [sys.executable, "-m", "app", "check", str(school)]
    told = subprocess.run(command, cwd=ROOTS[0], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert told.returncode == 4
    assert told.stderr.strip() == (
        "База school.passport уже открыта в другом окне или другой программой. Закройте её там и повторите."
    )
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=20) == 0
    told = subprocess.run(command, cwd=ROOTS[0], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert told.returncode in {0, 3}


@POSIX
def test_a_terminated_program_keeps_what_stands_in_cards_and_closes_the_base(start: Start, school: Path) -> None:
    process = start(str(school), "phone", "+7 913 123-45-67")
    word, id = line_of(process)
    assert word == "ready"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert not school.with_name(f"{school.name}-wal").exists()
    assert list((user_data() / "windows").iterdir()) == []
    with open_passport(school) as passport:
        assert [(one.edit.id, dict(one.edit.texts)) for one in drafts(passport)] == [
            (id, {"phone": "+7 913 123-45-67"})
        ]


def test_a_logoff_that_is_asked_for_keeps_drafts_and_the_file_stays_open(
    qtbot: QtBot, window: MainWindow, qapp: QApplication
) -> None:
    end = SessionEnd(qapp, window)
    card = window.pages.students.card
    card.focus_field("phone")
    keys(card.row("phone").editor.line, "1")
    end.keep()
    assert [one.edit.id for one in drafts(window.desk.passport)] == [window.pages.students.present]
    assert window.pages.students.unsaved
    signal.set_wakeup_fd(-1)
    end.deleteLater()


# --- the bell alone ---------------------------------------------------------------------------------------


class Ringing(QThread):
    """Another program, which may not wait in the thread of the window."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.base = base
        self.answer: bool | None = None

    def run(self) -> None:
        self.answer = ring(self.base)


def rung(qtbot: QtBot, base: Path) -> bool:
    thread = Ringing(base)
    thread.start()
    qtbot.waitUntil(thread.isFinished, timeout=20_000)
    return bool(thread.answer)


def test_a_bell_answers_for_its_own_base_while_it_listens(
    qtbot: QtBot, qapp: QApplication, school: Path, tmp_path: Path
) -> None:
    (other := tmp_path / "other.passport").write_bytes(b"x")
    bell = Doorbell(qapp)
    heard: list[int] = []
    bell.rung.connect(lambda: heard.append(1))
    assert not rung(qtbot, school)
    bell.listen(school)
    assert not rung(qtbot, other)
    assert rung(qtbot, school)
    assert heard == [1]
    bell.listen(other)
    assert not rung(qtbot, school)
    bell.stop()
    assert not rung(qtbot, other)
    assert list((user_data() / "windows").iterdir()) == []


def test_where_nobody_answers_the_signs_go(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorbell, "_ANSWER", 0.1)
    sign = doorbell._sign_of(school)
    sign.touch()
    assert not ring(school)
    assert list((user_data() / "windows").iterdir()) == []
    assert not ring(school.with_name("нет.passport"))


def test_without_a_folder_for_it_there_is_no_bell(
    qapp: QApplication, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHOOL_PASSPORT_DATA", "/proc/nobody-writes-here")
    bell = Doorbell(qapp)
    bell.listen(school)
    assert not ring(school)
    bell.stop()
