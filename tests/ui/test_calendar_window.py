"""The calendar page of every year: all rows, what is computed and what is disputed in words, nothing clipped."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.year import academic_year, known_years
from app.ui import calendar_page
from app.ui.calendar_page import CalendarPage
from app.ui.palette import QUIET
from app.ui.table import Table


def shown(qtbot: QtBot, name: str) -> CalendarPage:
    page = CalendarPage(academic_year(name))
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    return page


def column(table: Table, heading: str) -> list[str]:
    number = table.lines.headings.index(heading)
    return [line.cells[number] for line in table.lines.lines]


@pytest.mark.parametrize("name", known_years())
def test_calendar_shows_all_of_a_year(qtbot: QtBot, name: str) -> None:
    page, year = shown(qtbot, name), academic_year(name)
    assert len(page.table.lines.lines) == len(year.calendar) == 24
    assert len(page.attempts.lines.lines) == 6
    assert len(page.exams.lines.lines) == len(year.exam_days) + len(year.exam_periods)
    for number in range(page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        assert page.note.text()
        table = page.tabs.widget(number)
        assert isinstance(table, Table)
        header = table.horizontalHeader()
        for one in range(header.count()):
            assert header.sectionSizeHint(one) <= header.sectionSize(one), table.lines.headings[one]


def test_computed_and_disputed_rows_are_told_in_words(qtbot: QtBot) -> None:
    later = shown(qtbot, "2026-27")
    assert set(column(later.table, "Дата")) == set(column(later.attempts, "Дата")) == {"расчётная"}
    later.table.selectRow(0)
    assert "Дата расчётная" in later.note.text()
    assert "Перенесено из календаря 2019/20" in later.note.text()
    later.tabs.setCurrentWidget(later.exams)
    assert later.note.text() == "Дни экзаменов этого года в программу ещё не внесены."
    first = shown(qtbot, "2019-20")
    assert set(column(first.table, "Дата")) == {"по приказу"}
    assert [scan for scan in column(first.table, "Скан выверки") if "спорно" in scan] == ["нет, спорно", "да, спорно"]
    first.table.selectRow(3)
    assert "Принято чтение календаря: скан не сдаётся." in first.note.text()


def test_subjects_of_a_day_are_named_shortly(qtbot: QtBot) -> None:
    names = column(shown(qtbot, "2025-26").exams, "Предметы")
    assert "все предметы по выбору" in names
    assert "Биология, География, иностранные языки" in names
    assert "иностранные языки, устная часть" in names
    assert "дни по предметам не внесены" in names
    assert "все предметы" in column(shown(qtbot, "2024-25").exams, "Предметы")


def test_only_what_is_over_is_grey(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    class Today(date):
        @classmethod
        def today(cls) -> date:
            return date(2026, 5, 15)

    monkeypatch.setattr(calendar_page, "date", Today)
    page = shown(qtbot, "2025-26")
    exams = page.exams
    assert page.note.text().startswith("Аттестат с отличием")  # what comes next is chosen
    grey = [line.cells[0] for line in exams.lines.lines if line.colour == QUIET]
    assert grey == ["20.03 – 20.04.2026", "21.04.2026", "24.04.2026", "28.04.2026", "06.05.2026"]
