"""Confirming what came over from last year in the window: a field, a card, chosen findings, a class."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from app.domain.ageing import ageing_fields
from app.domain.student import Student
from app.services.cards import load_card
from app.services.rechecking import check_record
from app.ui import confirm_acts
from app.ui.ageing_notice import waiting
from app.ui.main_window import MainWindow
from ui.acts import act_of
from ui.checks import check_page, checked, pupil

CLASS = "9А"


@pytest.fixture
def aged(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window on a base in which everything that ages waits in the cards of pupils."""
    with window.desk.passport.writing() as session:
        for one in session.scalars(select(Student)):
            names = [name for name in ageing_fields(Student) if getattr(one, name) is not None]
            session.execute(update(Student).where(Student.id == one.id).values(unconfirmed=names))
    window.desk.many_changed()
    checked(qtbot, window)
    return window


def asked(window: MainWindow, id: str) -> set[str]:
    """What a check of the stored card asks to confirm; the window must say the same."""
    found = {one.field for one in waiting(check_record(window.desk.passport, "student", id))}
    assert found == {one.field for one in waiting(window.desk.findings_of(id))}
    return found


def test_a_field_is_confirmed_by_its_key(qtbot: QtBot, aged: MainWindow, said: list[str]) -> None:
    one, card = pupil(aged, CLASS, 0), aged.pages.students.card
    before, version = asked(aged, one.id), one.version
    assert "category" in before
    assert card.ageing.isVisible()
    assert str(len(before)) in card.ageing.text.text()
    card.focus_field("category")
    act_of(aged, "Подтвердить перенесённое поле").trigger()
    assert asked(aged, one.id) == before - {"category"}
    assert said[-1] == "Подтверждено значений: 1."
    assert "подтвердите" not in card.row("category").message.text()
    card.focus_field("last_name")
    act_of(aged, "Подтвердить перенесённое поле").trigger()
    assert said[-1] == confirm_acts.NOTHING
    assert load_card(aged.desk.passport, "student", one.id).version == version


def test_buttons_of_the_strip_confirm_the_field_one_came_from_and_the_card(qtbot: QtBot, aged: MainWindow) -> None:
    one, card = pupil(aged, CLASS, 0), aged.pages.students.card
    before = asked(aged, one.id)
    card.focus_field("category")
    card.ageing.one_button.setFocus()
    QTest.keyClick(card.ageing.one_button, Qt.Key.Key_Return)
    assert asked(aged, one.id) == before - {"category"}
    card.ageing.all_button.setFocus()
    QTest.mouseClick(card.ageing.all_button, Qt.MouseButton.LeftButton)
    assert asked(aged, one.id) == set()
    assert not card.ageing.isVisible()
    pupil(aged, CLASS, 1)
    assert card.ageing.isVisible()


def test_what_is_typed_is_saved_first_and_so_confirmed(qtbot: QtBot, aged: MainWindow) -> None:
    one, card = pupil(aged, CLASS, 0), aged.pages.students.card
    before = asked(aged, one.id)
    card.row("phone").type_text("8 913 800-77-77")
    act_of(aged, "Подтвердить всю карточку").trigger()
    assert load_card(aged.desk.passport, "student", one.id).texts["phone"] == "+7 913 800-77-77"
    assert before
    assert asked(aged, one.id) == set()


def test_marked_findings_are_confirmed_on_the_page_of_the_check(qtbot: QtBot, aged: MainWindow) -> None:
    page = check_page(aged)
    page.words.setText("AGE-1 9Б")
    page.table.selectAll()
    marked = waiting(page.marked())
    assert {one.class_name for one in marked} == {"9Б"}
    assert page.details.confirm_button.isVisible()
    assert str(len(marked)) in page.details.confirm_button.text()
    page.details.confirm_button.click()
    checked(qtbot, aged)
    assert all(asked(aged, one.id) == set() for one in marked)
    page.words.setText("")
    assert waiting(aged.desk.findings)


def test_a_class_is_confirmed_after_asking(
    qtbot: QtBot, aged: MainWindow, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[str] = []
    answers = [confirm_acts.NO, confirm_acts.YES]

    def ask(_parent: object, _title: str, text: str, *_given: object, **_named: object) -> str:
        questions.append(text)
        return answers.pop(0)

    monkeypatch.setattr(confirm_acts, "ask", ask)
    one = pupil(aged, CLASS, 0)
    count = sum(found.class_name == CLASS for found in waiting(aged.desk.findings))
    act = act_of(aged, "Подтвердить весь класс")
    act.trigger()
    checked(qtbot, aged)
    assert asked(aged, one.id)
    act.trigger()
    checked(qtbot, aged)
    assert f"карточек 6, перенесённых значений {count}" in questions[0]
    assert "Категория участника — 6" in questions[0]
    assert not [found for found in waiting(aged.desk.findings) if found.class_name == CLASS]
    assert waiting(aged.desk.findings)
    assert said[-1] == f"Класс {CLASS}: подтверждено значений: {count}."
    act.trigger()
    assert said[-1] == f"В классе {CLASS} всё подтверждено."
