"""Images of papers on health in the window: seen in the protected edition only, attached, shown, taken away."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, load_card
from app.services.detail_rows import Row
from app.services.edition import Edition, edition, set_edition
from app.services.health_images import papers_of
from app.ui import channel_line, images_button, images_dialog
from app.ui.channel_line import CANCEL, DROP, ON
from app.ui.images_dialog import REMOVE, ImagesDialog
from app.ui.main_window import MainWindow
from app.ui.page_names import SCHOOL
from data.health_files import jpeg, pdf


@pytest.fixture
def pupil(window: MainWindow) -> str:
    """The first pupil of 9А, with a paper, on the tab «ГИА»."""
    page = window.pages.students
    page.list.show_scope("9А")
    page.list.select(0)
    id = page.card.card.id
    card = load_card(window.desk.passport, "student", id)
    paper = Row("", {"kind": "заключение ПМПК", "number": "123/19 <b>", "issued": "02.09.2019"})
    window.desk.save(Edit("student", id, card.version, {}, {"health_papers": (paper,)}))
    page.card.show_card(load_card(window.desk.passport, "student", id))
    page.card.focus_field("health_papers")
    return id


@pytest.fixture
def shown(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[ImagesDialog]:
    """The dialogs that were opened, left open instead of waiting for a person."""
    opened: list[ImagesDialog] = []
    monkeypatch.setattr(ImagesDialog, "exec", lambda self: (opened.append(self), self.show()))
    monkeypatch.setattr(ImagesDialog, "deleteLater", lambda _self: None)
    return opened


def answer(monkeypatch: pytest.MonkeyPatch, module: object, *given: str) -> list[str]:
    """What is answered to questions, in turn; the texts of the questions."""
    left, asked = list(given), []
    monkeypatch.setattr(
        module, "ask", lambda _parent, _title, text, *_: (asked.append(text), left.pop(0))[1], raising=True
    )
    return asked


def test_ordinary_cabinet_has_no_button(window: MainWindow, pupil: str) -> None:
    assert pupil
    assert window.pages.students.card.images.button.isHidden()


def test_edition_is_switched_on_the_page_of_the_school(
    window: MainWindow, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pupil
    line = window.pages.page(SCHOOL).channel
    asked = answer(monkeypatch, channel_line, CANCEL, ON)
    line.button.click()
    assert edition(window.desk.passport) is Edition.OPEN
    assert "Приказ № 85" in asked[0]
    line.button.click()
    assert edition(window.desk.passport) is Edition.PROTECTED
    assert line.state.text().startswith("Включён")
    images = window.pages.students.card.images
    images.show_of(window.pages.students.card.card)
    assert not images.button.isHidden()


def test_file_is_attached_shown_and_taken_away(
    qtbot: QtBot, window: MainWindow, pupil: str, shown: list[ImagesDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = window.desk.passport.path.parent
    set_edition(window.desk.passport, Edition.PROTECTED)
    images = window.pages.students.card.images
    images.show_of(window.pages.students.card.card)
    images.button.click()
    (dialog,) = shown
    assert dialog.tree.topLevelItem(0).text(0) == "заключение ПМПК № 123/19 <b> от 02.09.2019 (изображений нет)"
    assert not dialog.remove_button.isEnabled()
    (tmp_path / "photo.jpg").write_bytes(jpeg(1200, 1600))
    dialog.attach_file(tmp_path / "photo.jpg")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    (tmp_path / "scan.pdf").write_bytes(pdf(2))
    dialog.attach_file(tmp_path / "scan.pdf")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert [len(one.pages) for one in papers_of(window.desk.passport, pupil)] == [3]
    assert dialog.tree.currentItem().text(0).startswith("стр. 2: ")
    assert not dialog.view.widget().pixmap().isNull()
    answer(monkeypatch, images_dialog, images_dialog.CANCEL, REMOVE)
    dialog.remove_button.click()
    assert len(papers_of(window.desk.passport, pupil)[0].pages) == 3
    dialog.remove_button.click()
    assert len(papers_of(window.desk.passport, pupil)[0].pages) == 2
    dialog.close()


def test_refused_file_is_told_and_nothing_is_kept(
    qtbot: QtBot, window: MainWindow, pupil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_edition(window.desk.passport, Edition.PROTECTED)
    dialog = ImagesDialog(window, window.desk, pupil)
    told: list[str] = []
    monkeypatch.setattr(images_dialog, "show_error", lambda _parent, problem: told.append(problem.text))
    (tmp_path / "cut.jpg").write_bytes(jpeg(1200, 1600)[:5000])
    dialog.attach_file(tmp_path / "cut.jpg")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert told == ["Файл cut.jpg повреждён или обрезан."]
    assert papers_of(window.desk.passport, pupil)[0].pages == ()
    dialog.deleteLater()


def test_without_a_stored_paper_it_says_what_to_do(window: MainWindow, said: list[str]) -> None:
    set_edition(window.desk.passport, Edition.PROTECTED)
    page = window.pages.students
    page.list.show_scope("9Б")
    page.list.select(0)
    page.card.focus_field("health_papers")
    page.card.images.button.click()
    assert said[-1] == images_button.NOT_YET


def test_switching_off_tells_of_the_images_it_drops(
    qtbot: QtBot, window: MainWindow, pupil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_edition(window.desk.passport, Edition.PROTECTED)
    dialog = ImagesDialog(window, window.desk, pupil)
    (tmp_path / "photo.jpg").write_bytes(jpeg(600, 800))
    dialog.attach_file(tmp_path / "photo.jpg")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    dialog.deleteLater()
    asked = answer(monkeypatch, channel_line, CANCEL, DROP)
    line = window.pages.page(SCHOOL).channel
    line.button.click()
    assert edition(window.desk.passport) is Edition.PROTECTED
    assert "страниц: 1" in asked[0]
    line.button.click()
    assert edition(window.desk.passport) is Edition.OPEN
    assert papers_of(window.desk.passport, pupil)[0].pages == ()


def test_taken_back_paper_has_its_images_again(qtbot: QtBot, window: MainWindow, pupil: str, tmp_path: Path) -> None:
    set_edition(window.desk.passport, Edition.PROTECTED)
    page = window.pages.students
    dialog = ImagesDialog(window, window.desk, pupil)
    (tmp_path / "photo.jpg").write_bytes(jpeg(600, 800))
    dialog.attach_file(tmp_path / "photo.jpg")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    dialog.deleteLater()
    page.card.page("gia").lists["health_papers"].blocks[0].remove_button.click()
    assert page.save()
    assert papers_of(window.desk.passport, pupil) == ()
    page.take_back()
    assert len(papers_of(window.desk.passport, pupil)[0].pages) == 1
