"""A tree of rows with buttons under it: what the two lists of the page of answers have in common."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.headings import keep_headings
from app.ui.plain import Button, PlainLabel, give_focus, tool_tip
from app.ui.wrapping import WrapLine

_VALUE = Qt.ItemDataRole.UserRole


class AnswerList(QWidget):
    """Rows in groups; ``chosen`` are the values of the rows that are marked, a group standing for all its rows."""

    def __init__(self, name: str, columns: Sequence[str], when_empty: str) -> None:
        super().__init__()
        self._when_empty = when_empty
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(name)
        self.tree.setHeaderLabels(list(columns))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(False)
        self.tree.setWordWrap(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        keep_headings(self.tree.header())
        self.told = PlainLabel("", "quiet")
        self.whole = PlainLabel("")  # the first cell of the current row, which its column may cut
        self.whole.setMinimumHeight(2 * self.whole.fontMetrics().lineSpacing())
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.tree.currentItemChanged.connect(lambda now, _: self.whole.setText(now.text(0) if now else ""))
        self._of_chosen: list[Button] = []
        self.tree.itemSelectionChanged.connect(self._show_buttons)
        self.buttons = WrapLine(right=True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(6, 6, 6, 6)
        self.box.addWidget(self.told)
        self.box.addWidget(self.tree, 1)
        self.box.addWidget(self.whole)
        self.box.addLayout(self.buttons)
        give_focus(self, self.tree)

    def add_button(self, text: str, act: Callable[[], object], *, of_chosen: bool = True) -> Button:
        """A button under the list; one ``of_chosen`` rows is closed while there are none."""
        made = Button(text)
        if of_chosen:
            made.setEnabled(False)
            self._of_chosen.append(made)
        made.clicked.connect(lambda _=False: act())
        self.buttons.add(made)
        return made

    def load(self, groups: Iterable[tuple[str, Sequence[tuple[Sequence[str], Any]]]]) -> None:
        """Show groups of rows, each with its value; the row that was current stays so where it is still there."""
        place = self._place()
        self.tree.clear()
        for title, rows in groups:
            above = QTreeWidgetItem([title])
            self.tree.addTopLevelItem(above)
            above.setFirstColumnSpanned(True)
            for texts, value in rows:
                item = QTreeWidgetItem(list(texts))
                item.setData(0, _VALUE, value)
                for column, text in enumerate(texts):
                    item.setToolTip(column, tool_tip(text))
                above.addChild(item)
        self.tree.expandAll()
        items = self._items()
        self.told.setText("" if items else self._when_empty)
        self.told.setVisible(not items)
        if items:
            self.tree.setCurrentItem(items[min(max(place, 0), len(items) - 1)])
        self._show_buttons()

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        children = (one.child(place) for one in tops if one is not None for place in range(one.childCount()))
        return [one for one in children if one is not None]

    def _place(self) -> int:
        current = self.tree.currentItem()
        return next((place for place, one in enumerate(self._items()) if one is current), 0)

    def _show_buttons(self) -> None:
        there = bool(self.chosen())
        for button in self._of_chosen:
            button.setEnabled(there)

    def chosen(self) -> list[Any]:
        """The values of the marked rows, in their order."""
        marked = self.tree.selectedItems()
        return [
            one.data(0, _VALUE)
            for one in self._items()
            if any(one is other or one.parent() is other for other in marked)
        ]
