"""The page «Аудитории»: a room and its building by keys, the plan of places by keys and mouse."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.rooms import ROOM
from app.services.buildings import building_names
from app.services.cards import Edit
from app.ui import page_names as places
from app.ui import unsaved
from app.ui.main_window import MainWindow
from app.ui.rooms_page import RoomsPage
from data import demo_workers
from ui.keys import keys
from ui.test_staff_window import stored
from ui.typist import Told, Typist


@pytest.fixture
def rooms(qtbot: QtBot, window: MainWindow) -> RoomsPage:
    """The page, shown, of a school with the rooms of the demonstration school."""
    for texts in demo_workers.rooms():
        window.desk.save(Edit("room", "", 0, texts))
    return shown(qtbot, window)


def shown(qtbot: QtBot, window: MainWindow) -> RoomsPage:
    window.pages.go(places.ROOMS)
    page = window.pages.page(places.ROOMS)
    assert isinstance(page, RoomsPage)
    qtbot.waitUntil(lambda: page._made and page.card.card is not None and not window.jobs.busy)
    return page


def open_room(page: RoomsPage, number: str) -> None:
    page.list.select(next(n for n in range(page.list.model.shown) if page.list.model.text(n, "@name") == number))


def test_a_room_and_its_building_are_entered_by_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    assert building_names(window.desk.passport) == []
    page = shown(qtbot, window)
    page.card.focus_field("")
    texts = demo_workers.rooms()[3]
    Typist(page.card).fill(Told(texts, {}))
    (card,) = stored(window, "room")
    assert {name: text for name, text in card.texts.items() if text} == texts
    assert building_names(window.desk.passport) == [texts["building"]]
    page.new()  # the next room of the same building: its number comes first, what is usual is there
    assert page.card.text("building") == texts["building"]
    assert QApplication.focusWidget() is page.card.row("number").editor
    page.card.focus_field("building")
    building = page.card.row("building").editor
    assert texts["building"] in [building.itemText(n) for n in range(building.count())]


def test_walking_through_a_room_changes_nothing(rooms: RoomsPage) -> None:
    for place in range(rooms.list.model.shown):
        rooms.list.select(place)
        for row in rooms.card.page(ROOM.key).stops():
            row.leave()
        assert not rooms.unsaved


def test_a_building_without_rooms_is_in_the_tree(window: MainWindow, rooms: RoomsPage) -> None:
    assert rooms.rooms.building_names == [demo_workers.MAIN, demo_workers.SMALL]
    open_room(rooms, "0001")
    for number in ("0001", "0002"):
        open_room(rooms, number)
        rooms.card.put({"building": demo_workers.MAIN, "number": f"1{number[1:]}"})
        assert rooms.save()
    rooms.list.show_scope(demo_workers.SMALL)
    assert rooms.list.model.shown == 0
    rooms.new()
    assert rooms.card.text("building") == demo_workers.SMALL


def test_places_are_crossed_by_keys(qtbot: QtBot, window: MainWindow, rooms: RoomsPage) -> None:
    open_room(rooms, "0012")
    rooms.card.focus_field("broken")
    plan = rooms.card.plan
    qtbot.keyClick(rooms.card.row("broken").editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is plan
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(plan, key)
    assert rooms.card.row("broken").text() == "1-3, 2-3"
    qtbot.keyClick(plan, Qt.Key.Key_Space)  # cleared again
    assert rooms.card.row("broken").text() == "1-3"
    assert QApplication.focusWidget() is plan
    assert "можно занять 14" in rooms.card.count.text()
    assert "не хватает 1" in rooms.card.count.text()
    qtbot.keyClick(plan, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is rooms.card.row("seats").editor
    window.pages.save()
    card = next(one for one in stored(window, "room") if one.texts["number"] == "0012")
    assert card.texts["broken"] == "1-3"
    window.pages.take_back()
    assert plan.plan.broken == frozenset()


def test_places_are_crossed_by_mouse(qtbot: QtBot, rooms: RoomsPage) -> None:
    open_room(rooms, "0012")
    plan = rooms.card.plan
    rooms.card.focus_field("broken")
    where = plan.visualRect(plan.plan.index(2, 4)).center()
    qtbot.mouseClick(plan.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    assert rooms.card.row("broken").text() == "3-5"
    qtbot.mouseClick(plan.viewport(), Qt.MouseButton.RightButton, pos=QPoint(where))
    assert rooms.card.row("broken").text() == "3-5"


@pytest.mark.parametrize(("rows", "seats"), [(1, 1), (3, 5), (2, 12), (20, 20), (20, 1)])
def test_the_plan_shows_every_place_and_names_it(rooms: RoomsPage, rows: int, seats: int) -> None:
    rooms.card.put({"row_count": str(rows), "places_in_row": str(seats), "broken": "1-1"})
    plan = rooms.card.plan
    assert (plan.plan.rowCount(), plan.plan.columnCount()) == (rows, seats)
    last = plan.visualRect(plan.plan.index(rows - 1, seats - 1))
    assert plan.viewport().rect().contains(last)
    assert min(last.width(), last.height()) >= 24
    assert plan.width() <= rooms.card.page(ROOM.key).viewport().width()
    spoken = QAccessible.queryAccessibleInterface(plan)
    told = [spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount())]
    assert "Ряд 1, место 1: не занимать" in told
    assert sum("можно занять" in one for one in told) == rows * seats - 1
    crossed = rooms.card.grab().toImage()
    rooms.card.put({"broken": ""})
    assert rooms.card.grab().toImage() != crossed


def test_one_sees_the_place_on_which_one_stands(qtbot: QtBot, rooms: RoomsPage) -> None:
    rooms.card.put({"row_count": "20", "places_in_row": "20"})
    page, plan = rooms.card.page(ROOM.key), rooms.card.plan
    rooms.card.focus_field("broken")
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 500)
    plan.setFocus()
    tops = []
    for _ in range(19):
        qtbot.keyClick(plan, Qt.Key.Key_Down)
        spot = plan.viewport().mapTo(page.viewport(), plan.visualRect(plan.currentIndex()).center())
        assert page.viewport().rect().contains(spot)
        tops.append(page.verticalScrollBar().value())
    assert all(one <= other for one, other in pairwise(tops))
    assert tops[-1] > tops[0]


def test_text_that_is_no_places_is_left_as_typed(qtbot: QtBot, rooms: RoomsPage) -> None:
    rooms.card.focus_field("broken")
    line = rooms.card.row("broken").editor
    line.selectAll()
    keys(line, "у окна")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "у окна"
    assert not rooms.card.plan.isVisible()
    assert "исправьте" in rooms.card.count.text()
    assert rooms.save()
    assert rooms.card.text("broken") == "у окна"
    rooms.card.put({"broken": "9-9, 1-2"})
    assert rooms.card.plan.isVisible()
    assert "на схеме нет: 9-9" in rooms.card.count.text()
    rooms.card.put({"row_count": ""})
    assert not rooms.card.plan.isVisible()
    assert "Внесите число рядов" in rooms.card.count.text()


def test_a_building_with_rooms_is_not_removed(
    window: MainWindow, rooms: RoomsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(unsaved, "show_error", lambda _parent, problem: told.append(str(problem)))
    window.pages.go(places.SCHOOL)
    school = window.pages.page(places.SCHOOL)
    editor = school.card.page("about").lists["buildings"]
    editor.blocks[1].remove_button.click()
    assert not school.save()
    assert len(told) == 1
    assert f"В здании «{demo_workers.SMALL}» аудиторий: 2" in told[0]
    assert building_names(window.desk.passport) == [demo_workers.MAIN, demo_workers.SMALL]
    assert school.unsaved  # what was typed stays


def test_a_renamed_building_is_seen_among_the_rooms(window: MainWindow, rooms: RoomsPage) -> None:
    window.pages.go(places.SCHOOL)
    school = window.pages.page(places.SCHOOL)
    school.card.row("buildings.1.name").type_text("Большой корпус")
    assert school.save()
    assert rooms.rooms.building_names == ["Большой корпус", demo_workers.SMALL]
    assert rooms.card.text("building") == "Большой корпус"
    rooms.list.show_scope("Большой корпус")
    assert rooms.list.model.shown == 10
