"""Passwords in the window: typed and shown, told by layout and Caps Lock, waited for after a wrong one, changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from app.errors import WrongPassword
from app.services.base_password import check_password, lock_after
from app.services.passwords import LONGEST
from app.storage import base_key
from app.storage.opening import open_passport
from app.ui import base_password_dialog, entry_pane, new_dialog, sheet_printing
from app.ui.base_password_dialog import BasePasswordDialog
from app.ui.keyboard_state import KeyboardState, layout_of_locale
from app.ui.main_window import MainWindow
from app.ui.open_dialog import OpenDialog
from app.ui.password_line import NewPassword, PasswordLine
from app.ui.wrong_tries import DELAYS, TRIES, WrongTries
from ui.acts import act_of
from ui.doors import OTHER, PASSWORD, put_under, tried


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys in a millisecond, and no wrong tries of another test."""
    monkeypatch.setattr(base_key, "ROUNDS", 1000)
    TRIES._tries.clear()
    yield
    TRIES._tries.clear()


@pytest.fixture
def closed(school: Path) -> Path:
    put_under(school)
    return school


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    made.show()
    yield made
    made.close_file()
    made.jobs.close()
    made.deleteLater()


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


# --- the field ----------------------------------------------------------------------------------------


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


# --- opening ------------------------------------------------------------------------------------------


def test_a_base_without_a_password_opens_without_a_question(empty: MainWindow, school: Path) -> None:
    assert empty.open_file(school)


def test_the_right_password_opens(qtbot: QtBot, empty: MainWindow, closed: Path) -> None:
    dialog = OpenDialog(empty, closed, empty.jobs)
    tried(qtbot, dialog.pane, PASSWORD)
    qtbot.waitUntil(lambda: dialog.entered is not None)
    assert dialog.result() == OpenDialog.DialogCode.Accepted
    assert dialog.pane.line.text() == ""
    assert not dialog.entered.needs_sheet
    dialog.entered.passport.close()
    dialog.deleteLater()


def test_the_window_asks_and_opens(
    qtbot: QtBot, empty: MainWindow, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: OpenDialog) -> None:
        dialog.show()
        tried(qtbot, dialog.pane, PASSWORD)
        qtbot.waitUntil(lambda: dialog.entered is not None)

    monkeypatch.setattr(OpenDialog, "exec", answer)
    assert empty.open_file(closed)
    assert empty.desk.passport.has_password
    monkeypatch.setattr(OpenDialog, "exec", lambda _dialog: pytest.fail("the key is known"))
    empty.open_again()
    assert empty.desk.passport.has_password


def test_who_gives_no_password_gets_nothing(empty: MainWindow, closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OpenDialog, "exec", OpenDialog.reject)
    assert not empty.open_file(closed)
    assert empty.desk is None
    open_passport(closed, PASSWORD).close()  # nobody holds it


