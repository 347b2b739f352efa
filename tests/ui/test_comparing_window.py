"""Second entry and reading aloud in the window, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.proofs import Way
from app.errors import Refused
from app.services.cards import load_card
from app.services.comparing import USUAL, Pupil, pupils_in_turn
from app.services.proofs import tick
from app.services.second_entry import disagreements, type_again
from app.ui import desk, second_entry, settle_table
from app.ui.compare_setup import CompareSetup
from app.ui.main_window import MainWindow
from app.ui.plain import PlainLabel
from app.ui.reading import ReadingDialog, ReadingPage, grouped
from app.ui.second_entry import SecondEntryDialog
from app.ui.settle_table import SettlePage
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
    getattr(window._later, act)()
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
    dialog = opened(qtbot, window, "second_entry", SecondEntryDialog)
    first, second, third, *_ = in_turn(window, Way.TYPED_AGAIN)
    assert first.who not in dialog.typing.title.text()
    answer(qtbot, dialog, first.texts | {"last_name": "Иванов", "doc_number": "1"})
    answer(qtbot, dialog, second.texts)
    keys(dialog.typing.rows["last_name"].editor.line, "Недоп")
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(SecondEntryDialog))
    dialog = opened(qtbot, window, "second_entry", SecondEntryDialog)
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
    dialog = opened(qtbot, window, "second_entry", SecondEntryDialog)
    press(qtbot, Qt.Key.Key_PageDown)
    assert "№ 2 из 6" in dialog.typing.title.text()
    for _ in USUAL:
        press(qtbot, Qt.Key.Key_Return)
    assert "№ 3 из 6" in dialog.typing.title.text()
    dialog.reject()
    assert all(one.left for one in in_turn(window, Way.TYPED_AGAIN))


def test_reading_by_keys_keeps_ticks_and_leads_to_the_error(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "read_aloud", ReadingDialog)
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
    dialog = opened(qtbot, window, "read_aloud", ReadingDialog)
    assert dialog.reading.title.text() == "Ученик № 2 из 6, сверено: 1"
    assert dialog.reading._name == "first_name"
    dialog.reject()


def test_whole_class_is_read_to_its_end(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "read_aloud", ReadingDialog)
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


def test_settling_by_keys_with_a_third_value_and_a_full_disk(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    passport = window.desk.passport
    first = in_turn(window, Way.TYPED_AGAIN)[0]
    type_again(passport, first.id, {"last_name": "Ивaнов", "middle_name": ""})  # a Latin a
    page = SettlePage(window.desk)
    qtbot.addWidget(page)
    page.show()
    page.show_all(disagreements(passport, "9А"))
    assert page.hint.text() == "«Ивaнов»: латинские a"
    assert not page.save_button.isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    keys(editor, "Иванов")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    page.table.setCurrentCell(1, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    assert [page.table.item(row, 4).text() for row in range(2)] == ["✓ Иванов", "✓ пусто"]
    told = []
    monkeypatch.setattr(settle_table, "show_error", lambda _page, problem: told.append(str(problem)))
    with monkeypatch.context() as full:
        full.setattr(desk, "save_cards", refused)
        page.save()
    assert told == ["Не хватает места на диске."]
    assert page.save_button.text() == "Сохранить решённое: 2 из 2"  # nothing is lost
    page.save()
    assert page.title.text() == "Все различия решены."
    after = load_card(passport, "student", first.id).texts
    assert (after["last_name"], after["middle_name"]) == ("Иванов", "")


def refused(*_: object, **__: object) -> None:
    raise Refused("Не хватает места на диске.")


def test_second_entry_that_cannot_be_kept_stays_on_the_screen(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(qtbot, window, "second_entry", SecondEntryDialog)
    keys(dialog.typing.rows["last_name"].editor.line, "Недоп")
    told = []
    monkeypatch.setattr(second_entry, "show_error", lambda _page, problem: told.append(str(problem)))
    with monkeypatch.context() as full:
        full.setattr(second_entry, "type_again", refused)
        assert not dialog.close()
        dialog.reject()
        dialog._take()
    assert told == ["Не хватает места на диске."] * 3
    assert dialog.isVisible()
    assert dialog.typing.rows["last_name"].text() == "Недоп"
    assert dialog.close()
    assert in_turn(window, Way.TYPED_AGAIN)[0].left == USUAL[1:]


def test_setup_says_how_much_is_done_and_ticks_what_was_begun(qtbot: QtBot, window: MainWindow) -> None:
    passport = window.desk.passport
    setup = CompareSetup(passport, Way.READ_ALOUD, "", "9Б")
    qtbot.addWidget(setup)
    assert setup.names() == USUAL
    assert (setup.progress.text(), setup.begin_button.text()) == ("Сверено учеников: 0 из 6.", "Начать")
    first = pupils_in_turn(passport, "9Б", ("birth",), Way.READ_ALOUD)[0]
    tick(passport, first.id, first.texts, "")
    setup.classes.setCurrentText("9А")
    setup.classes.setCurrentText("9Б")
    assert setup.names() == ("birth",)
    assert (setup.progress.text(), setup.begin_button.text()) == ("Сверено учеников: 1 из 6.", "Продолжить")
    for row in range(setup.fields.count()):
        setup.fields.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not setup.begin_button.isEnabled()
    assert "хотя бы одно" in setup.progress.text()


def test_reading_goes_back_and_forth_and_names_latin_letters(qtbot: QtBot) -> None:
    page = ReadingPage()
    qtbot.addWidget(page)
    page.show()
    names = ("last_name", "snils")
    page.begin(
        [
            Pupil("1", "Юдoв", "Ю.", {"last_name": "Юдoв", "snils": ""}, names),  # a Latin o
            Pupil("2", "Юдин", "Ю.", {"last_name": "Юдин", "snils": "130-000-037 00"}, names),
        ]
    )
    said = [one.text() for one in page.lines["last_name"].findChildren(PlainLabel)]
    assert "Среди русских букв латинские: «o»" in said
    assert page.lines["snils"].value.text() == "не внесено"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):  # past the last field: the next pupil
        qtbot.keyClick(page, key)
    assert page.title.text().startswith("Ученик № 2 из 2")
    assert page.accessibleName() == "Юдин, поле Фамилия"
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Backspace):
        qtbot.keyClick(page, key)
    assert page.title.text().startswith("Ученик № 1 из 2")
    wrong = []
    page.wrong.connect(lambda *one: wrong.append(one))
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert wrong == [("1", "last_name")]
