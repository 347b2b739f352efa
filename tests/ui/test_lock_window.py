"""The lock: nothing of the base is seen, heard or held; what was typed stands in the same place after unlocking."""

import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.actors import Actor, Role
from app.errors import Refused
from app.services.drafts import drafts
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.ui import clipboard, lock, many
from app.ui.grid_dialog import GridDialog
from app.ui.lock_page import LockPage
from app.ui.main_window import MainWindow
from app.ui.page_names import STAFF, STUDENTS
from app.ui.second_entry import SecondEntryDialog
from app.ui.wrong_tries import TRIES
from ui.acts import act_of
from ui.doors import PASSWORD, locked, texts_of, tried, unlocked
from ui.keys import keys

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def closing(window: MainWindow) -> MainWindow:
    """The window on a base under a password."""
    window.desk.passport.rekey(PASSWORD)
    window.lock.watch()
    return window


def typed(window: MainWindow, name: str, text: str) -> None:
    card = window.pages.students.card
    card.focus_field(name)
    card.row(name).editor.line.selectAll()
    keys(card.row(name).editor.line, text)


def names(passport: Passport) -> set[str]:
    """Every surname and birthday of the base."""
    from sqlalchemy import select

    from app.domain.student import Student

    with passport.reading() as session:
        rows = session.execute(select(Student.last_name, Student.birth)).all()
    return {str(part) for row in rows for part in row if part} | {row.birth.strftime("%d.%m.%Y") for row in rows}


# --- what is left to see ------------------------------------------------------------------------------


def test_nothing_of_the_base_is_seen_or_heard(qtbot: QtBot, closing: MainWindow) -> None:
    typed(closing, "last_name", "Недописанная")
    secret = names(closing.desk.passport) | {"Недописанная", "СОШ № 1"}
    assert any(name in text for text in texts_of(closing) for name in secret)
    locked(qtbot, closing)
    everything = [text for one in QApplication.topLevelWidgets() for text in texts_of(one)]
    everything += [one.windowTitle() for one in QApplication.topLevelWidgets()]
    everything += [one.title() for one in QGuiApplication.allWindows()]
    everything += [action.text() for action in closing.findChildren(type(closing.menuBar().actions()[0]))]
    assert [text for text in everything for name in secret if name in text] == []
    assert closing.windowTitle() == "База закрыта — Паспорт школы"
    assert isinstance(closing.centralWidget(), LockPage)
    assert "База закрыта" in texts_of(closing)


def test_the_picture_is_the_same_whatever_was_open(qtbot: QtBot, closing: MainWindow) -> None:
    pictures = []
    for page in (STUDENTS, STAFF):
        closing.pages.go(page)
        locked(qtbot, closing)
        closing.centralWidget().pane.line.clearFocus()
        qtbot.wait(50)
        pictures.append(closing.grab().toImage())
        unlocked(qtbot, closing)
    assert pictures[0] == pictures[1]


def test_no_widget_and_no_key_of_it_is_left(qtbot: QtBot, closing: MainWindow) -> None:
    passport = closing.desk.passport
    path = passport.path
    left = [
        weakref.ref(one) for one in (passport, passport.engine, closing.desk, closing.pages, closing.pages.students)
    ]
    del passport
    locked(qtbot, closing)
    qtbot.wait(50)
    lock.gc.collect()
    assert [one() for one in left] == [None] * len(left)
    open_passport(path, PASSWORD).close()  # the file is free, and whole without a log
    assert not path.with_name(f"{path.name}-wal").exists()
    unlocked(qtbot, closing)


def test_menus_and_keys_do_nothing_while_it_is_locked(qtbot: QtBot, closing: MainWindow) -> None:
    locked(qtbot, closing)
    assert not any(action.isEnabled() for action in closing.menus.file_acts)
    closing.lock.lock()
    qtbot.wait(100)
    assert closing.desk is None
    unlocked(qtbot, closing)


def test_a_wrong_password_does_not_unlock(qtbot: QtBot, closing: MainWindow) -> None:
    pane = locked(qtbot, closing)
    tried(qtbot, pane, PASSWORD + " ")
    assert closing.desk is None
    assert "Следующая попытка" in pane.told.text()
    TRIES._tries.clear()
    unlocked(qtbot, closing)


# --- coming back --------------------------------------------------------------------------------------


