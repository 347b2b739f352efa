"""Opening, making and closing files by window; long acts; colours."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.errors import Refused
from app.storage.opening import open_passport
from app.ui import main_window as window_module
from app.ui import place_acts
from app.ui.error_window import details
from app.ui.file_dialogs import make_dialog
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.page_names import IMPORT
from app.ui.palette import DARK, EDGE_PAIRS, LIGHT, TEXT_PAIRS
from app.ui.start_page import StartPage
from ui.contrast import contrast


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(window_module, "show_error", lambda _parent, problem: said.append(str(problem)))
    monkeypatch.setattr(place_acts, "show_error", lambda _parent, problem: said.append(str(problem)))
    return said


def test_without_a_file_there_are_three_doors_and_no_acts(empty: MainWindow) -> None:
    assert isinstance(empty.centralWidget(), StartPage)
    assert not any(action.isEnabled() for action in empty.menus.file_acts)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + bytes(200)])
def test_file_that_is_no_base_is_told_and_nothing_opens(
    empty: MainWindow, told: list[str], tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "bad.passport"
    bad.write_bytes(content)
    assert not empty.open_file(bad)
    assert len(told) == 1
    assert "bad.passport" in told[0]
    assert bad.read_bytes() == content
    assert empty.desk is None


def test_file_open_elsewhere_is_told(empty: MainWindow, told: list[str], school: Path) -> None:
    with open_passport(school):
        assert not empty.open_file(school)
    assert "уже открыта" in told[0]
    assert empty.open_file(school)


def test_bad_file_leaves_the_open_one_open(window: MainWindow, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.passport").write_bytes(b"hello")
    desk = window.desk
    assert not window.open_file(tmp_path / "bad.passport")
    assert window.desk is desk
    assert told


def test_the_same_file_again_changes_nothing(window: MainWindow, told: list[str], school: Path) -> None:
    desk = window.desk
    assert window.open_file(school)
    assert window.desk is desk
    assert not told


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the locks are read from /proc")
def test_file_dialog_over_the_open_base_keeps_its_lock(qtbot: QtBot, window: MainWindow, school: Path) -> None:
    inode = f":{school.stat().st_ino} "

    def locked() -> bool:
        return inode in Path("/proc/locks").read_text()

    assert locked()
    dialog = make_dialog(window, "Открыть", school.parent, "Все файлы (*)")
    dialog.setOption(dialog.Option.DontUseNativeDialog)
    dialog.show()
    qtbot.wait(500)
    dialog.selectFile(school.name)
    qtbot.wait(300)
    dialog.close()
    assert locked()
    dialog.deleteLater()


def test_empty_base_begins_with_loading_a_list(qtbot: QtBot, empty: MainWindow, tmp_path: Path) -> None:
    from app.storage.opening import new_passport

    path = tmp_path / "new.passport"
    new_passport(path, year="2019-20", kind="school", code="700102", name="МБОУ «СОШ № 2»").close()
    assert empty.open_file(path)
    qtbot.waitUntil(lambda: empty.pages.students.card.card is not None)
    assert empty.pages.students.title.text() == "Новая карточка"
    qtbot.waitUntil(lambda: empty.pages.navigation.currentRow() == IMPORT)
    assert not empty.pages.students.unsaved


def test_closing_gives_the_file_back_whole(qtbot: QtBot, window: MainWindow, school: Path) -> None:
    assert window.close_file()
    assert [one.name for one in school.parent.iterdir() if one.name.startswith(school.name)] == [school.name]
    open_passport(school).close()


def test_job_answers_on_the_main_thread_with_result_or_error(qtbot: QtBot, empty: MainWindow) -> None:
    results, errors = [], []
    jobs = Jobs(empty, errors.append)
    jobs.start(lambda progress: 42, results.append)
    jobs.start(lambda progress: 1 / 0, results.append)
    jobs.start(lambda progress: progress(1, 2), results.append, title="Долго")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert results == [42, None]
    assert isinstance(errors[0], ZeroDivisionError)
    jobs.close()


def test_a_dialog_that_is_gone_is_told_nothing(qtbot: QtBot, empty: MainWindow) -> None:
    """Esc within the moment before a job has its window."""
    told, errors, go_on = [], [], threading.Event()
    jobs = Jobs(empty, errors.append)
    dialog = QDialog(empty)
    jobs.start(lambda _: go_on.wait(30), told.append, title="Читаем…", parent=dialog)
    jobs.start(lambda _: 1 / 0, told.append, failed=told.append, parent=dialog)
    delete(dialog)
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (told, errors) == ([], [])
    jobs.close()


def test_stopped_job_ends_with_its_own_sentence(qtbot: QtBot, empty: MainWindow) -> None:
    errors = []
    jobs = Jobs(empty, errors.append)
    began = []

    def work(progress) -> None:
        for _ in range(10_000):
            began.append(1)
            time.sleep(0.001)
            progress(0, 10)

    jobs.start(work, lambda _: None, title="Долго")
    qtbot.waitUntil(lambda: bool(began))
    dialog = jobs._jobs[0].window
    dialog.show()
    qtbot.waitUntil(dialog.findChild(QPushButton).isVisible)
    dialog.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Refused)
    assert "ничего не изменено" in str(errors[0])
    jobs.close()


def test_details_of_a_fault_hold_no_data() -> None:
    try:
        int("Иванов 112-233-445 95")
    except ValueError as problem:
        text = details(problem)
    assert "ValueError" in text
    assert "Иванов" not in text
    assert "112" not in text


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_contrast_is_aa(pair: tuple[str, str], worn: dict[str, str]) -> None:
    assert contrast(worn[pair[0]], worn[pair[1]]) >= 4.5


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", EDGE_PAIRS, ids=" on ".join)
def test_edge_contrast_is_aa(pair: tuple[str, str], worn: dict[str, str]) -> None:
    assert contrast(worn[pair[0]], worn[pair[1]]) >= 3
