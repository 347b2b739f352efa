"""The page «Выверка» of a school of 1,000 pupils in 33 classes, every form printed: opened, filled, gone through.

«Open» is from the key to a page that can be painted; its forms are read beside the window, and «filled» is until they
stand there. A step is from one form to the next with all that follows it. The yardstick of «filled» is reading the
pupils with all lists of their cards, by the same SQLAlchemy, and nothing else.
Run: ``python tests/bench/bench_forms.py``.
"""

import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PUPILS, ROUNDS = 1_000, 5
OPEN_MS, STEP_MS = 150, 50


def main() -> None:
    from data.big_school import big_school

    with TemporaryDirectory() as folder:
        path = Path(folder) / "school.passport"
        big_school(path, PUPILS)
        _print_all(path)
        measure(path, Path(folder))


def _print_all(path: Path) -> None:
    """Every form on which somebody stands, whole kinds at once."""
    from app.errors import Refused
    from app.printer.forms import FORMS
    from app.services.printing import hand_over, orders_of
    from app.storage.opening import open_passport

    with open_passport(path) as passport:
        for form in FORMS:
            try:
                hand_over(passport, orders_of(form.key, every=True))
            except Refused:  # nobody is appointed to сочинение or собеседование
                continue


def measure(path: Path, folder: Path) -> None:
    """Print the figures with their budgets."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from app.ui import habits, list_layout
    from app.ui import page_names as places
    from app.ui.application import make_application
    from app.ui.main_window import MainWindow

    list_layout.user_data = habits.user_data = lambda: folder
    application = make_application([])
    opened, filled, steps = [], [], []
    for _ in range(ROUNDS):
        window = MainWindow()
        window.resize(1366, 700)
        window.show()
        window.open_file(path)
        while not window.desk.checked:  # what the check asks stands on a form too
            application.processEvents()
        _idle(application, window)
        began = perf_counter()
        window.pages.go(places.FORMS)
        application.processEvents()
        opened.append(perf_counter() - began)
        _idle(application, window)
        filled.append(perf_counter() - began)
        tree = window.pages.page(places.FORMS).tree
        for _step in range(20):
            began = perf_counter()
            QTest.keyClick(tree, Qt.Key.Key_Down)
            application.processEvents()
            steps.append(perf_counter() - began)
        window.close_file()
        window.jobs.close()
        window.deleteLater()
    bare = _bare(path)
    print(f"open {median(opened) * 1000:.0f} ms (budget {OPEN_MS})")
    print(f"filled {median(filled) * 1000:.0f} ms, yardstick {bare * 1000:.0f} ms, ratio {median(filled) / bare:.1f}")
    print(f"step {median(steps) * 1000:.1f} ms (budget {STEP_MS})")


def _idle(application, window) -> None:
    sleep(0.05)
    application.processEvents()
    while window.jobs.busy:
        application.processEvents()
        sleep(0.002)
    application.processEvents()


def _bare(path: Path) -> float:
    """Seconds of reading the pupils with their lists."""
    from sqlalchemy import select

    from app.domain.student import Student
    from app.services.cards import with_details
    from app.storage.opening import open_passport

    with open_passport(path) as passport:
        times = []
        for _ in range(ROUNDS):
            began = perf_counter()
            with passport.reading() as session:
                session.scalars(select(Student).options(*with_details(Student))).all()
            times.append(perf_counter() - began)
    return median(times)


if __name__ == "__main__":
    main()