def test_only_the_owners_key_opens_another_base_unasked(
    empty: MainWindow, closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_passport(closed, PASSWORD) as passport:
        key = passport.key
    other = tmp_path / "next.passport"
    other.write_bytes(closed.read_bytes())
    asked: list[OpenDialog] = []
    monkeypatch.setattr(OpenDialog, "exec", lambda dialog: asked.append(dialog) or 0)
    assert empty.open_file(closed, key)
    empty.desk.passport.actor = Actor("1", "Оператор", Role.TYPIST)
    assert not empty.open_file(other)
    assert len(asked) == 1
    empty.desk.passport.actor = Actor()
    assert empty.open_file(other)


def test_a_wrong_one_says_both_reasons_and_makes_wait(
    qtbot: QtBot, empty: MainWindow, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        entry_pane, "open_passport", lambda path, text: opened.append(text) or open_passport(path, text)
    )
    dialog = OpenDialog(empty, closed, empty.jobs)
    dialog.show()
    tried(qtbot, dialog.pane, "не тот")
    for word in ("пароль не тот", "повреждён", "Caps Lock", "копию", "Следующая попытка через 1 с"):
        assert word in dialog.pane.told.text()
    dialog.pane.line.setText(PASSWORD)
    assert not dialog.pane.open_button.isEnabled()
    qtbot.keyClick(dialog.pane.line, Qt.Key.Key_Return)
    dialog.reject()
    again = OpenDialog(empty, closed, empty.jobs)  # to open the window anew does not shorten it
    again.pane.line.setText(PASSWORD)
    again.pane.try_password()
    assert opened == ["не тот"]
    qtbot.waitUntil(again.pane.open_button.isEnabled, timeout=3000)
    tried(qtbot, again.pane, PASSWORD)
    qtbot.waitUntil(lambda: again.entered is not None)
    again.entered.passport.close()
    assert TRIES.count(closed) == 0
    for one in (dialog, again):
        one.deleteLater()


def test_the_wait_grows_and_a_right_one_ends_it(tmp_path: Path) -> None:
    now = [100.0]
    tries = WrongTries(lambda: now[0])
    one, other = tmp_path / "a", tmp_path / "b"
    waits = []
    for _ in range(1000):
        tries.wrong(one)
        waits.append(tries.wait(one))
        now[0] += waits[-1]
        assert tries.wait(one) == 0
    assert tuple(waits[: len(DELAYS)]) == DELAYS == (1, 2, 4, 8, 16, 30)
    assert set(waits[len(DELAYS) :]) == {30}
    assert tries.wait(other) == 0
    tries.wrong(tmp_path / "x" / ".." / "a")  # the same file by another way
    assert tries.wait(one) == 30
    tries.right(one)
    assert (tries.wait(one), tries.count(one)) == (0, 0)


def test_a_damaged_beginning_is_told_as_both(qtbot: QtBot, empty: MainWindow, closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[200] ^= 1
    closed.write_bytes(bytes(content))
    dialog = OpenDialog(empty, closed, empty.jobs)
    tried(qtbot, dialog.pane, PASSWORD)
    assert "повреждён" in dialog.pane.told.text()
    assert dialog.entered is None
    dialog.deleteLater()


# --- a new base ---------------------------------------------------------------------------------------


def test_a_new_base_gets_its_password_and_the_sheet_is_offered(
    qtbot: QtBot, empty: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    path = tmp_path / "новая.passport"

    def fill(dialog: new_dialog.NewDialog) -> int:
        dialog.code.setText("700102")
        dialog.name.setText("МБОУ «СОШ № 2»")
        dialog._by_hand()
        dialog.file.setText(str(path))
        for one in (dialog.password.first, dialog.password.second):
            one.setText(PASSWORD)
        dialog.make_button.click()
        qtbot.waitUntil(lambda: bool(dialog.result()), timeout=20_000)
        return dialog.result()

    monkeypatch.setattr(new_dialog.NewDialog, "exec", fill)
    monkeypatch.setattr(sheet_printing, "ask", lambda *given: offered.append(given[2]) or sheet_printing._LATER)
    act_of(empty, "Создать").trigger()
    qtbot.waitUntil(lambda: bool(offered), timeout=20_000)
    assert "не откроет никто" in offered[0]
    assert empty.desk.passport.has_password
    check_password(empty.desk.passport, PASSWORD)
    assert empty.close_file()
    with pytest.raises(WrongPassword):
        open_passport(path)


# --- changing it --------------------------------------------------------------------------------------


@pytest.fixture
def dialog(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[BasePasswordDialog]:
    """The window «Пароль базы» of a base under a password."""
    window.desk.passport.rekey(PASSWORD)
    made = BasePasswordDialog(window, window.desk)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recovery sheets that were offered and shown."""
    heard: list[str] = []
    monkeypatch.setattr(base_password_dialog, "offer_sheet", lambda *_given: heard.append("offered"))
    monkeypatch.setattr(base_password_dialog, "show_sheet", lambda *_given: heard.append("shown"))
    return heard


def change(qtbot: QtBot, dialog: BasePasswordDialog, present: str, new: str) -> None:
    dialog.present.setText(present)
    for one in (dialog.new.first, dialog.new.second):
        one.setText(new)
    dialog.new.without.setChecked(not new)
    dialog.change_button.click()
    qtbot.waitUntil(lambda: not dialog._busy, timeout=20_000)


def test_the_password_is_changed_by_the_present_one(
    qtbot: QtBot, window: MainWindow, dialog: BasePasswordDialog, offered: list[str], said: list[str]
) -> None:
    change(qtbot, dialog, PASSWORD, OTHER)
    check_password(window.desk.passport, OTHER)
    assert offered == ["offered"]
    assert "Пароль базы сменён." in said
    assert not any(one.text() for one in (dialog.present, dialog.new.first, dialog.new.second))


def test_a_wrong_present_one_changes_nothing_and_makes_wait(
    qtbot: QtBot, window: MainWindow, dialog: BasePasswordDialog, offered: list[str]
) -> None:
    change(qtbot, dialog, "не тот пароль", OTHER)
    assert "Пароль не тот" in dialog.state.text()
    change(qtbot, dialog, PASSWORD, OTHER)  # too early
    assert "Следующая попытка через" in dialog.state.text()
    check_password(window.desk.passport, PASSWORD)
    assert not offered


def test_it_is_taken_away_with_a_plain_warning_and_given_again(
    qtbot: QtBot, window: MainWindow, dialog: BasePasswordDialog, offered: list[str]
) -> None:
    dialog.new.without.setChecked(True)
    assert "прочитает всякий" in dialog.new.remark.text()
    change(qtbot, dialog, PASSWORD, "")
    assert not window.desk.passport.has_password
    assert "нет пароля" in dialog.state.text()
    assert not any(one.isVisible() for one in (dialog.present, dialog.sheet_button, dialog.minutes, dialog.new.without))
    assert not offered
    change(qtbot, dialog, "", OTHER)
    check_password(window.desk.passport, OTHER)
    assert offered == ["offered"]


def test_the_sheet_asks_for_the_password(
    qtbot: QtBot, window: MainWindow, dialog: BasePasswordDialog, offered: list[str]
) -> None:
    assert not dialog.sheet_button.isEnabled()
    dialog.present.setText(PASSWORD + " ")
    dialog.sheet_button.click()
    qtbot.waitUntil(lambda: not dialog._busy, timeout=20_000)
    assert not offered
    TRIES.right(window.desk.passport.path)
    dialog.present.setText(PASSWORD)
    dialog.sheet_button.click()
    qtbot.waitUntil(lambda: offered == ["shown"], timeout=20_000)


def test_idle_minutes_are_kept_in_the_base(window: MainWindow, dialog: BasePasswordDialog) -> None:
    dialog.changed.connect(window.lock.watch)
    assert dialog.minutes.currentText() == "15 минут"
    dialog.minutes.setCurrentText("5 минут")
    dialog.minutes.activated.emit(dialog.minutes.currentIndex())
    assert lock_after(window.desk.passport) == 5
    assert window.lock.idle._seconds == 300


def test_the_menu_opens_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(BasePasswordDialog, "exec", lambda dialog: shown.append(dialog.state.text()))
    act_of(window, "Пароль").trigger()
    assert "У базы нет пароля" in shown[0]
