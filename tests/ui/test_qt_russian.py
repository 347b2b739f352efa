"""Qt's own texts are Russian wherever it shows some: buttons, menus of fields, the choice of a file."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.file_dialogs import make_dialog

SHOWN = ("Cancel", "Yes", "No", "Close", "Save", "Open", "Retry", "Ignore", "Apply", "Help")


def latin(texts: list[str]) -> list[str]:
    """The texts with a word in Latin letters; keys (Ctrl+Z) stand behind a tab, «OK» is the same in both."""
    return [text for text in texts if re.search(r"[A-Za-z]{3}", text.partition("\t")[0])]


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_the_menu_of_a_field(qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [one.text() for one in menu.actions() if one.text()]
    assert len(texts) >= 6
    assert latin(texts) == []
    menu.deleteLater()


def test_standard_buttons(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    assert latin([box.addButton(QMessageBox.StandardButton[name]).text() for name in SHOWN]) == []
    for made in (QInputDialog(), QProgressDialog("", "Прервать", 0, 1)):
        qtbot.addWidget(made)
        assert latin([one.text() for one in made.findChildren(QPushButton)]) == []


def test_the_choice_of_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make_dialog(None, "Открыть базу", tmp_path, "Базы школы (*.passport);;Все файлы (*)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    texts = [one.text() for kind in (QLabel, QPushButton) for one in dialog.findChildren(kind)]
    kinds = dialog.findChildren(QComboBox)[-1]
    assert kinds.count() == 2
    assert {"Папка:", "Имя файла:", "Какие файлы:"} <= set(texts)
    assert latin(texts) == []
