"""The ten-minute guide: its pictures are those that the script takes, and its words those of the program."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.paths import resources
from app.services.help_pages import help_pages
from app.ui.help_text import HelpText
from app.ui.help_window import HelpWindow
from app.ui.main_window import MainWindow
from app.ui.page_names import FORMS, TITLES
from app.ui.print_preview import PrintPreview
from app.ui.start_page import GUIDE_TITLE, StartPage

sys.path.insert(0, str(Path(__file__).parents[2] / ".ci"))
MOST_OF_ALL = 350_000  # bytes of all pictures: the frozen folder has to stay small
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def script() -> object:
    return importlib.import_module("screenshot")


def guide() -> str:
    return resources("help", "guide.md").read_text(encoding="utf-8")


# --- pictures -------------------------------------------------------------------------------------------


def test_the_script_makes_every_picture_that_is_there_and_each_is_used(script: object) -> None:
    there = {path.name for path in resources("help").glob("*.png")}
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    used = {name for name in there if any(f"]({name})" in page.text for page in help_pages()) or name in readme}
    assert there == set(script.PICTURES) == used
    assert sum(path.stat().st_size for path in resources("help").glob("*.png")) <= MOST_OF_ALL


def test_the_script_takes_them_all_as_they_are(script: object, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("pictures", "work"):
        (tmp_path / name).mkdir()
    script.take_all(tmp_path / "pictures", tmp_path / "work")
    for name in script.PICTURES:
        with Image.open(tmp_path / "pictures" / name) as taken, Image.open(resources("help", name)) as kept:
            assert taken.width == kept.width, name  # the height goes by the fonts of the computer
            assert taken.mode == kept.mode == "P"


def test_the_help_shows_its_own_pictures_and_no_others(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "strange.png"
    QImage(300, 300, QImage.Format.Format_RGB32).save(str(strange))
    monkeypatch.chdir(tmp_path)
    text = HelpText()
    qtbot.addWidget(text)
    text.resize(700, 400)
    text.show()
    for name in ("strange.png", str(strange), QUrl.fromLocalFile(str(strange)).toString(), "../icons/down.svg"):
        text.show_page(f"![нет такой]({name})")
        assert text.document().size().height() < 100, name
    text.show_page("![Карточка](guide_card.png)")
    assert text.document().size().height() > 300


def blocks_of(text: HelpText) -> Iterator[QTextBlock]:
    block = text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def test_pictures_keep_to_the_width_of_the_text_and_the_reader_to_his_place(qtbot: QtBot) -> None:
    text = HelpText()
    qtbot.addWidget(text)
    text.resize(700, 400)
    text.show()
    text.show_page(guide())
    heading = next(block for block in blocks_of(text) if block.text().startswith("Минута 7"))
    text.go_to(heading)
    for width in (500, 1400, 600):
        text.resize(width, 400)
        qtbot.waitUntil(lambda: not text._fitting.isActive())
        assert text.horizontalScrollBar().maximum() == 0
        assert text.on_top().text().startswith("Минута 7")
    assert text.loadResource(IMAGE, QUrl("guide_card.png")).width() <= 600


# --- where it is, and its links -------------------------------------------------------------------------


def test_the_guide_is_offered_before_there_is_a_base_and_in_the_menu(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    start = window.centralWidget()
    assert isinstance(start, StartPage)
    next(one for one in start.findChildren(QAbstractButton) if one.text() == GUIDE_TITLE).click()
    shown = window.findChild(HelpWindow)
    assert shown.isVisible()
    assert shown.contents.currentRow() == 0
    assert shown.contents.item(0).text() == GUIDE_TITLE
    shown.close()
    acts = [act for menu in window.menuBar().actions() for act in menu.menu().actions()]
    next(act for act in acts if act.text() == GUIDE_TITLE).trigger()
    assert shown.isVisible()
    shown.close()


def test_every_link_between_pages_of_the_help_leads_there(window: MainWindow) -> None:
    shown = HelpWindow(window)
    titles = {f"{page.key}.md": page.title for page in help_pages()}
    links = {link for page in help_pages() for link in re.findall(r"[^!]\[[^\]]*\]\(([^)#]+\.md)", page.text)}
    assert len(links) > 5
    for link in links & set(titles):  # the others are for developers
        shown._follow(QUrl(link))
        assert shown.contents.currentItem().text() == titles[link]
    assert {link for link in links if link not in titles} <= {"newcomer.md", "year.md"}


# --- its words ------------------------------------------------------------------------------------------


def words_of(window: MainWindow) -> Iterator[str]:
    """What can be read on menus, buttons, titles of pages, over all pages and where there is no base."""
    for menu in window.menuBar().actions():
        for act in menu.menu().actions():
            yield f"{menu.text()} → {act.text()}".replace("&", "")
    pages = [window.pages.page(number) for number in range(len(TITLES))]
    for page in (*pages, StartPage()):
        for kind in (QAbstractButton, QLabel):
            yield from (one.text().replace("&", "") for one in page.findChildren(kind))
    yield from (menu.text().replace("&", "") for menu in window.menuBar().actions())
    yield from TITLES


def test_every_menu_and_button_that_the_guide_names_is_in_the_program(window: MainWindow, qtbot: QtBot) -> None:
    window.pages.go(FORMS)
    words = {one.rstrip("…") for one in words_of(window)}
    words |= {"Готово"}  # the wizard's button «Далее», on its last step
    preview = PrintPreview(window, "", type("Empty", (), {"sizes": ((1, 1),)})())
    words |= {one.text() for one in preview.findChildren(QAbstractButton)}
    quoted = re.findall(r"«([^»]+)»", guide())
    assert len(quoted) > 15
    missing = [one for one in quoted if not any(known.startswith(one.rstrip("…")) for known in words)]
    assert missing == []
