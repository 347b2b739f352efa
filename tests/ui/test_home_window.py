"""The page «Начало»: late changes, open errors and questions by section, the nearest works."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.year import academic_year
from app.services.cards import Edit
from app.services.detail_rows import Row
from app.services.exporting import export_package
from app.services.printing import print_form
from app.services.readiness import ClassReadiness
from app.ui import page_names as places
from app.ui.home_page import HomePage
from app.ui.home_sections import section_lines
from app.ui.home_works import NEAREST, left, work_lines
from app.ui.main_window import MainWindow
from app.validators.findings import Level
from ui.checks import change, checked, made, pupil
from ui.conftest import CLASSES

DAY = date(2020, 1, 20)


def home(qtbot: QtBot, window: MainWindow) -> HomePage:
    window.pages.go(places.HOME)
    checked(qtbot, window)
    page = window.pages.page(places.HOME)
    assert isinstance(page, HomePage)
    return page


def learned(window: MainWindow, place: int, day: str, entered: str = "") -> str:
    """A change of a pupil of which the school learned on a day; his id."""
    card = pupil(window, "9А", place)
    row = Row("", {"kind": "выбытие", "learned": day, "entered": entered, "ground": ""})
    return window.desk.save(Edit("student", card.id, card.version, {}, {"moves": (row,)})).card.id


def test_overdue_changes_stand_first_and_lead_to_the_card(qtbot: QtBot, window: MainWindow) -> None:
    late = learned(window, 0, "09.01.2020", "16.01.2020")
    waiting = learned(window, 1, "17.01.2020")
    overdue = learned(window, 2, "10.01.2020")
    learned(window, 3, "10.01.2020", "13.01.2020")  # in time: not listed
    window.desk.present.set_day(DAY)
    page = home(qtbot, window)
    lines = page.moves.lines.lines
    assert [line.stands_for.student_id for line in lines] == [overdue, waiting, late]
    assert [line.cells[0] for line in lines] == ["✖ просрочено", "? ещё не внесено", "i внесено с опозданием"]
    assert lines[0].cells[3:] == ("выбытие", "10.01.2020", "14.01.2020")
    assert page.moves_note.text().startswith("Просрочено: 1.")
    qtbot.keyClick(page.moves, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == places.STUDENTS
    assert window.pages.students.present == overdue
    row = window.pages.students.card.row("moves.1.learned")
    assert row.isAncestorOf(QApplication.focusWidget())


def test_stale_forms_are_counted_and_lead_to_their_page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = home(qtbot, window)
    qtbot.waitUntil(lambda: page.forms_note.text() == "Устаревших форм нет.")
    assert not page.forms_button.isVisible()
    print_form(window.desk.passport, "graduates", tmp_path / "9А.pdf", class_name="9А")
    change(window, pupil(window, "9А", 0).id, doc_number="999999")
    qtbot.waitUntil(lambda: page.forms_note.text() == "? Устарело форм: 1, изменившихся строк в них: 1.")
    qtbot.mouseClick(page.forms_button, Qt.MouseButton.LeftButton)
    assert window.pages.navigation.currentRow() == places.FORMS


def test_without_late_changes_it_says_so(qtbot: QtBot, window: MainWindow) -> None:
    page = home(qtbot, window)
    assert len(page.moves.lines.lines) == 0
    qtbot.waitUntil(lambda: not page.moves.isVisible())
    page.setFocus()
    assert QApplication.focusWidget() is page.works
    assert page.moves_note.text() == "Просроченных и ожидающих нет."


def test_section_leads_to_its_findings(qtbot: QtBot, window: MainWindow) -> None:
    one = pupil(window, "9Б", 0)
    page = home(qtbot, window)
    change(window, one.id, snils="112-233-445 96")
    checked(qtbot, window)
    titles = [line.cells[0] for line in page.sections.lines.lines]
    assert titles[0] == "Школа"
    line = page.sections.lines.lines[titles.index("9Б")]
    errors = [found for found in window.desk.findings if found.class_name == "9Б" and found.level is Level.ERROR]
    assert line.cells[1] == f"✖ {len(errors)}"
    page.sections.selectRow(titles.index("9Б"))
    page.sections.setFocus()
    qtbot.keyClick(page.sections, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == places.CHECK
    assert window.pages.check_page.tree.node.title == "9Б"


def test_nearest_works_with_the_days_that_are_left() -> None:
    year = academic_year("2019-20")
    lines = work_lines(year, DAY)
    assert len(lines) == NEAREST
    assert lines[0].cells == ("01.02.2020", "через 12 дней", "Выбор предметов ГИА-11", "скан нужен", "")
    assert "Основание: " in lines[0].stands_for.told
    assert [line.cells[1] for line in work_lines(year, date(2020, 2, 1))][:2] == ["сегодня", "через 2 дня"]
    assert work_lines(year, date(2020, 7, 1)) == []


def test_inferred_days_are_marked_with_a_sign_and_in_words() -> None:
    year = academic_year("2026-27")
    lines = work_lines(year, year.first_day)
    inferred = {work.work for work in year.calendar if work.status == "I"}
    assert inferred
    for line in lines:
        assert (line.cells[0].endswith("≈")) is (line.cells[2] in inferred)
        assert ("расчётная" in line.stands_for.told) is (line.cells[2] in inferred)


def test_works_say_what_is_missing_and_late_ones_stand_first(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.desk.present.set_day(DAY)
    print_form(window.desk.passport, "choice_9", tmp_path / "9А.pdf", class_name="9А")
    page = home(qtbot, window)
    qtbot.waitUntil(lambda: any("напечатать" in line.cells[3] for line in page.works.lines.lines))
    cells = {line.cells[2]: line.cells for line in page.works.lines.lines}
    assert cells["Выбор предметов ГИА-9"][3] == "напечатать 1, подписать и отсканировать 1"
    lines = page.works.lines.lines
    assert lines[0].cells[1].startswith("✖ ")
    assert lines[0].colour
    page.works.selectRow(0)
    assert page.works_note.text() == lines[0].stands_for.told
    page.works.setFocus()
    kind = lines[0].stands_for.forms[0]
    assert cells["Выбор предметов ГИА-9"][4] == "0 из 2"
    qtbot.keyClick(page.works, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == places.FORMS
    tree = window.pages.page(places.FORMS).tree
    qtbot.waitUntil(lambda: tree.chosen() is not None and tree.chosen().kind == kind)


def test_each_class_says_how_ready_it_is(qtbot: QtBot, window: MainWindow) -> None:
    page = home(qtbot, window)
    change(window, pupil(window, "9А", 0).id, snils="112-233-445 96")
    page = home(qtbot, window)
    lines = {line.cells[0]: line for line in page.sections.lines.lines}
    assert [title for title in lines if title in CLASSES] == list(CLASSES)
    open_ = [one for one in window.desk.findings if one.open and one.entity == "student" and one.level != "advice"]
    for name in CLASSES:
        clear = 1 - len({one.id for one in open_ if one.class_name == name}) / 6
        assert lines[name].cells[3].share == pytest.approx(clear)
        assert lines[name].cells[3] == f"{int(clear * 100 + 1e-6)} %"
    assert lines["9А"].cells[3].share < 1


def test_a_ready_class_stands_in_its_place_and_leads_to_its_pupils(qtbot: QtBot, window: MainWindow) -> None:
    classes = [ClassReadiness("5А", ("a", "b"), ("a", "b"), 0, 0), ClassReadiness("9А", ("c",), (), 1, 0)]
    found = [made(entity="school", id="s", class_name=""), made(id="c", class_name="9А"), made(entity="staff", id="w")]
    lines = section_lines(found, classes)
    assert [line.cells for line in lines] == [
        ("Школа", "✖ 1", "", ""),
        ("5А", "", "", "100 %"),
        ("9А", "✖ 1", "", "0 %"),
        ("Работники", "✖ 1", "", ""),
    ]
    page = home(qtbot, window)
    page.sections.load(lines)
    page.sections.selectRow(1)
    page.sections.setFocus()
    qtbot.keyClick(page.sections, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == places.STUDENTS
    assert window.pages.students.list.model.shown == 6


def test_the_last_package_and_its_answer_are_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = home(qtbot, window)
    qtbot.waitUntil(lambda: page.package_note.text() == "Пакетов для МОУО ещё не было.")
    export_package(window.desk.passport, tmp_path, draft=True)
    page.refresh()
    qtbot.waitUntil(lambda: page.package_note.text().startswith("Последний пакет: № 1 от "))
    assert page.package_note.text().endswith(", черновик.")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "сегодня"),
        (1, "завтра"),
        (2, "через 2 дня"),
        (5, "через 5 дней"),
        (11, "через 11 дней"),
        (21, "через 21 день"),
        (112, "через 112 дней"),
        (-3, "✖ 3 дня назад"),
    ],
)
def test_days_left_are_counted_in_russian(days: int, told: str) -> None:
    assert left(days) == told


def test_page_is_first_but_not_shown_at_the_opening(window: MainWindow) -> None:
    assert window.pages.navigation.item(0).text() == "Начало"
    assert window.pages.navigation.currentRow() == places.STUDENTS
