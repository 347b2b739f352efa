"""Lists on a card in the window: parents by keys, exams by codes and boxes, days from the calendar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cards import load_card
from app.ui.exams_editor import ExamsEditor
from app.ui.main_window import MainWindow
from app.ui.rows_editor import RowsEditor
from data.choices import choice_of
from ui.keys import keys


def guardians(window: MainWindow) -> RowsEditor:
    return window.pages.students.card.page("family").lists["guardians"]


def exams(window: MainWindow) -> ExamsEditor:
    return window.pages.students.card.page("gia").lists["exams"]


def enter(qtbot: QtBot, text: str = "") -> None:
    """Type into whatever has the focus, and go on."""
    focus = QApplication.focusWidget()
    keys(getattr(focus, "line", focus), text)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_parents_are_entered_one_after_another(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.card.focus_field("guardians")
    enter(qtbot, "мать")
    enter(qtbot, "юдина ольга")
    assert len(guardians(window).blocks) == 2  # another waits already
    for _ in range(len(guardians(window).blocks[0].fields) - 2):
        enter(qtbot)
    enter(qtbot, "отец")
    assert len(guardians(window).blocks) == 3
    assert page.save()
    stored = load_card(window.desk.passport, "student", page.card.card.id).details["guardians"]
    assert [row.texts["relation"] for row in stored] == ["мать", "отец"]
    assert stored[0].texts["name"] == "Юдина Ольга"
    assert not page.unsaved


def test_enter_passes_the_waiting_block(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.card.focus_field("former_names")
    enter(qtbot)
    assert page.card.row("class_name").editor.hasFocus()
    assert not page.unsaved


def test_one_taken_out_is_gone_after_saving_and_comes_back_by_undo(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.card.focus_field("guardians")
    enter(qtbot, "мать")
    page.save()
    guardians(window).blocks[0].remove_button.click()
    assert page.unsaved
    page.save()
    assert load_card(window.desk.passport, "student", page.card.card.id).details["guardians"] == ()
    page.take_back()
    assert [row.texts["relation"] for row in guardians(window).rows()] == ["мать"]


def test_unreadable_text_in_a_list_is_marked_kept_and_found(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.card.focus_field("guardians")
    enter(qtbot, "мать")
    page.card.focus_field("guardians.1.birth")
    enter(qtbot, "31022008")
    assert page.save()
    row = page.card.row("guardians.1.birth")
    assert row.text() == "31022008"
    assert "Такой даты нет" in row.message.text()
    (finding,) = [one for one in window.desk.findings_of(page.card.card.id) if one.rule == "READ-1"]
    page.card.focus_field("last_name")
    page.open_finding(finding)
    assert row.editor.hasFocus()


def test_codes_and_boxes_say_the_same(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("9А")
    page.list.select(0)
    page.card.focus_field("exams")
    line = exams(window).codes.editor
    line.selectAll()
    enter(qtbot, "1 2 3 8")
    assert {subject for subject, box in exams(window)._boxes.items() if box.isChecked()} == {
        "rus",
        "math",
        "phys",
        "geo",
    }
    assert exams(window).codes.text() == "Русский язык; Математика; Физика; География"
    exams(window)._boxes["phys"].box.click()
    assert "Физика" not in exams(window).codes.text()
    page.card.focus_field("exams")
    line.selectAll()
    enter(qtbot, "1 2 труд")
    assert page.save()
    assert [subject for subject, _ in choice_of(page.card.card)] == ["math", "rus"]
    assert exams(window).codes.text() == "1 2 труд"  # what nobody could read stays, and says why
    assert "Нет в списке" in exams(window).codes.message.text()
    page.list.select(1)
    assert "труд" not in exams(window).codes.text()


def test_days_are_those_of_the_calendar(window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("11А")
    page.list.select(0)
    page.card.focus_field("exams")
    lines = exams(window)._days
    offered = [lines["rus"].when.itemText(n) for n in range(lines["rus"].when.count())]
    assert offered[0] == "день не назначен"
    assert offered[-1].startswith("без даты (")  # a period alone, until its days are known
    assert any(text.startswith("28.05.2020 (основной") for text in offered)
    lines["rus"].when.setCurrentIndex(1)
    assert page.unsaved
    page.save()
    stored = {row.texts["subject"]: row.texts["day"] for row in page.card.card.details["exams"]}
    assert stored["Русский язык"] == "23.03.2020"


def test_codes_of_class_nine_are_no_codes_of_class_eleven(window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("5А")
    page.list.select(0)
    page.card.focus_field("category")
    assert exams(window).codes.isHidden()
    page.list.show_scope("11А")
    page.list.select(0)
    assert not exams(window).codes.isHidden()
