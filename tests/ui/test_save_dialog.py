"""Asking for files: the name goes with the kind that is chosen, and a dialog begins where it ended last."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui import file_dialogs, habits
from app.ui.file_dialogs import ask_folder, ask_open, ask_open_many, ask_save, save_dialog
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


@pytest.fixture
def parent(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    """A widget over dialogs that are accepted at once; its habits and documents lie in the test's folder."""
    for name in ("data", "documents", "scans"):
        (tmp_path / name).mkdir()
    (tmp_path / "scans" / "a.pdf").touch()
    monkeypatch.setattr(habits, "user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(file_dialogs, "documents", lambda: tmp_path / "documents")
    made = QWidget()
    qtbot.addWidget(made)
    return made


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[Path]:
    """The folders in which dialogs begin, from now on; each is answered with that path."""
    began: list[Path] = []

    def accept(dialog: QFileDialog) -> int:
        began.append(Path(dialog.directory().absolutePath()))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(path)])
    return began


def test_a_dialog_begins_where_it_ended_last(parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents, scans = tmp_path / "documents", tmp_path / "scans"
    began = chosen(monkeypatch, scans / "a.pdf")
    for _ in range(2):
        ask_open_many(parent, "Сканы", "")
        ask_open(parent, "Список", "")
        ask_save(parent, "Форма", documents / "f.pdf", "PDF (*.pdf)")
    ask_save(parent, "Форма", tmp_path / "f.pdf", "PDF (*.pdf)")  # beside what it is about
    assert began == [documents, documents, documents, scans, scans, scans, tmp_path]
    began = chosen(monkeypatch, scans)
    ask_folder(parent, "Папка для пакета")
    ask_folder(parent, "Папка для пакета")
    assert began == [documents, scans]  # each dialog has its own
    scans.rename(tmp_path / "gone")
    ask_folder(parent, "Папка для пакета")
    assert began[-1] == documents
