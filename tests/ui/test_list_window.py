"""The list of pupils in the window: search, classes, columns, order, rows handed over."""

import random
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.listed import natural
from app.domain.text import fold
from app.services.cards import Edit
from app.services.lists import NAME, Row
from app.ui import list_export, record_list
from app.ui.clipboard import forget_ours
from app.ui.list_columns import ColumnsDialog
from app.ui.list_layout import Layout, keep_layout, kept_layout
from app.ui.main_window import MainWindow
from app.ui.record_list import ListWords, RecordList
from app.ui.record_table import FINDINGS, RecordTable
from app.ui.table import row_height
from ui.keys import keys

COLUMNS = (NAME, "class_name", FINDINGS)


def row(number: int, name: str, class_name: str = "9А", left: str | None = None) -> Row:
    key = f"{natural(class_name)}\t{natural(name)}"
    return (f"{number}", key, fold(f"{name} {class_name} {number:06}"), class_name, left, None, name, class_name)


def names(model: RecordTable) -> list[str]:
    return [model.text(place, NAME) for place in range(model.shown)]


@pytest.fixture
def model() -> RecordTable:
    made = RecordTable("student", lambda _id: ())
    made.load([row(1, "Фёдоров Пётр"), row(2, "Федорова Анна", "9Б"), row(3, "Иванов Семён", "10А")], COLUMNS)
    return made


@pytest.fixture
def pupils(window: MainWindow) -> RecordList:
    return window.pages.students.list


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("федоров", ["Фёдоров Пётр", "Федорова Анна"]),
        ("ФЁДОРОВА", ["Федорова Анна"]),
        ("петр фед", ["Фёдоров Пётр"]),
        ("семен", ["Иванов Семён"]),
        ("Ceмён", ["Иванов Семён"]),  # Latin C and e
        ("10а", ["Иванов Семён"]),
        ("000002", ["Федорова Анна"]),
        ("bdfyjd", ["Иванов Семён"]),
        ("%", []),
        ("_", []),
        ("", ["Фёдоров Пётр", "Федорова Анна", "Иванов Семён"]),
    ],
)
def test_search(model: RecordTable, typed: str, found: list[str]) -> None:
    model.filter(typed, None)
    assert names(model) == found


def test_groups_are_kept_apart(model: RecordTable) -> None:
    model.filter("", {"9А", "9Б"})
    assert names(model) == ["Фёдоров Пётр", "Федорова Анна"]
    model.filter("", {"9Б"})
    assert names(model) == ["Федорова Анна"]
    model.filter("фед", {"10А"})
    assert names(model) == []


def test_a_heading_orders_and_the_third_click_gives_the_natural_order_back(model: RecordTable) -> None:
    model.sort(0)
    assert names(model) == ["Иванов Семён", "Фёдоров Пётр", "Федорова Анна"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["Иванов Семён", "Федорова Анна", "Фёдоров Пётр"]  # 10А, 9Б, 9А
    model.sort(-1)
    assert names(model) == ["Фёдоров Пётр", "Федорова Анна", "Иванов Семён"]


def test_leavers_are_said_in_words_and_can_be_hidden(model: RecordTable) -> None:
    model.put(row(4, "Абрамов Лев", "9А", "2019-10-01"))
    assert names(model)[0] == "(выбыл) Абрамов Лев"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole) is not None
    assert list(model.present_groups()) == ["9А", "9Б", "10А"]
    model.filter("", None, leavers=False)
    assert "(выбыл) Абрамов Лев" not in names(model)


def test_a_record_goes_to_the_place_its_new_values_give_it(model: RecordTable) -> None:
    model.put(row(3, "Агеев Семён", "9Б"))
    assert names(model) == ["Фёдоров Пётр", "Агеев Семён", "Федорова Анна"]
    model.drop("1")
    assert names(model) == ["Агеев Семён", "Федорова Анна"]
    assert (model.row_of("1"), model.known("1"), model.row_of("2")) == (-1, False, 1)


def test_qt_finds_no_fault_in_the_model(model: RecordTable) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.filter("а", None)
    model.sort(0)
    model.put(row(5, "Юдин Лев"))
    model.filter("", None)


