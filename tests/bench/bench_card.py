"""What goes on beside a card while one types, in a base of 10,000 pupils: possible doubles, drafts, the line of help.

Doubles and the writing of a draft run on a worker; what the window's thread itself does of them is timed apart.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BUDGET_MS = 5
TIMES = 40


def timed(name: str, act: Callable[[int], object]) -> None:
    """Print the median and p95 of an act in ms."""
    took = []
    for n in range(TIMES):
        began = time.perf_counter()
        act(n)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    print(f"{name}: median {statistics.median(took):.2f} ms, p95 {took[int(TIMES * 0.95)]:.2f} ms ({BUDGET_MS} ms)")


def opened(path: Path):  # type: ignore[no-untyped-def]
    """The window over a file, a card shown."""
    from app.ui.application import make_application
    from app.ui.main_window import MainWindow

    application = make_application(["bench"])
    window = MainWindow()
    window.show()
    window.open_file(path)
    window.pages.students.ready.disconnect(window._begin)  # the check has its own bench
    while not window.pages.students.present:
        application.processEvents()
    return window


def main() -> None:
    """Print the figures."""
    from PySide6.QtWidgets import QApplication

    from app.services.cards import Edit, load_card
    from app.services.drafts import drafts, drop_draft, keep_draft
    from app.services.possible_doubles import possible_doubles
    from data.big_school import big_school
    from data.people import People

    path = Path(tempfile.mkdtemp()) / "school.passport"
    big_school(path, 10_000)
    window = opened(path)
    page, passport, people = window.pages.students, window.desk.passport, People(3)
    known = dict(load_card(passport, "student", page.present).texts)
    timed("doubles, there is one", lambda _: possible_doubles(passport, "student", "", known))
    timed("doubles, there is none", lambda _: possible_doubles(passport, "student", "", people.pupil("9А")))
    letters = {**people.pupil("9А"), "doc_number": "AB12"}
    timed("doubles of a number with letters", lambda _: possible_doubles(passport, "student", "", letters))
    timed(
        "writing a draft", lambda n: keep_draft(passport, Edit("student", page.present, 1, known | {"phone": f"{n}"}))
    )
    timed("reading the drafts", lambda _: drafts(passport))
    drop_draft(passport, "student", page.present)
    draft = window.pages.watch.draft_of(page.card)

    def look(n: int) -> None:
        page.card.row("phone").editor.set_text(f"{n}")
        draft.look()

    timed("a draft, on the window's thread", look)
    while window.pages.watch.worker.busy:
        QApplication.processEvents()
    page.card.show_card(page.card.card)
    window.close()


if __name__ == "__main__":
    main()
