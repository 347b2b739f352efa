"""The window in tests: offscreen, on a real file with made-up pupils, dialogs answered by the test."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, save_card
from app.storage import base_key
from app.storage.opening import new_passport
from app.ui import habits, list_layout, recent_bases, unsaved
from app.ui.application import make_application
from app.ui.clipboard import forget_ours
from app.ui.has_card import HasCard
from app.ui.main_window import MainWindow
from app.ui.wrong_tries import TRIES
from data.choices import chosen
from data.people import People
from ui.doors import put_under

CLASSES = ("5А", "9А", "9Б", "11А")


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    return make_application


@pytest.fixture(autouse=True)
def windows_end_with_their_test(qapp: QApplication) -> Iterator[None]:
    """No window outlives its test: another test looks at all that are on the screen."""
    yield
    for window in QApplication.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def school(tmp_path: Path, seed: int) -> Path:
    """A closed file with six right pupils in each of four classes."""
    people = People(seed)
    path = tmp_path / "school.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="МБОУ «СОШ № 1»") as passport:
        for class_name in CLASSES:
            for _ in range(6):
                save_card(
                    passport,
                    Edit("student", "", 0, people.pupil(class_name), chosen(people.exams(class_name))),
                    strict=True,
                )
    return path


@pytest.fixture
def window(qtbot: QtBot, school: Path) -> Iterator[MainWindow]:
    """The window on that file, checked."""
    made = MainWindow()
    made.resize(1366, 700)
    made.show()
    assert made.open_file(school)
    qtbot.waitUntil(lambda: bool(made.pages.students.present) and not made.jobs.busy)
    yield made
    if made.pages is not None:
        for page in made.pages.made():
            card = page.card_view() if isinstance(page, HasCard) else None
            if card is not None and card.card is not None:
                card.show_card(card.card)  # what a test left unsaved is dropped
    made.close_file()
    made.jobs.close()
    made.deleteLater()


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window without a file."""
    made = MainWindow()
    made.show()
    yield made
    made.close_file()
    made.jobs.close()
    made.deleteLater()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers to the question about unsaved changes, taken from the front."""
    given: list[str] = []
    monkeypatch.setattr(unsaved, "ask", lambda *_args, **_named: given.pop(0))
    return given


@pytest.fixture(autouse=True)
def user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder for settings, empty, in place of the real one."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))  # the bases of tests lie in no folder of passage
    monkeypatch.setattr(list_layout, "user_data", lambda: folder)
    monkeypatch.setattr(habits, "user_data", lambda: folder)
    monkeypatch.setattr(recent_bases, "user_data", lambda: folder)
    return folder


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    """What a test copied goes as at the end of the program: data made in Python must not outlive Python."""
    yield
    forget_ours()


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    """The sentences that the status line shows."""
    heard: list[str] = []
    window.desk.said.connect(heard.append)
    return heard


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys in a millisecond, and no wrong tries of another test."""
    monkeypatch.setattr(base_key, "ROUNDS", 1000)
    TRIES._tries.clear()
    yield
    TRIES._tries.clear()


@pytest.fixture
def closed(quick_keys: None, school: Path) -> Path:
    """The closed file, under a password."""
    put_under(school)
    return school
