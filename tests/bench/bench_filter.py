"""A keystroke in the search over 10,000 pupils, painted, against a bare scan of the same strings.

A key is timed from its event to the end of all events that follow it (filter, layout, paint).
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

PUPILS = 10_000
BUDGET_MS = 16
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> None:
    """Print the median and p95 of a keystroke and their ratio to the bare scan."""
    from app.services.lists import NAME
    from ui.keys import keys

    page, application, window = opened()
    chance = random.Random(1)
    words = [page.list.model.text(n, NAME)[:5].strip() for n in chance.sample(range(PUPILS), 20)]
    took, bare = [], []
    for word in words:
        for end, sign in enumerate(word, 1):
            began = time.perf_counter()
            keys(page.list.search, sign)
            application.processEvents()
            took.append((time.perf_counter() - began) * 1000)
            bare.append(scan_ms(page, word[:end]))
        page.list.search.clear()
        application.processEvents()
    took.sort()
    median, p95 = statistics.median(took), took[int(len(took) * 0.95)]
    yardstick = statistics.median(bare)
    print(
        f"keystroke over {PUPILS:,}: median {median:.1f} ms, p95 {p95:.1f} ms (budget {BUDGET_MS} ms), "
        f"yardstick {yardstick:.1f} ms, ratio {median / yardstick:.1f}"
    )
    window.close()


def opened():  # type: ignore[no-untyped-def]
    """The window over a file of 10,000 pupils."""
    from app.ui.application import make_application
    from app.ui.main_window import MainWindow
    from data.big_school import big_school

    path = Path(tempfile.mkdtemp()) / "school.passport"
    big_school(path, PUPILS)
    application = make_application(["bench"])
    window = MainWindow()
    window.resize(1366, 700)
    window.show()
    window.open_file(path)
    window.pages.students.ready.disconnect(window._begin)  # the check has its own bench
    for _ in range(20):
        application.processEvents()
    return window.pages.students, application, window


def scan_ms(page, word: str) -> float:  # type: ignore[no-untyped-def]
    """A bare scan of the same strings for the same word."""
    from app.services.lists import SEARCH

    strings = [row[SEARCH] for row in page.list.model._all]
    began = time.perf_counter()
    sum(word.casefold() in one for one in strings)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
