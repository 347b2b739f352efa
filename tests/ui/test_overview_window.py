"""The overview for the head and the deadlines for a telephone, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui import overview_window, year_acts
from app.ui.bars import Share
from app.ui.behind_window import BehindWindow
from app.ui.main_window import MainWindow
from app.ui.overview_window import OverviewWindow
from app.ui.page_names import CALENDAR, CHECK, FORMS, STUDENTS
from app.ui.palette import ACCENT, colour
from app.ui.table import Table
from app.validators.findings import Level
from ui.checks import change, checked, pupil


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> OverviewWindow:
    """The overview of a school with an error in 9А."""
    change(window, pupil(window, "9А", 0).id, snils="112-233-445 96")
    checked(qtbot, window)
    window._later.overview()
    qtbot.waitUntil(lambda: window.findChild(OverviewWindow) is not None)
    return window.findChild(OverviewWindow)


def at(shown: OverviewWindow, title: str, label: str, heading: str) -> Table:
    """The table of a title, with the caret on a number."""
    number = next(place for place in range(shown.tabs.count()) if shown.tabs.tabText(place) == title)
    shown.tabs.setCurrentIndex(number)
    table = shown.tabs.widget(number)
    assert isinstance(table, Table)
    row = next(place for place, line in enumerate(table.lines.lines) if line.cells[0] == label)
    table.setCurrentIndex(table.model().index(row, table.lines.headings.index(heading)))
    table.setFocus()
    return table


def test_a_number_opens_the_list_behind_it_and_that_a_card(
    window: MainWindow, qtbot: QtBot, shown: OverviewWindow
) -> None:
    table = at(shown, "ГИА-9: предметы", "Русский язык", "9Б")
    many = int(table.currentIndex().data())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    behind = shown.findChild(BehindWindow)
    assert behind.windowTitle() == "ГИА-9: предметы, Русский язык, 9Б"
    assert len(behind.table.lines.lines) == many > 1
    assert {line.cells[1] for line in behind.table.lines.lines} == {"9Б"}
    id = behind.table.chosen()
    qtbot.keyClick(behind.table, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == STUDENTS
    assert window.pages.students.present == id


def test_findings_lead_to_the_check_of_their_class(window: MainWindow, qtbot: QtBot, shown: OverviewWindow) -> None:
    table = at(shown, "Готовность по классам", "9А", "ошибок")
    assert int(table.currentIndex().data()) > 0
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == CHECK
    assert window.pages.check_page.tree.node.title == "9А"
    assert window.pages.check_page.level.currentData() == Level.ERROR


def test_forms_lead_to_the_page_of_forms(window: MainWindow, qtbot: QtBot, shown: OverviewWindow) -> None:
    label = next(one for one in labels(shown, "Готовность по работам") if one.endswith("Аудиторный фонд ОО"))
    table = at(shown, "Готовность по работам", label, "форм")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == FORMS
    tree = window.pages.page(FORMS).tree
    qtbot.waitUntil(lambda: tree.chosen() is not None and tree.chosen().kind == "rooms")


def labels(shown: OverviewWindow, title: str) -> list[str]:
    number = next(place for place in range(shown.tabs.count()) if shown.tabs.tabText(place) == title)
    return [line.cells[0] for line in shown.tabs.widget(number).lines.lines]


def test_a_bar_is_as_long_as_its_share_and_its_words_are_read_aloud(shown: OverviewWindow, qtbot: QtBot) -> None:
    table = at(shown, "Готовность по классам", "9Б", "обучающихся")
    column = table.lines.headings.index("Готовность")
    lines = table.lines.lines
    shares = {line.cells[0]: line.cells[column] for line in lines}
    assert all(isinstance(one, Share) and one.endswith(" %") for one in shares.values())
    assert shares["9А"].share < 1
    row = next(place for place, line in enumerate(lines) if line.cells[0] == "9А")
    told = table.model().data(table.model().index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith(f"Готовность: {shares['9А']}")
    qtbot.wait(20)
    assert dark(table, row, column) < dark(table, 0, column)  # 9А is less ready than 5А


def dark(table: Table, row: int, column: int) -> int:
    """How many points of a cell have the colour of a bar."""
    place = table.visualRect(table.model().index(row, column))
    image = table.viewport().grab(place).toImage()
    wanted = colour(ACCENT).rgb()
    y = image.height() // 2
    return sum(image.pixelColor(x, y).rgb() == wanted for x in range(image.width()))


def test_the_overview_opens_from_the_menu_and_is_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.checked)
    window._later.overview()
    qtbot.waitUntil(lambda: window.findChild(OverviewWindow) is not None)
    shown = window.findChild(OverviewWindow)
    assert shown.tabs.count() >= 2
    for number in range(shown.tabs.count()):
        table = shown.tabs.widget(number)
        header = table.horizontalHeader()
        for column, heading in enumerate(table.lines.headings):
            assert header.sectionSize(column) >= header.fontMetrics().horizontalAdvance(heading)
    out = tmp_path / "a.pdf"
    monkeypatch.setattr(overview_window, "ask_save", lambda *_: out)
    shown.save_button.click()
    qtbot.waitUntil(out.exists)
    assert out.read_bytes().startswith(b"%PDF-")
    shown.close()


def test_deadlines_are_saved_from_the_calendar(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.ics"
    monkeypatch.setattr(year_acts, "ask_save", lambda *_: out)
    window.pages.go(CALENDAR)
    window.pages.page(CALENDAR).save_button.click()
    qtbot.waitUntil(out.exists)
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")
