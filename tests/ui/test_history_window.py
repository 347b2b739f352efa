"""The history in the window: of a card, of a field, of the base; a value put back; a removed card brought back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card
from app.services.deleted import deleted
from app.ui import history_dialog
from app.ui.history_dialog import HistoryDialog
from app.ui.history_window import HistoryWindow
from app.ui.main_window import MainWindow
from app.ui.removal_dialog import RemovalDialog, ask_removal
from app.ui.students_page import StudentsPage
from ui.acts import act_of, settled
from ui.keys import keys


@pytest.fixture
def page(window: MainWindow) -> StudentsPage:
    return window.pages.students


def change(window: MainWindow, id: str, **texts: str) -> None:
    card = load_card(window.desk.passport, "student", id)
    window.desk.save(Edit("student", id, card.version, texts))


def cells(dialog: HistoryDialog | HistoryWindow) -> list[tuple[str, ...]]:
    table = dialog.history.table if isinstance(dialog, HistoryDialog) else dialog.pane.history.table
    return [line.cells for line in table.lines.lines]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QDialog]]:
    """Dialogs of the history are made and answered by the test instead of by a person."""
    made: list[QDialog] = []
    for kind in (HistoryDialog, HistoryWindow):
        monkeypatch.setattr(kind, "exec", lambda self: made.append(self) or 0)
        monkeypatch.setattr(kind, "deleteLater", lambda self: None)
    yield made
    for one in made:
        one.close()


def test_the_menu_shows_the_card_that_is_open(window: MainWindow, page: StudentsPage, shown: list[QDialog]) -> None:
    change(window, page.present, phone="дома", birth_place="г. Томск")
    act_of(window, "История карточки").trigger()
    (dialog,) = shown
    assert isinstance(dialog, HistoryDialog)
    assert [(one[1], one[3]) for one in cells(dialog)][:2] == [
        ("Место рождения", "г. Томск"),
        ("Телефон участника", "дома"),
    ]
    assert "стало «г. Томск»" in dialog.history.told.text()
    assert dialog.restore_button.isEnabled()
    assert dialog.whole_button.isHidden()


def test_a_value_is_put_back_and_taken_back_again(window: MainWindow, page: StudentsPage, shown: list[QDialog]) -> None:
    id, before = page.present, page.card.card.texts["phone"]
    change(window, id, phone="дома")
    page.reload()
    window.pages.look_back("show_card_history", "phone")
    (dialog,) = shown
    assert isinstance(dialog, HistoryDialog)
    assert dialog.windowTitle() == "История поля «Телефон участника»"
    dialog.restore()
    assert page.card.text("phone") == before
    assert cells(dialog)[0][4] == history_dialog.RESTORED
    assert not page.unsaved
    window.pages.take_back()
    assert page.card.text("phone") == "дома"
    dialog.whole_button.click()
    assert len(cells(dialog)) > 3


def test_a_value_that_cannot_be_put_back_is_told(
    window: MainWindow, page: StudentsPage, shown: list[QDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(history_dialog, "show_error", lambda _parent, problem: told.append(str(problem)))
    before = page.card.card.texts["phone"]
    change(window, page.present, phone="дома")
    change(window, page.present, phone=before)
    page.reload()
    window.pages.look_back("show_card_history")
    (dialog,) = shown
    assert isinstance(dialog, HistoryDialog)
    dialog.history.table.selectRow(1)
    dialog.restore()
    assert "и так стоит" in told[0]
    dialog.history.table.selectRow(len(cells(dialog)) - 1)  # how it was made
    assert not dialog.restore_button.isEnabled()


def test_the_menu_of_a_field_leads_to_its_history(
    qtbot: QtBot, window: MainWindow, page: StudentsPage, shown: list[QDialog]
) -> None:
    change(window, page.present, phone="дома", class_name="9Б")
    page.reload()
    for name in ("phone", "class_name"):  # a line, and a list that is typed into
        page.card.focus_field(name)
        row = page.card.row(name)
        line = row.editor.line
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), line.mapToGlobal(QPoint(1, 1)))
        QApplication.sendEvent(line, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert len(menu.actions()) > 5  # what every line offers is still there
        menu.actions()[-1].trigger()
        menu.close()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
        dialog = shown.pop()
        assert isinstance(dialog, HistoryDialog)
        assert dialog._field == name
        dialog.close()


def test_the_key_shows_the_field_one_is_in(window: MainWindow, page: StudentsPage, shown: list[QDialog]) -> None:
    page.card.focus_field("birth")
    act_of(window, "История поля").trigger()
    (dialog,) = shown
    assert isinstance(dialog, HistoryDialog)
    assert dialog._field == "birth"
    assert "Изменений в истории нет" in dialog.history.told.text() or cells(dialog)


def test_a_new_card_has_no_history(
    window: MainWindow, page: StudentsPage, shown: list[QDialog], said: list[str]
) -> None:
    page.new()
    act_of(window, "История карточки").trigger()
    assert shown == []
    assert "сохранённой карточки" in said[-1]


def whole(qtbot: QtBot, window: MainWindow, shown: list[QDialog]) -> HistoryWindow:
    act_of(window, "История и корзина").trigger()
    dialog = shown[-1]
    assert isinstance(dialog, HistoryWindow)
    settled(qtbot, window)
    return dialog


def test_the_whole_history_is_filtered(
    qtbot: QtBot, window: MainWindow, page: StudentsPage, shown: list[QDialog]
) -> None:
    change(window, page.present, phone="дома")
    dialog = whole(qtbot, window, shown)
    everything = len(cells(dialog))
    assert everything > 24
    dialog.pane.what.setCurrentText("Карточка")
    dialog.pane.what.activated.emit(1)
    settled(qtbot, window)
    assert [one[5] for one in cells(dialog)] == ["Карточка"]
    dialog.pane.day.setText("31.02")
    dialog.pane.day.editingFinished.emit()
    assert cells(dialog)
    assert "31.02" in dialog.pane.history.told.text() or "дат" in dialog.pane.history.told.text().lower()
    dialog.pane.day.setText("01.01.2001")
    dialog.pane.day.editingFinished.emit()
    settled(qtbot, window)
    assert cells(dialog) == []
    assert dialog.pane.history.told.text() == "Такого в истории нет."


def test_one_act_is_shown_whole_and_its_card_opened(
    qtbot: QtBot, window: MainWindow, page: StudentsPage, shown: list[QDialog]
) -> None:
    id = page.list.model.id_at(3)
    change(window, id, phone="дома", birth_place="г. Томск")
    dialog = whole(qtbot, window, shown)
    dialog.pane.act_button.click()
    settled(qtbot, window)
    assert {one[4] for one in cells(dialog)} == {"дома", "г. Томск"}
    dialog.pane.card_button.click()
    assert dialog.wanted == ("student", id)


def test_a_removed_card_comes_back_from_the_bin(
    qtbot: QtBot, window: MainWindow, page: StudentsPage, shown: list[QDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.ui.record_page as module

    before = page.card.card
    monkeypatch.setattr(module, "ask_removal", lambda *_told: "внесён дважды")
    page.remove()
    (one,) = deleted(window.desk.passport)
    assert one.why == "внесён дважды"
    dialog = whole(qtbot, window, shown)
    assert dialog.tabs.tabText(1) == "Корзина (1)"
    dialog.bin.bring_back()
    settled(qtbot, window)
    assert dialog.tabs.tabText(1) == "Корзина"
    assert not dialog.bin.back_button.isEnabled()
    assert page.list.model.row_of(before.id) >= 0
    assert load_card(window.desk.passport, "student", before.id).texts == before.texts
    window.pages.take_back()
    assert [one.id for one in deleted(window.desk.passport)] == [before.id]


@pytest.mark.parametrize(("press", "answer"), [("remove", "ошибка"), ("enter", None)])
def test_the_question_before_a_removal_asks_why(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, press: str, answer: str | None
) -> None:
    def act(dialog: RemovalDialog) -> int:
        dialog.show()
        keys(dialog.why, "ошибка")
        if press == "remove":
            dialog.remove_button.click()
        else:
            qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
        assert not dialog.isVisible()
        return dialog.result()

    monkeypatch.setattr(RemovalDialog, "exec", act)
    assert ask_removal(window, "Удалить карточку?") == answer
