"""The field for a password: shown while a button is held, told by layout and Caps Lock, a new one judged in words."""

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.passwords import LONGEST
from app.ui.keyboard_state import KeyboardState, layout_of_locale
from app.ui.password_line import NewPassword, PasswordLine
from ui.doors import PASSWORD


@pytest.fixture
def line(qtbot: QtBot) -> PasswordLine:
    made = PasswordLine("Пароль")
    qtbot.addWidget(made.held)
    made.held.show()
    made.setFocus()
    return made


def pressed(text: str, *, shift: bool = False, key: Qt.Key = Qt.Key.Key_unknown) -> QKeyEvent:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


def test_it_is_shown_only_while_the_button_is_held(qtbot: QtBot, line: PasswordLine) -> None:
    line.setText(PASSWORD)
    assert PASSWORD not in line.displayText()
    qtbot.mousePress(line.show_button, Qt.MouseButton.LeftButton)
    assert line.displayText() == PASSWORD
    qtbot.mouseRelease(line.show_button, Qt.MouseButton.LeftButton)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.show_button.setFocus()
    qtbot.keyPress(line.show_button, Qt.Key.Key_Space)  # the same without a mouse
    assert line.displayText() == PASSWORD
    qtbot.keyRelease(line.show_button, Qt.Key.Key_Space)
    assert PASSWORD not in line.displayText()


@pytest.mark.parametrize("text", [" с краёв ", "'\"\\--", "ф" * 200, "Ёё\u0438\u0306"])
def test_what_is_pasted_is_taken_as_it_is_and_cannot_be_copied(qtbot: QtBot, line: PasswordLine, text: str) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    line.paste()
    assert line.text() == text
    clipboard.setText("прежнее")
    line.selectAll()
    line.copy()
    line.cut()
    assert clipboard.text() == "прежнее"


def test_a_longer_one_than_is_taken_is_refused_and_not_cut(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    new = NewPassword(QFormLayout(holder))
    for one in (new.first, new.second):
        one.setText("аб в" * LONGEST)
    assert "длиннее" in new.lacking


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([pressed("ж")], "RU"),
        ([pressed("w")], "EN"),
        ([pressed("Ж", shift=True)], "RU"),
        ([pressed("Ж")], "RU, Caps Lock"),
        ([pressed("w", shift=True)], "EN, Caps Lock"),
        ([pressed("W"), pressed("7")], "EN, Caps Lock"),
        ([pressed("Ё"), pressed("", key=Qt.Key.Key_CapsLock)], "RU"),
        ([pressed("7")], ""),
        ([pressed("", key=Qt.Key.Key_CapsLock)], ""),
        ([pressed("ß")], ""),
    ],
)
def test_layout_and_caps_lock_are_told_from_the_key(events: list[QKeyEvent], told: str) -> None:
    state = KeyboardState()
    for event in events:
        state.judge(event)
    assert state.short() == told


def test_layouts_by_the_system() -> None:
    assert layout_of_locale(QLocale(QLocale.Language.Russian)) == "RU"
    assert layout_of_locale(QLocale(QLocale.Language.English)) == "EN"
    assert layout_of_locale(QLocale(QLocale.Language.Tatar)) == "TT"
    assert layout_of_locale(QLocale.c()) == ""


def test_they_stand_beside_the_field_while_one_types(qtbot: QtBot, line: PasswordLine) -> None:
    qtbot.keyClicks(line, "Q")
    assert line.note.text() == "EN, Caps Lock"
    assert line.accessibleDescription() == "Раскладка EN, включён Caps Lock"
    line.show_button.setFocus()
    qtbot.waitUntil(lambda: line.note.text() == "")


def test_a_new_one_is_judged_in_words(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    new = NewPassword(QFormLayout(holder), may_be_none=True, none_told="Прочитает всякий.")
    said = []
    for first, second in (
        ("abc", ""),
        ("password1", ""),
        ("кабан77 лес", ""),
        ("кабан77 лес", "кабан77 Лес"),
        ("кабан77 лес",) * 2,
        (PASSWORD,) * 2,
    ):
        new.first.setText(first)
        new.second.setText(second)
        said.append((bool(new.lacking), new.remark.text().split()[0]))
    words = ["Пароль", "Такой", "Внесите", "Второй", "Подойдёт,", "Хороший"]
    assert said == list(zip([True] * 4 + [False] * 2, words, strict=True))
    assert new.password == PASSWORD
    new.without.setChecked(True)
    assert (new.password, new.lacking, new.remark.text()) == ("", "", "Прочитает всякий.")


def test_tab_goes_from_the_password_to_its_second_time_and_then_to_the_buttons(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    new = NewPassword(QFormLayout(holder), may_be_none=True)
    holder.show()
    new.first.setFocus()
    for stop in (new.second, new.first.show_button, new.second.show_button, new.without):
        qtbot.keyClick(holder.focusWidget(), Qt.Key.Key_Tab)
        assert holder.focusWidget() is stop
