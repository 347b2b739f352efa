"""Taking a record from another school in the window."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card, save_card
from app.services.lists import ID as ID_COLUMN
from app.services.lists import list_rows
from app.services.newcomer import lines_of_pupil, look_at_pupil
from app.storage.opening import new_passport
from app.ui import newcomer_acts
from app.ui.main_window import MainWindow
from app.ui.newcomer_dialog import NewcomerDialog
from data.people import People
from ui.checks import checked

ID = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def lines(tmp_path: Path, seed: int) -> dict[str, Any]:
    path = tmp_path / "there.passport"
    with new_passport(path, year="2019-20", kind="school", code="700202", name="МАОУ СОШ № 4") as there:
        told = People(seed + 1).pupil("9В") | {"phone": "8 913 800-00-02", "birth_place": "г. Асино"}
        save_card(there, Edit("student", ID, 0, told))
        return dict(json.loads(json.dumps(lines_of_pupil(there, ID))))


def dialog_of(window: MainWindow, lines: dict[str, Any]) -> NewcomerDialog:
    made = NewcomerDialog(window, window.desk, lines, look_at_pupil(window.desk.passport, lines))
    made.show()
    return made


def test_new_pupil_comes_into_the_chosen_class(qtbot: QtBot, window: MainWindow, lines: dict[str, Any]) -> None:
    before = window.pages.students.list.model.total
    dialog = dialog_of(window, lines)
    assert "МАОУ СОШ № 4" in dialog.source.text()
    assert not dialog.changes.isVisible()
    dialog.class_name.setCurrentText("9 а")
    dialog.enrolled.setText("31.02.2020")
    dialog.take_button.click()
    assert dialog.isVisible()
    assert dialog.refusal.isVisible()
    dialog.enrolled.setText("11022020")
    dialog.take_button.click()
    checked(qtbot, window)
    assert dialog.taken is not None
    texts = load_card(window.desk.passport, "student", dialog.taken.id).texts
    assert (texts["class_name"], texts["enrolled"], texts["enrolled_from"]) == ("9А", "11.02.2020", "МАОУ СОШ № 4")
    assert window.pages.students.list.model.total == before + 1
    assert window.desk.findings_of(dialog.taken.id)
    dialog.deleteLater()


def test_pupil_who_is_there_changes_where_it_is_ticked(qtbot: QtBot, window: MainWindow, lines: dict[str, Any]) -> None:
    first = dialog_of(window, lines)
    first.accept()
    assert first.taken is not None
    card = load_card(window.desk.passport, "student", first.taken.id)
    save_card(window.desk.passport, Edit("student", card.id, card.version, {"phone": "", "birth_place": "г. Томск"}))
    dialog = dialog_of(window, lines)
    assert dialog.changes.isVisible()
    assert dialog.wanted() == {"phone"}
    item = dialog.changes.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in (1, 2)] == ["г. Томск", "г. Асино"]
    item.setCheckState(0, Qt.CheckState.Checked)
    dialog.accept()
    checked(qtbot, window)
    texts = load_card(window.desk.passport, "student", card.id).texts
    assert (texts["birth_place"], texts["phone"]) == ("г. Асино", "+7 913 800-00-02")
    assert dialog.taken is not None
    assert (dialog.taken.new, dialog.taken.changed) == (False, 2)
    again = dialog_of(window, lines)
    assert "менять нечего" in again.about.text()
    for one in (first, dialog, again):
        one.hide()
        one.deleteLater()


def test_a_record_is_given_by_one_school_and_taken_by_the_menus_act(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    told: list[str] = []
    monkeypatch.setattr(newcomer_acts, "tell", lambda _parent, _title, text: told.append(text))
    monkeypatch.setattr(newcomer_acts, "ask", lambda *_given, **_named: newcomer_acts.BY_PASSWORD)
    monkeypatch.setattr(newcomer_acts, "ask_folder", lambda *_given: tmp_path)
    window.pages.students.open(list_rows(window.desk.passport, "student", ())[0][ID_COLUMN])
    pupil = window.pages.students.present
    newcomer_acts.give_record(window.pages)
    qtbot.waitUntil(lambda: bool(told))
    (path,) = tmp_path.glob("record-*-aes.zip")
    assert str(path) in told[0]
    password = told[0].split("Пароль: ")[1].splitlines()[0]
    monkeypatch.setattr(newcomer_acts.QInputDialog, "getText", lambda *_given: (password, True))
    monkeypatch.setattr(NewcomerDialog, "exec", lambda dialog: dialog.accept() or dialog.result())
    newcomer_acts.open_record_file(window.pages, path)
    checked(qtbot, window)
    assert window.pages.students.present == pupil  # the very pupil was found, and nobody added
