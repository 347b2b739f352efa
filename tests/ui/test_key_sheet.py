"""The card of keys: every key of the menus, none invented, on one page."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.paths import resources
from app.printer.fonts import LACKING
from app.services.key_sheet import help_blocks, key_sheet
from app.ui import paper_acts
from app.ui.key_sheet import menu_blocks
from app.ui.main_window import MainWindow
from app.ui.page_names import ROOMS
from app.ui.print_preview import PrintPreview
from data.papers import texts_of


def acts(window: MainWindow) -> list[QAction]:
    menus = window.menuBar().findChildren(QMenu)
    return [one for menu in menus for one in menu.actions() if one.shortcuts() and one.isVisible()]


def told(window: MainWindow) -> dict[str, str]:
    """What each key of the menus does, as the card says."""
    rows = [row for block in menu_blocks(window.menus) for row in block.rows]
    return {key: does for keys, does in rows for key in re.split(r", | … ", keys)}


def test_every_key_of_the_menus_is_on_the_card(window: MainWindow) -> None:
    found = told(window)
    assert len(found) > 40
    names = {"Ctrl+плюс": "Ctrl++", "Ctrl+минус": "Ctrl+-", "Ctrl+PgDn": "Ctrl+PgDown", "Ctrl+Enter": "Ctrl+Return"}
    there = {QKeySequence(names.get(key, key)) for key in found}
    between = {QKeySequence(f"Ctrl+{number}") for number in range(2, 6)}  # «Ctrl+1 … Ctrl+6»
    assert {key for act in acts(window) for key in act.shortcuts()} - between <= there
    assert found["F8"] == "Следующая ошибка во всей базе"
    assert found["Ctrl+Z"] == found["F9"] == "Отменить"


def test_the_card_says_nothing_of_the_moment(window: MainWindow, qtbot: QtBot) -> None:
    before = told(window)
    card = window.pages.students.card
    card.put({"first_name": "Аристарх"})
    assert window.pages.students.save()
    window.pages.go(ROOMS)  # whose card has other tabs
    assert told(window) == before
    assert "Аристарх" not in str(before)


def test_all_of_it_stands_on_one_page_with_the_keys_of_the_help(window: MainWindow) -> None:
    (text,) = texts_of(key_sheet(menu_blocks(window.menus)))
    flat = " ".join(text.split())
    assert LACKING not in text
    for keys in told(window):
        assert keys in flat, keys
    many = resources("help", "many.md").read_text(encoding="utf-8")
    assert "| F8 | скопировать вниз" in many  # another F8 than that of the menus
    assert "скопировать вниз" in flat
    card = next(one for one in help_blocks(told(window)) if one.title == "Карточка")
    assert "F3" in dict(card.rows)
    assert "F8, Shift+F8" not in dict(card.rows)  # the menu has said so


@pytest.mark.parametrize("opened", [True, False])
def test_the_menu_shows_it_and_it_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, opened: bool
) -> None:
    if not opened:
        window.close_file()
    out = tmp_path / "keys.pdf"
    monkeypatch.setattr(paper_acts, "ask_save", lambda *_: out)
    menus = window.menuBar().findChildren(QMenu)
    next(one for menu in menus for one in menu.actions() if one.text() == "Клавиши на листе…").trigger()
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None)
    dialog = window.findChild(PrintPreview)
    assert not dialog.last.isVisible()  # one page: nothing to choose
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert out.read_bytes().startswith(b"%PDF")
