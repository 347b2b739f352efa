"""The overview for the head and the deadlines for a telephone, in the window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui import overview_window, year_acts
from app.ui.main_window import MainWindow
from app.ui.overview_window import OverviewWindow, _bar
from app.ui.pages import CALENDAR


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(0, 0, "0 %"), (199, 200, "99 %"), (2, 2, "100 %"), (1, 3, "33 %")]
)
def test_a_bar_says_its_share_in_words_and_is_full_only_when_all_is_there(part: int, whole: int, told: str) -> None:
    bar = _bar(part, whole)
    assert bar.endswith(f" {told}")
    assert ("░" not in bar) is (part == whole > 0)


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
