"""A card in the window: typing, saving, taking back, findings, nothing lost."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.field import fields
from app.domain.student import Student
from app.services.cards import load_card
from app.ui.card import CardView
from app.ui.field_row import FieldRow
from app.ui.main_window import MainWindow
from data.choices import choice_of, chosen
from ui.keys import keys


def students(window: MainWindow):
    return window.pages.students


def all_stops(card: CardView) -> list[FieldRow]:
    """Every field that Enter visits, of all tabs."""
    return [row for tab in card.tabs for row in card.page(tab.key).stops()]


def type_into(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    card = students(window).card
    card.focus_field(name)
    line = card.row(name).editor.line
    line.selectAll()
    keys(line, text) if text else qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_every_field_round_trips_through_its_editor(window: MainWindow) -> None:
    page = students(window)
    for row_number in range(page.list.model.shown):
        page.list.select(row_number)
        assert not page.unsaved  # opening a card changes nothing
        for row in all_stops(page.card):
            row.leave()
        assert not page.unsaved  # nor does walking through it
    assert {name for one in page.card.pages.values() for name in one.rows} == {one.name for one in fields(Student)}


def test_typed_date_is_shown_in_its_own_form_and_saved(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    type_into(qtbot, window, "birth", "01092008")
    assert page.card.row("birth").text() == "01.09.2008"
    assert page.unsaved
    assert page.save()
    assert load_card(window.desk.passport, "student", page.card.card.id).texts["birth"] == "01.09.2008"
    assert not page.unsaved


def test_unreadable_text_stays_is_marked_and_is_saved(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    type_into(qtbot, window, "birth", "31022008")
    row = page.card.row("birth")
    assert row.text() == "31022008"
    assert "Такой даты нет" in row.message.text()
    assert page.save()
    page.list.select(1)
    page.list.select(0)
    assert page.card.row("birth").text() == "31022008"
    assert "READ-1" in {one.rule for one in window.desk.findings_of(page.card.card.id)}


def test_enter_walks_all_fields_and_saves_at_the_end(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    page.card.focus_field("")
    type_into(qtbot, window, "last_name", "Щукарёва")
    seen = []
    while page.unsaved:
        focused = QApplication.focusWidget()
        row = next(row for row in all_stops(page.card) if focused in (row.editor, row.editor.line))
        seen.append(row)
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert seen == all_stops(page.card)[1:]
    assert {row.field.name for row in seen} >= {one.name for one in fields(Student)} - {"last_name"}


def test_last_save_is_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    before = page.card.card
    type_into(qtbot, window, "last_name", "Ошибкина")
    page.save()
    type_into(qtbot, window, "first_name", "Опечатка")
    page.save()
    page.take_back()
    assert page.card.card.texts["first_name"] == before.texts["first_name"]
    assert page.card.card.texts["last_name"] == "Ошибкина"
    page.take_back()
    assert dict(page.card.card.texts) == dict(before.texts)
    assert not page.undo_button.isEnabled()


def test_removed_card_comes_back(window: MainWindow, monkeypatch) -> None:
    import app.ui.record_page as module

    page = students(window)
    before = page.card.card
    monkeypatch.setattr(module, "ask_removal", lambda *_args: "")
    page.remove()
    assert page.list.model.row_of(before.id) < 0
    page.take_back()
    assert page.card.card.id == before.id
    assert dict(page.card.card.texts) == dict(before.texts)
    assert choice_of(page.card.card) == choice_of(before)


def test_unsaved_card_is_not_left_without_asking(qtbot: QtBot, window: MainWindow, answers: list[str]) -> None:
    page = students(window)
    first = page.card.card.id
    type_into(qtbot, window, "last_name", "Недописанная")
    answers.append("Остаться в карточке")
    page.list.select(1)
    assert page.card.card.id == first
    assert page.card.row("last_name").text() == "Недописанная"
    qtbot.waitUntil(lambda: page.list.table.currentIndex().row() == page.list.model.row_of(first))
    answers.append("Не сохранять")
    page.list.select(1)
    assert page.card.card.id != first
    assert load_card(window.desk.passport, "student", first).texts["last_name"] != "Недописанная"
    type_into(qtbot, window, "last_name", "Дописанная")
    second = page.card.card.id
    answers.append("Сохранить")
    page.step(1)
    assert load_card(window.desk.passport, "student", second).texts["last_name"] == "Дописанная"


def test_window_does_not_close_over_unsaved_text(qtbot: QtBot, window: MainWindow, answers: list[str]) -> None:
    type_into(qtbot, window, "last_name", "Недописанная")
    answers.append("Остаться в карточке")
    assert not window.close()
    assert window.isVisible()
    assert students(window).card.row("last_name").text() == "Недописанная"


def test_new_card_takes_the_class_and_joins_the_list(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    page.list.show_scope("9Б")
    total = page.list.model.total
    page.new()
    assert page.card.row("class_name").text() == "9Б"
    type_into(qtbot, window, "last_name", "Новенькая")
    assert page.save()
    assert page.list.model.total == total + 1
    assert page.list.model.row_of(page.card.card.id) >= 0
    page.take_back()
    assert page.list.model.total == total


def test_findings_lead_to_their_field(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    page.list.show_scope("9А")
    page.list.select(0)
    type_into(qtbot, window, "snils", "112-233-445 96")
    page.save()
    found = [one for one in window.desk.findings_of(page.card.card.id) if one.rule == "FMT-4"]
    assert found
    assert "✖" in page.card.tab_widget.tabText(0)
    page.card.tab_widget.setCurrentIndex(2)
    page.card.findings_list.step(1)
    assert page.card.tab_widget.currentIndex() == 0
    assert QApplication.focusWidget() is page.card.row("snils").editor


def test_stale_card_is_told_and_keeps_its_text(qtbot: QtBot, window: MainWindow, monkeypatch) -> None:
    from app.services.cards import Edit, save_card
    from app.ui import unsaved

    page = students(window)
    type_into(qtbot, window, "last_name", "Моя")
    card = page.card.card
    save_card(window.desk.passport, Edit("student", card.id, card.version, {"first_name": "Чужое"}))
    told = []
    monkeypatch.setattr(unsaved, "show_error", lambda _page, problem: told.append(str(problem)))
    assert not page.save()
    assert "тем временем изменили" in told[0]
    assert page.card.row("last_name").text() == "Моя"
    page._drop()


def test_exams_are_offered_by_class_and_saved(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    page.list.show_scope("11А")
    page.list.select(0)
    page.card.focus_field("exams")
    editor = page.card.page("gia").lists["exams"]
    assert {"rus", "math_profile", "math_basic", "chi"} <= set(editor._boxes)
    assert "math" not in editor._boxes
    editor._boxes["lit"].box.click()
    assert "Литература" in {row.texts["subject"] for row in editor.rows()}
    page.save()
    assert ("lit", "ege") in choice_of(load_card(window.desk.passport, "student", page.card.card.id))
    page.list.show_scope("5А")
    page.list.select(0)
    assert not editor._boxes


def test_the_wheel_never_changes_a_value(window: MainWindow) -> None:
    from PySide6.QtCore import QPoint, QPointF

    editor = students(window).card.row("sex").editor
    before = editor.text()
    event = QWheelEvent(
        QPointF(5, 5), editor.mapToGlobal(QPointF(5, 5)), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor, event)
    assert editor.text() == before


def test_names_that_are_markup_are_shown_literally(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    type_into(qtbot, window, "last_name", "Иванов <b")
    type_into(qtbot, window, "first_name", "<img src=/etc/hostname>")
    page.save()
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "Иванов" not in label.text()
    assert "<img src=/etc/hostname>" in page.title.text().casefold()
    index = page.list.model.index(page.list.model.row_of(page.card.card.id), 0)
    assert "&lt;img" in page.list.model.data(index, Qt.ItemDataRole.ToolTipRole).casefold()


def test_accessible_names_are_the_labels(window: MainWindow) -> None:
    from PySide6.QtGui import QAccessible

    for row in all_stops(students(window).card):
        name = QAccessible.queryAccessibleInterface(row.editor.line).text(QAccessible.Text.Name)
        assert name == row.field.label
        assert name != row.text()
    for line in window.findChildren(QLineEdit):
        assert QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name)


def test_undo_that_fails_can_be_tried_again(qtbot: QtBot, window: MainWindow, monkeypatch) -> None:
    import app.ui.record_page as module
    from app.errors import Refused
    from app.ui import desk

    page = students(window)
    before = dict(page.card.card.texts)
    type_into(qtbot, window, "last_name", "Ошибкина")
    page.save()
    told = []
    monkeypatch.setattr(module, "show_error", lambda _page, problem: told.append(str(problem)))
    real = desk.save_cards

    def full(*_args) -> None:  # the disk
        raise Refused("Не хватает места на диске.")

    monkeypatch.setattr(desk, "save_cards", full)
    window.pages.take_back()
    assert told == ["Не хватает места на диске."]
    assert page.undo_button.isEnabled()
    monkeypatch.setattr(desk, "save_cards", real)
    window.pages.take_back()
    assert dict(page.card.card.texts) == before


def test_stored_form_of_one_pupil_is_not_offered_to_the_next(window: MainWindow) -> None:
    from app.services.cards import Edit, save_card

    page = students(window)
    page.list.show_scope("11А")
    page.list.select(0)
    card = page.card.card
    save_card(window.desk.passport, Edit("student", card.id, card.version, details=chosen((("rus", "oge"),))))
    page.open(card.id)
    row = page.card.page("gia").lists["exams"]._boxes["rus"]
    assert row.form() == "oge"
    page.list.select(1)
    row = page.card.page("gia").lists["exams"]._boxes["rus"]
    assert [row.choice.itemData(n) for n in range(row.choice.count())] == ["ege", "gve"]


def test_undo_key_works_from_inside_a_field(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    before = page.card.card.texts["last_name"]
    type_into(qtbot, window, "last_name", "Ошибкина")
    page.save()
    window.activateWindow()
    page.card.focus_field("last_name")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    assert page.card.row("last_name").text() == before


def test_arrows_in_the_card_stay_in_the_card(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    keys(page.list.search, "а")
    page.card.focus_field("last_name")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is page.card.row("last_name").editor
    assert page.list.search.text() == "а"


def test_pupil_without_a_class_is_counted_and_found(qtbot: QtBot, window: MainWindow) -> None:
    page = students(window)
    type_into(qtbot, window, "class_name", "")
    page.save()
    tops = [page.list.tree.topLevelItem(n).text(0) for n in range(page.list.tree.topLevelItemCount())]
    assert tops[:2] == ["Вся школа (24)", "Без класса (1)"]
    page.list.show_scope("")
    assert page.list.model.shown == 1
