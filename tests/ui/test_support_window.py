"""«Справка»: the file for support shown before it is saved, its door in the window of faults, the page of promises."""

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import BadFile, Refused
from app.services.diagnostics import ABOUT, COPY, FAULT, LOG, Diagnostics, diagnostics
from app.ui import support_dialog
from app.ui.error_window import show_error
from app.ui.help_window import HelpWindow
from app.ui.main_window import MainWindow
from app.ui.support_dialog import SupportDialog


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(support_dialog, "tell", lambda parent, title, text: heard.append(text))
    return heard


def opened(window: MainWindow, fault: str = "") -> SupportDialog:
    """The dialog as it comes up once its texts are gathered."""
    passport = window.desk.passport if window.desk is not None else None
    return SupportDialog(window, diagnostics(passport, fault), fault)


def shown(dialog: SupportDialog) -> list[str]:
    pages = [dialog.tabs.widget(place) for place in range(dialog.tabs.count())]
    return [page.toPlainText() for page in pages if isinstance(page, QPlainTextEdit)]


def test_what_is_saved_is_what_was_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path, said: list[str]) -> None:
    dialog = opened(window, "ValueError\nsave, cards.py:12")
    before = shown(dialog)
    assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == "Ошибка"
    dialog.save_to(tmp_path / "a.zip")
    qtbot.waitUntil(lambda: bool(said))
    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        assert file.namelist() == [ABOUT, LOG, FAULT]
        assert file.read(ABOUT).decode() == before[0]
        assert file.read(FAULT).decode() == before[2]
    assert "a.zip" in said[0]
    assert str(tmp_path) not in "".join(before)


def test_a_copy_is_made_beside_the_window(qtbot: QtBot, window: MainWindow, tmp_path: Path, said: list[str]) -> None:
    dialog = opened(window)
    dialog.copy_box.setChecked(True)
    dialog.save_to(tmp_path / "a.zip")
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        assert file.namelist() == [ABOUT, LOG, COPY]


def test_without_a_base_there_is_no_copy_to_ask_for(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    dialog = opened(window)
    assert dialog.copy_box.parent() is None
    menu = next(one.menu() for one in window.menuBar().actions() if one.text() == "&Справка")
    assert "Файл для поддержки…" in [action.text() for action in menu.actions() if action.isEnabled()]
    window.jobs.close()


def test_its_texts_are_gathered_beside_the_window(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    come: list[str] = []

    def gather(*given: object, **named: object) -> Diagnostics:
        threads.append(threading.current_thread() is threading.main_thread())
        return diagnostics(*given, **named)

    def run(dialog: SupportDialog) -> None:
        come.append(dialog.tabs.tabText(dialog.tabs.currentIndex()))

    monkeypatch.setattr(support_dialog, "diagnostics", gather)
    monkeypatch.setattr(SupportDialog, "exec", run)
    support_dialog.show_support(window, "ValueError")
    qtbot.waitUntil(lambda: bool(come))
    assert threads == [False]
    assert come == ["Ошибка"]


def test_a_file_that_cannot_be_written_is_told_and_the_dialog_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(support_dialog, "show_error", lambda _parent, problem: told.append(problem))
    dialog = opened(window)
    dialog.show()
    dialog.save_to(tmp_path / "нет" / "a.zip")
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], BadFile)
    assert dialog.isVisible()
    assert said == []
    dialog.reject()


def with_box(act: Callable[[QMessageBox], None], problem: Exception, parent: QWidget) -> None:
    """Show an error and do something with its window, which is closed whatever comes of it."""
    faults: list[BaseException] = []

    def come() -> None:
        box = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible())
        try:
            act(box)
        except BaseException as fault:
            faults.append(fault)
        finally:
            if box.isVisible():
                box.reject()

    QTimer.singleShot(50, come)
    show_error(parent, problem)
    for fault in faults:
        raise fault


@pytest.mark.parametrize(("problem", "offered"), [(ValueError("Иванов"), True), (Refused("Нельзя."), False)])
def test_only_a_fault_offers_the_file(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, problem: Exception, offered: bool
) -> None:
    given: list[str] = []
    monkeypatch.setattr(support_dialog, "show_support", lambda window, fault: given.append(fault))

    def press(box: QMessageBox) -> None:
        found = [one for one in box.findChildren(QPushButton) if "поддержки" in one.text()]
        assert bool(found) is offered
        for one in found:
            one.click()

    with_box(press, problem, window.pages.navigation)
    assert given == (["ValueError"] if offered else [])


def test_enter_and_esc_leave_the_window_of_faults(window: MainWindow) -> None:
    def look(box: QMessageBox) -> None:
        assert box.defaultButton() is box.escapeButton()
        assert box.defaultButton().text() == "Понятно"

    with_box(look, ValueError("x"), window)


def test_the_page_of_promises_is_a_page_of_the_help(window: MainWindow) -> None:
    window._later.protection()
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert "не сертифицирована" in shown.text.toPlainText()
    assert not shown.text.openLinks()
    shown.close()
