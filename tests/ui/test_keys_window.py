"""The window «Ключи»: own words and copies, the keys of others compared, taken and forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.services.keys import known_keys, own_keys, renew_keys, save_card, take_card
from app.storage.opening import new_passport
from app.ui import keys_acts, keys_pane
from app.ui import known_keys as known_module
from app.ui.keys_pane import KeysDialog, KeysPane
from app.ui.main_window import MainWindow
from app.ui.password_dialog import PasswordDialog
from ui.acts import act_of, settled

PASSWORD = "длинный пароль"


@pytest.fixture
def pane(qtbot: QtBot, window: MainWindow) -> Iterator[KeysPane]:
    dialog = KeysDialog(window, window.desk)
    dialog.show()
    yield dialog.pane
    settled(qtbot, window)
    dialog.close()
    dialog.deleteLater()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences of errors that are shown."""
    heard: list[str] = []

    def show(_parent: object, problem: AppError) -> None:
        heard.append(problem.text)

    for place in (keys_pane, keys_acts, known_module):
        monkeypatch.setattr(place, "show_error", show)
    return heard


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers to questions; what was asked is put in their place."""
    given: list[str] = []

    def ask(_parent: object, _title: str, text: str, buttons: dict[str, object], default: str) -> str:
        assert default == list(buttons)[-1]  # Enter does no harm
        chosen = given.pop(0)
        assert chosen in buttons
        given.append(text)
        return chosen

    for place in (keys_pane, keys_acts, known_module):
        monkeypatch.setattr(place, "ask", ask)
    return given


def centre(folder: Path, name: str = "Отдел <b>образования", *, renewed: bool = False) -> Path:
    """The card of a municipality of that name."""
    folder.mkdir()
    made = new_passport(folder / "m.passport", year="2019-20", kind="municipality", code="700000", name=name)
    with made as passport:
        if renewed:
            renew_keys(passport)
        return save_card(passport, folder)


def test_the_menu_opens_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(KeysDialog, "exec", lambda dialog: shown.append(dialog.pane.words.text()))
    act_of(window, "Ключи").trigger()
    assert shown == [own_keys(window.desk.passport).words]


def test_own_words_are_shown_and_the_key_copied(window: MainWindow, pane: KeysPane) -> None:
    own = own_keys(window.desk.passport)
    assert pane.words.text() == own.words
    assert "Копии ключей нет" in pane.saved.text()
    pane.copy_button.click()
    assert QApplication.clipboard().text() == own.recipient == pane.recipient.text()


def test_a_copy_is_made_and_the_keys_come_back(
    qtbot: QtBot, window: MainWindow, pane: KeysPane, tmp_path: Path, told: list[str]
) -> None:
    copy = tmp_path / "ключи школы.keys"
    before = pane.words.text()
    pane.back_up_to(copy, PASSWORD)
    settled(qtbot, window)
    assert "Копия ключей сделана" in pane.saved.text()
    pane.restore_from(copy, "не тот пароль")
    settled(qtbot, window)
    assert told == ["Копия ключей не открылась: пароль другой или файл повреждён."]
    pane.restore_from(copy, PASSWORD)
    settled(qtbot, window)
    assert pane.words.text() == before


def test_keys_come_back_by_one_box_that_warns_and_asks(
    pane: KeysPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "ключи школы.keys"
    asked: list[tuple[str, str]] = []
    given: list[str | None] = [None, PASSWORD]

    def ask(_parent: object, _title: str, about: str, *, new: bool, act: str) -> str | None:
        assert not new
        asked.append((about, act))
        return given.pop(0)

    back: list[tuple[Path, str]] = []
    monkeypatch.setattr(keys_pane, "ask_open", lambda *_: copy)
    monkeypatch.setattr(keys_pane, "ask_password", ask)
    monkeypatch.setattr(pane, "restore_from", lambda path, password: back.append((path, password)))
    for _ in range(2):
        pane.restore_button.click()
    assert back == [(copy, PASSWORD)]  # not without the password
    about, act = asked[0]
    assert "больше не откроется" in about
    assert act == "Вернуть"  # the button says what it does


def test_keys_are_renewed_after_a_warning(qtbot: QtBot, window: MainWindow, pane: KeysPane, answer: list[str]) -> None:
    before = pane.words.text()
    answer.append("Отмена")
    pane.renew_button.click()
    assert "Копию ключей придётся сделать заново" in answer.pop()
    assert own_keys(window.desk.passport).number == 1
    answer.append("Заменить")
    pane.renew_button.click()
    settled(qtbot, window)
    assert pane.words.text() != before
    assert "Копии ключей нет" in pane.saved.text()


def test_a_card_is_written_or_the_reason_told(
    window: MainWindow, pane: KeysPane, tmp_path: Path, told: list[str], said: list[str]
) -> None:
    pane.save_card_in(tmp_path)
    assert (tmp_path / "school-700101.key").exists()
    assert "Карточка ключа записана" in said[-1]
    pane.save_card_in(tmp_path / "nowhere")
    assert "не записан" in told[-1]


def test_a_key_is_taken_compared_and_forgotten(
    window: MainWindow, pane: KeysPane, tmp_path: Path, answer: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known, passport = pane.known, window.desk.passport
    assert not known.confirm_button.isEnabled()
    assert not known.forget_button.isEnabled()
    monkeypatch.setattr(keys_acts, "ask_open", lambda *_: centre(tmp_path / "c"))
    known.take_button.click()
    (line,) = known.table.lines.lines
    assert line.cells[0] == "Отдел <b>образования"
    assert line.cells[3].startswith("? нет")
    answer.append("Отмена")
    known.confirm_button.click()
    assert known_keys(passport)[0].words in answer.pop()
    assert known_keys(passport)[0].confirmed_at is None
    answer.append("Слова совпали")
    known.confirm_button.click()
    answer.clear()
    assert known.table.lines.lines[0].cells[3].startswith("✔")
    assert not known.confirm_button.isEnabled()
    answer.append("Не забывать")
    known.forget_button.click()
    answer.clear()
    assert len(known_keys(passport)) == 1
    answer.append("Забыть")
    known.forget_button.click()
    assert known_keys(passport) == ()
    assert known.table.lines.rowCount() == 0


def test_another_key_under_a_known_code_needs_a_decision(
    window: MainWindow, pane: KeysPane, tmp_path: Path, answer: list[str], told: list[str]
) -> None:
    passport = window.desk.passport
    take_card(passport, centre(tmp_path / "a"))
    before = known_keys(passport)
    stranger = centre(tmp_path / "b", "Другой")
    taken: list[str] = []
    answer.append("Оставить прежний")
    keys_acts.take_key_from(pane, passport, stranger, taken.append)
    assert "не ручается" in answer.pop()
    assert (known_keys(passport), taken) == (before, [])
    answer.append("Заменить")
    keys_acts.take_key_from(pane, passport, stranger, taken.append)
    assert known_keys(passport)[0].name == "Другой"
    assert taken == [known_keys(passport)[0].recipient]
    (file := tmp_path / "x.key").write_bytes(b"PK")
    keys_acts.take_key_from(pane, passport, file, taken.append)
    assert len(told) == len(taken) == 1


def test_a_new_password_is_typed_twice(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PasswordDialog(window, "Копия ключей", "Пароль", new=True)
    assert not dialog.ready.isEnabled()
    dialog.first.setText(PASSWORD[:7])
    assert not dialog.ready.isEnabled()
    dialog.first.setText(PASSWORD)
    dialog.second.setText(PASSWORD + " ")
    assert not dialog.ready.isEnabled()
    dialog.second.setText(PASSWORD)
    assert dialog.ready.isEnabled()
    assert dialog.password == PASSWORD
    assert dialog.first.echoMode() == QLineEdit.EchoMode.Password
    known = PasswordDialog(window, "Вернуть", "Пароль", new=False)
    assert not known.ready.isEnabled()
    known.first.setText("x")
    assert known.ready.isEnabled()
    for one in (dialog, known):
        one.deleteLater()
