"""What the window says of a base that may only be read, or that lies in a bad place, and the ways out."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.kinds import Phone
from app.errors import ReadOnly
from app.services.cards import load_card
from app.services.drafts import drafts
from app.services.past_years import mark_past
from app.storage import whereabouts
from app.storage.opening import open_passport
from app.storage.spare_drafts import has_spare
from app.ui import file_dialogs, place_acts, unsaved
from app.ui.main_window import MainWindow
from app.ui.place_acts import COPY, EDITING, LEAVE
from app.ui.place_band import PlaceBand
from data.talking import fill, small_disk
from ui.keys import keys


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The errors that are shown."""
    said: list[BaseException] = []
    for module in (place_acts, unsaved):
        monkeypatch.setattr(module, "show_error", lambda _parent, problem: said.append(problem))
    return said


@pytest.fixture
def empty(qtbot: QtBot):
    made = MainWindow()
    made.resize(1366, 700)
    made.show()
    yield made
    made.close_file(asking=False)
    made.jobs.close()
    made.deleteLater()


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> PlaceBand:
    assert window.open_file(path)
    qtbot.waitUntil(lambda: bool(window.pages.students.present) and not window.jobs.busy)
    (band,) = window.findChildren(PlaceBand)
    return band


def type_into(window: MainWindow, name: str, text: str) -> QLineEdit:
    card = window.pages.students.card
    card.focus_field(name)
    line = card.row(name).editor.line
    line.selectAll()
    keys(line, text)
    return line


def locked(window: MainWindow) -> bool:
    page = window.pages.students
    acts = {one.text(): one.isEnabled() for one in window.menus.file_acts}
    states = {acts[name] for name in EDITING} | {page.list.new_button.isEnabled()}
    states |= {page.card.row("phone").editor.line.isEnabled()}
    assert len(states) == 1, states
    return states == {False}


def test_every_act_that_is_hindered_is_there(window: MainWindow) -> None:
    assert {one.text() for one in window.menus.file_acts} >= EDITING
    assert not locked(window)
    assert window.findChild(PlaceBand).isHidden()


def test_a_past_year_is_read_until_somebody_wants_to_edit(
    qtbot: QtBot, empty: MainWindow, school: Path, told: list[BaseException]
) -> None:
    before = school.read_bytes()
    mark_past(school, school.with_name("next.passport"), "2020/21")
    band = opened(qtbot, empty, school)
    assert "Это прошлый год" in band.reason.text()
    assert band.isVisible()
    assert locked(empty)
    type_into(empty, "phone", "123")
    assert not empty.pages.students.unsaved
    empty.close_file()
    assert school.read_bytes() == before
    band = opened(qtbot, empty, school)
    qtbot.mouseClick(band.edit_button, Qt.MouseButton.LeftButton)
    assert band.isHidden()
    assert not locked(empty)
    type_into(empty, "phone", "+7 913 123-45-67")
    assert empty.pages.students.save()
    band = opened(qtbot, reopened(empty), school)
    assert band.isHidden(), "in this session it has been answered"
    assert told == []


def reopened(window: MainWindow) -> MainWindow:
    assert window.close_file()
    return window


