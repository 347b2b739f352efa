"""The list of 100,000 pupils in the window: opened, searched, ordered; its memory; against bare reading and scanning.

The base is made in a process of its own, so that the memory told is the window's alone. «Open» is all from an
open file to a table that can paint; a key is timed from its event to the end of all that follows it.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PUPILS = 100_000
OPEN_MS, KEY_MS, MEMORY_MB = 500, 50, 350
ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> None:
    """Make the base, then measure it in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school.passport"
        make = "import sys; from data.big_school import big_school; from pathlib import Path; "
        make += f"big_school(Path(sys.argv[1]), {PUPILS})"
        env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path[:2]), "PYTHONUTF8": "1"}
        subprocess.run([sys.executable, "-c", make, str(path)], check=True, env=env)
        sys.exit(subprocess.run([sys.executable, __file__, str(path)], env=env, check=False).returncode)


def measure(path: Path) -> None:
    """Print the figures with their budgets, yardsticks and ratios."""
    from PySide6.QtWidgets import QWidget

    from app.storage.opening import open_passport
    from app.ui import list_layout
    from app.ui.application import make_application
    from app.ui.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.students_page import StudentsPage

    list_layout.user_data = lambda: path.parent  # not the layout of whoever measures
    application = make_application(["bench"])
    holder = QWidget()
    passport = open_passport(path)
    desk = Desk(passport, Jobs(holder, print), holder)
    began = time.perf_counter()
    page = StudentsPage(desk)
    first = ms(began)
    page.resize(1200, 700)
    page.show()
    for _ in range(20):
        application.processEvents()
    memory = peak_mb()
    again = median_ms(page.list.reload)
    keystrokes(page, application)
    by_headings(page)
    most = peak_mb()  # before the yardstick reads all once more
    bare = median_ms(lambda: bare_rows(passport))
    tell(f"list of {PUPILS:,} opened: first {first:.0f} ms, again", again, OPEN_MS, bare)
    print(
        f"memory of the whole process: {memory:.0f} MB with the list, {most:.0f} MB at most (budget {MEMORY_MB} MB), "
        f"ratio {most / MEMORY_MB:.2f} of the budget"
    )
    passport.close()
    os._exit(0)  # nothing to save; Qt's own end is not measured


def bare_rows(passport) -> object:  # type: ignore[no-untyped-def]
    """The same columns by the driver alone."""
    query = "SELECT id, sort_key, search, class_name, unread, last_name, first_name, middle_name FROM student"
    with passport.reading() as session:
        return session.connection().connection.cursor().execute(query).fetchall()


def keystrokes(page, application) -> None:  # type: ignore[no-untyped-def]
    """Twenty surnames typed, half of them in the wrong layout."""
    from app.domain.layout import in_latin_layout
    from app.services.lists import NAME, SEARCH
    from ui.keys import keys

    chance = random.Random(1)
    names = [page.list.model.text(place, NAME)[:5].strip() for place in chance.sample(range(PUPILS), 20)]
    strings = [row[SEARCH] for row in page.list.model._all]
    right, wrong, bare = [], [], []
    for number, name in enumerate(names):
        took, word = (right, name) if number % 2 else (wrong, in_latin_layout(name))
        for sign in word:
            began = time.perf_counter()
            keys(page.list.search, sign)
            application.processEvents()
            took.append(ms(began))
        page.list.search.clear()
        application.processEvents()
        began = time.perf_counter()
        sum(name.casefold() in one for one in strings)
        bare.append(ms(began))
    for title, took in (("keystroke", right), ("keystroke in the wrong layout", wrong)):
        tell(f"{title}: median {statistics.median(took):.1f} ms, p95", p95(took), KEY_MS, statistics.median(bare))


def by_headings(page) -> None:  # type: ignore[no-untyped-def]
    """The list ordered by a heading, both ways, and back."""
    from PySide6.QtCore import Qt

    from app.services.lists import NAME

    model = page.list.model
    strings = [model.text(place, NAME) for place in range(PUPILS)]
    bare = median_ms(lambda: sorted(strings))
    for name in (NAME, "class_name"):
        took = []
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            began = time.perf_counter()
            model.sort(model.columns.index(name), order)
            took.append(ms(began))
        tell(f"ordered by «{model.heading(name)}»", max(took), OPEN_MS, bare)
    model.sort(-1)


def peak_mb() -> float:
    """The most memory that this process has held; only Linux tells it without a further package."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


def ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def median_ms(work) -> float:  # type: ignore[no-untyped-def]
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(ms(began))
    return statistics.median(times)


def tell(name: str, ours: float, budget: int, bare: float) -> None:
    print(f"{name} {ours:.1f} ms (budget {budget} ms), yardstick {bare:.1f} ms, ratio {ours / bare:.1f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        main()
