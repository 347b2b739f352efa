"""The whole main job by window: load a list, mend, check, print, make the package."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card
from app.ui import main_window as window_module
from app.ui import page_names as places
from app.ui.classes_pane import TEACHER
from app.ui.known_findings import KnownFindings
from app.ui.main_window import MainWindow
from app.validators.registry import Level
from data.people import People
from ui.keys import keys


def page(window: MainWindow, number: int):
    window.pages.go(number)
    return window.pages.page(number)


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)


def class_list(path: Path, seed: int, bad: bool = True) -> Path:
    people = People(seed + 1, first=1000)
    rows = [people.pupil("7А") for _ in range(5)]
    if bad:
        rows[2]["birth"] = "31.02.2006"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Список класса"])
    sheet.append(["Фамилия", "Имя", "Отчество", "Дата рожд.", "Класс", "Вид документа", "Серия", "Номер"])
    for row in rows:
        names = (
            "last_name",
            "first_name",
            "middle_name",
            "birth",
            "class_name",
            "doc_kind",
            "doc_series",
            "doc_number",
        )
        sheet.append([row[name] for name in names])
    book.save(path)
    return path


def test_list_is_looked_at_then_loaded(qtbot: QtBot, window: MainWindow, tmp_path: Path, seed: int) -> None:
    loading = page(window, places.IMPORT)
    loading.look_at(class_list(tmp_path / "list.xlsx", seed))
    idle(qtbot, window)
    loading.try_out()
    idle(qtbot, window)
    assert (loading.report.read, loading.report.new, loading.report.rejected) == (5, 4, 1)
    assert window.pages.students.list.model.total == 24  # looking changes nothing
    assert loading.preview.load_button.text() == "Загрузить: 4"
    assert "Не приняты: 1" in [loading.preview.tabs.tabText(n) for n in range(loading.preview.tabs.count())]
    qtbot.mouseClick(loading.preview.load_button, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert window.pages.students.list.model.total == 28
    assert "Загружено: новых 4" in loading.preview.note.text()
    assert not loading.preview.load_button.isVisible()


def test_list_that_is_no_workbook_is_told_in_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(window_module, "show_error", lambda _parent, problem: told.append(problem))
    bad = tmp_path / "list.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    loading = page(window, places.IMPORT)
    loading.look_at(bad)
    idle(qtbot, window)
    assert len(told) == 1
    assert "list.xlsx" in str(told[0])
    assert loading.report is None


def test_package_is_refused_with_errors_and_made_as_a_draft(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    package = page(window, places.PACKAGE)
    assert window.desk.count(Level.ERROR)  # the school's card is not filled
    assert not package.make_button.isEnabled()
    package.draft.setChecked(True)
    package.choice.receiver.setCurrentIndex(package.choice.receiver.count() - 1)  # anybody may open it
    assert not package.make_button.isEnabled()  # nobody has compared the numbers yet
    qtbot.waitUntil(lambda: package.totals.lines.rowCount() > 0)
    package.compared.setChecked(True)
    assert package.make_button.isEnabled()
    package.make_in(tmp_path)
    idle(qtbot, window)
    made = list(tmp_path.glob("*-draft.zip"))
    assert len(made) == 1
    assert package.made.isVisible()
    assert "Код пакета" in package.made.code.text()


def test_finding_on_the_check_page_opens_its_field(qtbot: QtBot, window: MainWindow) -> None:
    students = window.pages.students
    students.list.show_scope("9А")
    students.list.select(2)
    card = students.card.card
    window.desk.save(Edit("student", card.id, card.version, {"snils": "112-233-445 96"}))
    students.list.select(0)
    check = page(window, places.CHECK)
    check.words.setText("FMT-4")
    assert len(check.table.lines.lines) == 1
    qtbot.keyClick(check.table, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == places.STUDENTS
    assert students.card.card.id == card.id
    assert QApplication.focusWidget() is students.card.row("snils").editor


def test_finding_of_the_school_opens_the_school(window: MainWindow) -> None:
    finding = next(one for one in window.desk.findings if one.entity == "school" and one.field == "head_name")
    window.pages.open_finding(finding)
    school = window.pages.page(places.SCHOOL)
    assert QApplication.focusWidget() is school.card.row("head_name").editor


def test_school_card_and_teachers_are_saved(qtbot: QtBot, window: MainWindow) -> None:
    school = page(window, places.SCHOOL)
    school.card.focus_field("head_name")
    keys(school.card.row("head_name").editor.line, "Кедрова Анна Ивановна")
    assert school.unsaved
    window.pages.save()
    assert not school.unsaved
    school.classes.table.item(1, TEACHER).setText("Томилина Ольга Сергеевна")
    assert school.classes.rows[1].teacher == "Томилина Ольга Сергеевна"
    card = load_card(window.desk.passport, "class", school.classes.rows[1].id)
    assert card.texts["teacher"] == "Томилина Ольга Сергеевна"


def test_calendar_shows_every_work_of_the_year(window: MainWindow) -> None:
    calendar = page(window, places.CALENDAR)
    assert len(calendar.table.lines.lines) == len(window.desk.passport.year.calendar)


def test_unsaved_card_is_settled_before_printing(
    qtbot: QtBot, window: MainWindow, answers: list[str], tmp_path: Path
) -> None:
    students = window.pages.students
    students.card.focus_field("last_name")
    keys(students.card.row("last_name").editor.line, "Новая")
    page(window, places.FORMS)
    done = []
    answers.append("Остаться в карточке")
    window.pages.settled(lambda: done.append("printed"))
    assert not done
    assert window.pages.navigation.currentRow() == places.STUDENTS
    answers.append("Сохранить")
    window.pages.go(places.FORMS)
    window.pages.settled(lambda: done.append("printed"))
    assert done == ["printed"]
    assert window.pages.navigation.currentRow() == places.FORMS


def test_everything_in_the_menus_has_a_way_by_keyboard(window: MainWindow) -> None:
    keys_seen = [
        action.shortcut().toString()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if not action.shortcut().isEmpty()
    ]
    assert len(keys_seen) == len(set(keys_seen))
    assert {"Ctrl+S", "Ctrl+N", "Ctrl+F", "F5", "F7", "Ctrl+PgDown", "Ctrl+1", "Alt+9", "Ctrl+6"} <= set(keys_seen)
    for menu in window.menuBar().actions():
        assert "&" in menu.text()


def test_undo_settles_every_page_and_leaves_the_school_card_usable(
    qtbot: QtBot, window: MainWindow, answers: list[str]
) -> None:
    school = page(window, places.SCHOOL)
    school.card.focus_field("head_post")
    keys(school.card.row("head_post").editor.line, "Директор")
    window.pages.save()
    school.card.focus_field("head_name")
    keys(school.card.row("head_name").editor.line, "Кедрова Анна")
    answers.append("Не сохранять")
    window.pages.take_back()
    assert school.card.row("head_post").text() == ""
    assert not school.unsaved
    page(window, places.SCHOOL)
    school.card.focus_field("head_name")
    keys(school.card.row("head_name").editor.line, "Кедрова Анна Ивановна")
    window.pages.save()
    assert not school.unsaved


def test_nothing_is_called_right_before_it_was_checked(window: MainWindow) -> None:
    package, check = page(window, places.PACKAGE), page(window, places.CHECK)
    window.desk.present.checked, window.desk.present.known = False, KnownFindings()
    window.desk.findings_changed.emit()
    assert "Проверяем" in package.verdict.text()
    assert not package.make_button.isEnabled()
    assert "проверяем" in check.summary.text()


def test_every_page_takes_the_focus_where_one_works(window: MainWindow) -> None:
    for number in range(len(places.TITLES)):
        window.pages.go(number)
        focused = QApplication.focusWidget()
        assert window.pages.page(number).isAncestorOf(focused)


def test_navigation_by_arrows_stays_in_the_navigation(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.navigation.setFocus()
    for _ in places.TITLES[1:]:
        qtbot.keyClick(window.pages.navigation, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is window.pages.navigation
    assert window.pages.navigation.currentRow() == places.CALENDAR
