"""What the tests of passwords and of the lock share: a base under a password, and typing it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.base_password import change_password
from app.storage.opening import open_passport
from app.ui.entry_pane import EntryPane
from app.ui.main_window import MainWindow

PASSWORD = "вишня трактор 7 облако"
OTHER = "совсем другие слова 5"


def put_under(path: Path, password: str = PASSWORD) -> None:
    """Give a closed base a password."""
    with open_passport(path) as passport:
        change_password(passport, password)


def tried(qtbot: QtBot, pane: EntryPane, password: str) -> None:
    """Type a password and wait for what comes of it."""
    pane.line.setText(password)
    pane.try_password()
    qtbot.waitUntil(lambda: not pane.busy, timeout=20_000)


def locked(qtbot: QtBot, window: MainWindow) -> EntryPane:
    """Lock, and give the pane of the lock screen."""
    window.lock.lock()
    qtbot.waitUntil(lambda: window.desk is None, timeout=20_000)
    return window.centralWidget().pane


def unlocked(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    """Unlock, and wait until one is back."""
    tried(qtbot, window.centralWidget().pane, password)
    qtbot.waitUntil(lambda: window.desk is not None and window.lock.place is None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)


def texts_of(widget: QWidget) -> list[str]:
    """All that a program which reads the screen aloud gets from a window: names, values, descriptions, helps."""
    from PySide6.QtGui import QAccessible

    found: list[str] = []

    def walk(interface: object, depth: int = 0) -> None:
        if interface is None or not interface.isValid() or depth > 40:
            return
        found.extend(interface.text(kind) for kind in QAccessible.Text if kind is not QAccessible.Text.UserText)
        for place in range(min(interface.childCount(), 2000)):
            walk(interface.child(place), depth + 1)

    walk(QAccessible.queryAccessibleInterface(widget))
    return [text for text in found if text]
