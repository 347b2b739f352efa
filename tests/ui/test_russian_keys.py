"""On a keyboard that tells Russian letters only, a shortcut is the key on which its Latin letter is printed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.everything_window import EverythingWindow
from app.ui.main_window import MainWindow
from ui.acts import act_of

Mod = Qt.KeyboardModifier


def press(window: MainWindow, letter: str, how: Mod = Mod.ControlModifier) -> None:
    """As X11 tells it where no layout has Latin letters: no shortcut was met, the field in which one is gets it."""
    field = window.pages.students.card.row("last_name").editor.line
    field.setFocus()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), how, letter))


@pytest.mark.parametrize(
    ("letter", "how", "text"),
    [
        ("л", Mod.ControlModifier, "Найти всё…"),
        ("ы", Mod.ControlModifier, "Сохранить карточку"),
        ("т", Mod.ControlModifier, "Новая карточка"),
        ("р", Mod.ControlModifier | Mod.ShiftModifier, "История поля…"),
    ],
)
def test_an_act_is_done_by_the_place_of_its_letter(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, letter: str, how: Mod, text: str
) -> None:
    done: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QAction.trigger", lambda action: done.append(action.text()))
    press(window, letter, how)
    assert done == [act_of(window, text).text()]


def test_search_over_all_comes_up(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "л")
    qtbot.waitUntil(lambda: window.findChild(EverythingWindow) is not None)
    window.findChild(EverythingWindow).reject()


@pytest.mark.parametrize(("letter", "how"), [("л", Mod.NoModifier), ("л", Mod.AltModifier), ("ж", Mod.ControlModifier)])
def test_other_keys_do_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch, letter: str, how: Mod) -> None:
    monkeypatch.setattr("PySide6.QtGui.QAction.trigger", lambda action: pytest.fail(action.text()))
    press(window, letter, how)


def test_an_act_that_cannot_be_done_is_not(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    act_of(window, "Найти всё…").setEnabled(False)
    monkeypatch.setattr("PySide6.QtGui.QAction.trigger", lambda action: pytest.fail(action.text()))
    press(window, "л")
