"""A demonstration school in the window: the band over everything, and its removal in one step."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.paths import DATA
from app.services.sample import mark_as_sample
from app.services.sample_removal import remove_sample, sample_of
from app.storage.backups import known_copies
from app.storage.opening import open_passport
from app.ui import sample_acts
from app.ui.main_window import MainWindow
from app.ui.plain import PlainLabel
from app.ui.sample_acts import KEEP, REMOVE
from app.ui.sample_band import SHORT, SampleBand
from app.ui.start_page import StartPage
from app.ui.wizard import Wizard


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder for storage too."""
    (folder := tmp_path / "own").mkdir()
    monkeypatch.setenv(DATA, str(folder))
    return folder


@pytest.fixture
def demo(own: Path, school: Path) -> Path:
    """The file of the tests, marked as a demonstration."""
    with open_passport(school) as passport:
        mark_as_sample(passport)
    return school


def bands(window: MainWindow) -> list[SampleBand]:
    return [one for one in window.findChildren(SampleBand) if one.isVisible()]


def test_a_school_has_no_band(window: MainWindow) -> None:
    assert not bands(window)


def test_the_band_is_over_pages_and_dialogs(qtbot: QtBot, demo: Path, window: MainWindow) -> None:
    (band,) = bands(window)
    assert "вымышлены" in band.text.text()
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(PlainLabel("Нечто"))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.layout().menuBar() is not None)
    assert dialog.layout().menuBar().text.text() == SHORT
    assert dialog.layout().menuBar().isVisible()
    assert not dialog.layout().menuBar().remove_button.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_the_wizard_makes_another_base_and_has_no_band(qtbot: QtBot, demo: Path, window: MainWindow) -> None:
    wizard = Wizard(window, window.jobs)
    wizard.show()
    wizard.activateWindow()
    qtbot.wait(100)
    assert wizard.layout().menuBar() is None
    wizard.hide()
    wizard.deleteLater()


def test_it_is_removed_with_all_that_is_kept_of_it(
    qtbot: QtBot, own: Path, demo: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, said = [KEEP, REMOVE], []
    monkeypatch.setattr(sample_acts, "ask", lambda *_, **__: answers.pop(0))
    monkeypatch.setattr(sample_acts, "tell", lambda _, __, text: said.append(text))
    mine = demo.with_name(f"{demo.name}.pdf")
    mine.write_bytes(b"%PDF-")
    qtbot.waitUntil(lambda: not window.jobs.busy and bool(known_copies(demo)))
    (button,) = [one.remove_button for one in bands(window)]
    button.click()
    assert window.desk is not None
    button.click()
    assert isinstance(window.centralWidget(), StartPage)
    assert [one.name for one in demo.parent.iterdir() if one.is_file()] == [mine.name]
    assert not [one for one in own.rglob("*") if one.is_file() and one.suffix in (".copy", ".json", ".drafts")]
    assert "удалена" in said[0]


def test_a_real_school_is_never_removed(school: Path) -> None:
    with open_passport(school) as passport, pytest.raises(Refused, match="не демонстрационная"):
        sample_of(passport)
    assert school.exists()


def test_what_cannot_be_removed_is_named(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_passport(demo) as passport:
        sample = sample_of(passport)
    monkeypatch.setattr(Path, "unlink", lambda *_: (_ for _ in ()).throw(PermissionError("занят")))
    done = remove_sample(sample)
    assert done.gone == ()
    assert demo in done.left
    assert str(demo) in sample_acts.told(done)
