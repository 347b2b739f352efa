"""The window of a long act: when it can be stopped, that it stays to the end, and waiting for a result in place."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services.progress import Cancelled, Progress
from app.ui import jobs as jobs_
from app.ui.job_window import STOPPING, WAITING, JobWindow
from app.ui.jobs import _CLOSING, Jobs
from app.ui.main_window import MainWindow
from ui.watchdog import Watchdog


@pytest.fixture
def empty(qtbot: QtBot):
    made = MainWindow()
    made.show()
    yield made
    made.jobs.close()
    made.deleteLater()


@pytest.fixture
def free():
    """Lets the worker go on; also when the test has failed."""
    event = threading.Event()
    yield event
    event.set()


def shown(window: MainWindow) -> JobWindow:
    """The window of the job that was begun last, brought up now."""
    made = window.jobs._jobs[-1].window
    assert made is not None
    made.show()
    return made


@contextmanager
def at_every_beat(act: Callable[[], object]) -> Iterator[None]:
    """Do something at each turn of the events."""
    timer = QTimer(interval=5)
    timer.timeout.connect(act)
    timer.start()
    yield
    timer.stop()


def test_what_does_not_tell_how_far_it_is_cannot_be_stopped(
    qtbot: QtBot, empty: MainWindow, free: threading.Event
) -> None:
    done: list[object] = []
    empty.jobs.start(lambda _: free.wait(20), done.append, title="Пишем…")
    dialog = shown(empty)
    qtbot.waitUntil(lambda: dialog.labelText() == "Пишем…")
    assert dialog._stop.isHidden()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    qtbot.wait(150)
    assert dialog.isVisible()
    assert dialog.labelText() == "Пишем…"
    free.set()
    qtbot.waitUntil(lambda: done == [True])


def test_what_has_told_that_all_is_done_can_be_stopped_no_more(
    qtbot: QtBot, empty: MainWindow, free: threading.Event
) -> None:
    done: list[object] = []
    step = threading.Event()

    def work(progress: Progress) -> bool:
        progress(1, 2)
        step.wait(20)
        progress(2, 2)
        return free.wait(20)

    empty.jobs.start(work, done.append, title="Возвращаем…")
    dialog = shown(empty)
    qtbot.waitUntil(dialog._stop.isVisible)
    step.set()
    qtbot.waitUntil(dialog._stop.isHidden)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    free.set()
    qtbot.waitUntil(lambda: done == [True])


@pytest.mark.parametrize("how", ["button", "Esc", "cross"])
def test_a_stopped_act_keeps_its_window_until_it_has_ended(
    qtbot: QtBot, empty: MainWindow, free: threading.Event, how: str
) -> None:
    told: list[BaseException] = []

    def work(progress: Progress) -> None:
        progress(1, 10)
        free.wait(20)
        progress(2, 10)

    empty.jobs.start(work, lambda _: pytest.fail("a stopped act gave an answer"), title="Долго", failed=told.append)
    dialog = shown(empty)
    qtbot.waitUntil(dialog._stop.isVisible)
    if how == "button":
        QTest.mouseClick(dialog._stop, Qt.MouseButton.LeftButton)
    elif how == "Esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    qtbot.wait(150)
    assert dialog.isVisible()
    assert dialog.labelText() == STOPPING
    assert not dialog._stop.isEnabled()
    assert not told
    free.set()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Cancelled)
    assert not empty.jobs.busy


def test_an_act_that_waits_behind_another_says_so_and_need_never_begin(
    qtbot: QtBot, empty: MainWindow, free: threading.Event
) -> None:
    told: list[BaseException] = []
    empty.jobs.start(lambda _: free.wait(20), lambda _: None)
    empty.jobs.start(lambda _: pytest.fail("it began"), lambda _: None, title="Печатаем…", failed=told.append)
    dialog = shown(empty)
    qtbot.waitUntil(lambda: WAITING in dialog.labelText())
    QTest.mouseClick(dialog._stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))  # while the first one still runs
    assert isinstance(told[0], Cancelled)
    assert not free.is_set()


def test_a_result_is_waited_for_in_place_and_the_window_answers_meanwhile(qtbot: QtBot, empty: MainWindow) -> None:
    ticks: list[int] = []

    def work(_: Progress) -> threading.Thread:
        while len(ticks) < 5:
            time.sleep(0.005)
        return threading.current_thread()

    with at_every_beat(lambda: ticks.append(1)):
        assert empty.jobs.wait(work, title="Читаем…") is not threading.main_thread()
    assert len(ticks) >= 5
    assert not empty.jobs.busy


def test_an_error_comes_where_the_result_is_waited_for(empty: MainWindow) -> None:
    def work(_: Progress) -> None:
        raise Refused("Так нельзя.")

    with pytest.raises(Refused, match="Так нельзя"):
        empty.jobs.wait(work, title="Читаем…")


def test_a_long_wait_shows_its_window_and_can_be_stopped(
    qtbot: QtBot, empty: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "AFTER_MS", 20)
    seen: list[str] = []

    def stop() -> None:
        dialog = empty.findChild(JobWindow)
        if dialog is not None and dialog._stop.isVisible():
            seen.append(dialog.labelText())
            dialog._stop.click()

    def work(progress: Progress) -> None:
        for _ in range(2000):
            time.sleep(0.005)
            progress(1, 2)

    with at_every_beat(stop), pytest.raises(Cancelled):
        empty.jobs.wait(work, title="Читаем…")
    assert seen[0] == "Читаем…"


def test_a_file_that_is_closed_meanwhile_ends_the_wait(qtbot: QtBot, empty: MainWindow) -> None:
    began = threading.Event()

    def work(progress: Progress) -> str:
        began.set()
        time.sleep(0.1)
        return "прочитано"

    with at_every_beat(lambda: empty.jobs.settle() if began.is_set() else None):
        assert empty.jobs.wait(work, title="Читаем…") == "прочитано"


def test_no_job_is_counted_once_it_has_ended(qtbot: QtBot, empty: MainWindow) -> None:
    beside = empty.jobs.beside()
    for one in (empty.jobs, beside):
        one.start(lambda _: time.sleep(0.01), lambda _: None)
    assert len(Jobs.running) >= 1
    beside.settle()
    beside.close()
    qtbot.waitUntil(lambda: not Jobs.running)


# --- closing the file ---------------------------------------------------------------------------------


def closing(window: MainWindow) -> JobWindow | None:
    """The window that says what the closing waits for, if it is there."""
    found = [one for one in window.findChildren(JobWindow) if one.isVisible() and _CLOSING in one.labelText()]
    return found[0] if found else None


def test_the_window_answers_while_the_file_is_closed_and_says_what_it_waits_for(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "AFTER_MS", 20)
    seen: list[tuple[str, bool]] = []
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress(1, 2)
        go_on.wait(20)
        progress(2, 2)

    def look() -> None:
        dialog = closing(window)
        if dialog is not None and "копию" in dialog.labelText():
            seen.append((dialog.labelText(), dialog._stop.isVisible()))
            go_on.set()

    dropped = pytest.fail
    window.jobs.start(work, lambda _: dropped("the result of a closed file"), to_end="Делаем копию базы…")
    with Watchdog() as dog, at_every_beat(look):
        assert window.close_file()
    assert seen[0] == (f"{_CLOSING}\nДелаем копию базы…", True)
    assert window.desk is None
    assert closing(window) is None
    assert dog.beats > 2, "the loop was silent"


def until_stopped(ended: list[str]) -> Callable[[Progress], None]:
    """Work of twenty seconds that says in ``ended`` that it was stopped."""

    def work(progress: Progress) -> None:
        try:
            for _ in range(4000):
                time.sleep(0.005)
                progress(1, 2)
        except Cancelled:
            ended.append("stopped")
            raise

    return work


def test_what_the_closing_waits_for_can_be_stopped(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "AFTER_MS", 20)
    ended: list[str] = []

    def stop() -> None:
        dialog = closing(window)
        if dialog is not None and dialog._stop.isVisible():
            dialog._stop.click()

    window.jobs.start(until_stopped(ended), lambda _: None, to_end="Делаем копию базы…")
    with at_every_beat(stop):
        assert window.close_file()
    assert ended == ["stopped"]


def test_all_else_is_asked_to_stop_when_the_file_is_closed(qtbot: QtBot, window: MainWindow) -> None:
    ended: list[str] = []

    beside = window.jobs.beside()
    for one in (window.jobs, beside):
        one.start(until_stopped(ended), lambda _: None)
    assert window.close_file()
    assert ended == ["stopped"] * 2
    beside.close()


def test_a_file_that_is_being_closed_is_not_closed_twice(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "AFTER_MS", 20)
    answers: list[bool] = []
    go_on = threading.Event()

    def again() -> None:
        if closing(window) is not None and not answers:
            answers.append(window.close_file(asking=False))
            window.put_away()
            assert window.desk is not None
            go_on.set()

    window.jobs.start(lambda _: go_on.wait(20), lambda _: None)
    with at_every_beat(again):
        assert window.close_file()
    assert answers == [False]


class EndedLoop(QEventLoop):
    """A loop once the program is to end."""

    def exec(self, *_: object) -> int:
        return -1


def test_a_program_that_is_to_end_waits_in_place(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []

    def work(_: Progress) -> None:
        time.sleep(0.2)
        ended.append(1)

    window.jobs.start(work, lambda _: None)
    monkeypatch.setattr(jobs_, "QEventLoop", EndedLoop)
    window.put_away()
    assert ended == [1]
    assert window.desk is None
