"""Every page, every window of the menus and the usual moves in a base of 10,000 pupils: how long until it is there.

«Shown» is what the window's thread works from the act until it has painted and answers; «whole» until nothing runs
any more that the act began, beside the window or in it; the gap is the longest time in which the window did not
answer (``tests/ui/watchdog.py``). All in processor time of this process, so that neighbours do not count. The yardstick
is a bare table of Qt with as many rows, filled and painted in the same run. A first run over a small school only
makes the bytecode, which an installed program has.

``--where`` tells of each gap over the budget where the window was; words in the arguments take the acts with one of
them only.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QDialog,
    QProgressDialog,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.ui.jobs import Jobs  # noqa: E402
from app.ui.main_window import MainWindow  # noqa: E402
from ui.watchdog import Gap, Watchdog  # noqa: E402

PUPILS, SMALL = 10_000, 300
PAGE_MS, GAP_MS = 150, 100
LIMIT_S = 120
# what ends the file, asks for another one or writes without asking
NOT_TRIED = {"Закрыть базу", "Закрыть на замок", "Выход", "Создать базу…", "Открыть базу…", "Сохранить карточку"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What an act took, in ms of the window's thread, and the longest time without an answer."""

    name: str
    shown: float
    whole: float
    gap: Gap


class Stopwatch:
    """Does acts one after another, each until nothing runs any more; a window that came up is closed then."""

    def __init__(self, window: MainWindow, dog: Watchdog) -> None:
        self._window, self._dog = window, dog
        self._shown: float | None = None
        self._began = 0.0
        self._whole = 0.0
        self._still = self._busy_at = 0  # beats of this act, and the last of them at which something ran
        self._done = False
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._look)

    def time(self, name: str, act: Callable[[], object]) -> Taken:
        """Do an act and wait for its end."""
        self._run_out()
        self._shown, self._still, self._busy_at, self._done = None, 0, 0, False
        self._dog.begin()
        self._began = time.thread_time()
        end = time.monotonic() + LIMIT_S
        self._timer.start()
        act()
        while not self._done and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._timer.stop()
        self._dog.beat()
        shown = self._shown if self._shown is not None else float("nan")
        return Taken(name, shown, self._whole, self._dog.longest)

    def _look(self) -> None:
        """At every beat: has the act been painted, has it ended, which window is there to be closed?"""
        self._still += 1
        took = (time.thread_time() - self._began) * 1000
        if self._shown is None and self._still > 1:
            self._shown = took
        if any(one.busy for one in self._window.findChildren(Jobs)):
            self._busy_at = self._still
            return
        if self._still - self._busy_at < 3:  # what an answer began is begun by now
            self._whole = took
            return
        if not _close_topmost():
            self._done = True

    def _run_out(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _ in range(5):
            QCoreApplication.processEvents()


def _close_topmost() -> bool:
    top = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    if top is None:
        top = next((one for one in _dialogs() if one.isVisible()), None)
    if top is None:
        return False
    if isinstance(top, QDialog):
        QDialog.done(top, QDialog.DialogCode.Rejected)
    else:
        top.close()
    return True


def _dialogs() -> list[QWidget]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, QDialog) and not isinstance(one, QProgressDialog)]


# --- the acts -----------------------------------------------------------------------------------------


