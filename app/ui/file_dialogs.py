"""Asking for a file or a folder.

A dialog begins where the same one ended last time: scans come from one folder, packages go to another.

Qt's own dialog opens files to find their icons. Closing any handle of the open base drops the locks this
process holds on it (POSIX), and another program could then write into it; so these dialogs look at names only.
"""

from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from app.ui import habits

PDF = "PDF (*.pdf)"  # the kind of file that is asked for


class _ByName(QAbstractFileIconProvider):
    """Icons and types told from the name alone: no file is opened."""

    def icon(self, info: object) -> QIcon:
        folder = isinstance(info, QFileInfo) and info.isDir()
        pixmap = QStyle.StandardPixmap.SP_DirIcon if folder else QStyle.StandardPixmap.SP_FileIcon
        return QApplication.style().standardIcon(pixmap)

    def type(self, info: QFileInfo) -> str:
        return "Папка" if info.isDir() else info.suffix().upper()


_ICONS = _ByName()
_FOLDER = "folder: {}"  # by the dialog's title
_LABELS = {  # what Qt's Russian texts lack, where the system has no dialog of its own
    QFileDialog.DialogLabel.LookIn: "Папка:",
    QFileDialog.DialogLabel.FileName: "Имя файла:",
    QFileDialog.DialogLabel.FileType: "Какие файлы:",
}


def make_dialog(parent: QWidget, title: str, start: Path, kinds: str = "") -> QFileDialog:
    """A dialog that begins at a folder, or at a file's name in its folder."""
    dialog = QFileDialog(parent, title)
    dialog.setIconProvider(_ICONS)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    for place, text in _LABELS.items():
        dialog.setLabelText(place, text)
    if kinds:
        dialog.setNameFilter(kinds)
    if start.is_dir():
        dialog.setDirectory(str(start))
    else:
        dialog.setDirectory(str(start.parent))
        dialog.selectFile(start.name)
    return dialog


def ask_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """An existing file; None when the user has thought better of it."""
    dialog = make_dialog(parent, title, _last(title), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _one(_asked(dialog))


def ask_open_many(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Existing files; none when the user has thought better of it."""
    dialog = make_dialog(parent, title, _last(title), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _asked(dialog)


def ask_save(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    """A file to write, with the suffix of the proposed one, or of the kind that the user has chosen instead; Qt has
    asked before one is replaced. A file that is proposed in the folder of documents is proposed where the last one
    went."""
    if proposed.parent == documents():
        proposed = _last(title) / proposed.name
    return _one(_asked(save_dialog(parent, title, proposed, kinds)))


def save_dialog(parent: QWidget, title: str, proposed: Path, kinds: str) -> QFileDialog:
    """The dialog of :func:`ask_save`: Qt gives the name in it the suffix of the chosen kind, and this
    also to a name typed without one."""
    dialog = make_dialog(parent, title, proposed, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix)
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix_of(kind)))
    return dialog


def _suffix_of(kind: str) -> str:
    """The suffix that a kind of files in a dialog has («Книга Excel (*.xlsx)»: «xlsx»); '' for any file."""
    _, star, suffix = kind.rpartition("*.")
    return suffix.rstrip(")") if star else ""


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """An existing folder."""
    dialog = make_dialog(parent, title, _last(title))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _one(_asked(dialog))


def documents() -> Path:
    """The user's folder of documents, or the home folder where there is none."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()


def _last(title: str) -> Path:
    """The folder where the dialog of that title ended last; that of documents where there is none any more."""
    kept = habits.kept(_FOLDER.format(title))
    return Path(kept) if kept and Path(kept).is_dir() else documents()


def _asked(dialog: QFileDialog) -> list[Path]:
    try:
        chosen = [Path(one) for one in dialog.selectedFiles()] if dialog.exec() else []
        if chosen:
            folder = chosen[0] if dialog.fileMode() is QFileDialog.FileMode.Directory else chosen[0].parent
            habits.keep(_FOLDER.format(dialog.windowTitle()), str(folder))
        return chosen
    finally:
        dialog.deleteLater()


def _one(chosen: list[Path]) -> Path | None:
    return chosen[0] if chosen else None
