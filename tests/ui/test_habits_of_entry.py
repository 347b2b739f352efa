"""Habits of people who type all day: what Enter, Shift+Tab, Ctrl+Z, F3, Delete do in a card (U2, U3, U4, U7, U26)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.field import fields
from app.domain.student import Student
from app.services.cards import load_card
from app.ui.editors import ListEditor
from app.ui.field_row import FieldRow
from app.ui.main_window import MainWindow
from data.people import People
from ui.keys import keys
from ui.test_entry_by_keys import graduate
from ui.typist import Told, Typist

ENTER, TAB, Z = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Z
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, key: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(focus(), key, how)


def write(qtbot: QtBot, window: MainWindow, name: str, text: str, key: Qt.Key | None = ENTER) -> FieldRow:
    """Replace what stands in a field, and leave it by a key."""
    card = window.pages.students.card
    card.focus_field(name)
    row = card.row(name)
    row.editor.line.selectAll()
    keys(row.editor.line, text)
    if key is not None:
        press(qtbot, key)
    return row


def here(window: MainWindow) -> str:
    """The name of the field that has the focus."""
    row = window.pages.students.card.row_in_use()
    return row.field.name if row is not None else ""


# --- forward (U2) -----------------------------------------------------------------------------------------


def test_last_field_of_a_tab_leads_to_the_next_tab(qtbot: QtBot, window: MainWindow) -> None:
    card = window.pages.students.card
    for place, tab in enumerate(card.tabs[:-1]):
        card.focus_row(card.page(tab.key).stops()[-1])
        press(qtbot, ENTER)
        assert card.tab_widget.currentIndex() == place + 1
        assert card.row_in_use() is card.page(card.tabs[place + 1].key).stops()[0]


def test_last_field_of_a_new_card_saves_it_and_begins_the_next(
    qtbot: QtBot, window: MainWindow, said: list[str]
) -> None:
    page = window.pages.students
    page.list.show_scope("9А")
    total = page.list.model.total
    page.new()
    write(qtbot, window, "last_name", "Щукарёв")
    page.card.focus_row(page.card.page(page.card.tabs[-1].key).stops()[-1])
    press(qtbot, ENTER)
    assert page.list.model.total == total + 1
    assert "Щукарёв" in said[-1]
    assert (page.present, here(window), page.unsaved) == ("", "last_name", False)
    page.card.focus_row(page.card.page(page.card.tabs[-1].key).stops()[-1])
    press(qtbot, ENTER)  # through a card in which nothing was written: nothing is stored
    assert page.list.model.total == total + 1


def test_last_field_of_a_known_card_saves_and_stays(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    id = page.present
    write(qtbot, window, "last_name", "Щукарёв")
    page.card.focus_row(page.card.page(page.card.tabs[-1].key).stops()[-1])
    press(qtbot, ENTER)
    assert (page.present, page.unsaved) == (id, False)
    assert load_card(window.desk.passport, "student", id).texts["last_name"] == "Щукарёв"


def test_save_and_new_by_one_key(qtbot: QtBot, window: MainWindow, said: list[str]) -> None:
    page = window.pages.students
    id = page.present
    write(qtbot, window, "last_name", "ЩУКАРЁВ", None)
    press(qtbot, Qt.Key.Key_S, CTRL | SHIFT)
    assert load_card(window.desk.passport, "student", id).texts["last_name"] == "Щукарёв"  # read though not left
    assert (page.present, here(window)) == ("", "last_name")
    assert "Щукарёв" in said[-1]


# --- back (U3) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [ENTER, TAB], ids=["Shift+Enter", "Shift+Tab"])
def test_back_goes_the_way_one_came_past_what_was_jumped_over(qtbot: QtBot, window: MainWindow, back: Qt.Key) -> None:
    card = window.pages.students.card
    card.focus_field("last_name")
    press(qtbot, ENTER)
    press(qtbot, TAB)
    assert here(window) == "middle_name"
    card.focus_field("snils")  # jumped over the fields between
    press(qtbot, ENTER)
    card.focus_field("language")  # on another tab
    press(qtbot, TAB)
    way = []
    for _ in range(4):
        press(qtbot, back, SHIFT)
        way.append(here(window))
    assert way == ["language", "snils", "first_name", "last_name"]


def test_back_from_the_first_field_leaves_the_card(qtbot: QtBot, window: MainWindow) -> None:
    """The keyboard is caught nowhere."""
    card = window.pages.students.card
    card.focus_field("last_name")
    press(qtbot, TAB, SHIFT)
    assert here(window) == ""
    assert focus() is not card.row("last_name").editor


def test_without_a_way_back_one_goes_to_the_field_before(qtbot: QtBot, window: MainWindow) -> None:
    card = window.pages.students.card
    names = [row.field.name for row in card.page(card.tabs[0].key).stops()]
    card.focus_field(names[3])
    press(qtbot, ENTER, SHIFT)
    assert here(window) == names[2]


# --- carried over (U4) ------------------------------------------------------------------------------------


def test_delete_clears_a_carried_value_wherever_the_caret_stands(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("9А")
    page.list.select(0)
    page.new()
    carried = [one.name for one in fields(Student) if one.sticky and page.card.row(one.name).carried]
    assert len(carried) >= 3
    for name in carried:
        row = page.card.row(name)
        page.card.focus_field(name)
        row.editor.line.end(False)  # as after a click
        press(qtbot, Qt.Key.Key_Delete)
        assert (row.text(), row.carried) == ("", False)


# --- mended names (U7) ------------------------------------------------------------------------------------


def test_a_mended_name_is_told_and_one_key_brings_it_back_for_good(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    row = write(qtbot, window, "last_name", "ДЕ ЛА КРУС")
    assert row.text() == "Де ла Крус"
    assert "было «ДЕ ЛА КРУС», стало «Де ла Крус»" in page.card.help.text()  # beside the help of the next field
    assert here(window) == "first_name"
    press(qtbot, Z, CTRL)
    assert (row.text(), here(window)) == ("ДЕ ЛА КРУС", "last_name")
    assert "Возвращено, как набрано: «ДЕ ЛА КРУС»" in page.card.help.text()
    press(qtbot, ENTER)  # through the field again
    assert row.text() == "ДЕ ЛА КРУС"
    assert page.save()
    stored = load_card(window.desk.passport, "student", page.present)
    assert stored.texts["last_name"] == page.card.text("last_name") == "ДЕ ЛА КРУС"
    page.card.focus_field("last_name")
    press(qtbot, ENTER)  # and through the stored one
    assert not page.unsaved


def test_several_mendings_come_back_one_after_another(qtbot: QtBot, window: MainWindow) -> None:
    typed = {"last_name": "ИВАНОВ-петров", "first_name": "ИО", "middle_name": "ГАСАН ОГЛЫ"}
    rows = {name: write(qtbot, window, name, text) for name, text in typed.items()}
    write(qtbot, window, "first_name", "Ио", None)  # written anew: nothing to bring back here
    press(qtbot, TAB)
    for name in ("middle_name", "last_name"):
        press(qtbot, Z, CTRL)
        assert rows[name].text() == typed[name]
    assert rows["first_name"].text() == "Ио"
    assert "Исправлено" not in window.pages.students.card.help.text()


def test_ctrl_z_first_takes_back_typing_then_the_save(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    before = page.card.text("last_name")
    row = write(qtbot, window, "last_name", "Ошибкина", None)
    page.card.leave_field()
    press(qtbot, Z, CTRL)
    assert row.text() == before
    assert not page.unsaved
    write(qtbot, window, "last_name", "Ошибкина")
    page.save()
    assert here(window) == "first_name"
    press(qtbot, Z, CTRL)
    assert page.card.text("last_name") == before
    press(qtbot, Qt.Key.Key_Y, CTRL)
    assert page.card.text("last_name") == "Ошибкина"


def test_undo_and_redo_have_both_keys(window: MainWindow) -> None:
    for begin, wanted in (("Отменить", {"F9", "Ctrl+Z"}), ("Вернуть", {"Shift+F9", "Ctrl+Y"})):
        act = next(one for one, verb, _ in window.menus.turns._lines if verb == begin)
        found = {one.toString(QKeySequence.SequenceFormat.PortableText) for one in act.shortcuts()}
        assert found == wanted


# --- nothing twice (U26) ----------------------------------------------------------------------------------


def sibling(told: Told, other: Told) -> Told:
    """A child of the same family and class: what is of the family is the same."""
    family = ("last_name", "citizenship", "language", "foreign_languages", "phone", "consent_by", "email")
    papers = ("doc_issuer", "doc_code", "enrolled", "registered_address", "actual_address")
    shared = {name: told.texts[name] for name in (*family, *papers) if name in told.texts}
    return Told(dict(other.texts) | shared, told.lists, told.exam_codes)


def test_a_sibling_takes_at_most_six_tenths_of_the_keys(qtbot: QtBot, window: MainWindow, seed: int) -> None:
    people = People(seed, first=700)
    page = window.pages.students
    page.new()
    qtbot.waitUntil(page.card.isVisible)
    strokes = []
    first = graduate(people)
    for told in (first, sibling(first, graduate(people))):
        typist = Typist(page.card, repeats=True)
        typist.fill(told)
        strokes.append(typist.strokes)
    assert strokes[1] <= 0.6 * strokes[0], strokes


def test_f3_in_the_waiting_row_repeats_the_whole_row(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.list.show_scope("9А")
    page.list.select(0)
    page.card.page("family")
    mother = {"relation": "мать", "name": "Юдина Ольга Петровна", "phone": "+7 913 111-22-33"}
    for name, text in mother.items():
        page.card.row(f"guardians.1.{name}").type_text(text)
    assert page.save()
    page.list.select(1)
    page.card.focus_field("guardians")
    press(qtbot, Qt.Key.Key_F3)
    (row,) = page.card.page("family").lists["guardians"].rows()
    assert mother.items() <= row.texts.items()
    assert row.id == ""  # another row, not the same one
    line = page.card.row("guardians.1.phone")
    line.type_text("")
    page.card.focus_field("guardians.1.phone")
    press(qtbot, Qt.Key.Key_F3)
    assert line.text() == mother["phone"]
    assert isinstance(focus(), QLineEdit)


def test_every_field_says_what_to_write(window: MainWindow) -> None:
    card = window.pages.students.card
    rows = [row for tab in card.tabs for row in card.page(tab.key).stops()]
    assert len(rows) > 40
    assert [row.field.label for row in rows if not row.help_text()] == []
    assert "F4" in card.row("guardians").help_text()


def test_a_list_takes_its_values_when_it_is_entered(qtbot: QtBot, window: MainWindow) -> None:
    card = window.pages.students.card
    editor = card.row("sex").editor
    text = editor.text()
    assert isinstance(editor, ListEditor)
    assert text
    assert editor.count() == 0
    editor.line.setSelection(1, 2)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    assert [editor.itemText(place) for place in range(editor.count())] == ["", "мужской", "женский"]
    assert (editor.text(), editor.line.selectedText()) == (text, text[1:3])
    assert not card.edit()
    card.focus_field("class_name")
    card.focus_field("sex")
    assert editor.line.selectedText() == text


def test_a_list_that_is_opened_by_the_mouse_has_its_values(qtbot: QtBot, window: MainWindow) -> None:
    editor = window.pages.students.card.row("sex").editor
    assert isinstance(editor, ListEditor)
    editor.showPopup()
    assert editor.count() == 3
    editor.hidePopup()


def test_the_offer_of_a_list_that_has_the_focus_follows(qtbot: QtBot, window: MainWindow) -> None:
    offered = ["9А"]
    editor = ListEditor(lambda: offered)
    qtbot.addWidget(editor)
    editor.show()
    editor.setFocus()
    qtbot.waitUntil(lambda: editor.count() == 2)
    offered.append("9Б")
    editor.refresh()
    assert editor.itemText(2) == "9Б"
