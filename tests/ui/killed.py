"""A process of its own that types into a card and waits to be killed: the window, offscreen, on a given file.

Arguments: the file, «new» or «old», then pairs of field and text.
"""

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.ui.application import make_application
from app.ui.main_window import MainWindow
from ui.keys import keys


def run_for(seconds: float) -> None:
    """Answer events for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)


def main() -> None:
    path, which, *pairs = sys.argv[1:]
    application = make_application(["killed"])
    window = MainWindow()
    window.show()
    window.open_file(Path(path))
    while not window.pages.students.present:
        run_for(0.05)
    page = window.pages.students
    if which == "new":
        page.new()
    for name, text in zip(pairs[::2], pairs[1::2], strict=True):
        page.card.focus_field(name)
        line = page.card.row(name).editor.line
        line.selectAll()
        keys(line, text)
    run_for(2.5)
    sys.stdout.write(f"typed {page.card.card.id}\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
