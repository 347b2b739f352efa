"""Every page of the window on bases: ``python tests/ui/every_page.py BASE …`` prints what was heard, as JSON."""

import json
import sys
from pathlib import Path

from PySide6.QtTest import QTest

from app.ui.application import make_application
from app.ui.main_window import MainWindow
from data.every_command import heard_of_network, network_modules


def walk(window: MainWindow, base: Path) -> int:
    """Open a base and show each of its pages until nothing runs; how many there were."""
    assert window.open_file(base)
    pages = window.pages
    assert pages is not None
    for number in range(len(pages.titles)):
        pages.go(number)
        QTest.qWait(20)
        while window.jobs.busy:
            QTest.qWait(20)
    return len(pages.titles)


def libraries() -> list[str]:
    """The libraries of Qt that this process has mapped."""
    maps = Path("/proc/self/maps")
    lines = maps.read_text().splitlines() if maps.exists() else []
    return sorted({line.rsplit("/", 1)[-1] for line in lines if "libQt6" in line})


if __name__ == "__main__":
    heard = heard_of_network()
    application = make_application(["every-page"])
    window = MainWindow()
    window.show()
    shown = [walk(window, Path(base)) for base in sys.argv[1:]]
    window.close_file()
    window.jobs.close()
    told = {"pages": shown, "heard": heard, "modules": list(network_modules()), "libraries": libraries()}
    sys.stdout.write(json.dumps(told))
