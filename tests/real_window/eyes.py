"""What a person sees in the program: windows, buttons, fields and menus by their words, and where they are.

The program runs in the main thread; whoever looks runs beside it. Every look happens in the program's thread, between
two of its own events, and gives back plain values.
"""

import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from queue import Empty, Queue
from typing import Any, TypeVar

T = TypeVar("T")
Place = tuple[int, int]  # a point of the screen, in pixels
STEP = 0.03  # seconds between looks
PATIENCE = 20.0  # seconds after which a person gives up


class NotSeen(AssertionError):
    """What was waited for did not come up."""


class Eyes:
    """Made once the program has its application."""

    def __init__(self) -> None:
        from PySide6.QtCore import QObject, Qt, Signal
        from PySide6.QtWidgets import QApplication

        class Asker(QObject):
            asked = Signal(object)

            def answer(self, question: Callable[[], None]) -> None:
                question()

        self._asker = Asker()
        self._asker.moveToThread(QApplication.instance().thread())
        self._asker.asked.connect(self._asker.answer, Qt.ConnectionType.QueuedConnection)

    def ask(self, question: Callable[[], T]) -> T:
        """What a look gives; raises what it raises, and :class:`NotSeen` where the program does not answer."""
        answers: Queue[tuple[bool, Any]] = Queue()

        def look() -> None:
            try:
                answers.put((True, question()))
            except Exception as problem:
                answers.put((False, problem))

        self._asker.asked.emit(look)
        try:
            good, answer = answers.get(timeout=PATIENCE)
        except Empty:
            raise NotSeen("the program does not answer") from None
        if not good:
            raise answer
        return answer

    def wait(self, what: str, question: Callable[[], T], patience: float = PATIENCE) -> T:
        """Look until there is something to see."""
        end = time.monotonic() + patience
        while not (seen := self.ask(question)):
            if time.monotonic() > end:
                raise NotSeen(what)
            time.sleep(STEP)
        return seen


def program_is_up() -> bool:
    """Whether the program has shown its window; to be asked before there are :class:`Eyes`."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    made = widgets.QApplication.instance() if hasattr(widgets, "QApplication") else None
    return made is not None and not made.startingUp() and bool(made.topLevelWidgets())


# What can be looked for. All this is asked in the program's thread; a place is None where there is nothing to click on.


def main_window() -> Any:
    """The program's window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)), None)


def top() -> Any:
    """The window that a person works in: an open menu or list, else a dialog, else the program's window."""
    from PySide6.QtWidgets import QApplication

    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or main_window()


def seen(kind: str) -> Iterator[Any]:
    """The widgets of a kind that can be seen in the window one works in."""
    from PySide6 import QtWidgets

    window = top()
    for one in window.findChildren(getattr(QtWidgets, kind)) if window is not None else ():
        if one.isVisible() and not one.visibleRegion().isEmpty():
            yield one


def button(text: str) -> Place | None:
    """A button that can be pressed, by how its text begins."""
    found = next((one for one in seen("QAbstractButton") if _bare(one.text()).startswith(text)), None)
    return _within(found, found.rect()) if found is not None and found.isEnabled() else None


def field(name: str) -> Place | None:
    """A field to type in, or to choose in, by its name."""
    for kind in ("QLineEdit", "QComboBox", "QSpinBox"):
        for one in seen(kind):
            if _bare(one.accessibleName() or _label_of(one)) == name:
                return _within(one, one.rect())
    return None


def _label_of(widget: Any) -> str:
    """What stands before a field in a form."""
    for one in seen("QLabel"):
        if (buddy := one.buddy()) is not None and (buddy is widget or buddy.isAncestorOf(widget)):
            return str(one.text())
    return ""


def title_of_menu(text: str) -> Place | None:
    """A menu in the bar of menus."""
    bar = main_window().menuBar()
    found = next((one for one in bar.actions() if _bare(one.text()) == text), None)
    return _within(bar, bar.actionGeometry(found)) if found is not None else None


def line_of_menu(text: str) -> Place | None:
    """A line of the menu that is open, by how it begins."""
    from PySide6.QtWidgets import QMenu

    menu = top()
    if not isinstance(menu, QMenu):
        return None
    found = next((one for one in menu.actions() if _bare(one.text()).startswith(text) and one.isEnabled()), None)
    return _within(menu, menu.actionGeometry(found)) if found is not None else None


def row(text: str) -> Place | None:
    """A row of a list, a table or a tree, by what one of its cells begins with."""
    for view in seen("QAbstractItemView"):
        for index in _shown(view):
            if str(index.data() or "").lstrip(" ✖✔?").startswith(text):
                return _within(view.viewport(), view.visualRect(index))
    return None


def _shown(view: Any) -> Iterator[Any]:
    """The cells of a view that are on the screen, row by row."""
    from PySide6.QtWidgets import QTreeView

    room = view.viewport().rect()
    index = view.indexAt(room.topLeft())
    while index.isValid() and view.visualRect(index).intersects(room):
        yield from takewhile(lambda cell: cell.isValid(), (index.siblingAtColumn(n) for n in count()))
        index = view.indexBelow(index) if isinstance(view, QTreeView) else index.siblingAtRow(index.row() + 1)


def text(words: str) -> str:
    """The label, the window's title or the field that has these words; '' where none has."""
    told = [one.text() for kind in ("QLabel", "QLineEdit", "QAbstractButton") for one in seen(kind)]
    window = top()
    return next((one for one in (*told, window.windowTitle() if window else "") if words in one), "")


def focused() -> tuple[str, str]:
    """The name of the field that has the focus, and what stands in it."""
    from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

    found = QApplication.focusWidget()
    if isinstance(found, QComboBox):
        return found.accessibleName(), found.currentText()
    return (found.accessibleName(), found.text()) if isinstance(found, QLineEdit) else ("", "")


def _within(widget: Any, rect: Any) -> Place | None:
    """Where one would click in a part of a widget; None where something lies over it or it is scrolled away."""
    from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton

    point = rect.intersected(widget.rect()).center()
    if isinstance(widget, QCheckBox | QRadioButton):  # the box: behind the words nothing answers
        point.setX(rect.left() + 9)
    place = widget.mapToGlobal(point)
    there = QApplication.widgetAt(place)
    if there is None or not (there is widget or widget.isAncestorOf(there)):
        return None
    return place.x(), place.y()


def _bare(text: str) -> str:
    """A text without the marks of its keys."""
    return text.replace("&", "")
