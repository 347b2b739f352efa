"""Ctrl+K: one line that finds a pupil, a worker, a room, a rule, a form, a page of the help, an act of the menus."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QVBoxLayout

from app.domain.text import fold
from app.services.everything import Everything, Hit
from app.ui.page_names import FORMS
from app.ui.plain import PlainLabel
from app.ui.room import give_room
from app.ui.table import Line, Table

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_ACTS = 8  # of the menus that are told


class EverythingWindow(QDialog):
    """The focus stays in the line: arrows choose, Enter goes there, Esc closes."""

    def __init__(self, window: "MainWindow", everything: Everything) -> None:
        super().__init__(window)
        self.setWindowTitle("Найти всё")
        give_room(self, 760, 460)
        self._window, self._everything = window, everything
        self._actions = acts_of(window)
        self.words = QLineEdit(placeholderText="Фамилия, аудитория, правило, форма, действие", clearButtonEnabled=True)
        self.words.setAccessibleName("Что найти")
        self.table = Table(("Найдено", "Что это"), (0, 34), "Найденное")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = PlainLabel("", "quiet")
        box = QVBoxLayout(self)
        box.addWidget(self.words)
        box.addWidget(self.table, 1)
        box.addWidget(self.note)
        self.words.textChanged.connect(self._fill)
        self.words.installEventFilter(self)
        self.table.clicked.connect(lambda _: self._go())
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the line are meant for the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                QApplication.sendEvent(self.table, event)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        hits, mended = self._everything.find(text)
        lines = [Line((one.title, one.note), one) for one in hits]
        words = fold(mended or text).split()
        acts = [one for one in self._actions if words and all(word in fold(_name(one)) for word in words)]
        lines += [Line((_name(one), _key(one)), one) for one in acts[:_ACTS]]
        self.table.load(lines)
        if lines:
            self.table.selectRow(0)
        told = f"Раскладка исправлена: {mended}" if mended else ""
        self.note.setText(told or ("" if lines or not words else "Ничего не найдено."))

    def _go(self) -> None:
        found = self.table.chosen()
        if found is None:
            return
        self.accept()
        if isinstance(found, QAction):
            found.trigger()
        elif isinstance(found, Hit):
            go_to(self._window, found)


def acts_of(window: "MainWindow") -> list[QAction]:
    """The acts of the menus that can be done now."""
    found: list[QAction] = []
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            found += [one for one in menu.actions() if one.text() and one.isEnabled() and one.isVisible()]
    return found


def go_to(window: "MainWindow", hit: Hit) -> None:
    """Open the card, the rule, the form or the page of the help that was found."""
    if window.pages is None:
        return
    if hit.kind == "rule":
        from app.ui.year_acts import show_rules  # noqa: PLC0415 - only when one goes there

        show_rules(window, window.pages.desk, hit.key)
    elif hit.kind == "help":
        from app.ui.help_acts import show_help  # noqa: PLC0415 - as above

        show_help(window, hit.key)
    elif hit.kind == "form":
        window.pages.go(FORMS)
    else:
        pages = window.pages
        pages.settled(lambda: pages.open_card(hit.kind, hit.key))


def find_everything(window: "MainWindow") -> None:
    """Ask what to find; the lists are read once, beside the window."""
    assert window.pages is not None
    desk = window.pages.desk
    desk.run("Готовим поиск…", lambda _progress: Everything(desk.passport), lambda all_: _show(window, all_))


def _show(window: "MainWindow", everything: Everything) -> None:
    dialog = EverythingWindow(window, everything)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.words.setFocus()


def _name(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")


def _key(action: QAction) -> str:
    shortcut = action.shortcut().toString()
    return f"действие, {shortcut}" if shortcut else "действие"
