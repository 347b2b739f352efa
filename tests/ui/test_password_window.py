"""Passwords in the window: typed and shown, told by layout and Caps Lock, waited for after a wrong one, changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from app.errors import WrongPassword
from app.services.base_password import check_password, lock_after
from app.storage.opening import open_passport
from app.ui import base_password_dialog, entry_pane, sheet_printing, wizard
from app.ui.base_password_dialog import BasePasswordDialog
from app.ui.main_window import MainWindow
from app.ui.open_dialog import OpenDialog
from app.ui.wrong_tries import DELAYS, TRIES, WrongTries
from ui.acts import act_of
from ui.doors import OTHER, PASSWORD, tried

pytestmark = pytest.mark.usefixtures("quick_keys")


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
    qtbot.waitUntil(again.pane.open_button.isEnabled, timeout=20_000)
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


def test_a_refusal_may_lead_elsewhere(
    qtbot: QtBot, empty: MainWindow, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, str]] = []

    def lead_on(path: Path, problem: WrongPassword, password: str) -> bool:
        assert isinstance(problem, WrongPassword)
        asked.append((path, password))
        return password == "верный"

    dialog = OpenDialog(empty, closed, empty.jobs, lead_on)
    dialog.show()
    tried(qtbot, dialog.pane, "не тот")
    assert dialog.isVisible()
    TRIES.right(closed)
    tried(qtbot, dialog.pane, "верный")
    assert not dialog.isVisible()
    assert asked == [(closed, "не тот"), (closed, "верный")]
    dialog.deleteLater()


# --- a new base ---------------------------------------------------------------------------------------


def test_a_new_base_gets_its_password_and_the_sheet_is_offered(
    qtbot: QtBot, empty: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    path = tmp_path / "новая.passport"

    def fill(dialog: wizard.Wizard) -> int:
        dialog.school.code.setText("700102")
        dialog.school.name.setText("МБОУ «СОШ № 2»")
        dialog.year.by_hand = True
        dialog.year.file.setText(str(path))
        for one in (dialog.password.new.first, dialog.password.new.second):
            one.setText(PASSWORD)
        for _ in dialog.steps:
            dialog.next_button.click()
        qtbot.waitUntil(lambda: bool(dialog.result()), timeout=20_000)
        return dialog.result()

    monkeypatch.setattr(wizard.Wizard, "exec", fill)
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
    (told,) = [one for one in said if one.startswith("Пароль базы сменён.")]
    assert "Копии переписаны под него: 1." in told  # the one before the change
    assert "Под прежними паролями остались копии: 1." in told  # the one of the opening, before the fixture's password
    assert not any(one.text() for one in (dialog.present, dialog.new.first, dialog.new.second))


def test_copies_stay_under_the_old_password_when_the_tick_is_taken_away(
    qtbot: QtBot, window: MainWindow, dialog: BasePasswordDialog, offered: list[str], said: list[str]
) -> None:
    assert dialog.copies.isChecked()
    dialog.copies.setChecked(False)
    change(qtbot, dialog, PASSWORD, OTHER)
    (told,) = [one for one in said if one.startswith("Пароль базы сменён.")]
    assert "переписаны" not in told
    assert "остались копии: 2" in told


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
    window.desk.passport.actor = Actor("1", "Оператор", Role.TYPIST)
    act_of(window, "Пароль").trigger()
    assert len(shown) == 1
    assert "дело ответственного" in window.statusBar().currentMessage()
    window.desk.passport.actor = Actor()
