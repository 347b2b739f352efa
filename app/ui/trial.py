"""Whether the window opens at all: shown on a base, painted, closed. For a fresh installation, and for support."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from app.ui.application import make_application
from app.ui.main_window import MainWindow

SHOWN, NOT_SHOWN = 0, 4
LONGEST_MS = 60_000
LIST_SHOWN = "Список и карточка на экране."


def try_window(base: Path, picture: Path | None = None) -> int:
    """Open the window on a base, say so when its list is on the screen, keep a picture of it, close.

    The exit status: 0, or 4 where that did not happen within a minute (a question waits for an answer, say).
    """
    application = make_application(sys.argv[:1])
    window = MainWindow()
    window.show()
    ended = QTimer(window, singleShot=True, interval=LONGEST_MS)
    ended.timeout.connect(lambda: application.exit(NOT_SHOWN))
    ended.start()
    QTimer.singleShot(0, window, lambda: _open(window, base, picture))
    status = application.exec()
    _say("Окно открылось." if status == SHOWN else "Окно не открылось.")
    return status


def _open(window: MainWindow, base: Path, picture: Path | None) -> None:
    if window.open_file(base) and window.pages is not None:
        window.pages.ready.connect(lambda: _say(LIST_SHOWN))
        window.pages.ready.connect(lambda: _close(window, picture), Qt.ConnectionType.QueuedConnection)


def _close(window: MainWindow, picture: Path | None) -> None:
    if picture is not None and not window.grab().save(str(picture)):
        _say(f"Снимок {picture} не записан.")
    window.close()


def _say(text: str) -> None:
    if sys.stdout is not None:  # a program of a window only has nowhere to say it
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
