"""F1 leads to the help of the place; Ctrl+K finds everything and goes there."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.services.help_pages import help_pages, help_sections
from app.ui.everything_window import EverythingWindow, acts_of
from app.ui.help_acts import PLACES, show_help
from app.ui.help_window import HelpWindow
from app.ui.main_window import MainWindow
from app.ui.page_names import FORMS, STUDENTS, TITLES
from app.ui.rules_window import RulesWindow
from ui.checks import pupil


def action(window: MainWindow, text: str) -> QAction:
    return next(one for one in acts_of(window) if one.text().replace("&", "").startswith(text))


def opened(qtbot: QtBot, window: MainWindow) -> EverythingWindow:
    action(window, "Найти всё").trigger()
    qtbot.waitUntil(lambda: window.findChild(EverythingWindow) is not None)
    return window.findChild(EverythingWindow)


def test_every_page_of_the_window_has_its_help(window: MainWindow) -> None:
    keys = {page.key for page in help_pages()}
    assert set(PLACES) == set(range(len(TITLES)))
    assert set(PLACES.values()) <= keys


def test_help_of_the_page_and_of_the_field(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.go(FORMS)
    show_help(window)
    shown = window.findChild(HelpWindow)
    assert shown.contents.currentItem().text() == "Выверка: формы, подписи, журнал"
    assert not shown.field.isVisible()
    assert "Выверка" in shown.text.toPlainText()
    window.activateWindow()
    window.pages.open_card("student", pupil(window, "9А", 0).id, "snils")
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    show_help(window)
    assert window.findChild(HelpWindow) is shown
    qtbot.waitUntil(shown.isVisible)
    if shown.field.isVisible():  # the focus of an offscreen window may be nowhere
        assert shown.field_told.text().startswith("Поле «СНИЛС».")
    shown.close()


def test_search_in_help_goes_to_the_section_and_links_stay_inside(qtbot: QtBot, window: MainWindow) -> None:
    show_help(window, "check")
    shown = window.findChild(HelpWindow)
    section = next(one for one in help_sections() if one.page == "scans" and one is not help_sections()[0])
    shown.search.setText(section.title)
    assert shown.contents.item(0).text() == section.title
    shown.search.setText("нетакогослова")
    assert shown.text.toPlainText().startswith("Ничего не найдено")
    shown.search.clear()
    assert shown.contents.count() == len(help_pages())
    shown._follow(QUrl("keys.md"))
    assert shown.contents.currentItem().text().startswith("Ключи")
    shown._follow(QUrl("https://example.org/x"))
    assert shown.contents.currentItem().text().startswith("Ключи")
    shown.close()


def test_a_pupil_is_found_and_his_card_opened_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    one = pupil(window, "9Б", 2)
    window.pages.go(FORMS)
    dialog = opened(qtbot, window)
    dialog.words.setText(f"{one.texts['last_name']} {one.texts['first_name']}")
    assert dialog.table.lines.lines[0].cells[1].startswith("обучающийся")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert window.pages.navigation.currentRow() == STUDENTS
    assert window.pages.students.present == one.id


def test_arrows_choose_and_acts_are_found(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    dialog.words.setText("календарь")
    kinds = [line.cells for line in dialog.table.lines.lines]
    assert any(cells[0] == "Календарь" and cells[1].startswith("действие") for cells in kinds)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Down)
    assert dialog.table.currentIndex().row() == min(1, len(kinds) - 1)
    dialog.words.setText("нетакогослова")
    assert dialog.note.text() == "Ничего не найдено."
    dialog.reject()


def test_a_rule_opens_the_window_of_rules(qtbot: QtBot, window: MainWindow, monkeypatch: object) -> None:
    shown: list[str] = []
    monkeypatch.setattr(RulesWindow, "exec", lambda self: shown.append(self.words.text()) or 0)
    dialog = opened(qtbot, window)
    dialog.words.setText("FMT-4")
    assert dialog.table.lines.lines[0].stands_for.kind == "rule"
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert shown == ["FMT-4"]
