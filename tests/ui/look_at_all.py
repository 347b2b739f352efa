"""Pictures of every page and dialog of a base, for looking at.

``PYTHONPATH=.:tests python tests/ui/look_at_all.py FOLDER BASE [type in %] [light|dark] [part of a name]``. The scale
of the screen is Qt's own: ``QT_SCALE_FACTOR=1.25 …``; pages are as large as a screen of 1366 × 768 points, less a bar
of 40, leaves them at that scale.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import looks, room
from app.ui.application import make_application
from app.ui.main_window import MainWindow
from app.ui.page_names import TITLES
from ui.every_dialog import DIALOGS

SCREEN = (1366, 728)  # points of the screen, less its bar


def settle(window: MainWindow) -> None:
    """Until nothing runs, and what it brought is shown."""
    for _ in range(400):
        QApplication.processEvents()
        time.sleep(0.005)
        if not window.jobs.busy and (window.desk is None or not window.desk.present.busy):
            break
    for _ in range(12):
        QApplication.processEvents()
        time.sleep(0.005)


class Pictures:
    """Keeps pictures of widgets under numbered names."""

    def __init__(self, folder: Path, window: MainWindow, only: str) -> None:
        self._folder, self._window, self._only = folder, window, only
        folder.mkdir(parents=True, exist_ok=True)

    def wanted(self, name: str) -> bool:
        return self._only in name

    def take(self, widget: QWidget, name: str) -> None:
        settle(self._window)
        widget.grab().save(str(self._folder / f"{name}.png"))


def pages(window: MainWindow, keep: Pictures) -> None:
    for number, title in enumerate(TITLES):
        name = f"page {number:02} {title}"
        if keep.wanted(name):
            window.pages.go(number)
            keep.take(window, name)
    for entity, card in (("student", "students"), ("staff", "staff"), ("room", "rooms"), ("school", "school")):
        if keep.wanted(f"card {card}"):
            window.pages.go(window.pages.page_of[entity])
            settle(window)
            records = getattr(window.pages.worked(), "list", None)
            if records is not None and records.model.shown:
                records.select(records.model.shown - 3 if records.model.shown > 3 else 0)
            tabs = window.pages.worked().card_view().tab_widget
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
                keep.take(window, f"card {card} {place}")


def dialogs(window: MainWindow, keep: Pictures) -> None:
    room = window.size()
    window.pages.go(1)
    settle(window)
    for name, make in DIALOGS.items():
        if not keep.wanted(f"dialog {name}"):
            continue
        made = make(window)
        made.show()
        settle(window)
        least, asked = made.minimumSizeHint().expandedTo(made.minimumSize()), made.size()
        fits = least.width() <= room.width() and least.height() <= room.height()
        sizes = f"{asked.width()}x{asked.height()} least {least.width()}x{least.height()}"
        sys.stdout.write(f"{'' if fits else 'TOO LARGE '}{name}: {sizes}\n")
        keep.take(made, f"dialog {name}")
        made.close()
        made.deleteLater()


def main(folder: str, base: str, percent: str = "100", scheme: str = "light", only: str = "") -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["look-at-all"])
    looks.choose_scheme(scheme)
    looks.choose_size(int(percent))
    screen = QSize(*(int(one / application.primaryScreen().devicePixelRatio()) for one in SCREEN))
    room.screen = lambda: screen
    window = MainWindow()
    window.resize(screen)
    window.show()
    keep = Pictures(Path(folder), window, only)
    if keep.wanted("page start"):
        keep.take(window, "page start")
    assert window.open_file(Path(base))
    settle(window)
    least = window.minimumSizeHint()
    sys.stdout.write(f"window {window.width()}x{window.height()}, least {least.width()}x{least.height()}\n")
    pages(window, keep)
    dialogs(window, keep)
    window.close_file()
    window.jobs.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