def test_one_comes_back_to_the_card_with_what_was_typed(qtbot: QtBot, closing: MainWindow) -> None:
    page = closing.pages.students
    page.list.select(7)
    id = page.present
    typed(closing, "birth", "3102")
    edit = page.card.edit()
    locked(qtbot, closing)
    unlocked(qtbot, closing)
    page = closing.pages.students
    assert closing.pages.navigation.currentRow() == STUDENTS
    assert (page.present, page.card.edit()) == (id, edit)
    assert page.state.text() == "Не сохранено"
    page.card.row("birth").editor.line.setText("31.12.2004")
    assert page.save()
    closing.pages.watch.settle()
    assert drafts(closing.desk.passport) == ()


def test_a_card_without_changes_is_shown_again_in_its_field(qtbot: QtBot, closing: MainWindow) -> None:
    page = closing.pages.students
    page.list.select(5)
    id = page.present
    page.card.focus_field("phone")
    locked(qtbot, closing)
    unlocked(qtbot, closing)
    card = closing.pages.students.card
    assert closing.pages.students.present == id
    assert card.tab_widget.currentIndex() == [tab.key for tab in card.tabs].index(card.row("phone").field.tab.key)
    assert card.row("phone").editor.hasFocus() or closing.focusWidget() is card.row("phone").editor.focusProxy()


def test_a_new_card_and_cards_of_several_pages_come_back(qtbot: QtBot, closing: MainWindow) -> None:
    closing.pages.go(STAFF)
    closing.pages.page(STAFF).new()
    closing.pages.page(STAFF).card.focus_field("last_name")
    keys(closing.pages.page(STAFF).card.row("last_name").editor.line, "Новая")
    closing.pages.go(STUDENTS)
    typed(closing, "last_name", "Недопи")
    locked(qtbot, closing)
    unlocked(qtbot, closing)
    assert closing.pages.navigation.currentRow() == STUDENTS
    assert closing.pages.students.card.edit().texts == {"last_name": "Недопи"}
    assert closing.pages.page(STAFF).card.edit().texts["last_name"] == "Новая"
    assert closing.pages.page(STAFF).present == ""


