"""A list that opens under a box shows its choices whole: none half hidden, nothing to scroll while they are few."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow


@pytest.mark.parametrize("count", [2, 3, 7])
def test_few_choices_are_all_seen_when_the_box_has_the_focus(qtbot: QtBot, window: MainWindow, count: int) -> None:
    box = QComboBox(window)
    box.addItems([f"выбор {number}" for number in range(count)])
    box.show()
    box.setFocus()  # as after a click
    box.showPopup()
    QApplication.processEvents()
    shown = box.view()
    assert shown.verticalScrollBar().maximum() == 0
    last = shown.visualRect(box.model().index(count - 1, 0))
    assert shown.viewport().rect().contains(last)
    box.hidePopup()
    box.deleteLater()
