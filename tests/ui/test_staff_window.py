"""The page «Работники»: entered by keys alone, subjects proposed, and what all pages of records share."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.field import fields
from app.domain.staff import Staff
from app.domain.staff_tabs import STAFF_TABS
from app.services.cards import Card, Edit, load_card
from app.services.detail_rows import Row
from app.services.lists import ID, list_rows
from app.ui import page_names as places
from app.ui.main_window import MainWindow
from app.ui.staff_page import StaffPage
from data import demo_workers
from ui.keys import keys
from ui.typist import Told, Typist


def stored(window: MainWindow, entity: str) -> list[Card]:
    passport = window.desk.passport
    return [load_card(passport, entity, row[ID]) for row in list_rows(passport, entity, ())]


@pytest.fixture
def staff(qtbot: QtBot, window: MainWindow) -> StaffPage:
    """The page, shown, of a school with the workers of the demonstration school."""
    for number, texts in enumerate(demo_workers.workers(), 1):
        rows = tuple(Row("", one) for one in demo_workers.courses(number))
        window.desk.save(Edit("staff", "", 0, texts, {"courses": rows}))
    window.pages.go(places.STAFF)
    page = window.pages.page(places.STAFF)
    assert isinstance(page, StaffPage)
    qtbot.waitUntil(lambda: bool(page.present) and not window.jobs.busy)
    return page


def test_a_worker_is_entered_by_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page = window.pages.worked()
    assert isinstance(page, StaffPage)
    qtbot.waitUntil(lambda: page._made)
    texts = demo_workers.workers()[4]
    (courses,) = demo_workers.courses(3)
    typist = Typist(page.card)
    typist.fill(Told(texts, {"courses": courses}))
    (card,) = stored(window, "staff")
    assert {name: text for name, text in card.texts.items() if text} == texts
    assert [row.texts for row in card.details["courses"]] == [courses]
    assert not page.unsaved
    assert typist.strokes <= typist.signs * 1.25


def test_walking_through_a_worker_changes_nothing(staff: StaffPage) -> None:
    for place in range(staff.list.model.shown):
        staff.list.select(place)
        for tab in STAFF_TABS:
            for row in staff.card.page(tab.key).stops():
                row.leave()
        assert not staff.unsaved
    assert {name for page in staff.card.pages.values() for name in page.rows} == {one.name for one in fields(Staff)}


def test_the_list_is_searched_and_grouped_by_place_of_work(qtbot: QtBot, staff: StaffPage) -> None:
    qtbot.waitUntil(lambda: staff.list.table.places() == [staff.list.place])
    for typed, found in (("нестеров", 1), ("учитель", 10), ("физкульт", 1), ("8009130114", 0), ("9138000114", 1)):
        staff.list.search.setText(typed)
        assert staff.list.model.shown == found, typed
    staff.list.search.clear()
    sizes = []
    for group in staff.list.model.present_groups():
        staff.list.show_scope(group)
        sizes.append(staff.list.model.shown)
    assert set(sizes) == {1, 14}


def test_a_new_worker_is_of_the_place_that_is_shown(staff: StaffPage) -> None:
    group = next(value for value in staff.list.model.present_groups() if value)
    staff.list.show_scope(group)
    staff.new()
    assert staff.card.text("employer") in ("школа", "МОУО")
    assert staff.title.text() == "Новая карточка"
    assert QApplication.focusWidget() is staff.card.row("last_name").editor


def test_subjects_taught_are_proposed_while_none_are_barred(qtbot: QtBot, staff: StaffPage) -> None:
    place = next(n for n in range(staff.list.model.shown) if "Фомин" in staff.list.model.text(n, "@name"))
    staff.list.select(place)
    staff.card.focus_field("barred_subjects")
    button = staff.card.propose_button
    assert not button.isVisible()
    line = staff.card.row("barred_subjects").editor.line
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert button.isVisible()
    assert "Физика" in button.text()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert staff.card.row("barred_subjects").text() == "Физика"
    assert not button.isVisible()
    assert not staff.unsaved  # what stood there before
    assert QApplication.focusWidget() is line


def test_a_finding_leads_to_the_field_of_a_worker_and_of_a_course(window: MainWindow, staff: StaffPage) -> None:
    number = next(n for n, card in enumerate(stored(window, "staff")) if card.details["courses"])
    card = stored(window, "staff")[number]
    (course,) = card.details["courses"]
    texts = {"mobile": "12", "birth": ""}
    spoilt = Row(course.id, {**course.texts, "hours": "много"})
    window.desk.save(Edit("staff", card.id, card.version, texts, {"courses": (spoilt,)}))
    found = {one.field: one for one in window.desk.findings_of(card.id)}
    assert {"birth", "mobile", "courses.1.hours"} <= set(found)
    window.pages.go(places.CALENDAR)
    window.pages.open_finding(found["courses.1.hours"])
    assert window.pages.navigation.currentRow() == places.STAFF
    assert staff.present == card.id
    row = staff.card.row("courses.1.hours")
    assert QApplication.focusWidget() is row.editor
    window.pages.step_finding(1)
    assert QApplication.focusWidget() is not row.editor
    assert "✖" in staff.card.tab_widget.tabText(0)


def test_menu_acts_work_on_the_page_that_is_shown(window: MainWindow, staff: StaffPage) -> None:
    acts = {action.text(): action for menu in window.menuBar().actions() for action in menu.menu().actions()}
    assert acts["Вкладка «Профессиональная деятельность»"].shortcut().toString() == "Ctrl+6"
    acts["Вкладка «Профессиональная деятельность»"].trigger()
    assert staff.card.tab_widget.currentIndex() == len(STAFF_TABS) - 1
    first = staff.present
    acts["Следующая карточка"].trigger()
    assert staff.present != first
    acts["Предыдущая карточка"].trigger()
    assert staff.present == first
    acts["Новая карточка"].trigger()
    assert staff.title.text() == "Новая карточка"
    window.pages.go(places.ROOMS)
    shown = [action.text() for action in window.menus.tab_acts if action.isVisible()]
    assert shown == ["Вкладка «Аудитория»"]


def test_a_removed_worker_comes_back_on_its_own_page(
    window: MainWindow, staff: StaffPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.ui.record_page as module

    before = staff.card.card
    asked: list[str] = []
    monkeypatch.setattr(module, "ask_removal", lambda *told: asked.append(told[1]) or "")
    staff.remove()
    assert "уволенному" in asked[0]
    assert staff.list.model.row_of(before.id) < 0
    window.pages.go(places.CHECK)
    window.pages.take_back()
    assert window.pages.navigation.currentRow() == places.STAFF
    assert staff.present == before.id
    assert staff.card.card.details == before.details


def test_an_unsaved_worker_is_settled_before_the_file_is_closed(
    qtbot: QtBot, window: MainWindow, staff: StaffPage, answers: list[str]
) -> None:
    staff.card.focus_field("last_name")
    keys(staff.card.row("last_name").editor.line, "Новая")
    window.pages.go(places.STUDENTS)
    answers.append("Остаться в карточке")
    assert not window.pages.may_leave()
    assert window.pages.navigation.currentRow() == places.STAFF
    window.pages.save()
    assert not staff.unsaved
