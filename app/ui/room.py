"""How large a window comes up: as it likes, with the size of type, but never larger than there is room for."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui import looks

FRAME = QSize(16, 48)  # points that a system's frame and title bar take


def give_room(window: QWidget, wide: int, high: int) -> None:
    """Resize a window to so many points at the usual size of type; what does not fit scrolls inside it.

    The room is that of the screen, or of the window it belongs to where that is larger still.
    """
    wanted = QSize(wide, high) * max(looks.size() / 100, 1)
    window.resize(wanted.boundedTo(room_for(window)))


def room_for(window: QWidget) -> QSize:
    """The largest size that a window may come up with."""
    room = screen() - FRAME
    parent = window.parentWidget()
    return room if parent is None else room.expandedTo(parent.window().size())


def screen() -> QSize:
    """The screen without the bars of the system, in points."""
    return QGuiApplication.primaryScreen().availableSize()
