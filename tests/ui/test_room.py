"""No text of any page or dialog is cut: at the sizes of type from 90 to 200 %, and on a screen scaled twofold (U20)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import looks, room
from app.ui.main_window import MainWindow
from app.ui.pages import TITLES, HasCard
from app.ui.plain import Button, PlainLabel
from app.ui.table import Table
from app.ui.wrapping import WrapLine
from ui.checks import checked
from ui.every_dialog import DIALOGS
from ui.labels import cut_texts

SCREEN = QSize(1366, 728)  # less the bar of the system
HALF = QSize(683, 344)  # the same, scaled twofold, less a bar as high


@pytest.fixture(autouse=True)
def usual_type() -> Iterator[None]:
    yield
    looks.choose_size(100)


@pytest.fixture(params=[(90, SCREEN), (100, SCREEN), (150, SCREEN), (200, SCREEN), (100, HALF)], ids=str)
def fitted(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> MainWindow:
    """The window with this size of type as large as such a screen, everything checked."""
    percent, screen = request.param
    monkeypatch.setattr(room, "screen", lambda: screen)
    looks.choose_size(percent)
    window.open_again()
    checked(qtbot, window)
    window.resize(screen)
    laid_out()
    assert window.size() == screen
    return window


def laid_out() -> None:
    """A width breaks texts, which asks for heights, which may bring a scroll bar, which takes width."""
    for _ in range(12):
        QApplication.processEvents()


def test_no_page_is_cut(qtbot: QtBot, fitted: MainWindow) -> None:
    size, told = fitted.size(), []
    for number, title in enumerate(TITLES):
        fitted.pages.go(number)
        checked(qtbot, fitted)
        laid_out()
        told += [f"{title}: {one}" for one in cut_texts(fitted)]
        page = fitted.pages.page(number)
        if not isinstance(page, HasCard):
            continue
        for place in range(1, page.card_view().tab_widget.count()):
            page.card_view().tab_widget.setCurrentIndex(place)
            laid_out()
            told += [f"{title}, {place}: {one}" for one in cut_texts(page.card_view())]
    assert not told, "\n".join(told)
    assert fitted.size() == size  # no page has made the window larger than the screen


def test_no_dialog_is_cut_or_larger_than_the_screen(qtbot: QtBot, fitted: MainWindow) -> None:
    told, screen = [], room.screen()
    fitted.pages.students.list.show_scope("9А")
    for name, make in DIALOGS.items():
        made = make(fitted)
        made.show()
        checked(qtbot, fitted)
        laid_out()
        told += [f"{name}: {one}" for one in cut_texts(made)]
        if made.width() > screen.width() or made.height() > screen.height():
            told.append(f"{name}: {made.size()}")
        made.close()
        made.deleteLater()
        checked(qtbot, fitted)
    assert not told, "\n".join(told)


def test_the_finder_finds_what_is_cut(qtbot: QtBot) -> None:
    """A label too low, a button too narrow, a heading, what hangs over an edge."""
    holder = QWidget()
    qtbot.addWidget(holder)
    low, narrow, over = (
        QLabel("два слова", holder, wordWrap=True),
        QPushButton("Сохранить", holder),
        QLabel("да", holder),
    )
    table = Table(("Классный руководитель",), (0,), "Классы")
    table.setParent(holder)
    low.setGeometry(0, 0, 60, 10)
    narrow.setGeometry(0, 40, 30, 40)
    over.setGeometry(290, 0, 40, 40)
    table.setGeometry(0, 80, 200, 120)
    holder.resize(300, 200)
    holder.show()
    table.horizontalHeader().setSectionResizeMode(table.horizontalHeader().ResizeMode.Interactive)
    table.horizontalHeader().resizeSection(0, 40)
    told = " ".join(cut_texts(holder))
    assert "«два слова»: 60 × 10 is too little" in told
    assert "«Сохранить»: 30 × 40 of" in told
    assert "«да»: beyond QWidget" in told
    assert "heading «Классный руководитель»" in told


def test_a_line_goes_on_below_where_it_is_narrow(qtbot: QtBot) -> None:
    holder, line = QWidget(), WrapLine()
    qtbot.addWidget(holder)
    holder.setLayout(line)
    name, first, second = PlainLabel("Имя", wrap=False), Button("Вернуть как было"), Button("Сохранить")
    line.add(name, grows=True)
    line.add(first)
    line.add(second)
    holder.resize(800, 100)
    holder.show()
    assert name.y() // 40 == first.y() // 40 == second.y() // 40
    assert name.width() > 400  # the growing one has the rest
    holder.resize(first.sizeHint().width() + 10, 200)
    assert name.geometry().bottom() < first.y() < second.y()
    assert line.heightForWidth(holder.width()) > line.heightForWidth(800)


def test_a_dialog_larger_than_the_screen_scrolls_to_what_has_the_focus(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "screen", lambda: QSize(400, 300))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box = QVBoxLayout(dialog)
    buttons = [Button(f"Кнопка {number}") for number in range(30)]
    for one in buttons:
        box.addWidget(one)
    room.give_width(dialog, 560)
    dialog.show()
    laid_out()
    assert dialog.size().boundedTo(QSize(400, 300)) == dialog.size()
    area = dialog.findChild(QScrollArea)
    for one in (buttons[-1], buttons[0]):
        dialog.activateWindow()
        one.setFocus(Qt.FocusReason.OtherFocusReason)
        assert area.viewport().rect().contains(one.geometry().translated(area.widget().pos()))


def test_a_dialog_grows_with_what_it_comes_to_say(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    told = PlainLabel("Пароль пуст.")
    QVBoxLayout(dialog).addWidget(told)
    room.give_width(dialog, 300)
    dialog.show()
    before = dialog.height()
    told.setText("Слишком простой пароль, его подберут. " * 12)
    laid_out()
    assert dialog.height() > before
    assert cut_texts(dialog) == []
