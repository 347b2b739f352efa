"""S2, S3 in the window: names that are markup stand everywhere as they are, and no picture or address is looked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.cards import Edit, save_card
from app.services.school import school_card
from app.storage.opening import new_passport
from app.ui.main_window import MainWindow
from app.ui.plain import tool_tip
from data.hostile_texts import FORMATS, MARKUP
from data.people import People

HOSTILE = (*MARKUP, *FORMATS)
TAGS = ("<b>", "<img", "<a ", "<i>")


@pytest.fixture
def hostile(qtbot: QtBot, tmp_path: Path, seed: int) -> Iterator[MainWindow]:
    """The window on a school whose pupils, worker, room and own name are markup."""
    people = People(seed)
    path = tmp_path / "school.passport"
    with new_passport(path, year="2019-20", kind="school", code="700101", name="<img src=x>") as passport:
        for text in HOSTILE:
            pupil = people.pupil("9А") | {"last_name": text, "birth_place": text, "doc_issuer": text, "birth": text}
            save_card(passport, Edit("student", "", 0, pupil))
        save_card(passport, Edit("staff", "", 0, {"last_name": "<b>Учитель</b>", "first_name": "<img src=x>"}))
        save_card(passport, Edit("room", "", 0, {"number": "1", "name": "<b>Кабинет</b>", "building": "<i>Корпус</i>"}))
        school = school_card(passport)
        save_card(passport, Edit("school", school.id, school.version, {"head_name": "<b>Директор</b>"}))
    made = MainWindow()
    made.show()
    assert made.open_file(path)
    qtbot.waitUntil(lambda: bool(made.pages.students.present) and not made.jobs.busy)
    yield made
    made.close_file()
    made.jobs.close()
    made.deleteLater()


def read_as_markup(window: QWidget) -> list[str]:
    """The texts of labels and tips that Qt would read as markup though a person's text stands in them bare."""
    labels = [one.text() for one in window.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText]
    tips = [one.toolTip() for one in window.findChildren(QWidget)]
    return [text for text in (*labels, *tips) if any(tag in text for tag in TAGS)]


def test_no_text_of_the_window_is_read_as_markup(qtbot: QtBot, hostile: MainWindow) -> None:
    assert hostile.windowTitle().startswith("<img src=x>")  # the title of a window is never markup
    pages = hostile.pages
    for number in range(len(pages.titles)):
        pages.go(number)
        qtbot.wait(30)
        qtbot.waitUntil(lambda: not hostile.jobs.busy, timeout=20_000)
        assert read_as_markup(hostile) == [], pages.titles[number]


def test_every_card_shows_the_name_as_it_stands(qtbot: QtBot, hostile: MainWindow) -> None:
    model = hostile.pages.students.list.model
    hostile.pages.go(1)
    for place in range(model.shown):
        hostile.pages.students.list.select(place)
        qtbot.waitUntil(lambda: not hostile.jobs.busy, timeout=20_000)
        assert read_as_markup(hostile) == []


def test_a_tool_tip_shows_signs_of_markup_as_they_are() -> None:
    text = '<b>«ООО & Ко»</b> &lt; "5"'
    shown = QTextDocument()
    shown.setHtml(tool_tip(text))
    assert shown.toPlainText() == text
    assert tool_tip("") == ""
