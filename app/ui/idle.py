"""Noticing that nobody is at the keyboard: no key, no mouse for some minutes, or the computer slept that long.

Only the windows that have the focus are listened to, at the level of the window system: a filter on every event of
the program would cost time at every key.
"""

from collections.abc import Callable
from time import monotonic, time

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QWindow
from shiboken6 import isValid

LOOK_MS = 5000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """``passed`` comes once when nothing was touched for the minutes set; 0 minutes is never."""

    passed = Signal()

    def __init__(self, parent: QObject, clocks: tuple[Callable[[], float], ...] = (monotonic, time)) -> None:
        super().__init__(parent)
        self._clocks = clocks  # the first stands still while a computer sleeps, the second can be set back
        self._touched = self._now()
        self._mouse = QPoint()
        self._seconds = 0.0
        self._window: QWindow | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, minutes: int) -> None:
        """Begin anew with so many minutes; 0 stops."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        if self._seconds:
            application.focusWindowChanged.disconnect(self._follow)
            self._follow(None)
        self._seconds = minutes * 60.0
        self.touch()
        self._mouse = QCursor.pos()
        if not minutes:
            self._timer.stop()
            return
        application.focusWindowChanged.connect(self._follow)
        self._follow(application.focusWindow())
        self._timer.start()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._now()

    def look(self) -> None:
        """Say so when the time has passed; a mouse that has moved elsewhere on the screen counts as being there."""
        mouse = QCursor.pos()
        gone = max(now - then for now, then in zip(self._now(), self._touched, strict=True))
        if gone >= self._seconds:
            self._timer.stop()
            self.passed.emit()
        elif mouse != self._mouse:
            self.touch()
        self._mouse = mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of keys and the mouse, and let everything through."""
        if event.type() in _INPUT:
            self.touch()
        return False

    def _follow(self, window: QWindow | None) -> None:
        """Listen to the window that has the focus now."""
        if self._window is not None and isValid(self._window):  # it may have been destroyed since
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)