@pytest.mark.parametrize("name", ["Файл защищён", "Папка"])
def test_what_cannot_be_written_opens_for_reading(
    qtbot: QtBot, empty: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    denied = school if name == "Файл защищён" else school.parent
    monkeypatch.setattr(os, "access", lambda path, _how: path != denied)
    band = opened(qtbot, empty, school)
    assert "открыта только для чтения" in band.reason.text()
    assert not band.edit_button.isVisible()
    assert locked(empty)
    with pytest.raises(ReadOnly), empty.desk.passport.writing():
        pass


def test_a_base_on_a_share_is_opened_only_after_it_was_copied(
    qtbot: QtBot, empty: MainWindow, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / {school.parent} rw - cifs //server/share rw\n")
    monkeypatch.setattr(whereabouts, "MOUNTS", table)
    here = tmp_path.parent / f"{tmp_path.name}-here.passport"
    asked: list[str] = []
    answers = [LEAVE, COPY]
    monkeypatch.setattr(place_acts, "ask", lambda *given, **_: asked.append(given[2]) or answers.pop(0))
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: here)
    said: list[str] = []
    monkeypatch.setattr(place_acts, "tell", lambda _window, _title, text: said.append(text))
    assert not empty.open_file(school)
    assert empty.desk is None
    assert "//server/share" in asked[0]
    assert not empty.open_file(school)
    qtbot.waitUntil(lambda: empty.desk is not None)
    assert empty.desk.passport.path == here
    assert "больше не открывайте его" in said[0]
    assert here.read_bytes() == school.read_bytes()


def test_a_cloud_and_other_copies_are_told_once(qtbot: QtBot, empty: MainWindow, school: Path) -> None:
    cloud = school.parent / "Яндекс.Диск"
    cloud.mkdir()
    base = Path(shutil.copy(school, cloud / "school.passport"))
    shutil.copy(school, cloud / "school (1).passport")
    band = opened(qtbot, empty, base)
    assert "синхронизирует Яндекс.Диск" in band.advice.text()
    assert "«school (1).passport»" in band.advice.text()
    assert band.move_button.isVisible()
    assert not locked(empty)
    qtbot.mouseClick(band.close_button, Qt.MouseButton.LeftButton)
    assert band.isHidden()
    assert opened(qtbot, reopened(empty), base).isHidden()
    shutil.copy(school, cloud / "school (2).passport")
    band = opened(qtbot, reopened(empty), base)
    assert "school (2)" in band.advice.text(), "what is new is told"
    assert not band.move_button.isVisible()


def test_moving_out_of_a_cloud_opens_the_copy(
    qtbot: QtBot, empty: MainWindow, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cloud := school.parent / "Dropbox").mkdir()
    base = Path(shutil.copy(school, cloud / "school.passport"))
    band = opened(qtbot, empty, base)
    here = school.with_name("here.passport")
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: here)
    monkeypatch.setattr(place_acts, "tell", lambda *_: None)
    qtbot.mouseClick(band.move_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty.desk is not None and empty.desk.passport.path == here)
    assert empty.findChildren(PlaceBand)[-1].isHidden()


def test_on_a_full_disk_the_card_stays_with_its_text_and_the_same_save_succeeds_later(
    qtbot: QtBot, empty: MainWindow, school: Path, told: list[BaseException]
) -> None:
    (disk := school.parent / "малый диск").mkdir()
    with small_disk(disk, "2m") as there:
        if not there:
            pytest.skip("no right to mount a small disk")
        opened(qtbot, empty, Path(shutil.copy(school, disk / "school.passport")))
        fill(disk / "фильм")
        page = empty.pages.students
        for number in range(300):  # the log has room of its own for a while
            type_into(empty, "phone", f"+7 913 765-{number:04}")
            if not page.save():
                break
        assert "Не хватает места на диске" in str(told[0])
        assert "свободно 0 КБ" in str(told[0])
        assert page.card.text("phone") == Phone().show(Phone().read(f"+7 913 765-{number:04}"))
        empty.pages.watch.settle()
        assert has_spare(empty.desk.passport), "its draft is on another disk"
        (disk / "фильм").unlink()
        assert page.save()
        assert load_card(empty.desk.passport, "student", page.present).texts["phone"].endswith(f"{number:04}"[2:])
        empty.pages.watch.settle()
        assert not has_spare(empty.desk.passport)
        assert empty.close_file()


def test_a_file_changed_behind_the_window_is_told_while_one_types(
    qtbot: QtBot, window: MainWindow, school: Path, told: list[BaseException]
) -> None:
    os.utime(school)
    (band,) = window.findChildren(PlaceBand)
    type_into(window, "phone", "1")
    qtbot.waitUntil(lambda: "изменила другая программа" in band.reason.text(), timeout=20_000)
    assert band.aside_button.isVisible()
    assert told == []


def test_a_file_changed_behind_the_window_leaves_the_card_and_goes_on_in_the_saved_one(
    qtbot: QtBot, window: MainWindow, school: Path, told: list[BaseException]
) -> None:
    id = window.pages.students.present
    type_into(window, "phone", "+7 913 123-45-67")
    assert window.pages.students.save()
    os.utime(school)
    type_into(window, "phone", "+7 913 765-43-21")
    assert not window.pages.students.save()
    assert isinstance(told[0], ReadOnly)
    assert window.pages.students.card.text("phone") == "+7 913 765-43-21", "the text stays in the card"
    (band,) = window.findChildren(PlaceBand)
    assert "изменила другая программа" in band.reason.text()
    qtbot.mouseClick(band.aside_button, Qt.MouseButton.LeftButton)
    assert window.desk.passport.path == school.with_name("school.saved-1.passport")
    qtbot.waitUntil(lambda: bool(window.pages.students.present) and not window.jobs.busy)
    assert {one.edit.id: dict(one.edit.texts) for one in drafts(window.desk.passport)} == {
        id: {"phone": "+7 913 765-43-21"}
    }
    with open_passport(school) as passport:
        assert drafts(passport) != (), "the old file, once it is opened again, is offered the same"