def test_another_person_does_not_come_into_the_first_ones_card(
    qtbot: QtBot, closing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing.pages.students.list.select(7)
    id = closing.pages.students.present
    pane = locked(qtbot, closing)
    shown: list[object] = []
    monkeypatch.setattr(MainWindow, "show_file", lambda _window, entered: shown.append(entered))
    pane.opened.connect(lambda entered: setattr(entered.passport, "actor", Actor("2", "Другая", Role.TYPIST)))
    tried(qtbot, pane, PASSWORD)
    qtbot.waitUntil(lambda: bool(shown))
    assert closing.lock.place is None
    monkeypatch.undo()
    closing.show_file(shown[0])
    qtbot.waitUntil(lambda: bool(closing.pages.students.present) and not closing.jobs.busy)
    assert closing.pages.students.present != id


def test_text_that_cannot_be_kept_keeps_the_base_open(
    qtbot: QtBot, closing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def full(*_given: object) -> None:
        raise Refused("Не хватает места на диске.", "Освободите место.")

    monkeypatch.setattr(lock, "keep_draft", full)
    monkeypatch.setattr(lock, "show_error", lambda _window, problem: told.append(str(problem)))
    typed(closing, "last_name", "Недопи")
    closing.lock.lock()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["База не закрыта: набранное не сохранить. Не хватает места на диске. Освободите место."]
    assert closing.pages.students.card.edit().texts == {"last_name": "Недопи"}
    monkeypatch.undo()
    locked(qtbot, closing)


# --- windows over the pages ---------------------------------------------------------------------------


def test_windows_over_it_are_closed_and_their_text_is_offered(qtbot: QtBot, closing: MainWindow) -> None:
    pupils = closing.pages.students.list
    pupils.show_scope("9А")
    ids = many.wanted_ids(pupils)
    dialog = GridDialog(closing, closing.desk, "student", ids, {})
    dialog.open()
    dialog.show_fields(("phone",))
    dialog.table.put({(0, 2): "8913", (1, 2): "8914"})
    box = QMessageBox(QMessageBox.Icon.Question, "Вопрос", "Удалить Иванову?", parent=dialog)
    box.open()
    locked(qtbot, closing)
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not closing]
    unlocked(qtbot, closing)
    kept = {one.edit.id: one.edit.texts for one in drafts(closing.desk.passport)}
    assert kept == {ids[0]: {"phone": "8913"}, ids[1]: {"phone": "8914"}}
    assert "Несохранённых карточек ещё: 2" in closing.statusBar().currentMessage()


def test_a_window_that_was_hidden_goes_too(qtbot: QtBot, closing: MainWindow) -> None:
    hidden = QDialog(closing)
    hidden.setWindowTitle("Карточка: Недописанная")
    hidden.show()
    hidden.hide()
    locked(qtbot, closing)
    assert not isValid(hidden)
    unlocked(qtbot, closing)


def test_a_second_entry_keeps_what_was_typed(qtbot: QtBot, closing: MainWindow) -> None:
    dialog = SecondEntryDialog(closing, closing.desk, "9А")
    dialog.open()
    dialog._begin()
    name, row = next(iter(dialog.typing.rows.items()))
    row.put_back("Набранное")
    kept: list[dict[str, str]] = []
    import app.ui.second_entry as module

    original = module.type_again
    module.type_again = lambda _passport, _id, texts: kept.append(texts)
    try:
        locked(qtbot, closing)
    finally:
        module.type_again = original
    assert kept == [{name: "Набранное"}]
    unlocked(qtbot, closing)


def test_a_dialog_that_waits_in_its_own_loop_ends_before_the_base_closes(qtbot: QtBot, closing: MainWindow) -> None:
    seen: list[bool] = []

    class Waiting(QDialog):
        def reject(self) -> None:
            pytest.fail("it would ask")

    def wait() -> None:
        dialog = Waiting(closing)
        QTimer.singleShot(100, closing.lock.lock)
        dialog.exec()
        seen.append(closing.desk is not None)  # whoever opened it may still use the base
        dialog.deleteLater()

    wait()
    qtbot.waitUntil(lambda: closing.desk is None)
    assert seen == [True]
    unlocked(qtbot, closing)


def test_a_running_job_is_waited_for_and_said(qtbot: QtBot, closing: MainWindow, said: list[str]) -> None:
    wait = threading.Event()
    done: list[bool] = []
    closing.jobs.start(lambda _: wait.wait(20), lambda _: done.append(closing.desk is not None))
    closing.lock.lock()
    qtbot.wait(300)
    assert closing.desk is not None
    assert lock.AFTER_JOB in said
    wait.set()
    qtbot.waitUntil(lambda: closing.desk is None)
    assert done == [True]
    unlocked(qtbot, closing)


def test_a_base_without_a_password_is_not_locked(qtbot: QtBot, window: MainWindow, said: list[str]) -> None:
    act_of(window, "Закрыть на замок").trigger()
    qtbot.wait(100)
    assert window.desk is not None
    assert said == [lock.NO_PASSWORD]
    assert window.lock.idle._seconds == 0


def test_ctrl_l_locks(qtbot: QtBot, closing: MainWindow) -> None:
    closing.activateWindow()
    QTest.keyClick(closing.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: closing.desk is None)
    unlocked(qtbot, closing)


def test_opening_another_base_forgets_the_place(qtbot: QtBot, closing: MainWindow, tmp_path: Path) -> None:
    from app.storage.opening import new_passport

    other = tmp_path / "other.passport"
    new_passport(other, year="2019-20", kind="school", code="700102", name="Другая").close()
    locked(qtbot, closing)
    assert closing.open_file(other)
    assert closing.lock.place is None


def test_nobody_there_locks_the_base(qtbot: QtBot, closing: MainWindow) -> None:
    assert closing.lock.idle._seconds == 15 * 60
    closing.lock.idle.passed.emit()
    qtbot.waitUntil(lambda: closing.desk is None)
    assert closing.lock.idle._seconds == 0
    unlocked(qtbot, closing)
    assert closing.lock.idle._seconds == 15 * 60


# --- the clipboard ------------------------------------------------------------------------------------


def test_a_copied_list_is_marked_and_goes_with_the_lock(qtbot: QtBot, closing: MainWindow) -> None:
    closing.pages.students.list.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    assert 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"' in data.formats()
    assert "ФИО" in data.text()
    locked(qtbot, closing)
    assert not QGuiApplication.clipboard().text()
    unlocked(qtbot, closing)


def test_what_another_program_put_there_stays(qtbot: QtBot, closing: MainWindow) -> None:
    closing.pages.students.list.copy()
    foreign = QMimeData()
    foreign.setText("из другой программы")
    foreign.setData("x-kde-passwordManagerHint", b"secret")  # a password manager marks its own so, too
    QGuiApplication.clipboard().setMimeData(foreign)
    locked(qtbot, closing)
    assert QGuiApplication.clipboard().text() == "из другой программы"
    unlocked(qtbot, closing)
    QGuiApplication.clipboard().clear()


def test_the_end_of_the_program_takes_it_away(window: MainWindow) -> None:
    window.pages.students.list.copy()
    window.close()
    assert not QGuiApplication.clipboard().text()


def test_a_secret_is_ours_too(qapp: QApplication) -> None:
    clipboard.copy_secret("пароль пакета")
    assert QGuiApplication.clipboard().text() == "пароль пакета"
    clipboard.forget_ours()
    assert not QGuiApplication.clipboard().text()
