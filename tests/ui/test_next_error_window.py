"""F8: the next open error from anywhere, with the open card saved on the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card, save_card
from app.services.checking import in_order
from app.services.rechecking import check_record
from app.ui import page_names as places
from app.ui import unsaved
from app.ui.known_findings import KnownFindings
from app.ui.main_window import MainWindow
from app.validators.findings import Finding, Level
from ui.acts import act_of, refuse
from ui.checks import change, check_page, checked, explain_with, made, pupil
from ui.keys import keys

ON, BACK, QUESTION = "Следующая ошибка", "Предыдущая ошибка", "Следующий вопрос"


def go(window: MainWindow, act: str = ON) -> str:
    """Take the act; the id of the card that is open then."""
    act_of(window, act).trigger()
    return window.pages.worked().card_view().card.id


@pytest.fixture
def three(window: MainWindow) -> list[Finding]:
    """Errors of three pupils in the order of the list, the second of them of two fields; nothing else is wrong."""
    found = []
    for class_name, place, field in (("5А", 1, "birth"), ("9А", 0, "snils"), ("9А", 0, "phone"), ("9Б", 3, "sex")):
        card = pupil(window, class_name, place)
        who = " ".join(card.texts[name] for name in ("last_name", "first_name", "middle_name"))
        found.append(made(id=card.id, class_name=class_name, who=who, field=field, rule=f"T-{len(found)}"))
    window.desk.present.known = KnownFindings(in_order(found))
    window.desk.findings_changed.emit()
    return found


def focused(window: MainWindow, field: str) -> bool:
    return QApplication.focusWidget() is window.pages.students.card.row(field).editor


def test_f8_goes_through_all_errors_in_the_order_of_the_list(
    window: MainWindow, three: list[Finding], said: list[str]
) -> None:
    pupil(window, "5А", 0)  # before all of them or at the first class at least
    window.pages.go(places.CALENDAR)
    met = []
    for one in three:
        met.append(go(window))
        assert focused(window, one.field)
    assert met == [one.id for one in three]
    assert not said
    assert go(window) == three[0].id
    assert said == ["Список пройден до конца, снова с начала; ошибок: 4."]
    assert go(window, BACK) == three[-1].id


def test_it_goes_on_from_the_card_that_is_open(window: MainWindow, three: list[Finding]) -> None:
    pupil(window, "9А", 0)
    assert (go(window), focused(window, "snils")) == (three[1].id, True)  # its own come first
    pupil(window, "9А", 1)
    assert go(window) in {three[1].id, three[3].id}  # by the alphabet of the class
    pupil(window, "9Б", 3)
    assert go(window, BACK) == three[2].id


def test_card_is_saved_on_the_way(
    qtbot: QtBot, window: MainWindow, three: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    students = window.pages.students
    card = pupil(window, "5А", 1)
    go(window)
    keys(students.card.row("phone").editor.line, "+7 913 123-45-67")
    assert students.unsaved
    window.desk.present.checked = True
    go(window)
    assert students.card.card.id != card.id
    assert load_card(window.desk.passport, "student", card.id).texts["phone"] == "+7 913 123-45-67"
    checked(qtbot, window)


def test_card_that_cannot_be_saved_stays(
    window: MainWindow, three: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(unsaved, "show_error", lambda _parent, problem: told.append(problem))
    students = window.pages.students
    card = pupil(window, "5А", 1)
    keys(students.card.row("phone").editor.line, "12")
    monkeypatch.setattr(window.desk, "save", refuse)
    assert go(window) == card.id
    assert students.unsaved
    assert len(told) == 1


def test_questions_only_when_asked(window: MainWindow, three: list[Finding], said: list[str]) -> None:
    asked = [made(id=one.id, class_name=one.class_name, who=one.who, level=Level.QUESTION) for one in three[1:2]]
    window.desk.present.known = KnownFindings(asked)
    here = pupil(window, "5А", 0).id
    assert go(window) == here
    assert said == ["Ошибок не осталось. Открытых вопросов: 1 — к ним ведёт Ctrl+F8."]
    assert go(window, QUESTION) == three[1].id
    window.desk.present.known = KnownFindings()
    go(window, QUESTION)
    assert said[-1] == "Открытых вопросов не осталось."


def test_nothing_is_called_finished_before_it_was_checked(
    window: MainWindow, three: list[Finding], said: list[str]
) -> None:
    window.desk.present.checked = False
    go(window)
    assert said == ["Проверка ещё идёт."]


def test_from_the_page_of_the_check_the_chosen_error_comes_first(
    window: MainWindow, three: list[Finding], qtbot: QtBot
) -> None:
    page = check_page(window)
    page.table.selectRow(3)
    assert go(window) == three[3].id
    check_page(window)
    assert go(window) == three[0].id  # it was gone to before


def test_keys_of_the_next_error_are_free(window: MainWindow) -> None:
    shortcuts = [
        one.shortcut().toString()
        for menu in window.menuBar().actions()
        for one in menu.menu().actions()
        if not one.shortcut().isEmpty()
    ]
    for key in ("F8", "Shift+F8", "Ctrl+F8", "Ctrl+Shift+F8", "Ctrl+Return", "Alt+0"):
        assert shortcuts.count(key) == 1


def test_class_without_a_teacher_is_gone_to_and_left(window: MainWindow) -> None:
    of_class = [one for one in window.desk.findings if one.entity == "class" and one.level is Level.ERROR]
    window.desk.present.known = KnownFindings(of_class[:2])
    window.pages.go(places.STUDENTS)
    act_of(window, ON).trigger()
    school = window.pages.page(places.SCHOOL)
    met = [school.classes.rows[school.classes.table.currentRow()].id]
    act_of(window, ON).trigger()
    met.append(school.classes.rows[school.classes.table.currentRow()].id)
    assert sorted(met) == sorted(one.id for one in of_class[:2])


def test_explained_findings_are_folded_in_the_card(qtbot: QtBot, window: MainWindow) -> None:
    card = pupil(window, "9А", 0)
    told = {"id": card.id, "class_name": "9А", "who": card.texts["last_name"]}
    error = made(**told)
    asked = made(**told, level=Level.QUESTION, rule="T-2", field="phone", explained="Телефона нет.")
    window.desk.present._put({card.id: (error, asked)})
    view = window.pages.students.card
    lines = view.findings_list
    assert [lines.item(row).text() for row in range(lines.count())] == ["✖ Ошибка: Неверно.", "▸ пояснено: 1"]
    assert "T-1" in lines.item(0).toolTip()  # for support, not before the sentence
    assert not view.row("phone").message.isVisible()
    assert view.tab_widget.tabText(0).endswith("✖1")
    lines.setFocus()
    lines.setCurrentRow(1)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert lines.count() == 3
    assert "Пояснено: «Телефона нет.»" in lines.item(2).text()
    window.pages.step_finding(1)
    assert lines.current == asked
    window.pages.step_finding(1)
    assert lines.current == error  # F7 passes the fold over
    lines.setCurrentRow(1)
    assert lines.current is None
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualItemRect(lines.item(1)).center())
    assert lines.count() == 2
    window.desk.present._put({card.id: (asked,)})
    assert [lines.item(row).text() for row in range(lines.count())] == ["▸ пояснено: 1"]


def test_question_of_the_field_with_the_focus_is_explained(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = change(window, pupil(window, "9А", 0).id, phone="")
    told = {"id": card.id, "class_name": "9А", "level": Level.QUESTION}
    asked, other = made(**told, field="phone"), made(**told, rule="T-2", field="snils")
    checked(qtbot, window)
    window.desk.present._put({card.id: (other, asked)})
    seen = explain_with(monkeypatch, "Телефона нет.")
    window.pages.students.open(card.id)
    window.pages.students.card.focus_field("phone")
    act_of(window, "Пояснить замечание").trigger()
    assert seen[0]._findings == (asked,)
    checked(qtbot, window)


def test_under_its_own_field_a_sentence_does_not_name_the_field(window: MainWindow) -> None:
    card = pupil(window, "9А", 0)
    save_card(window.desk.passport, Edit("student", card.id, card.version, {"birth_place": ""}))
    found = [one for one in check_record(window.desk.passport, "student", card.id) if one.field == "birth_place"]
    assert "«Место рождения»" in found[0].text
    window.desk.present._put({card.id: tuple(found)})
    message = window.pages.students.card.row("birth_place").message.text()
    assert message.startswith("✖ Не внесено; ")
    assert "Место рождения" not in message


def test_f7_goes_on_from_where_f8_led_and_from_what_was_mended(window: MainWindow) -> None:
    card = pupil(window, "9А", 0)
    told = {"id": card.id, "class_name": "9А", "who": card.texts["last_name"]}
    fields = ("birth", "snils", "phone", "email")
    found = tuple(made(**told, field=field, rule=f"T-{place}") for place, field in enumerate(fields))
    window.desk.present._put({card.id: found})
    window.pages.open_finding(found[1])
    act_of(window, "Следующее замечание").trigger()
    assert focused(window, "phone")
    window.desk.present._put({card.id: (*found[:2], found[3])})  # that one is mended
    act_of(window, "Следующее замечание").trigger()
    assert focused(window, "email")
    window.desk.present._put({card.id: found[:2]})
    act_of(window, "Предыдущее замечание").trigger()
    assert focused(window, "snils")


def test_from_the_empty_card_after_one_that_was_typed_f8_leads_to_that_one(
    window: MainWindow, three: list[Finding]
) -> None:
    pupil(window, "9А", 0)  # the one with two errors
    act_of(window, "Новая карточка").trigger()
    assert go(window) == three[1].id
    assert focused(window, three[1].field)
