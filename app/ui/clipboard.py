"""The clipboard: a secret that must not stay in its history, and nothing of ours that outlives the program."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

OURS = "application/x-school-passport-list"  # tells our own data on the clipboard from everybody else's

# What KDE's Klipper and the clipboard history of Windows look for; the content does not matter to the latter.
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}


def copy_secret(text: str) -> None:
    """Copy a text that must not stay in a history."""
    content = QMimeData()
    content.setText(text)
    for name, value in _MARKS.items():
        content.setData(name, value)
    QGuiApplication.clipboard().setMimeData(content)


def leave_text() -> None:
    """Leave only the text of what this program has on the clipboard.

    Data made in Python must not outlive Python: Qt would call into it while it ends, and the process would crash.
    """
    clipboard = QGuiApplication.clipboard()
    data = clipboard.mimeData()
    if data is not None and data.hasFormat(OURS):  # None where nothing was ever copied
        clipboard.setText(clipboard.text())