def pages(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each page for the first time, then each once more."""
    for again in ("", ", again"):
        for number, title in enumerate(window.pages.titles):
            yield f"page «{title}»{again}", lambda number=number: window.pages.go(number)


def menus(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each act of the menus that can be done, from the page of pupils."""
    for top in window.menuBar().actions():
        for action in top.menu().actions():
            text = action.text()
            if not text or text in NOT_TRIED or not action.isVisible():
                continue
            window.pages.go(1)
            if action.isEnabled():
                yield f"menu «{text}»", action.trigger


def moves(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What one does all day: cards, tabs, search, order, filters."""
    from app.ui.page_names import CHECK, SCHOOL
    from ui.keys import keys

    window.pages.go(1)
    students = window.pages.students
    records, card = students.list, students.card
    yield "to a card in the middle", lambda: records.select(records.model.shown // 2)
    yield "next card", lambda: students.step(1)
    yield "previous card", lambda: students.step(-1)
    for place in range(card.tab_widget.count()):
        yield f"tab {place + 1}", lambda place=place: card.tab_widget.setCurrentIndex(place)
    yield "a letter of the search", lambda: keys(records.search, "и")
    yield "another letter", lambda: keys(records.search, "в")
    yield "search cleared", records.search.clear
    yield "one class", lambda: records.show_scope("9А")
    yield "all classes", lambda: records.show_scope(None)
    yield "order by name", lambda: records.table.sortByColumn(0, _down())
    yield "natural order", records.natural_order
    yield "all rows marked", records.table.selectAll
    yield "marks dropped", lambda: records.select(3)
    yield "a finding opened", lambda: window.pages.open_finding(window.desk.findings[-1])
    yield "a card saved", lambda: _save(window)
    yield "taken back", window.pages.take_back
    check = window.pages.page(CHECK)
    window.pages.go(CHECK)
    yield "findings by rule", lambda: check.grouping.setCurrentIndex(1)
    yield "findings by class", lambda: check.grouping.setCurrentIndex(0)
    yield "findings of a level", lambda: check.level.setCurrentIndex(1)
    yield "findings of all levels", lambda: check.level.setCurrentIndex(0)
    yield "a word in the findings", lambda: keys(check.words, "снилс")
    yield "word dropped", check.words.clear
    window.pages.go(SCHOOL)
    window.pages.go(6)
    yield "form looked at", window.pages.page(6).look_button.click


def _save(window: MainWindow) -> None:
    window.pages.go(1)
    card = window.pages.students.card
    card.row("phone").editor.set_text("+7 913 123-45-67")
    window.pages.save()


def _down():  # type: ignore[no-untyped-def]
    from PySide6.QtCore import Qt

    return Qt.SortOrder.DescendingOrder


# --- the base, the yardstick, the table ---------------------------------------------------------------


def spoiled_school(path: Path, pupils: int) -> None:
    """A whole school in which every fifth pupil lacks two fields."""
    from sqlalchemy import func, update

    from app.domain.student import Student
    from data.whole_school import whole_school

    with whole_school(path, pupils, year="2019-20", as_of=date(2020, 8, 20), seed=7) as passport:
        some = func.substr(Student.id, 1, 1).in_(("0", "1", "2"))
        with passport.writing() as session:
            session.execute(update(Student).where(some).values(snils=None, phone=None))


def bare_table() -> float:
    """A table of Qt with as many rows of five columns, filled and painted, in ms of this thread."""
    began = time.thread_time()
    table = QTableWidget(PUPILS, 5)
    for row in range(PUPILS):
        for column in range(5):
            table.setItem(row, column, QTableWidgetItem("Константинопольский"))
    table.show()
    for _ in range(5):
        QCoreApplication.processEvents()
    took = (time.thread_time() - began) * 1000
    table.close()
    return took


def main() -> None:
    """Make the bytecode over a small school, then measure over a large one, each in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = kept | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "SCHOOL_PASSPORT_DATA": str(folder / "user")}
        for pupils in (SMALL, PUPILS):
            asked = [sys.executable, __file__, f"--pupils={pupils}", f"--folder={folder}", *sys.argv[1:]]
            out = subprocess.DEVNULL if pupils == SMALL else None
            subprocess.run(asked, check=True, env=env, stdout=out, stderr=subprocess.DEVNULL)


def child(pupils: int, folder: Path, words: list[str]) -> None:
    """Print the table, the worst of it, and the ratio to the yardstick."""
    from app.ui.application import make_application

    path = folder / f"{pupils}.passport"
    spoiled_school(path, pupils)
    application = make_application(["bench"])
    application.setQuitOnLastWindowClosed(False)
    bare = bare_table()
    window = MainWindow()
    window.resize(1366, 700)
    window.show()
    taken: list[Taken] = []
    with Watchdog() as dog:
        watch = Stopwatch(window, dog)
        taken.append(told(watch.time("base opened and checked", lambda: window.open_file(path))))
        for part in (pages, moves, menus):
            for name, act in part(window):
                if not words or any(word in name for word in words):
                    taken.append(told(watch.time(name, act)))
        taken.append(told(watch.time("base closed", window.close_file)))
    summary(taken, bare)
    os._exit(0)  # nothing to save; Qt's own end is not measured


def told(one: Taken) -> Taken:
    """Print a line, and where the window was in a gap over the budget."""
    marks = ("!" if one.shown > PAGE_MS else " ") + ("!" if one.gap.held > GAP_MS else " ")
    print(f"{one.shown:7.0f} {one.whole:7.0f} {one.gap.held:7.0f} {marks} {one.name}", flush=True)
    if "--where" in sys.argv and one.gap.held > GAP_MS:
        print(one.gap, flush=True)
    return one


def summary(taken: list[Taken], bare: float) -> None:
    """The worst of all, against the yardstick."""
    pages_ = [one for one in taken if one.name.startswith("page ")] or taken
    worst, longest = max(pages_, key=lambda one: one.shown), max(taken, key=lambda one: one.gap.held)
    over = sum(one.shown > PAGE_MS for one in taken), sum(one.gap.held > GAP_MS for one in taken)
    print(
        f"slowest page of {PUPILS:,}: {worst.name} {worst.shown:.0f} ms (budget {PAGE_MS} ms), "
        f"yardstick (bare table) {bare:.0f} ms, ratio {worst.shown / bare:.2f}"
    )
    print(
        f"longest gap: {longest.name} {longest.gap.held:.0f} ms (budget {GAP_MS} ms), "
        f"yardstick {bare:.0f} ms, ratio {longest.gap.held / bare:.2f}"
    )
    print(f"of {len(taken)} acts over the budget: {over[0]} shown late, {over[1]} with a gap")


if __name__ == "__main__":
    given = dict(one[2:].split("=") for one in sys.argv[1:] if "=" in one)
    if given:
        child(int(given["pupils"]), Path(given["folder"]), [one for one in sys.argv[1:] if not one.startswith("--")])
    else:
        main()
