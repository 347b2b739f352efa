"""The bases that were opened last: a list on the start page, opened by a click or Enter, and a menu."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout

from app.ui.plain import Button, PlainLabel, tool_tip
from app.ui.recent_bases import RecentBase, forget_all, forget_base, recent_bases
from app.ui.room import Pane

GONE = "файла здесь нет"
_PATH = Qt.ItemDataRole.UserRole
_LONGEST = 64  # signs of a path in a line
_HIGHEST = 380  # points of the screen: in large type the list scrolls, and the window stays within 768


class RecentList(Pane):
    """``chosen`` says which one to open; one whose file is not there is said so, and can be taken out of the list."""

    chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.list = _Lines()
        self.list.setObjectName("recent_bases")
        self.list.setAccessibleName("Недавние базы")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remove_button = Button("Убрать из списка")
        self.forget_button = Button("Забыть список")
        line = QHBoxLayout()
        line.addWidget(self.remove_button)
        line.addStretch(1)
        line.addWidget(self.forget_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(PlainLabel("Недавние базы", "head"))
        box.addWidget(self.list, 1)
        box.addLayout(line)
        self.list.itemClicked.connect(self._open)
        self.list.entered_on.connect(self._open)
        self.list.removed.connect(self._remove)
        self.list.currentItemChanged.connect(lambda *_: self._show_buttons())
        self.remove_button.clicked.connect(self._remove)
        self.forget_button.clicked.connect(self._forget)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self.list.clear()
        for one in recent_bases():
            item = QListWidgetItem(_line(one))
            item.setData(_PATH, one.path)
            item.setToolTip(tool_tip(one.path))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = self.list.count()
        wanted = max(self.list.sizeHintForRow(0), 0) * rows + 2 * self.list.frameWidth() + 4
        self.list.setMinimumHeight(min(wanted, _HIGHEST))
        self.setVisible(rows > 0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.remove_button.setEnabled(self.list.currentItem() is not None)

    def _open(self, item: QListWidgetItem) -> None:
        path = Path(item.data(_PATH))
        if path.is_file():
            self.chosen.emit(path)
        else:
            self.refresh()

    def _remove(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            forget_base(item.data(_PATH))
            self.refresh()

    def _forget(self) -> None:
        forget_all()
        self.refresh()


class _Lines(QListWidget):
    """A list that tells of Enter and Delete on a line."""

    entered_on = Signal(QListWidgetItem)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes out."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.entered_on.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def fill_recent_menu(menu: QMenu, open_base: Callable[[Path], object]) -> None:
    """Let a menu have the list each time it is shown."""

    def fill() -> None:
        menu.clear()
        found = recent_bases()
        for one in found:
            action = menu.addAction(f"{one.title}   ({_short(one.path)})".replace("&", "&&"))
            action.setEnabled(one.is_there)
            action.triggered.connect(lambda _=False, path=one.path: open_base(Path(path)))
        if not found:
            menu.addAction("Пока ни одной").setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction("Забыть список").triggered.connect(lambda _=False: forget_all())

    menu.aboutToShow.connect(fill)
    menu.addAction("…").setEnabled(False)  # an empty menu would not be shown on some systems


def _line(one: RecentBase) -> str:
    opened = one.opened
    if len(opened) == len("YYYY-MM-DD"):
        year, month, day = opened.split("-") if opened.count("-") == 2 else ("", "", opened)
        opened = f"{day}.{month}.{year}"
    state = f"открывали {opened}" if one.is_there else f"✖ {GONE}"
    return f"{one.title}\n{_short(one.path)} · {state}"


def _short(path: str) -> str:
    """The end of a long path, which tells more than its beginning."""
    return path if len(path) <= _LONGEST else f"…{path[1 - _LONGEST :]}"
