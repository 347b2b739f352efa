"""What this program puts on the clipboard: marked for histories to leave out, taken away when the base is locked."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

# What KDE's Klipper and the clipboard history of Windows look for; the content does not matter to the latter.
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
_OURS = "application/x-school-passport"  # tells our data from everybody else's, also where the system cannot


def put(content: QMimeData) -> None:
    """Put data of the school on the clipboard, not to stay in a history."""
    for name, value in (*_MARKS.items(), (_OURS, b"1")):
        content.setData(name, value)
    QGuiApplication.clipboard().setMimeData(content)


def copy_secret(text: str) -> None:
    """Copy a text that must not stay in a history."""
    content = QMimeData()
    content.setText(text)
    put(content)


def forget_ours() -> None:
    """Empty the clipboard where its content is still of this program; what another has put there stays.

    At the end of the program this must be done too: data made in Python must not outlive Python, or Qt would call
    into it while it ends, and the process would crash.
    """
    clipboard = QGuiApplication.clipboard()
    data = clipboard.mimeData()
    if clipboard.ownsClipboard() or (data is not None and data.hasFormat(_OURS)):  # None where nothing was copied
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
