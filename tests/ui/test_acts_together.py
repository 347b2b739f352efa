"""Acts that cross pages: many records of one page while another has an unsaved card, classes made by a pupil's card."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card, save_card
from app.storage.opening import open_passport
from app.ui import grid_dialog, many
from app.ui.classes_pane import TEACHER
from app.ui.grid_dialog import GridDialog
from app.ui.main_window import MainWindow
from app.ui.page_names import SCHOOL, STAFF, STUDENTS
from app.ui.record_list import RecordList
from app.ui.school_page import SchoolPage
from ui.acts import act_of, ids_of
from ui.keys import keys


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Of which records, and of how many, an act over many was begun."""
    found: list[tuple[str, int]] = []

    def run(records: RecordList, _dialog: object) -> None:
        found.append((records.entity, len(many.wanted_ids(records))))

    monkeypatch.setattr(many, "_run", run)
    return found


def test_an_act_over_many_stays_with_its_page(
    window: MainWindow, answers: list[str], opened: list[tuple[str, int]]
) -> None:
    save_card(window.desk.passport, Edit("staff", "", 0, {"last_name": "Юдина"}))
    window.pages.go(STAFF)
    window.pages.students.card.put({"language": "русский"})
    answers.append("Сохранить")
    act_of(window, "Таблица").trigger()
    assert opened == [("staff", 1)]
    assert window.pages.navigation.currentRow() == STAFF


def test_those_marked_stay_marked_when_the_card_is_saved(
    window: MainWindow, answers: list[str], opened: list[tuple[str, int]]
) -> None:
    records = window.pages.students.list
    selection = records.table.selectionModel()
    flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    for row in (1, 2, 4):
        selection.select(records.model.index(row, 0), flags)
    ids = many.wanted_ids(records)
    assert len(ids) == 4
    window.pages.students.card.put({"language": "русский"})
    answers.append("Сохранить")
    act_of(window, "Изменить у многих").trigger()
    assert opened == [("student", 4)]
    assert many.wanted_ids(records) == ids


def test_a_class_made_by_a_pupils_card_is_among_the_classes(window: MainWindow) -> None:
    window.pages.go(SCHOOL)
    page = window.pages.page(SCHOOL)
    assert isinstance(page, SchoolPage)
    window.pages.go(STUDENTS)
    window.pages.students.card.put({"class_name": "10Ж"})
    assert window.pages.students.save()
    window.pages.go(SCHOOL)
    assert "10Ж" in [one.name for one in page.classes.rows]


def test_a_cell_being_typed_is_asked_about_when_the_table_is_closed(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(grid_dialog, "ask", lambda *given, **_: asked.append(given[1]) or "Не сохранять")
    dialog = GridDialog(window, window.desk, "student", ids_of(window), {})
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.show_fields(("phone",))
    dialog.view.edit(dialog.view.currentIndex())
    keys(next(one for one in dialog.view.findChildren(QLineEdit) if one.isVisible()), "89131234567")
    dialog.close()
    assert asked == ["Таблица не сохранена"]
    dialog.deleteLater()


def test_a_teacher_being_typed_is_saved_when_the_file_is_closed(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.go(SCHOOL)
    page = window.pages.page(SCHOOL)
    assert isinstance(page, SchoolPage)
    qtbot.waitUntil(window.isActiveWindow)
    table = page.classes.table
    table.setCurrentCell(0, TEACHER)
    table.editItem(table.item(0, TEACHER))
    keys(next(one for one in table.findChildren(QLineEdit) if one.isVisible()), "Юдина Анна Петровна")
    id, path = page.classes.rows[0].id, window.desk.passport.path
    assert window.close_file()
    with open_passport(path) as passport:
        assert load_card(passport, "class", id).texts["teacher"] == "Юдина Анна Петровна"
