"""The page «Ответы МОУО», the band and the cards of a frozen season."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.field import new_id
from app.exchange.receipt import Receipt, ReceiptState, RemarkLine, receipt_file
from app.exchange.signing import Signer
from app.services.answers import answers
from app.services.cards import load_card
from app.services.exporting import export_package
from app.services.proposing import proposals
from app.ui import answers_page, proposals_pane
from app.ui.answers_page import AnswersPage
from app.ui.lines_dialog import Asked, LinesDialog
from app.ui.main_window import MainWindow
from app.ui.page_names import ANSWERS, STUDENTS
from app.ui.season_band import ProposedNotice, SeasonBand
from data.papers import texts_of
from ui.acts import settled
from ui.keys import keys


def taken(qtbot: QtBot, window: MainWindow, state: ReceiptState, *remarks: RemarkLine) -> AnswersPage:
    """The page, after a receipt for a package made now was taken."""
    passport = window.desk.passport
    folder = passport.path.parent
    done = export_package(passport, folder, draft=True)
    told = (done.receipt, done.sequence, done.fingerprint, "700000", "Управление образования", "2020-02-01T09:30:00Z")
    receipt = Receipt(new_id(), state, "700101", "2019-20", *told, remarks=remarks)
    path = folder / "a.receipt"
    path.write_bytes(receipt_file(receipt, Signer(bytes(range(32)))).content)
    window.pages.go(ANSWERS)
    page = window.pages.answers_page
    page.take(path)
    settled(qtbot, window)
    return page


def typed(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[str]:
    """Those texts are given when lines are asked for; what was said of them, and how the lines are called."""
    told: list[str] = []

    def give(_parent: object, _title: str, about: str, asked: list[Asked], _act: str) -> tuple[str, ...]:
        told.extend([about, *(one.name for one in asked)])
        assert len(asked) == len(texts)
        return texts

    for place in (answers_page, proposals_pane):
        monkeypatch.setattr(place, "ask_lines", give)
    return told


def press(page: object, text: str) -> None:
    buttons = page.buttons
    next(
        one
        for place in range(buttons.count())
        if (one := buttons.itemAt(place).widget()) is not None and one.text() == text
    ).click()


def frozen_edit(qtbot: QtBot, window: MainWindow) -> tuple[AnswersPage, str, str]:
    """A frozen season in which a name was typed and saved: the page, the pupil and the name before."""
    page = taken(qtbot, window, ReceiptState.TRANSFERRED)
    window.pages.go(STUDENTS)
    card = window.pages.students.card
    id, before = card.card.id, card.card.texts["first_name"]
    card.put({"first_name": "Феофан"})
    assert window.pages.students.save()
    return page, id, before


def test_remarks_lead_to_their_fields_and_are_answered_and_closed(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = window.pages.students.present
    page = taken(
        qtbot, window, ReceiptState.RETURNED, RemarkLine(new_id(), "student", id, "phone", "", "question", "Телефон?")
    )
    assert "возвращён" in page.packages.text()
    assert page.tabs.tabText(0) == "Замечания (1)"
    assert "соберите новый пакет" in page.told.text()
    assert "Файл → Ключи" in page.told.text()  # where the words of the new key are ticked off
    press(page.remarks, "Открыть карточку")
    assert window.pages.navigation.currentRow() == STUDENTS
    assert window.pages.students.present == id
    typed(monkeypatch, "Телефона у семьи нет")
    press(page.remarks, "Ответить…")
    press(page.remarks, "Закрыть замечание")
    assert page.tabs.tabText(0) == "Замечания"
    assert answers(window.desk.passport).remarks[0].state == "closed"


def test_the_band_is_there_while_frozen_and_goes_with_a_reason(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    band = window.findChild(SeasonBand)
    assert band.isHidden()
    page = taken(qtbot, window, ReceiptState.TRANSFERRED)
    assert band.isVisible()
    assert "01.02.2020" in band.text.text()
    band.open_button.click()
    assert page.tabs.currentWidget() is page.proposals
    typed(monkeypatch, "Передано по ошибке, звонили в МОУО")
    page.proposals.lift_button.click()
    assert band.isHidden()


def test_a_saved_card_keeps_its_values_and_says_what_is_proposed(
    qtbot: QtBot, window: MainWindow, said: list[str]
) -> None:
    page, id, before = frozen_edit(qtbot, window)
    card = window.pages.students.card
    assert "предложено" in said[-1]
    assert (card.text("first_name"), card.edit()) == (before, None)
    notice = next(one for one in card.findChildren(ProposedNotice) if one.isVisible())
    assert "Феофан" in notice.text.text()
    assert before in notice.text.text()
    window.pages.go(ANSWERS)
    assert page.tabs.tabText(1) == "Предложения (1)"
    window.pages.take_back()
    assert notice.isHidden()
    window.pages.go(ANSWERS)
    assert page.tabs.tabText(1) == "Предложения"
    window.pages.take_back(again=True)
    assert [one.new for one in proposals(window.desk.passport) if one.state.value == "pending"] == ["Феофан"]
    assert load_card(window.desk.passport, "student", id).texts["first_name"] == before


def test_a_letter_is_made_once_there_is_a_ground(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]
) -> None:
    page, _, _ = frozen_edit(qtbot, window)
    window.pages.show_proposals()
    out = tmp_path / "письмо.pdf"
    monkeypatch.setattr(proposals_pane, "ask_save", lambda *_: out)
    told = typed(monkeypatch, "Свидетельство о перемене имени", "17-и")  # in one box, with the number of the letter
    press(page.proposals, "Сделать письмо…")
    assert "Не названо основание: Имя." in told[0]
    settled(qtbot, window)
    assert proposals(window.desk.passport)[0].ground == "Свидетельство о перемене имени"
    assert "17-и" in texts_of(out.read_bytes())[0]
    assert "Письмо № 1" in said[-1]
    assert page.proposals.letter_notice.isVisible()
    assert str(out) in page.proposals.letter_told.text()
    press(page.proposals, "Отозвать")
    assert [one.state.value for one in proposals(window.desk.passport)] == ["pending"]
    out.unlink()
    press(page.proposals, "Письмо ещё раз…")
    settled(qtbot, window)
    assert out.exists()


def test_a_letter_asks_for_no_ground_that_was_given(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, _, _ = frozen_edit(qtbot, window)
    window.pages.show_proposals()
    typed(monkeypatch, "Паспорт 6925 107990")
    press(page.proposals, "Основание…")
    monkeypatch.setattr(proposals_pane, "ask_save", lambda *_: None)
    told = typed(monkeypatch, "")
    press(page.proposals, "Сделать письмо…")
    assert told == ["Изменений в письме: 1.", "Исходящий номер"]


def test_a_proposal_is_withdrawn(qtbot: QtBot, window: MainWindow) -> None:
    page, _, _ = frozen_edit(qtbot, window)
    window.pages.show_proposals()
    press(page.proposals, "Отозвать")
    assert [one.state.value for one in proposals(window.desk.passport)] == ["withdrawn"]
    assert page.tabs.tabText(1) == "Предложения"


def test_nothing_can_be_done_with_no_rows(window: MainWindow) -> None:
    window.pages.go(ANSWERS)
    for place in (window.pages.answers_page.remarks, window.pages.answers_page.proposals):
        buttons = [place.buttons.itemAt(number).widget() for number in range(place.buttons.count())]
        assert not any(one.isEnabled() for one in buttons if one is not None and one.text() != "Снять запрет правки…")


def test_an_answer_is_typed_and_left_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    asked = [Asked("Ответ", long=True), Asked("Основание", needed=True)]
    dialog = LinesDialog(window, "Ответ", "СНИЛС?", asked, "Ответить")
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.fields[0])
    qtbot.keyClick(dialog.fields[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.fields[1]
    assert not dialog.ok.isEnabled()
    keys(dialog.fields[1], "Паспорт")
    qtbot.keyClick(dialog.fields[1], Qt.Key.Key_Return)
    assert dialog.result() == 1
    assert dialog.texts == ("", "Паспорт")
