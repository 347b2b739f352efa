"""What a screen reader is told: every field, list, table and button of every page has a name, and not its value."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.page_names import HOME, TITLES
from ui.accessible import nameless
from ui.checks import checked, pupil


@pytest.mark.parametrize("number", range(HOME, len(TITLES)), ids=lambda number: TITLES[number])
def test_all_of_a_page_has_names(qtbot: QtBot, window: MainWindow, number: int) -> None:
    window.pages.go(number)
    checked(qtbot, window)
    qtbot.wait(50)
    assert nameless(window.pages.page(number)) == []


def test_every_tab_of_a_card_has_names(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.open_card("student", pupil(window, "9А", 0).id)
    card = window.pages.students.card
    for number in range(card.tab_widget.count()):
        card.tab_widget.setCurrentIndex(number)
        qtbot.wait(20)
        assert nameless(card) == [], card.tab_widget.tabText(number)


def test_a_row_of_a_list_is_a_sentence(window: MainWindow) -> None:
    table = window.pages.students.list.table
    index = table.model().index(0, 0)
    from PySide6.QtCore import Qt

    told = table.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert told.count(": ") >= 2