def test_of_ten_thousand_rows_a_key_looks_once_and_makes_what_is_seen(
    pupils: RecordList, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    syllables = ["ма", "рё", "ко", "ли", "нов", "ск", "ян", "ов", "ев", "ина"]
    rows = [row(n, "".join(chance.choices(syllables, k=5)).title(), f"{n % 11 + 1}А") for n in range(10_000)]
    pupils.model.load(rows, COLUMNS)
    looked: list[int] = []
    asked: set[int] = set()
    search, text = pupils.model._search, pupils.model.text
    monkeypatch.setattr(pupils.model, "_search", lambda: (looked.append(pupils.model.shown), search()))
    monkeypatch.setattr(pupils.model, "text", lambda place, name: (asked.add(place), text(place, name))[1])
    for sign in "маре 9а":
        looked.clear()
        asked.clear()
        keys(pupils.search, sign)
        QApplication.processEvents()
        assert len(looked) == 1
        assert len(asked) <= 1 + pupils.table.height() // row_height(pupils.table)  # as many rows as find room
    assert 0 < pupils.model.shown < 10_000


def test_classes_stand_as_a_tree_with_counts(pupils: RecordList) -> None:
    tree = pupils.tree
    tops = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    assert tops == ["Вся школа (24)", "5А (6)", "9 классы (12)", "11А (6)"]
    assert [tree.topLevelItem(2).child(n).text(0) for n in range(2)] == ["9А (6)", "9Б (6)"]
    pupils.show_scope(9)
    assert pupils.model.shown == 12


def test_search_keeps_the_card_and_keys_lead_into_the_list(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    present = page.card.card.id
    page.list.search.setFocus()
    keys(page.list.search, "яяя")
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.list.search.hasFocus()  # nobody is shown: there is nowhere to go
    assert page.list.model.shown == 0
    assert page.card.card.id == present
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    assert page.list.model.shown == 24
    assert page.list.table.currentIndex().row() == page.list.model.row_of(present)


def test_a_mended_layout_is_told_under_the_list(pupils: RecordList) -> None:
    pupils.search.setText("9f")
    assert (pupils.model.shown, pupils.note.text(), pupils.note.isVisible()) == (6, "Раскладка исправлена: 9а", True)
    pupils.search.setText("9а")
    assert (pupils.model.shown, pupils.note.isVisible()) == (6, False)


# --- columns ------------------------------------------------------------------------------------------


def test_columns_are_kept_with_order_and_width(pupils: RecordList, user_folder: Path) -> None:
    pupils._show_columns([NAME, "birth", "class_name"])
    pupils.table.horizontalHeader().moveSection(2, 1)
    pupils.table.horizontalHeader().resizeSection(1, 123)
    pupils._keep()
    told = kept_layout("student", {NAME, "birth", "class_name"}, Layout(((NAME, 0),)))
    assert told.columns == ((NAME, 0), ("class_name", 0), ("birth", 123))
    again = RecordList(pupils.desk, "student", pupils.words)
    again.reload()
    assert again.table.names() == [NAME, "class_name", "birth"]
    assert again.table.columnWidth(2) == 123
    again.usual_columns()
    assert again.table.names() == list(COLUMNS)
    assert "Фёдоров" not in (user_folder / "lists.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"student": 5}', b'{"student": {"columns": [["a"]]}}', b"\xff"]
)
def test_a_broken_file_of_columns_means_the_usual_ones(user_folder: Path, content: bytes) -> None:
    (user_folder / "lists.json").write_bytes(content)
    first = Layout(((NAME, 0), ("class_name", 0)))
    assert kept_layout("student", {NAME, "class_name"}, first) == first
    keep_layout("staff", Layout(((NAME, 70),), leavers=False))
    keep_layout("student", Layout((("gone", 10), ("class_name", 50))))
    assert kept_layout("student", {NAME, "class_name"}, first).columns == ((NAME, 0), ("class_name", 50))
    assert kept_layout("staff", {NAME}, first) == Layout(((NAME, 70),), leavers=False)


def test_the_dialog_keeps_the_order_and_adds_at_the_end(pupils: RecordList, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = ColumnsDialog(pupils, "student", ["class_name", NAME])
    labels = [dialog.fields.item(n).text() for n in range(dialog.fields.count())]
    assert {"Фамилия", "СНИЛС", "Замечания"} <= set(labels)
    assert "ФИО" not in labels  # which is always there
    dialog.fields.item(labels.index("СНИЛС")).setCheckState(Qt.CheckState.Checked)
    assert dialog.columns() == ["class_name", NAME, "snils"]
    monkeypatch.setattr(record_list, "choose_columns", lambda *_: dialog.columns())
    pupils.choose_columns()
    assert pupils.table.names() == ["class_name", NAME, "snils"]
    hide = pupils.heading_menu("snils").actions()[0]
    assert hide.text() == "Скрыть столбец «СНИЛС»"
    hide.trigger()
    assert pupils.table.names() == ["class_name", NAME]
    assert pupils.heading_menu(NAME).actions()[0].text() == "Столбцы…"


# --- handing over -------------------------------------------------------------------------------------


def mark(pupils: RecordList, *places: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    pupils.select(places[0])
    for place in places[1:]:
        pupils.table.selectionModel().select(pupils.model.index(place, 0), flags.Select | flags.Rows)


def test_marked_rows_are_copied_else_all_that_are_shown(qtbot: QtBot, pupils: RecordList) -> None:
    pupils.show_scope("9А")
    pupils.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "ФИО\tКласс\tЗамечания"
    assert [line.split("\t")[0] for line in lines[1:]] == names(pupils.model)
    mark(pupils, 1, 3)
    assert pupils.counter.text() == "Показано: 6 из 24, выделено: 2"
    qtbot.keyClick(pupils.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == [names(pupils.model)[place] for place in (1, 3)]
    assert QGuiApplication.clipboard().mimeData().html().count("<tr>") == 3
    forget_ours()  # as at the end of the program, which data made in Python must not outlive
    assert not QGuiApplication.clipboard().text()


def test_marking_several_rows_with_ctrl_keeps_them(qtbot: QtBot, pupils: RecordList) -> None:
    for place, key in ((2, Qt.KeyboardModifier.NoModifier), (4, Qt.KeyboardModifier.ControlModifier)):
        middle = pupils.table.visualRect(pupils.model.index(place, 0)).center()
        qtbot.mouseClick(pupils.table.viewport(), Qt.MouseButton.LeftButton, key, middle)
    assert pupils.table.places() == [2, 4]


def test_the_shown_list_goes_into_a_workbook(
    qtbot: QtBot, window: MainWindow, pupils: RecordList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, proposed = tmp_path / "out.xlsx", []
    monkeypatch.setattr(list_export, "ask_save", lambda _1, _2, path, _4: proposed.append(path.name) or out)
    pupils._show_columns([NAME, "birth", "doc_number"])
    pupils.show_scope("9А")
    pupils.export()
    qtbot.waitUntil(lambda: not window.jobs.busy and out.exists())
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("ФИО", "Дата рождения", "Номер документа")
    assert [one[0] for one in rows[1:]] == names(pupils.model)
    assert all(isinstance(one[1], date) and isinstance(one[2], str) for one in rows[1:])
    assert proposed == [f"Обучающиеся 9А {date.today():%Y-%m-%d}.xlsx"]


def test_any_listed_record_has_a_list(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    for number, building in (("12", "Новый"), ("2", "Главный"), ("1", "Главный")):
        desk.save(Edit("room", "", 0, {"number": number, "building": building}))
    words = ListWords("Аудитории", "Поиск: номер, название", "Здания", "Все здания", "Без здания", "Аудитории")
    rooms = RecordList(desk, "room", words)
    qtbot.addWidget(rooms)
    rooms.reload()
    assert names(rooms.model) == ["1", "2", "12"]
    tops = [rooms.tree.topLevelItem(n).text(0) for n in range(rooms.tree.topLevelItemCount())]
    assert tops == ["Все здания (3)", "Главный (2)", "Новый (1)"]
    with qtbot.waitSignal(rooms.wanted) as told:
        rooms.select(2)
    assert told.args == [rooms.model.id_at(2)]
    rooms.mark(rooms.model.id_at(2))
    rooms.show_scope("Главный")
    assert (rooms.place, rooms.counter.text()) == (-1, "Показано: 2 из 3")


def test_who_has_left_is_hidden_by_a_tick_that_is_kept(window: MainWindow, pupils: RecordList) -> None:
    assert not pupils.leavers.isVisible()  # nobody has left
    present, other = (pupils.model.id_at(place) for place in (0, 7))
    window.desk.save(Edit("student", other, 1, {"left": "01.10.2019"}))
    assert pupils.table.currentIndex().row() == pupils.model.row_of(present)  # a save elsewhere moves nobody
    assert pupils.leavers.isVisible()
    assert pupils.tree.topLevelItem(0).text(0) == "Вся школа (23)"
    acts = {act.text(): act for menu in window.menuBar().actions() for act in menu.menu().actions()}
    acts["Показать или скрыть выбывших"].trigger()
    assert (pupils.model.shown, pupils.counter.text()) == (23, "Показано: 23 из 24")
    again = RecordList(pupils.desk, "student", pupils.words)
    again.reload()
    assert again.model.shown == 23
    again.show_all()
    assert again.model.shown == 24
    acts["Скопировать список"].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 24
