"""The new school year in the window: the plan is seen and changed, the base made and opened, nothing lost by Esc."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.services.cards import Edit, save_card
from app.services.new_year_plan import Fate
from app.storage.opening import new_passport
from app.ui import new_year_acts, new_year_dialog
from app.ui.main_window import MainWindow
from app.ui.new_year_dialog import CLOSE, STAY, NewYearDialog
from data.people import People
from data.shifted_year import shifted_year
from ui.acts import act_of


@pytest.fixture
def school(tmp_path: Path, seed: int) -> Path:
    """A closed base of 2024/25 with pupils of four classes."""
    people = People(seed, 2024)
    path = tmp_path / "700101-2024-25.passport"
    with new_passport(path, year="2024-25", kind="school", code="700101", name="Школа") as passport:
        for name in ("5А", "5А", "9А", "11А"):
            save_card(passport, Edit("student", "", 0, people.pupil(name)))
    return path


@pytest.fixture
def dialogs(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[NewYearDialog]:
    """The dialogs that the menu opens; they are left open for the test."""
    made: list[NewYearDialog] = []

    def keep(dialog: NewYearDialog) -> int:
        made.append(dialog)
        dialog.show()
        return 0

    monkeypatch.setattr(NewYearDialog, "exec", keep)
    monkeypatch.setattr(NewYearDialog, "deleteLater", lambda _dialog: None)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, dialogs: list[NewYearDialog]) -> Iterator[NewYearDialog]:
    act_of(window, "Новый учебный год").trigger()
    qtbot.waitUntil(lambda: bool(dialogs) and not window.jobs.busy)
    yield dialogs[0]
    dialogs[0].hide()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[AppError]:
    heard: list[AppError] = []
    for module in (new_year_acts, new_year_dialog):
        monkeypatch.setattr(module, "show_error", lambda _parent, problem: heard.append(problem))
    return heard


def cells(dialog: NewYearDialog) -> list[tuple[str, ...]]:
    return [line.cells for line in dialog.classes.lines.lines]


def test_plan_is_shown_class_by_class_and_adds_up(dialog: NewYearDialog) -> None:
    assert cells(dialog) == [
        ("Вся школа", "4", "2", "", "1", "1"),
        ("5А", "2", "2", "", "", ""),
        ("9А", "1", "", "", "1", ""),
        ("11А", "1", "", "", "", "1"),
    ]
    assert dialog.sums.text() == "Обучающихся 4 = переведено 2 + оставлено 0 + выбыло 1 + выпущено 1"
    assert len(dialog.pupils.lines.lines) == 4
    dialog.classes.selectRow(2)
    (line,) = dialog.pupils.lines.lines
    assert line.cells[1:4] == ("выбыл", "—", "")
    assert "10 класса в школе нет" in line.cells[4]
    assert dialog.path.name == "700101-2025-26.passport"


def test_marked_pupils_get_another_fate(dialog: NewYearDialog) -> None:
    dialog.classes.selectRow(1)
    dialog.pupils.selectAll()
    assert [fate for fate, button in dialog.fates.items() if button.isEnabled()] == [Fate.MOVED, Fate.KEPT, Fate.LEFT]
    dialog.fates[Fate.KEPT].click()
    assert cells(dialog)[1] == ("5А", "2", "", "2", "", "")
    assert dialog.sums.text() == "Обучающихся 4 = переведено 0 + оставлено 2 + выбыло 1 + выпущено 1"
    assert dialog.pupils.lines.lines[0].cells[1:3] == ("оставить", "5А")
    dialog.classes.selectRow(0)
    dialog.pupils.selectAll()  # a pupil of class 5 graduates from nowhere
    assert not dialog.fates[Fate.GRADUATED].isEnabled()


def test_enter_in_a_table_does_nothing_and_esc_asks_before_changes_are_lost(
    dialog: NewYearDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [STAY, CLOSE]
    monkeypatch.setattr(new_year_dialog, "ask", lambda *_given, **_named: answers.pop(0))
    dialog.classes.selectRow(1)
    dialog.pupils.selectRow(0)
    before = dialog.plan
    QTest.keyClick(dialog.pupils, Qt.Key.Key_Return)
    assert dialog.plan is before
    assert dialog.isVisible()
    dialog.fates[Fate.LEFT].click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert answers == []


def test_base_is_rehearsed_made_and_opened(
    qtbot: QtBot, window: MainWindow, dialog: NewYearDialog, told: list[AppError]
) -> None:
    dialog.rehearse_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert "Пока ничего не сделано" in dialog.said.text()
    old, before = window.desk.passport.path, window.desk.passport.path.read_bytes()
    dialog.make_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert told == []
    assert dialog.path.exists()
    assert dialog.open_button.isVisible()
    assert not dialog.make_button.isEnabled()
    assert not any(button.isEnabled() for button in dialog.fates.values())
    assert old.read_bytes() == before
    assert window.open_file(dialog.path)
    qtbot.waitUntil(lambda: bool(window.pages.students.present) and not window.jobs.busy)
    assert window.desk.passport.year.name == "2025-26"
    assert "2025/26" in window.windowTitle()


def test_refusal_is_told_and_the_dialog_stays(
    qtbot: QtBot, window: MainWindow, dialog: NewYearDialog, told: list[AppError]
) -> None:
    dialog.place.setText(str(window.desk.passport.path))
    dialog.make_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert "на место прошлогодней" in told[0].text
    assert dialog.isVisible()
    assert dialog.make_button.isEnabled()


def test_year_that_is_not_there_is_asked_for(
    qtbot: QtBot,
    window: MainWindow,
    dialogs: list[NewYearDialog],
    told: list[AppError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = window.desk.passport.path.parent
    path = folder / "old.passport"
    new_passport(path, year="2019-20", kind="school", code="700101", name="Школа").close()
    assert window.open_file(path)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    asked: list[str] = []
    monkeypatch.setattr(new_year_acts, "ask", lambda _p, _t, text, *_g, **_n: asked.append(text) or "Файл года…")
    monkeypatch.setattr(new_year_acts, "ask_open", lambda *_given: shifted_year(folder, "2019-20"))
    act_of(window, "Новый учебный год").trigger()
    qtbot.waitUntil(lambda: bool(dialogs) and not window.jobs.busy)
    assert "2020/21" in asked[0]
    assert dialogs[0].plan.year.name == "2020-21"
    monkeypatch.setattr(new_year_acts, "ask_open", lambda *_given: path)
    act_of(window, "Новый учебный год").trigger()
    assert len(told) == 1
    assert len(dialogs) == 1
    dialogs[0].hide()
