"""The bases that were opened last: on the start page and in the menu, gone ones said so, the list forgotten at will."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui import application
from app.ui.main_window import MainWindow
from app.ui.recent_bases import MOST, forget_all, is_first_start, note_opened, recent_bases
from app.ui.recent_list import GONE, RecentList, fill_recent_menu
from app.ui.start_page import StartPage


@pytest.fixture
def filled(user_folder: Path, school: Path) -> Path:
    """A list of a base that is there and of one that is gone; the former's path."""
    bases = [
        {"path": str(school), "school": "МБОУ «СОШ № 1»", "year": "2019/20", "opened": "2026-11-02"},
        {"path": str(school.with_name("gone.passport")), "school": "", "year": "2018/19", "opened": "2025-11-02"},
    ]
    (user_folder / "recent.json").write_text(json.dumps(bases), encoding="utf-8")
    return school


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    made.resize(1366, 700)
    made.show()
    yield made
    made.close_file()
    made.jobs.close()
    made.deleteLater()


def test_an_opened_base_comes_first_and_once(qtbot: QtBot, window: MainWindow, school: Path) -> None:
    passport = window.desk.passport
    note_opened(passport)
    note_opened(passport)
    (one,) = recent_bases()
    assert (one.path, one.school, one.year) == (str(school), "МБОУ «СОШ № 1»", passport.year.title)
    assert one.is_there
    assert not is_first_start()


def test_opening_by_the_window_notes_it_without_a_pupil(qtbot: QtBot, window: MainWindow, user_folder: Path) -> None:
    qtbot.waitUntil((user_folder / "recent.json").exists)
    told = json.loads((user_folder / "recent.json").read_text(encoding="utf-8"))
    assert [set(one) for one in told] == [{"path", "school", "year", "opened"}]


def test_no_more_than_eight_are_kept(user_folder: Path, window: MainWindow) -> None:
    many = [{"path": f"/{number}", "school": "", "year": "", "opened": ""} for number in range(20)]
    (user_folder / "recent.json").write_text(json.dumps(many), encoding="utf-8")
    note_opened(window.desk.passport)
    assert len(recent_bases()) == MOST


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"a": 1}', b"\xff\xfe"])
def test_a_spoilt_list_is_an_empty_one(user_folder: Path, content: bytes) -> None:
    (user_folder / "recent.json").write_bytes(content)
    assert recent_bases() == []


def test_the_start_page_opens_by_enter(qtbot: QtBot, filled: Path, empty: MainWindow) -> None:
    start = empty.centralWidget()
    assert isinstance(start, StartPage)
    lines = start.recent.list
    assert "СОШ № 1" in lines.item(0).text()
    assert "02.11.2026" in lines.item(0).text()
    assert GONE in lines.item(1).text()
    QTest.keyClick(lines, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: empty.desk is not None)
    assert empty.desk.passport.path == filled
    qtbot.waitUntil(lambda: not empty.jobs.busy)


def test_one_click_opens_and_a_gone_one_does_not(qtbot: QtBot, filled: Path, empty: MainWindow) -> None:
    lines = empty.centralWidget().recent.list
    for row, opened in ((1, False), (0, True)):
        place = lines.visualItemRect(lines.item(row)).center()
        QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.wait(50)
        assert (empty.desk is not None) is opened
    qtbot.waitUntil(lambda: not empty.jobs.busy)


def test_a_line_is_taken_out_and_all_are_forgotten(qtbot: QtBot, filled: Path) -> None:
    shown = RecentList()
    qtbot.addWidget(shown)
    shown.list.setCurrentRow(1)
    QTest.keyClick(shown.list, Qt.Key.Key_Delete)
    assert [one.path for one in recent_bases()] == [str(filled)]
    shown.forget_button.click()
    assert recent_bases() == []
    assert shown.isHidden()
    assert filled.exists()


def test_the_menu_has_them_too(qtbot: QtBot, filled: Path) -> None:
    menu, opened = QMenu(), []
    qtbot.addWidget(menu)
    fill_recent_menu(menu, opened.append)
    menu.aboutToShow.emit()
    there, gone, _, forget = menu.actions()
    assert not gone.isEnabled()
    there.trigger()
    assert opened == [filled]
    forget.trigger()
    menu.aboutToShow.emit()
    assert [one.isEnabled() for one in menu.actions()] == [False]


def test_the_wizard_comes_by_itself_only_where_no_base_was_known(
    qtbot: QtBot, empty: MainWindow, user_folder: Path
) -> None:
    assert is_first_start()
    start = empty.centralWidget()
    start.new_wanted.disconnect()
    with qtbot.waitSignal(start.new_wanted, timeout=20_000):
        application._lead_on(empty)
    (user_folder / "bases").mkdir()
    (user_folder / "bases" / "1.json").write_text("{}")  # noted by an earlier program
    assert not is_first_start()
    (user_folder / "bases" / "1.json").unlink()
    forget_all()
    assert not is_first_start()
