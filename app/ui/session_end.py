"""The end that somebody else wants: logoff, shutdown, SIGTERM. What stands unsaved in cards is kept as drafts.

The system gives a program some seconds then, and nobody answers a question.
"""

import os
import signal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class SessionEnd(QObject):
    """Watches for the end, as long as the window is there."""

    def __init__(self, application: QApplication, window: "MainWindow") -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        application.commitDataRequest.connect(self.keep, Qt.ConnectionType.DirectConnection)
        if os.name != "nt":  # Windows sends no signals to windows
            self._listen()

    def keep(self, manager: QSessionManager | None = None) -> None:
        """The session may end: everything typed goes to the disk now, and the file stays open in case it does not."""
        if manager is not None:
            manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        if self._window.pages is not None:
            self._window.pages.watch.settle()

    def _listen(self) -> None:
        """Python hears a signal only when its own code runs: a byte in a pipe makes Qt call it."""
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), lambda *_: None)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)

    def _end(self) -> None:
        received = set(os.read(self._read, 64))
        if received & {getattr(signal, name) for name in _SIGNALS}:
            self._window.close_file(asking=False)
            self._window.close()
            self._application.exit(0)
