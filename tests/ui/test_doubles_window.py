"""The line about a possible double, while a card is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.doubles_notice import DoublesNotice
from app.ui.main_window import MainWindow
from ui.keys import keys


def notice(window: MainWindow) -> DoublesNotice:
    window.pages.watch.attach(window.pages.students.card)
    return window.pages.students.card.findChildren(DoublesNotice)[0]


def fill(qtbot: QtBot, window: MainWindow, **texts: str) -> None:
    card = window.pages.students.card
    for name, text in texts.items():
        card.focus_field(name)
        line = card.row(name).editor.line
        line.selectAll()
        keys(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_line_leads_to_the_double_by_key(qtbot: QtBot, window: MainWindow, answers: list[str]) -> None:
    page = window.pages.students
    page.list.show_scope("9Б")
    page.list.select(0)
    first = page.card.card
    page.new()
    names = ("last_name", "first_name", "middle_name", "birth")
    fill(qtbot, window, **{name: first.texts[name].upper() for name in names})
    told = notice(window)
    qtbot.waitUntil(told.isVisible)
    who = " ".join(first.texts[name] for name in names[:3])
    assert told.text.text() == f"Похожая карточка: {who}, 9Б — те же ФИО и дата рождения."
    answers.append("Не сохранять")
    window.activateWindow()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: page.present == first.id)
    assert not told.isVisible()


def test_latin_letters_are_named_and_mended_ones_forgotten(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.students
    page.new()
    fill(qtbot, window, last_name="Cедoв")  # Latin C and o
    told = notice(window)
    qtbot.waitUntil(told.isVisible)
    assert told.text.text() == "Фамилия: среди русских букв латинские «C», «o»."
    assert not told.open_button.isVisible()
    fill(qtbot, window, last_name="Седов")
    qtbot.waitUntil(lambda: not told.isVisible())


def test_saved_card_asks_for_nothing(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.ui import doubles_notice

    asked = []
    monkeypatch.setattr(doubles_notice, "possible_doubles", lambda *one: asked.append(one) or ())
    page = window.pages.students
    page.card.focus_field("last_name")
    page.card.focus_field("first_name")
    assert asked == []
    fill(qtbot, window, last_name="Иная")
    qtbot.waitUntil(lambda: len(asked) == 1)
    page.card.focus_field("sex")
    page.card.focus_field("citizenship")  # nothing compared has changed
    qtbot.wait(50)
    assert len(asked) == 1
