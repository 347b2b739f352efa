"""Every dialog on the smallest screen that it may come up on: 1366 × 768 at 125 %, less the bar of the system."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui import room
from app.ui.main_window import MainWindow
from ui.accessible import nameless
from ui.checks import checked
from ui.every_dialog import DIALOGS
from ui.labels import cut

ROOT = Path(__file__).resolve().parents[2]
SMALL = QSize(1093, 582)


@pytest.fixture
def small(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The main window as large as such a screen, everything checked."""
    monkeypatch.setattr(room, "screen", lambda: SMALL)
    checked(qtbot, window)
    window.pages.students.list.show_scope("9А")
    window.resize(SMALL - room.FRAME)
    return window


def test_the_list_of_dialogs_is_whole() -> None:
    """Whoever writes a dialog gives it to this test too."""
    written = set()
    for path in (ROOT / "app" / "ui").glob("*.py"):
        written.update(re.findall(r"(?m)^class (\w+)\(QDialog\)", path.read_text(encoding="utf-8")))
    listed = (ROOT / "tests" / "ui" / "every_dialog.py").read_text(encoding="utf-8")
    assert [name for name in sorted(written) if not re.search(rf"\b{name}\(|: {name},", listed)] == []


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_a_dialog_fits_a_small_screen_whole(qtbot: QtBot, small: MainWindow, name: str) -> None:
    made = DIALOGS[name](small)
    try:
        made.show()
        checked(qtbot, small)
        qtbot.wait(20)
        room_here = SMALL - room.FRAME
        least = made.minimumSizeHint().expandedTo(made.minimumSize())
        for size in (least, made.size()):
            assert size.width() <= room_here.width()
            assert size.height() <= room_here.height()
        assert [told for label in made.findChildren(QLabel) if (told := cut(label))] == []
        assert [one.accessibleName() for one in outside(made)] == []
        assert nameless(made) == []
    finally:
        made.close()
        made.deleteLater()
        checked(qtbot, small)


def outside(dialog: QDialog) -> list[QWidget]:
    """The visible widgets that do not lie whole in the dialog, those that scroll left out."""
    found = []
    for one in dialog.findChildren(QWidget):
        if not one.isVisible() or one.isWindow() or _scrolls(one, dialog):
            continue
        place = one.mapTo(dialog, one.rect().bottomRight())
        if place.x() > dialog.width() or place.y() > dialog.height():
            found.append(one)
    return found


def _scrolls(widget: QWidget, dialog: QDialog) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not dialog:
        if isinstance(parent, QScrollArea) or hasattr(parent, "viewport"):
            return True
        parent = parent.parentWidget()
    return False
