"""Second entry and reading aloud in the window, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.proofs import Way
from app.services.cards import load_card
from app.services.comparing import USUAL, pupils_in_turn
from app.ui.main_window import MainWindow
from app.ui.reading import ReadingDialog, grouped
from app.ui.second_entry import SecondEntryDialog
from ui.keys import keys


def press(qtbot: QtBot, *which: Qt.Key) -> None:
    for key in which:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        qtbot.keyClick(focused, key)


def opened(qtbot: QtBot, window: MainWindow, act: str, kind: type) -> QWidget:
    """The dialog of a menu line, on the class 9А, begun."""
    window.activateWindow()
    window.pages.students.list.show_scope("9А")
    window.pages.students.list.select(0)
    getattr(window, act)()
    dialog = window.findChildren(kind)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.setup.class_name == "9А"
    qtbot.mouseClick(dialog.setup.begin_button, Qt.MouseButton.LeftButton)
    return dialog


def answer(qtbot: QtBot, dialog: SecondEntryDialog, texts: dict[str, str]) -> None:
    """Type a whole pupil."""
    for name in list(dialog.typing.rows):
        row = dialog.typing.rows[name]
        assert row.text() == ""  # blind
        keys(row.editor.line, texts[name])
        qtbot.keyClick(row.editor.line, Qt.Key.Key_Return)


def in_turn(window: MainWindow, way: Way):
    return pupils_in_turn(window.desk.passport, "9А", USUAL, way)


def test_second_entry_finds_settles_and_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "_second_entry", SecondEntryDialog)
    first, second, third, *_ = in_turn(window, Way.TYPED_AGAIN)
    assert first.who not in dialog.typing.title.text()
    answer(qtbot, dialog, first.texts | {"last_name": "Иванов", "doc_number": "1"})
    answer(qtbot, dialog, second.texts)
    keys(dialog.typing.rows["last_name"].editor.line, "Недоп")
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(SecondEntryDialog))
    dialog = opened(qtbot, window, "_second_entry", SecondEntryDialog)
    assert list(dialog.typing.rows) == list(USUAL[1:])  # of the third, whose last name was typed
    qtbot.mouseClick(dialog.typing.stop_button, Qt.MouseButton.LeftButton)
    page = dialog.settling
    assert [(one.who, one.field) for one in page._all] == [
        (first.who, "last_name"),
        (first.who, "doc_number"),
        (third.who, "last_name"),
    ]
    page.table.setFocus()
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_1)
    page.table.item(2, 4).setText("Третьяков")
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    passport, settled = window.desk.passport, {first.id, second.id, third.id}
    assert load_card(passport, "student", first.id).texts["last_name"] == "Иванов"
    assert load_card(passport, "student", first.id).texts["doc_number"] == first.texts["doc_number"]
    assert load_card(passport, "student", third.id).texts["last_name"] == "Третьяков"
    assert [len(one.left) for one in in_turn(window, Way.TYPED_AGAIN) if one.id in settled] == [0, 0, len(USUAL) - 1]
    dialog.reject()
    window.pages.take_back()
    window.pages.take_back()
    assert load_card(passport, "student", first.id).texts["last_name"] == first.texts["last_name"]


def test_pupil_without_papers_at_hand_is_passed_over(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "_second_entry", SecondEntryDialog)
    press(qtbot, Qt.Key.Key_PageDown)
    assert "№ 2 из 6" in dialog.typing.title.text()
    for _ in USUAL:
        press(qtbot, Qt.Key.Key_Return)
    assert "№ 3 из 6" in dialog.typing.title.text()
    dialog.reject()
    assert all(one.left for one in in_turn(window, Way.TYPED_AGAIN))


def test_reading_by_keys_keeps_ticks_and_leads_to_the_error(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "_read_aloud", ReadingDialog)
    second = in_turn(window, Way.READ_ALOUD)[1]
    press(qtbot, *[Qt.Key.Key_Space] * len(USUAL))
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: not window.findChildren(ReadingDialog))
    page = window.pages.students
    assert page.present == second.id
    assert window.focusWidget() is page.card.row("first_name").editor
    assert [len(one.left) for one in in_turn(window, Way.READ_ALOUD)][:2] == [0, len(USUAL) - 1]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.card.focus_field("last_name")
    assert "чтением вслух" in page.card.help.text()
    dialog = opened(qtbot, window, "_read_aloud", ReadingDialog)
    assert dialog.reading.title.text() == "Ученик № 2 из 6, сверено: 1"
    assert dialog.reading._name == "first_name"
    dialog.reject()


def test_whole_class_is_read_to_its_end(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "_read_aloud", ReadingDialog)
    press(qtbot, *[Qt.Key.Key_Space] * (6 * len(USUAL)))
    assert "Все отмечены" in dialog.reading.keys.text()
    dialog.reject()
    assert not any(one.left for one in in_turn(window, Way.READ_ALOUD))


@pytest.mark.parametrize(
    ("text", "read"),
    [("6904", "69 04"), ("123456", "123 456"), ("12", "12"), ("II-ОМ", "II-ОМ"), ("15.03.2005", "15.03.2005")],
)
def test_numbers_are_grouped_as_one_reads_them(text: str, read: str) -> None:
    assert grouped(text) == read
