"""The steps of a load by keys: columns told once, doubts decided, a load taken back, nothing lost on the way back."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.import_state import Doubt
from app.services.importing import SKIP
from app.ui import import_page as page_module
from app.ui import loaded_lists
from app.ui import page_names as places
from app.ui.import_page import COLUMNS, FILE, PREVIEW, ImportPage
from app.ui.main_window import MainWindow
from data.lists import save
from ui.acts import act_of, settled

HEADS = ["Прозвище", "Имя", "Отчество", "Дата рождения", "Класс"]


@pytest.fixture
def loading(window: MainWindow) -> ImportPage:
    window.pages.go(places.IMPORT)
    found = window.pages.page(places.IMPORT)
    assert isinstance(found, ImportPage)
    return found


def texts_of_tabs(loading: ImportPage) -> list[str]:
    return [loading.preview.tabs.tabText(number) for number in range(loading.preview.tabs.count())]


def press(qtbot: QtBot, window: MainWindow, button: object) -> None:
    qtbot.keyClick(button, Qt.Key.Key_Return)
    settled(qtbot, window)


def a_pupil(window: MainWindow) -> list[str]:
    names = ("last_name", "first_name", "middle_name", "birth", "class_name")
    listed = window.pages.students.list
    card = window.pages.students.card
    listed.select(0)
    return [card.card.texts[name] for name in names]


def test_the_whole_way(
    qtbot: QtBot, window: MainWindow, loading: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = a_pupil(window)
    new = [["Кетская", "Ева", "-", "01.02.2004", "9В"], ["Бакчаров", "Пётр", "-", "01.03.2004", "9В"]]
    rows = [HEADS, there, *new, ["Юдин", "Лев", "-", "31.02.2004", "9В"]]
    window.pages.go(places.IMPORT)
    loading.look_at(save(tmp_path / "список.xlsx", rows))
    settled(qtbot, window)
    assert (loading.stack.currentIndex(), loading.columns.table.rowCount()) == (COLUMNS, 5)
    assert loading.columns.table.item(0, 2).text().startswith(there[0])
    choice = loading.columns.choices[0]
    assert choice.currentData() == ""  # nothing is guessed
    choice.setCurrentIndex(choice.findData("last_name"))
    press(qtbot, window, loading.columns.next_button)
    report = loading.report
    counts = (report.read, report.new, report.same, report.rejected)
    assert (loading.stack.currentIndex(), counts) == (PREVIEW, (4, 2, 1, 1))
    press(qtbot, window, loading.preview.back_button)
    assert choice is loading.columns.choices[0]
    assert choice.currentData() == "last_name"  # the way back keeps what was chosen
    press(qtbot, window, loading.columns.next_button)
    assert texts_of_tabs(loading) == ["Новые: 2", "Не приняты: 1", "Без изменений: 1", "О файле: 1"]
    press(qtbot, window, loading.preview.load_button)
    assert re.search("Загружено: новых 2.*Не принятых строк в базе нет", loading.preview.note.text(), re.DOTALL)
    assert loading.preview.problems.lines.lines[0].cells[1] == "Юдин Лев, 9В"
    assert loading.preview.problem.isVisibleTo(loading.preview)  # whole, though its cell is narrow
    assert loading.preview.problem.text().startswith("Лист1, строка 5: Такой даты нет: 31.02.2004")
    loading.preview.tabs.setCurrentWidget(loading.preview.notices)
    assert not loading.preview.problem.isVisibleTo(loading.preview)
    assert window.pages.students.list.model.total == 26
    loading.save_rejects(tmp_path / "исправить.xlsx")
    settled(qtbot, window)
    assert (tmp_path / "исправить.xlsx").exists()
    monkeypatch.setattr(loaded_lists, "ask", lambda *_given: "Отменить загрузку")
    press(qtbot, window, loading.preview.undo_button)
    assert "убрано карточек 2" in loading.preview.note.text()
    assert window.pages.students.list.model.total == 24
    press(qtbot, window, loading.preview.finish_button)
    told_again(qtbot, window, loading, tmp_path / "список.xlsx")


def test_a_load_leads_on_to_what_is_still_missing(
    qtbot: QtBot, window: MainWindow, loading: ImportPage, tmp_path: Path
) -> None:
    window.pages.go(places.IMPORT)
    loading.look_at(save(tmp_path / "a.xlsx", [["Фамилия", *HEADS[1:]], ["Кетская", "Ева", "-", "01.02.2004", "9В"]]))
    settled(qtbot, window)
    press(qtbot, window, loading.columns.next_button)
    press(qtbot, window, loading.preview.load_button)
    assert window.focusWidget() is loading.preview.check_button  # Enter goes on
    loading.preview.check_button.click()
    assert window.pages.navigation.currentRow() == places.CHECK
    assert loading.stack.currentIndex() == FILE  # the next list begins anew


def test_a_long_doubt_stands_whole(loading: ImportPage) -> None:
    doubt = Doubt("Лист1", 16, "Кедров Семён Иванович, 9А", "Совпадает СНИЛС с карточкой другого, " * 6, (), True)
    loading.preview.doubts.load([doubt, replace(doubt, row=17, text="Похоже.")])
    table = loading.preview.doubts.table
    table.resize(700, 400)
    table.show()
    QApplication.processEvents()
    assert table.rowHeight(0) > 2 * table.fontMetrics().height() + table.rowHeight(1) - 8


def told_again(qtbot: QtBot, window: MainWindow, loading: ImportPage, path: Path) -> None:
    """The load that was taken back stands in the list, and the same file needs no second word."""
    assert loading.stack.currentIndex() == FILE
    assert loading.lists.table.lines.lines[0].cells[2] == "список.xlsx"
    assert not loading.lists.button.isEnabled()
    loading.look_at(path)
    settled(qtbot, window)
    assert loading.columns.choices[0].currentData() == "last_name"
    assert "как вы выбрали раньше" in loading.columns.note.text()


def test_f9_asks_whether_to_take_a_load_back_and_then_goes_on_to_what_was_done_before(
    qtbot: QtBot, window: MainWindow, loading: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, card = a_pupil(window), window.pages.students.card
    before = card.text("birth_place")
    card.put({"birth_place": "г. Асино"})
    assert window.pages.students.save()
    window.pages.go(places.IMPORT)
    heads = ["Фамилия", *HEADS[1:], "Место рождения"]
    loading.look_at(save(tmp_path / "список.xlsx", [heads, [*there, "г. Томск"], ["Юдин", "Лев", "-", "", "9В", ""]]))
    settled(qtbot, window)
    press(qtbot, window, loading.columns.next_button)
    press(qtbot, window, loading.preview.load_button)
    assert window.pages.students.list.model.total == 25
    window.pages.go(places.STUDENTS)
    card.put({"birth_place": "г. Колпашево"})
    assert window.pages.students.save()
    answers, asked = ["Не отменять", "Отменить загрузку"], []
    monkeypatch.setattr(loaded_lists, "ask", lambda *given: asked.append(given[2]) or answers.pop(0))
    window.pages.take_back()
    assert (asked, card.text("birth_place")) == ([], "г. Томск")
    assert act_of(window, "Отменить").text() == "Отменить: загрузка «список.xlsx»"
    window.pages.take_back()
    settled(qtbot, window)
    assert "Отменить загрузку «список.xlsx»" in asked[0]
    assert window.pages.students.list.model.total == 25  # nothing without the answer
    window.pages.take_back()
    settled(qtbot, window)
    assert window.pages.students.list.model.total == 24
    assert not act_of(window, "Вернуть").isEnabled()
    window.pages.take_back()
    assert card.text("birth_place") == before
    assert not act_of(window, "Отменить").isEnabled()


def test_a_load_with_later_edits_that_stay_ends_what_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, loading: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, card = a_pupil(window), window.pages.students.card
    window.pages.go(places.IMPORT)
    loading.look_at(save(tmp_path / "список.xlsx", [["Фамилия", *HEADS[1:], "Место рождения"], [*there, "г. Томск"]]))
    settled(qtbot, window)
    press(qtbot, window, loading.columns.next_button)
    press(qtbot, window, loading.preview.load_button)
    window.pages.go(places.STUDENTS)
    card.put({"birth_place": "г. Колпашево"})
    assert window.pages.students.save()
    window.pages.go(places.IMPORT)
    monkeypatch.setattr(loaded_lists, "ask", lambda *_given: "Отменить загрузку")
    press(qtbot, window, loading.preview.undo_button)
    assert "Осталось исправленное после загрузки: 1" in loading.preview.note.text()
    assert not window.desk.undo


def test_a_doubt_is_decided(qtbot: QtBot, window: MainWindow, loading: ImportPage, tmp_path: Path) -> None:
    there = a_pupil(window)
    year = there[3][:-1] + str((int(there[3][-1]) + 1) % 10)
    slip = [*there[:3], year, there[4]]
    window.pages.go(places.IMPORT)
    loading.look_at(save(tmp_path / "a.xlsx", [["Фамилия", *HEADS[1:]], slip]))
    settled(qtbot, window)
    press(qtbot, window, loading.columns.next_button)
    assert texts_of_tabs(loading)[0] == "Решить, о ком строка: 1"
    assert not loading.preview.load_button.isEnabled()
    choice = loading.preview.doubts.choices[0]
    assert "Дата рождения: в базе" in choice.itemText(1)
    assert choice.itemData(choice.count() - 1) == SKIP
    choice.setCurrentIndex(1)
    press(qtbot, window, loading.preview.doubts.button)
    assert texts_of_tabs(loading)[0] == "Изменятся: 1"
    press(qtbot, window, loading.preview.load_button)
    assert a_pupil(window)[3] == slip[3]


def test_another_kind_is_chosen_and_a_template_saved(
    qtbot: QtBot, window: MainWindow, loading: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.look_at(save(tmp_path / "a.xlsx", [["Здание", "Номер", "Этаж"], ["Главное", "012", 1]]))
    settled(qtbot, window)
    assert loading.columns.entity.currentData() == "rooms"
    loading.columns.entity.setCurrentIndex(loading.columns.entity.findData("staff"))
    loading.columns.again.emit()
    settled(qtbot, window)
    assert loading.look.entity == "staff"
    loading.kind.setCurrentIndex(loading.kind.findData("rooms"))
    monkeypatch.setattr(page_module, "ask_save", lambda *_given: tmp_path / "t.xlsx")
    loading.template_button.click()
    settled(qtbot, window)
    loading.look_at(tmp_path / "t.xlsx")
    settled(qtbot, window)
    assert loading.look.entity == "rooms"
    assert all(one.target or one.heading == "№ п/п" for one in loading.look.columns)
