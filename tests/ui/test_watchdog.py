"""Nothing holds the window: long services are called beside it only, and pages that are there come up at once.

How long each takes in a large base is measured by ``tests/bench/bench_pages.py``.
"""

import ast
import importlib
import inspect
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from app.services import checking, everything, form_board, overview, printing
from app.services.lists import list_rows
from app.ui import first_rows, jobs, opening
from app.ui.everything_window import EverythingWindow
from app.ui.garbage import CollectHere
from app.ui.main_window import MainWindow
from app.ui.overview_window import OverviewWindow
from app.ui.page_names import FORMS, HOME
from app.ui.print_preview import PrintPreview
from data.work import calls
from ui.watchdog import Watchdog, _Moment

UI = Path(opening.__file__).parent
STATEMENTS, CALLS = 10, 30_000  # of a page that is shown again; the largest have 5 and 10,000

# Services that read a whole base, write many records, or read and write files.
LONG = frozenset(
    "accept approval attach board change_own_password change_password check choose_folder confirm_class "
    "control_totals copy_before copy_here copy_lines copy_now demo_passport diagnose diagnostics difference "
    "Everything export_collection export_list export_package form_board give_last_year hand_over history "
    "import_list look_into make_new_year new_passport open_passport overview plan_new_year preview previews "
    "print_letter print_totals put_on_paper recheck recovery_sheet rehearse restore_base save_diagnostics "
    "save_overview save_ris save_template scan shared_people transfer undo_import uploads".split()
)
# Functions of the window that stand for a job's work: whoever calls them counts as calling the service.
WORK = frozenset({"_board", "_by_one_of", "_drawn", "_made", "_opened"})


def calls_in(path: Path) -> Iterator[tuple[str, str, int]]:
    """Each call of a long service in a file: its name, the function it stands in, and how deep that is."""

    def walk(node: ast.AST, inside: str, depth: int) -> Iterator[tuple[str, str, int]]:
        for child in ast.iter_child_nodes(node):
            within = isinstance(child, ast.FunctionDef | ast.Lambda)
            name = getattr(child, "name", "lambda") if within else inside
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in LONG | WORK:
                yield child.func.id, inside, depth
            yield from walk(child, name, depth + within)

    return walk(ast.parse(path.read_text(encoding="utf-8")), "", 0)


def test_long_services_are_called_only_by_what_a_job_is_given() -> None:
    found = [(path.name, *one) for path in sorted(UI.glob("*.py")) for one in calls_in(path)]
    assert {name for _, name, *_ in found} >= LONG - {"recheck"}, "a service was renamed: this test sees it no more"
    direct = [one for one in found if one[3] < 2 and one[2] not in WORK]
    assert not direct, "called on the window's thread: give it to Jobs.start or Jobs.wait"


# Of few records or of none; and the forms of the first page, which are read unseen.
UNTOLD = {
    *("confirm_acts.confirm", "desk.explain", "desk.save_cards", "support_dialog.diagnostics"),
    "home_page.form_board",
}


def deaf(path: Path) -> Iterator[str]:
    """Calls in a file of services that would tell how far they are, if somebody listened."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    telling = {name for node in ast.walk(tree) for name in _telling(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in telling:
            given = (*node.args, *(one.value for one in node.keywords))
            names = {one.id for part in given for one in ast.walk(part) if isinstance(one, ast.Name)}
            if not names & {"progress", "go_on"}:
                yield f"{path.stem}.{node.func.id}"


def _telling(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.services"):
        module = importlib.import_module(node.module or "")
        for one in node.names:
            service = getattr(module, one.name)
            if inspect.isfunction(service) and "progress" in inspect.signature(service).parameters:
                yield one.asname or one.name


def test_whoever_calls_a_service_that_tells_how_far_it_is_listens() -> None:
    assert {one for path in sorted(UI.glob("*.py")) for one in deaf(path)} == UNTOLD


def test_that_test_sees_who_does_not_listen(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "from app.services.checking import check\ndef slot(self):\n    check(self.passport)\n"
        "    self.run(lambda progress: check(self.passport, None, progress))\n"
    )
    assert list(deaf(path)) == ["bad.check"]


def test_that_test_sees_a_direct_call(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("def slot(self):\n    check(self.passport)\n    self.run(lambda: check(self.passport))\n")
    assert [depth for *_, depth in calls_in(path)] == [1, 2]


# --- in the window ------------------------------------------------------------------------------------


class Threads:
    """In which threads services were called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: dict[str, set[bool]] = {}
        self._monkeypatch = monkeypatch

    def watch(self, module: object, name: str) -> None:
        before: Callable[..., object] = getattr(module, name)

        def seen(*given: object, **named: object) -> object:
            self.seen.setdefault(name, set()).add(threading.current_thread() is threading.main_thread())
            return before(*given, **named)

        self._monkeypatch.setattr(module, name, seen)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Threads:
    return Threads(monkeypatch)


