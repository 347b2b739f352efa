"""Where the focus goes and how it is seen: Tab as one reads, all of it, and a ring of 2 pixels (U17, U18)."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import field_row, looks, main_window
from app.ui.main_window import MainWindow
from app.ui.page_names import CHECK, HOME, ROOMS, SCHOOL, STAFF, STUDENTS, TITLES
from app.ui.palette import ACCENT, colour
from ui.checks import checked, pupil
from ui.every_dialog import DIALOGS
from ui.keys import keys

MOST_STOPS = 150


def walked(qtbot: QtBot, window: MainWindow) -> list[QWidget]:
    """What Tab visits, from where the focus is until it comes round."""
    window.activateWindow()
    stops: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in stops:
        stops.append(focus)
        assert len(stops) < MOST_STOPS
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    return stops


def can_be_reached(page: QWidget) -> Iterator[QWidget]:
    """All of a page that takes the focus by Tab; Qt visits one of radio buttons, and not the line in a list box."""
    for one in page.findChildren(QWidget):
        takes = one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not takes or isinstance(one.parentWidget(), QTabBar) or one.objectName() == "qt_spinbox_lineedit":
            continue
        if isinstance(one, QLineEdit) and one.parentWidget().focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if not (isinstance(one, QAbstractButton) and one.autoExclusive()) and one.focusProxy() is None:
            yield one


@pytest.mark.parametrize("number", range(HOME, len(TITLES)), ids=lambda number: TITLES[number])
def test_tab_reaches_all_of_a_page(qtbot: QtBot, window: MainWindow, number: int) -> None:
    window.pages.go(number)
    checked(qtbot, window)
    page = window.pages.page(number)
    assert page.isAncestorOf(QApplication.focusWidget())
    visited = walked(qtbot, window)
    assert [one.accessibleName() or repr(one) for one in can_be_reached(page) if one not in visited] == []
    assert window.pages.navigation in visited


def disordered(page: QWidget, fields: list[QWidget]) -> list[str]:
    """Fields after which Tab goes neither to the right nor down."""
    places = [(one.mapTo(page, QPoint(0, 0)), one.accessibleName()) for one in fields]
    return [
        f"{name}, then {after}"
        for (above, name), (below, after) in pairwise(places)
        if below.y() - above.y() <= 5 and (below.y() - above.y() < -8 or below.x() <= above.x())
    ]


@pytest.mark.parametrize("number", [STUDENTS, STAFF, ROOMS, SCHOOL], ids=lambda number: TITLES[number])
def test_tab_goes_through_a_card_as_one_reads(qtbot: QtBot, window: MainWindow, number: int) -> None:
    if number not in (SCHOOL, STUDENTS):
        window.pages.go(number)
        window.pages.worked().new()
    window.pages.go(number)
    card = window.pages.worked().card_view()
    for place, tab in enumerate(card.tabs):
        card.tab_widget.setCurrentIndex(place)
        for of, made in card.page(tab.key).lists.items():
            if row := card.row(of):
                row.type_text("1")  # a row begun shows all its fields, made after what stands below it
                assert made is not None
        qtbot.wait(60)  # what has just been made is shown and laid out
        card.tab_widget.tabBar().setFocus()
        page = card.page(tab.key).page
        visited = walked(qtbot, window)
        stops = [one for one in visited if page.isAncestorOf(one)]
        fields = [one for one in stops if not isinstance(one, QAbstractButton)]
        assert fields
        qtbot.waitUntil(lambda page=page, fields=fields: disordered(page, fields) == [])  # once all is laid out
        assert card.findings_list in visited


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_everything(qtbot: QtBot, window: MainWindow, scheme: str) -> None:
    """A ring of the accent colour, which is 3 : 1 against every ground (test_looks), two pixels thick."""
    looks.choose_scheme(scheme)
    seen: set[str] = set()
    weak = []
    for number in range(HOME, len(TITLES)):
        window.pages.go(number)
        checked(qtbot, window)
        for one in can_be_reached(window.pages.page(number)):
            kind = type(one).__name__
            if kind in seen or isinstance(one, QToolButton):
                continue
            one.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            if not one.hasFocus():
                continue
            seen.add(kind)
            if not _ringed(one):
                weak.append(kind)
    looks.choose_scheme("light")
    assert weak == []
    assert {"LineEditor", "ListEditor", "Button", "QCheckBox", "RecordView", "QTabBar", "Table", "QTreeWidget"} <= seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_in_dialogs(qtbot: QtBot, window: MainWindow, scheme: str) -> None:
    """On what no page has: texts to write and to read, numbers, cells, a list to tick, one of several ways."""
    looks.choose_scheme(scheme)
    seen: set[str] = set()
    weak = []
    for name in ("code", "help", "preview", "grid", "bulk", "columns", "support", "set_password"):
        made = DIALOGS[name](window)
        made.show()
        checked(qtbot, window)
        made.activateWindow()
        QApplication.processEvents()
        for one in can_be_reached(made):
            one.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            kind = type(one).__name__
            if kind in seen or isinstance(one, QToolButton) or not one.hasFocus():
                continue
            seen.add(kind)
            if not _ringed(one):
                weak.append(f"{name}: {kind}")
        made.close()
        made.deleteLater()
    looks.choose_scheme("light")
    assert weak == []
    assert {"QPlainTextEdit", "HelpText", "QSpinBox", "GridView", "QScrollArea", "PasswordLine"} <= seen


def _ringed(widget: QWidget) -> bool:
    """Whether getting the focus painted at least three quarters of a ring of two pixels round it, or round its tab."""
    place = widget.tabRect(widget.currentIndex()) if isinstance(widget, QTabBar) else widget.rect()
    with_focus = widget.grab(place).toImage()
    widget.clearFocus()
    QApplication.processEvents()
    without = widget.grab(place).toImage()
    accent = colour(ACCENT).rgb()
    width, height = with_focus.width(), with_focus.height()
    painted = 0
    for y in range(height):
        edge = y < 3 or y >= height - 3
        for x in range(width) if edge else (0, 1, 2, width - 3, width - 2, width - 1):
            painted += with_focus.pixel(x, y) == accent != without.pixel(x, y)
    under = width * 3 if isinstance(widget, QTabBar) else 0  # the chosen tab is underlined anyhow
    return painted >= 2 * 2 * (width + height) * 0.75 - under


def test_what_went_wrong_is_said_aloud_though_the_focus_is_elsewhere(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    for module in (field_row, main_window):
        monkeypatch.setattr(module, "announce", lambda _of, text: heard.append(text))
    window.pages.open_card("student", pupil(window, "9А", 0).id)
    card = window.pages.students.card
    for name, text in (("birth", "31022008"), ("last_name", "ИВАНОВ")):
        card.focus_field(name)
        row = card.row(name)
        row.editor.line.selectAll()
        keys(row.editor.line, text)
        qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert heard == [
        "Дата рождения: Такой даты нет: 31.02.2008; исправьте день или месяц, например 01.09.2010.",
        "Фамилия: Исправлено: было «ИВАНОВ», стало «Иванов»; вернуть — Ctrl+Z.",
    ]
    assert "Такой даты нет" in card.row("birth").editor.accessibleDescription()
    window.desk.said.emit("Сохранено.")
    assert heard[-1] == "Сохранено."


def test_findings_come_into_what_is_told_of_a_field(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.open_card("student", pupil(window, "9А", 0).id)
    page = window.pages.students
    page.card.row("birth_place").type_text("")
    page.save()
    checked(qtbot, window)
    told = page.card.row("birth_place").editor.accessibleDescription()
    assert "Не внесено" in told
    assert "✖" in told
    assert QColor(colour(ACCENT)).isValid()
    assert window.pages.navigation.currentRow() != CHECK
