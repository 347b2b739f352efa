"""Pupils entered by keystrokes alone: all that was typed is stored, and it takes few strokes (U1, U4, U26)."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.field import fields
from app.domain.student import Student
from app.services.cards import load_card
from app.services.lists import ID, list_rows
from app.ui.main_window import MainWindow
from data.people import People
from ui.typist import Told, Typist

MOST_STROKES = 1.25  # a sign of the data


def graduate(people: People, class_name: str = "9А") -> Told:
    """All that is known of a pupil of class 9 in autumn, and his mother."""
    texts = people.pupil(class_name) | {
        "language": "русский",
        "foreign_languages": "английский",
        "file_number": "И-15",
        "enrolled": "01.09.2011",
        "enrolment_order": "№ 12 от 30.08.2011",
        "consent_by": "Иванова Ольга Петровна",
        "email": "pupil@example.ru",
    }
    mother = {"relation": "мать", "name": "Иванова Ольга Петровна", "phone": "+7 913 111-22-33"}
    lists = {"guardians": mother, "attempts": {"kind": "итоговое собеседование", "day": "12.02.2020"}}
    return Told(texts, lists, "1 2 3 8")


def test_thirty_pupils_by_keys_alone(qtbot: QtBot, window: MainWindow, seed: int) -> None:
    people = People(seed, first=500)
    page = window.pages.students
    before = {row[ID] for row in list_rows(window.desk.passport, "student", ())}
    typist = Typist(page.card)
    told = [graduate(people) for _ in range(30)]
    page.new()
    qtbot.waitUntil(page.card.isVisible)
    for one in told:  # the last Enter of a card saves it and begins the next
        assert (page.present, page.unsaved) == ("", False)
        typist.fill(one)
    made = [
        load_card(window.desk.passport, "student", row[ID]) for row in list_rows(window.desk.passport, "student", ())
    ]
    made = [card for card in made if card.id not in before]
    assert len(made) == len(told)
    by_snils = {card.texts["snils"]: card for card in made}
    for one in told:
        card = by_snils[one.texts["snils"]]
        assert {name: card.texts[name] for name in one.texts} == dict(one.texts)
        assert [row.texts["subject"] for row in card.details["exams"]] != []
        assert len(card.details["exams"]) == 4
        for name, row in one.lists.items():
            assert row.items() <= card.details[name][0].texts.items()
    assert typist.strokes / typist.signs <= MOST_STROKES


def test_new_card_begins_with_what_is_usually_the_same(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("9А")
    page.list.select(0)
    before = page.card.card
    page.new()
    carried = {one.name for one in fields(Student) if one.sticky and before.texts[one.name]}
    assert {"citizenship", "class_name", "doc_kind"} <= carried
    for name in carried:
        row = page.card.row(name)
        assert row.text() == before.texts[name]
        assert row.carried
        assert "Перенесено" in row.help_text()
    assert not page.unsaved  # nothing is stored for what nobody touched
    page.card.focus_field("citizenship")
    qtbot.keyClick(page.card.row("citizenship").editor.line, Qt.Key.Key_Delete)
    assert not page.card.row("citizenship").carried
    assert page.card.row("citizenship").text() == ""


def test_f3_repeats_the_card_before(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("9А")
    page.list.select(0)
    before = page.card.card
    page.list.select(1)
    page.card.focus_field("doc_issuer")
    qtbot.keyClick(page.card.row("doc_issuer").editor, Qt.Key.Key_F3)
    page.card.focus_field("birth_place")
    qtbot.keyClick(page.card.row("birth_place").editor, Qt.Key.Key_F3)
    assert page.card.row("doc_issuer").text() == before.texts["doc_issuer"]
    assert page.card.row("birth_place").text() == before.texts["birth_place"]


def test_shift_enter_goes_back_the_way_one_came(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.card.focus_field("last_name")
    qtbot.keyClick(page.card.row("last_name").editor, Qt.Key.Key_Return)
    page.card.focus_field("snils")  # jumped over the fields between
    qtbot.keyClick(page.card.row("snils").editor, Qt.Key.Key_Return)
    row = page.card.row("snils_absence")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.card.row("snils").editor.hasFocus()
    qtbot.keyClick(page.card.row("snils").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.card.row("last_name").editor.hasFocus()
