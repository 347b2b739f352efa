"""The classes beside the school's card: made, renamed, filled in and removed, or refused in a sentence."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cards import load_card
from app.ui import class_window, classes_pane, unsaved
from app.ui import page_names as places
from app.ui.class_window import ClassWindow
from app.ui.classes_pane import ClassesPane
from app.ui.main_window import MainWindow
from ui.keys import keys


@pytest.fixture
def classes(window: MainWindow) -> ClassesPane:
    window.pages.go(places.SCHOOL)
    return window.pages.page(places.SCHOOL).classes


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is typed into the window of a class, which is then saved."""
    texts: dict[str, str] = {}

    def fill(made: ClassWindow) -> bool:
        made.card.put(texts)
        made.accept()
        return bool(made.saved)

    monkeypatch.setattr(ClassWindow, "exec", fill)
    return texts


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sentences: list[str] = []
    for module in (class_window, classes_pane):
        monkeypatch.setattr(module, "show_error", lambda _parent, problem: sentences.append(str(problem)))
    return sentences


def names(pane: ClassesPane) -> list[str]:
    return [row.name for row in pane.rows]


def test_a_class_is_made_by_window(window: MainWindow, classes: ClassesPane, typed: dict[str, str]) -> None:
    typed |= {"name": "1Б", "teacher": "Рябинина Мария Ивановна", "profile": "общ", "study_form": "очная", "shift": "2"}
    window.pages.worked().new()
    assert names(classes) == ["1Б", "5А", "9А", "9Б", "11А"]
    assert classes.table.currentRow() == 0
    shown = [classes.table.item(0, column).text() for column in range(classes.table.columnCount())]
    assert shown == ["1Б", "0", "Рябинина Мария Ивановна", "общеобразовательный", "очная", "", "вторая"]
    window.pages.take_back()
    assert "1Б" not in names(classes)


def test_a_renamed_class_takes_its_pupils_along(
    window: MainWindow, classes: ClassesPane, typed: dict[str, str], answers: list[str]
) -> None:
    students = window.pages.students
    students.list.show_scope("9Б")
    students.list.select(0)
    students.card.focus_field("first_name")
    keys(students.card.row("first_name").editor.line, "Новая")
    typed["name"] = "9В"
    classes.go_to(next(row.id for row in classes.rows if row.name == "9Б"))
    answers.append("Остаться в карточке")
    classes.change()
    assert "9В" not in names(classes)  # a pupil's card is not settled yet
    answers.append("Сохранить")
    window.pages.go(places.SCHOOL)
    classes.change()
    assert names(classes) == ["5А", "9А", "9В", "11А"]
    assert students.card.text("class_name") == "9В"
    assert not students.unsaved
    assert load_card(window.desk.passport, "student", students.present).texts["class_name"] == "9В"


def test_what_cannot_be_is_told_and_changes_nothing(
    window: MainWindow,
    classes: ClassesPane,
    typed: dict[str, str],
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = names(classes)
    typed["name"] = "5А"
    classes.go_to(classes.rows[1].id)
    classes.change()
    assert "Класс 5А уже есть" in told.pop()
    monkeypatch.setattr(classes_pane, "ask", lambda *_told, **_named: "Не удалять")
    window.pages.worked().remove()
    assert not told
    monkeypatch.setattr(classes_pane, "ask", lambda *_told, **_named: "Удалить")
    window.pages.worked().remove()
    assert "обучающихся: 6; класс не удалён" in told.pop()
    assert names(classes) == before


def test_an_empty_class_is_removed_and_comes_back(
    window: MainWindow, classes: ClassesPane, typed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed["name"] = "8Г"
    classes.new()
    monkeypatch.setattr(classes_pane, "ask", lambda *_told, **_named: "Удалить")
    classes.remove()
    assert "8Г" not in names(classes)
    window.pages.take_back()
    assert "8Г" in names(classes)
    assert window.pages.navigation.currentRow() == places.SCHOOL


def test_closing_the_window_asks_about_what_was_typed(
    qtbot: QtBot, window: MainWindow, classes: ClassesPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ["Остаться в карточке", "Не сохранять"]
    monkeypatch.setattr(unsaved, "ask", lambda *_told, **_named: given.pop(0))
    card = load_card(window.desk.passport, "class", classes.rows[0].id)
    made = ClassWindow(classes, window.desk, card)
    made.show()
    keys(made.card.row("teacher").editor.line, "Кедрова")
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert load_card(window.desk.passport, "class", card.id) == card
    made.deleteLater()


def test_next_and_previous_class_and_a_finding_lead_to_its_cell(window: MainWindow, classes: ClassesPane) -> None:
    finding = next(one for one in window.desk.findings if one.entity == "class" and one.class_name == "9Б")
    window.pages.open_finding(finding)
    assert classes.rows[classes.table.currentRow()].name == "9Б"
    assert classes.table.currentColumn() == classes_pane.TEACHER
    window.pages.worked().step(1)
    assert classes.rows[classes.table.currentRow()].name == "11А"
    window.pages.worked().step(1)
    window.pages.worked().step(-1)
    assert classes.rows[classes.table.currentRow()].name == "9Б"


def test_tabs_and_headings_stand_whole_on_the_smallest_screen_of_a_new_base(window: MainWindow) -> None:
    window.resize(1366, 700)
    window.pages.go(places.SCHOOL)
    page = window.pages.page(places.SCHOOL)
    bar = page.card.tab_widget.tabBar()
    for place in range(bar.count()):
        bar.setTabText(place, bar.tabText(place).split("   ")[0] + "   ✖11 ?8")  # as many as a new base has
    QApplication.processEvents()
    assert bar.tabRect(bar.count() - 1).right() <= page.card.width()
    header = page.classes.table.horizontalHeader()
    cut = [n for n in range(header.count()) if header.sectionSize(n) < header.sectionSizeHint(n)]
    assert not cut, [(header.sectionSize(n), header.sectionSizeHint(n)) for n in cut]
    assert window.width() == 1366
