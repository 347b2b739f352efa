"""A second start on a base that is open: the window that has it comes to the front, and the second start ends.

No socket is opened for that: whoever comes second puts an empty file into the user's own folder, and the window that
watches the folder takes it away as its answer. A file that a crash left behind locks nobody out.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import user_data

_ANSWER = 2.0  # seconds that a window has to answer in
_LOOK = 0.02


class Doorbell(QObject):
    """What a window hears for the base that it holds open."""

    rung = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher: QFileSystemWatcher | None = None
        self._here: Path | None = None

    def listen(self, base: Path) -> None:
        """Answer for this base from now on; where the folder takes no files, nobody is answered."""
        self.stop()
        with suppress(OSError):
            self._here = _sign_of(base)
            self._here.touch(mode=0o600)
            _request_of(self._here).unlink(missing_ok=True)  # nobody waits for the answer any more
            if self._watcher is None:
                self._watcher = QFileSystemWatcher([str(self._here.parent)], self)
                self._watcher.directoryChanged.connect(self._look)

    def stop(self) -> None:
        """The base is being closed."""
        if self._here is not None:
            with suppress(OSError):
                self._here.unlink(missing_ok=True)
            self._here = None

    def _look(self) -> None:
        if self._here is None:
            return
        request = _request_of(self._here)
        with suppress(OSError):
            if request.exists():
                request.unlink()
                self.rung.emit()


def ring(base: Path) -> bool:
    """Have the window that holds a base come to the front; False where no window answers."""
    try:
        sign = _sign_of(base)
        if not sign.exists():
            return False
        _let_come_forward()
        request = _request_of(sign)
        request.touch(mode=0o600)
        if _is_taken(request):
            return True
        request.unlink(missing_ok=True)
        sign.unlink(missing_ok=True)  # a crash left it
    except OSError:
        return False
    return False


def _is_taken(request: Path) -> bool:
    until = time.monotonic() + _ANSWER
    while time.monotonic() < until:
        if not request.exists():
            return True
        time.sleep(_LOOK)
    return False


def _sign_of(base: Path) -> Path:
    """The file that says of a base that a window may hold it, named by the file system's own number of the base."""
    told = base.stat()
    folder = user_data() / "windows"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{told.st_dev:x}-{told.st_ino:x}.open"


def _request_of(sign: Path) -> Path:
    return sign.with_suffix(".show")


def _let_come_forward() -> None:
    """Windows lets a window come forward only if the program that has the keys allows it: that is us, just started."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def come_forward(window: QWidget) -> None:
    """Bring a window to the front, out of the taskbar too."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def say_elsewhere(base: Path) -> None:
    """The one sentence of a second start, where there is anybody to read it."""
    if sys.stderr is not None:
        sys.stderr.write(f"База {base.name} уже открыта: её окно показано.{os.linesep}")
