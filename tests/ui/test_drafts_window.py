"""Drafts in the window: a killed program offers at its next start exactly what was typed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.family import Guardian
from app.domain.field import field_by_name
from app.domain.proofs import Way
from app.errors import Refused
from app.services.cards import Edit, load_card, save_card
from app.services.comparing import pupils_in_turn
from app.services.detail_rows import Row
from app.services.drafts import drafts, keep_draft
from app.services.school import school_card
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.ui import draft_keeper
from app.ui.drafts_dialog import DraftsDialog
from app.ui.main_window import MainWindow
from ui.acts import act_of
from ui.keys import keys

ROOTS = (Path(__file__).parents[2], Path(__file__).parents[1])


def killed(path: Path, which: str, *pairs: str) -> str:
    """Type in another process, kill it with the text unsaved; the id of the card that was open."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("killed.py")), str(path), which, *pairs],
        stdout=subprocess.PIPE,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(map(str, ROOTS))},
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = process.stdout.readline().split()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert said[:1] == ["typed"]
    return said[1] if len(said) > 1 else ""


@pytest.fixture
def started(qtbot: QtBot, school: Path) -> Iterator[MainWindow]:
    """A window not yet opened on the school's file."""
    made = MainWindow()
    made.resize(1366, 700)
    made.show()
    yield made
    if made.pages is not None:
        card = made.pages.students.card
        if card.card is not None:
            card.show_card(card.card)
    made.close_file()
    made.jobs.close()
    made.deleteLater()


def offered(qtbot: QtBot, window: MainWindow, school: Path) -> DraftsDialog:
    assert window.open_file(school)
    qtbot.waitUntil(lambda: bool(window.findChildren(DraftsDialog)))
    qtbot.waitUntil(lambda: not window.jobs.busy)
    return window.findChildren(DraftsDialog)[0]


def shown(dialog: DraftsDialog) -> list[tuple[str, ...]]:
    return [tuple(dialog.table.item(row, n).text() for n in range(3)) for row in range(dialog.table.rowCount())]


def typed_into(window: MainWindow, name: str, text: str) -> None:
    card = window.pages.students.card
    card.focus_field(name)
    card.row(name).editor.line.selectAll()
    keys(card.row(name).editor.line, text)


