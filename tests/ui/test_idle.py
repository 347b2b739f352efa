"""Noticing that nobody is there: by both clocks, by the keys of every window."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.idle import Idle


class Clocks:
    """Two clocks set by hand: one that stands still in sleep, and the one on the wall."""

    def __init__(self) -> None:
        self.times = [1000.0, 5000.0]

    def pass_by(self, seconds: float, *, asleep: bool = False) -> None:
        self.times[0] += 0 if asleep else seconds
        self.times[1] += seconds

    def idle(self, parent: QWidget) -> Idle:
        return Idle(parent, (lambda: self.times[0], lambda: self.times[1]))


@pytest.mark.parametrize("asleep", [False, True])
def test_it_comes_after_the_minutes_and_once(qtbot: QtBot, asleep: bool) -> None:
    clocks, window = Clocks(), QWidget()
    qtbot.addWidget(window)
    idle, came = clocks.idle(window), []
    idle.passed.connect(lambda: came.append(1))
    idle.watch(5)
    clocks.pass_by(299, asleep=asleep)
    idle.look()
    assert not came
    clocks.pass_by(1, asleep=asleep)
    idle.look()
    assert came == [1]
    assert not idle._timer.isActive()


def test_a_clock_set_back_does_not_put_it_off(qtbot: QtBot) -> None:
    clocks, window = Clocks(), QWidget()
    qtbot.addWidget(window)
    idle, came = clocks.idle(window), []
    idle.passed.connect(lambda: came.append(1))
    idle.watch(5)
    clocks.times[1] -= 86_400
    clocks.times[0] += 300
    idle.look()
    assert came


def test_a_key_in_any_window_puts_it_off(qtbot: QtBot) -> None:
    clocks, window, other = Clocks(), QWidget(), QWidget()
    for one in (window, other):
        qtbot.addWidget(one)
        one.show()
    idle, came = clocks.idle(window), []
    idle.passed.connect(lambda: came.append(1))
    idle.watch(5)
    for one in (window, other):
        one.activateWindow()
        qtbot.waitUntil(lambda one=one: QGuiApplication.focusWindow() is one.windowHandle())
        clocks.pass_by(200)
        QTest.keyClick(one.windowHandle(), Qt.Key.Key_A)
        clocks.pass_by(200)
        idle.look()
    assert not came
    clocks.pass_by(200)
    idle.look()
    assert came
    idle.watch(0)


def test_it_outlives_the_windows_it_listened_to(qtbot: QtBot) -> None:
    clocks, window = Clocks(), QWidget()
    qtbot.addWidget(window)
    idle = clocks.idle(window)
    idle.watch(5)
    listened = QWindow()
    idle._follow(listened)
    listened.destroy()
    del listened
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    idle._follow(None)
    idle.watch(0)
