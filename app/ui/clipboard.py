"""Putting a secret on the clipboard so that programs which keep its history leave it out."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

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
    QApplication.clipboard().setMimeData(content)
