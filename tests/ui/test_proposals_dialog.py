"""Answering a school's proposals in the window of a municipality."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.proposal_answers import ProposedChange
from app.ui.proposals_dialog import REFUSE, TAKE, ProposalsDialog

FOUND = (
    ProposedChange("a", "Иванов <b>Иван</b>", "Имя", "Иван", "Глеб", "Решение суда", 1),
    ProposedChange("b", "Ёлкина Анна", "Фамилия", "Ёлкина", "Ельцова", "", 1),
    ProposedChange("c", "Петров Пётр", "Пол", "мужской", "женский", "Ошибка", 2),
)


def test_what_is_decided_is_answered_and_the_rest_waits(qtbot: QtBot) -> None:
    dialog = ProposalsDialog(None, "700101", FOUND)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.write_button.isEnabled()
    dialog.choices[0][0].setCurrentText(TAKE)
    dialog.choices[1][0].setCurrentText(REFUSE)
    dialog.choices[1][1].setText("  Нет копии   паспорта. ")
    assert dialog.write_button.isEnabled()
    assert dialog.answers() == {"a": (True, ""), "b": (False, "Нет копии паспорта.")}
    item = dialog.table.item(0, 0)
    assert item is not None
    assert item.text() == "Иванов <b>Иван</b>"
    assert not item.flags() & Qt.ItemFlag.ItemIsEditable
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == ProposalsDialog.DialogCode.Accepted