def kept(window: MainWindow) -> dict[str, dict[str, str]]:
    return {one.edit.id: dict(one.edit.texts) for one in drafts(window.desk.passport)}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_program_offers_what_was_typed(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    typed = {"last_name": "Недопи", "birth": "3102", "registered_address": "г. Томск, ул. Ле"}
    id = killed(school, "old", *(part for pair in typed.items() for part in pair))
    dialog = offered(qtbot, started, school)
    card = load_card(started.desk.passport, "student", id)
    assert [(before, now) for _, before, now in shown(dialog)] == [
        (card.texts[name] or "не внесено", text) for name, text in typed.items()
    ]
    qtbot.mouseClick(dialog.continue_button, Qt.MouseButton.LeftButton)
    page = started.pages.students
    assert page.present == id
    assert page.card.edit() == Edit("student", id, card.version, typed)
    assert page.save()
    started.pages.watch.settle()
    assert drafts(started.desk.passport) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_new_card_is_offered_too(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    killed(school, "new", "last_name", "Новен", "class_name", "9Б")
    dialog = offered(qtbot, started, school)
    texts = {label: text for label, _, text in shown(dialog)}
    assert (texts["Фамилия"], texts["Класс"]) == ("Новен", "9Б")
    qtbot.mouseClick(dialog.continue_button, Qt.MouseButton.LeftButton)
    page = started.pages.students
    assert (page.present, page.card.row("last_name").text()) == ("", "Новен")
    assert page.save()
    started.pages.watch.settle()
    assert drafts(started.desk.passport) == ()


def test_school_has_drafts_too(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    with open_passport(school) as passport:
        card = school_card(passport)
        keep_draft(passport, Edit("school", card.id, card.version, {"inn": "70170"}))
    dialog = offered(qtbot, started, school)
    qtbot.mouseClick(dialog.continue_button, Qt.MouseButton.LeftButton)
    page = started.pages.stack.currentWidget()
    assert page.card_view().edit() == Edit("school", card.id, card.version, {"inn": "70170"})
    page._drop()
    started.pages.watch.settle()
    assert drafts(started.desk.passport) == ()


def test_lists_are_put_back(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    with open_passport(school) as passport:
        id = pupils_in_turn(passport, "9А", (), Way.READ_ALOUD)[0].id
        card = load_card(passport, "student", id)
        blank = dict.fromkeys(field_by_name(Guardian), "")
        lists = {
            "guardians": (Row("", blank | {"name": "Юдина", "phone": "8913"}),),
            "exams": card.details["exams"][:2],
        }
        keep_draft(passport, Edit("student", id, card.version, {}, lists))
    dialog = offered(qtbot, started, school)
    qtbot.mouseClick(dialog.continue_button, Qt.MouseButton.LeftButton)
    assert started.pages.students.card.edit() == Edit("student", id, card.version, {}, lists)


def test_draft_is_kept_when_the_focus_leaves_and_goes_with_the_change(
    qtbot: QtBot, window: MainWindow, answers: list[str]
) -> None:
    page = window.pages.students
    first = page.present
    typed_into(window, "last_name", "Недопи")
    page.list.search.setFocus()
    qtbot.waitUntil(lambda: kept(window) == {first: {"last_name": "Недопи"}})
    answers.append("Не сохранять")
    page.list.select(1)
    window.pages.watch.settle()
    assert kept(window) == {}


def test_draft_is_kept_two_seconds_after_the_first_change(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.pages.students
    timer = window.pages.watch.draft_of(page.card)._timer
    assert timer.interval() == draft_keeper.KEEP_AFTER_MS == 2000
    begun: list[int] = []
    monkeypatch.setattr(timer, "isActive", lambda: bool(begun))
    monkeypatch.setattr(timer, "start", lambda: begun.append(1))
    typed_into(window, "last_name", "Н")
    for _ in range(5):  # typing on does not put it off
        keys(page.card.row("last_name").editor.line, "е")
    assert len(begun) == 1
    assert kept(window) == {}
    timer.timeout.emit()
    qtbot.waitUntil(lambda: list(kept(window)) == [page.present])


def test_full_disk_is_told_once_and_stops_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    window.desk.said.connect(said.append)

    def full(*_: object) -> None:
        raise Refused("Не хватает места на диске.")

    monkeypatch.setattr(draft_keeper, "keep_draft", full)
    draft = window.pages.watch.draft_of(window.pages.students.card)
    for text in ("А", "Аб"):
        typed_into(window, "last_name", text)
        draft.look()
    qtbot.waitUntil(lambda: not window.pages.watch.worker.busy)
    assert len(said) == 1
    assert "Не хватает места" in said[0]
    assert "Аб" not in said[0]


def test_postponed_draft_outlives_what_is_typed_meanwhile(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    with open_passport(school) as passport:
        id = pupils_in_turn(passport, "9А", (), Way.READ_ALOUD)[0].id
        card = load_card(passport, "student", id)
        keep_draft(passport, Edit("student", id, card.version, {"last_name": "Старая"}))
    dialog = offered(qtbot, started, school)
    qtbot.mouseClick(dialog.later_button, Qt.MouseButton.LeftButton)
    started.pages.students.open(id)
    typed_into(started, "first_name", "Новое")
    draft = started.pages.watch.draft_of(started.pages.students.card)
    draft.look()
    qtbot.waitUntil(lambda: kept(started) == {id: {"last_name": "Старая", "first_name": "Новое"}})
    assert started.pages.students.save()
    started.pages.watch.settle()
    assert kept(started) == {id: {"last_name": "Старая"}}


def test_changed_record_shows_both_and_dropped_draft_is_gone(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    with open_passport(school) as passport:
        turn = pupils_in_turn(passport, "9А", (), Way.READ_ALOUD)
        first, second = (load_card(passport, "student", one.id) for one in turn[:2])
        for card in (first, second):
            keep_draft(passport, Edit("student", card.id, card.version, {"last_name": "Набранная"}))
        save_card(passport, Edit("student", second.id, second.version, {"last_name": "Чужая"}))
    dialog = offered(qtbot, started, school)
    assert shown(dialog) == [("Фамилия", "Чужая", "Набранная")]  # the newest first
    assert "изменили" in dialog.fate.text()
    for _ in range(2):
        qtbot.mouseClick(dialog.drop_button, Qt.MouseButton.LeftButton)
    started.pages.watch.settle()
    assert drafts(started.desk.passport) == ()
    assert load_card(started.desk.passport, "student", second.id).texts["last_name"] == "Чужая"


def test_typing_never_waits_for_a_draft(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that is not written before the typing has ended does not hold the typing."""
    typed = threading.Event()

    def written(passport: Passport, edit: Edit) -> None:
        assert typed.wait(20)
        keep_draft(passport, edit)

    monkeypatch.setattr(draft_keeper, "keep_draft", written)
    page = window.pages.students
    typed_into(window, "last_name", "Недописанная")
    draft = window.pages.watch.draft_of(page.card)
    for n in range(20):
        typed_into(window, "first_name", f"И{n}")
        draft.look()
        QApplication.processEvents()
    assert kept(window) == {}
    typed.set()
    texts = {"last_name": "Недописанная", "first_name": "И19"}
    qtbot.waitUntil(lambda: kept(window) == {page.present: texts})


def test_draft_of_a_removed_card_goes_on_as_a_new_one(qtbot: QtBot, school: Path, started: MainWindow) -> None:
    with open_passport(school) as passport:
        id = pupils_in_turn(passport, "9А", (), Way.READ_ALOUD)[0].id
        card = load_card(passport, "student", id)
        keep_draft(passport, Edit("student", id, card.version, {"last_name": "Набранная"}))
        save_card(passport, Edit("student", id, card.version, remove=True))
    dialog = offered(qtbot, started, school)
    assert "удалили" in dialog.fate.text()
    qtbot.mouseClick(dialog.continue_button, Qt.MouseButton.LeftButton)
    page = started.pages.students
    assert page.card.edit() == Edit("student", id, 0, {"last_name": "Набранная"})
    assert page.save()
    assert load_card(started.desk.passport, "student", id).texts["last_name"] == "Набранная"


def test_menu_says_when_nothing_is_unsaved(qtbot: QtBot, window: MainWindow, answers: list[str]) -> None:
    typed_into(window, "last_name", "Недопи")
    window.pages.students.list.search.setFocus()
    answers.append("Не сохранять")
    act_of(window, "Набранное и не сохранённое…").trigger()
    assert not window.findChildren(DraftsDialog)
    assert window.statusBar().currentMessage() == "Всё набранное сохранено."


def test_small_acts_do_not_wait_behind_a_long_one(qtbot: QtBot, window: MainWindow) -> None:
    wait = threading.Event()
    window.jobs.start(lambda _: wait.wait(20), lambda _: None)
    typed_into(window, "last_name", "Недопи")
    window.pages.watch.draft_of(window.pages.students.card).look()
    qtbot.waitUntil(lambda: bool(kept(window)))
    assert window.jobs.busy
    wait.set()


def test_draft_is_kept_when_the_window_loses_the_keys(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    timer = window.pages.watch.draft_of(window.pages.students.card)._timer
    monkeypatch.setattr(timer, "start", lambda: None)  # not by the clock
    window.activateWindow()
    typed_into(window, "last_name", "Недопи")
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: bool(kept(window)))
