"""Where to save a list: the name in the dialog goes with the kind of file that is chosen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.ui.file_dialogs import save_dialog
from app.ui.list_export import _KINDS

_CONTAINS = Qt.MatchFlag.MatchContains


@pytest.mark.parametrize("stem", ["Обучающиеся 9А 2019-11-26", "9.А"])
def test_the_name_takes_the_suffix_of_the_chosen_kind(qtbot: QtBot, tmp_path: Path, stem: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = save_dialog(parent, "Выгрузить список", tmp_path / f"{stem}.xlsx", _KINDS)
    dialog.setOption(dialog.Option.DontUseNativeDialog)
    assert dialog.defaultSuffix() == "xlsx"
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    for suffix in ("csv", "xlsx"):
        kinds.setCurrentIndex(kinds.findText(f"*.{suffix}", flags=_CONTAINS))
        kinds.activated.emit(kinds.currentIndex())
        kinds.textActivated.emit(kinds.currentText())
        assert [Path(one).name for one in dialog.selectedFiles()] == [f"{stem}.{suffix}"]
        assert dialog.defaultSuffix() == suffix
    dialog.deleteLater()