def test_opening_checking_looking_and_searching_go_on_beside(
    qtbot: QtBot, window: MainWindow, school: Path, threads: Threads
) -> None:
    for module, name in (
        (opening, "open_passport"),
        (first_rows, "list_rows"),
        (checking, "check"),
        (form_board, "form_board"),
        (overview, "overview"),
        (printing, "preview"),
    ):
        threads.watch(module, name)
    threads.watch(everything.Everything, "__init__")
    assert window.close_file()
    assert window.open_file(school)
    model = window.pages.students.list.model
    assert model.total == len(list_rows(window.desk.passport, "student", []))
    qtbot.waitUntil(lambda: bool(window.pages.students.present) and window.desk.checked and not window.jobs.busy)
    window.pages.go(HOME)
    window.pages.go(FORMS)
    forms = window.pages.page(FORMS)
    qtbot.waitUntil(lambda: forms.board is not None and not window.jobs.busy)
    forms.look_button.click()
    window._later.overview()
    window._later.find_everything()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    for kind in (OverviewWindow, EverythingWindow, PrintPreview):
        qtbot.waitUntil(lambda kind=kind: window.findChild(kind) is not None)
        window.findChild(kind).reject()
    names = {"open_passport", "list_rows", "check", "form_board", "overview", "preview", "__init__"}
    assert threads.seen == {name: {False} for name in names}


def test_a_window_closed_before_its_first_card_asks_the_closed_base_nothing(
    qtbot: QtBot, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(school)
    page = window.pages.students
    asked: list[str] = []
    monkeypatch.setattr(page, "open", asked.append)
    assert window.close_file()
    page._begin()  # as the timer of the first paint does when the list was painted just before
    assert not asked
    window.jobs.close()


def test_the_first_card_leaves_the_window_turns_between(qtbot: QtBot, school: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.open_file(school)
    page = window.pages.students
    page._begin()  # as the timer of the first paint does
    assert not page._made
    page.card.page(page.card.tabs[0].key)  # as somebody who goes to a card meanwhile
    qtbot.waitUntil(lambda: bool(page.present))
    assert page.present == page.list.model.id_at(0)
    assert window.close_file()
    window.jobs.close()


def test_pages_that_are_there_come_up_with_little_work(qtbot: QtBot, window: MainWindow) -> None:
    """Of the window's thread: what takes more has become another thing than it was."""
    qtbot.waitUntil(lambda: not window.jobs.busy)
    numbers = range(len(window.pages.titles))
    for number in numbers:
        window.pages.go(number)
        qtbot.waitUntil(lambda: not window.jobs.busy)
    statements: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_given: object) -> None:
        if threading.current_thread() is threading.main_thread():
            statements.append(statement)

    event.listen(window.desk.passport.engine, "before_cursor_execute", listen)
    for number in numbers:
        statements.clear()
        work = calls(lambda number=number: (window.pages.go(number), QApplication.processEvents()))
        qtbot.waitUntil(lambda: not window.jobs.busy)
        assert len(statements) <= STATEMENTS, (window.pages.titles[number], statements)
        assert work <= CALLS, window.pages.titles[number]


def test_cycles_are_not_looked_for_while_a_job_runs(qtbot: QtBot, window: MainWindow) -> None:
    from app.ui import garbage

    collected: list[int] = []
    here = CollectHere(window)
    go_on = threading.Event()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(garbage.gc, "get_count", lambda: (10_000, 0, 0))
        patch.setattr(garbage.gc, "collect", collected.append)
        window.jobs.start(lambda _: go_on.wait(20), lambda _: None)
        here.collect()
        assert not collected
        patch.setattr(garbage.gc, "get_count", lambda: (garbage.MANY, 0, 0))
        here.collect()
        assert collected == [0]
        patch.setattr(garbage.gc, "get_count", lambda: (10_000, 0, 0))
        go_on.set()
        qtbot.waitUntil(lambda: not jobs.Jobs.running)
        here.collect()
        assert collected == [0, 0]
    here._timer.stop()


# --- the watchdog itself ------------------------------------------------------------------------------


def busy(seconds: float) -> None:
    """Work so long, in processor time of this thread."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def after(qtbot: QtBot, act: Callable[[], object]) -> Watchdog:
    """A watchdog that has seen an act in the midst of events."""
    with Watchdog() as dog:
        qtbot.wait(20)
        QTimer.singleShot(0, act)
        qtbot.wait(50)
    return dog


def test_it_sees_how_long_the_window_works_and_where(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.watchdog.APP", "/tests/")
    dog = after(qtbot, lambda: busy(0.3))
    assert dog.longest.held >= 300
    assert dog.longest.own >= 290
    assert any("busy" in place for place in dog.longest.where)
    assert "without an answer" in str(dog.longest)


@pytest.mark.parametrize(
    ("now", "held", "own"),
    [
        (_Moment(9.0, 0.02, 0.01), 20, 10),  # it waited for nothing of ours
        (_Moment(0.3, 0.29, 0.0), 290, 0),  # for what our own job held
        (_Moment(0.3, 0.5, 0.3), 300, 300),  # it worked itself, while a job did
    ],
)
def test_what_this_process_did_between_two_beats_counts(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, now: _Moment, held: float, own: float
) -> None:
    moments = iter([_Moment(0.0, 0.0, 0.0), now, now])
    monkeypatch.setattr("ui.watchdog._now", lambda: next(moments))
    dog = Watchdog()
    dog.beat()
    assert (dog.longest.held, dog.longest.own) == (held, own)
