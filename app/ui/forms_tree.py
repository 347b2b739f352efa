"""The kinds of forms with their classes under them: how far each has come, by when it is due."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.domain.kinds import Day
from app.ui.headings import keep_headings
from app.ui.palette import GOOD, INK, LEVELS, colour
from app.ui.plain import tool_tip
from app.ui.table import LEAST_LINES, row_height
from app.validators.findings import Level

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.form_board import Board
    from app.services.register import FormState

STEPS = {
    "missing": ("не напечатана", INK),
    "printed": ("✔ напечатана", GOOD),
    "stale": ("? устарела", LEVELS[Level.QUESTION]),
    "scanned": ("✔ отсканирована", GOOD),
    "uploaded": ("✔ загружена", GOOD),
}
COUNTED = {
    "uploaded": "загружено",
    "scanned": "отсканировано",
    "printed": "напечатано",
    "stale": "устарело",
    "missing": "не напечатано",
}
HEADINGS = ("Форма", "Состояние", "Сдать до", "№", "Напечатана", "Стр.", "Строк")
_STATE, _WIDTHS = 1, (0, 34, 12, 7, 20, 6, 7)
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen: a form of one class, or (``state`` None) a kind with all its classes."""

    kind: str
    title: str
    states: tuple["FormState", ...]

    @property
    def state(self) -> "FormState | None":
        """The one form; None where it is a kind of several classes."""
        return self.states[0] if len(self.states) == 1 else None


class FormsTree(QTreeWidget):
    """Enter on a form, or a double click, emits ``wanted``; Enter on a kind opens and closes it."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(HEADINGS)
        self.setAccessibleName("Формы выверки")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setStretchLastSection(False)
        for column, signs in enumerate(_WIDTHS):
            if signs:
                header.resizeSection(column, self.fontMetrics().averageCharWidth() * signs + 14)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        keep_headings(header)
        self.itemActivated.connect(lambda *_: self._activated())

    def minimumSizeHint(self) -> QSize:
        """Never so low that one cannot read on."""
        high = self.header().sizeHint().height() + row_height(self) * LEAST_LINES
        return QSize(super().minimumSizeHint().width(), high)

    def load(self, board: "Board", shown: Callable[["FormState"], bool], *, opened: bool) -> None:
        """Show the forms of a board that ``shown`` lets through, keeping what is chosen and what is open."""
        kept = self._key(self.currentItem())
        open_kinds = {self._key(item)[0] for item in self._kinds() if item.isExpanded()}
        self.clear()
        states = [one for one in board.states if shown(one)]
        items = [self._kind(board, list(group)) for _, group in groupby(states, key=lambda one: one.kind)]
        self.addTopLevelItems(items)
        for item in items:
            item.setExpanded(opened or self._key(item)[0] in open_kinds)
        self._choose(kept)

    def _kinds(self) -> list[QTreeWidgetItem]:
        return [item for place in range(self.topLevelItemCount()) if (item := self.topLevelItem(place))]

    def _kind(self, board: "Board", states: Sequence["FormState"]) -> QTreeWidgetItem:
        """The item of a kind, with those of its classes."""
        first, day = states[0], board.days.get(states[0].kind)
        if not first.class_name:
            return _item(first, first.title, day)
        title = f"{first.title} ({len(states)})"
        rows = str(sum(one.records for one in states))
        item = QTreeWidgetItem([title, summary(states), Day().show(day), "", "", "", rows])
        item.setData(0, _ROLE, Chosen(first.kind, first.title, tuple(states)))
        _dress(item, worst(states))
        item.addChildren([_item(one, f"{one.class_name} класс", day) for one in states])
        return item

    @staticmethod
    def _key(item: QTreeWidgetItem | None) -> tuple[str, str]:
        chosen = item.data(0, _ROLE) if item else None
        if chosen is None:
            return "", ""
        return chosen.kind, chosen.state.class_name if chosen.state and item and item.parent() else ""

    def _choose(self, key: tuple[str, str]) -> None:
        every = [one for kind in self._kinds() for one in (kind, *(kind.child(n) for n in range(kind.childCount())))]
        found = next((item for item in every if self._key(item) == key), every[0] if every else None)
        if found is not None:
            self.setCurrentItem(found)

    def select(self, kind: str, class_name: str = "") -> None:
        """Choose a form."""
        for item in self._kinds():
            item.setExpanded(item.isExpanded() or (self._key(item)[0] == kind and bool(class_name)))
        self._choose((kind, class_name))

    def chosen(self) -> Chosen | None:
        """What is chosen; None where nothing is."""
        item = self.currentItem()
        found: Chosen | None = item.data(0, _ROLE) if item else None
        return found

    def lines(self) -> list[tuple[str, ...]]:
        """What stands in the rows that are shown, those of closed kinds left out."""
        rows = []
        item = self.topLevelItem(0)
        while item is not None:
            rows.append(tuple(item.text(column) for column in range(len(HEADINGS))))
            item = self.itemBelow(item)
        return rows

    def _activated(self) -> None:
        item = self.currentItem()
        if item is not None and item.childCount():
            item.setExpanded(not item.isExpanded())
        elif item is not None:
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space does as Enter; it would only begin a search for a title that starts with a blank."""
        if event.key() == Qt.Key.Key_Space:
            self._activated()
        else:
            super().keyPressEvent(event)


def worst(states: Iterable["FormState"]) -> str:
    """The least step of several."""
    return min((one.step for one in states), key=list(STEPS).index)


def summary(states: Sequence["FormState"]) -> str:
    """How many classes have come how far."""
    steps = [one.step for one in states]
    return ", ".join(f"{word} {steps.count(step)}" for step, word in COUNTED.items() if step in steps)


def _item(state: "FormState", title: str, day: date | None) -> QTreeWidgetItem:
    word = STEPS[state.step][0]
    if state.step == "stale":
        word += f": изменилось у {len(state.stale)}" if state.stale and state.class_name else ""
        word += ": изменился заголовок" if not state.stale else ""
    when = state.printed_at.strftime("%d.%m.%Y %H:%M") if state.printed_at else ""
    number, pages = (str(state.number), str(state.pages)) if state.number else ("", "")
    item = QTreeWidgetItem([title, word, Day().show(day), number, when, pages, str(state.records)])
    item.setData(0, _ROLE, Chosen(state.kind, state.title, (state,)))
    _dress(item, state.step)
    return item


def _dress(item: QTreeWidgetItem, step: str) -> None:
    item.setForeground(_STATE, colour(STEPS[step][1]))
    for column in (0, _STATE):
        item.setToolTip(column, tool_tip(item.text(column)))
    told = (f"{heading}: {item.text(place)}" for place, heading in enumerate(HEADINGS) if item.text(place))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ". ".join(told))
