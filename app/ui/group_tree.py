"""The tree beside a list: its groups with the number of their records."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

Scope = int | str | None
_SCOPE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Group:
    """An item of the tree: its scope, its title, the number of its records, the values of the grouping field it
    takes in (None: all), and the scope of the item it hangs on, if any."""

    scope: Scope
    title: str
    count: int
    values: frozenset[str] | None
    above: Scope = None


class GroupTree(QTreeWidget):
    """``changed`` tells that another group was chosen; the first item is the whole list."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._groups: dict[Scope, Group] = {}
        self._items: dict[Scope, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(lambda *_: self.changed.emit())

    def load(self, groups: Iterable[Group]) -> None:
        """Show other groups, keeping the chosen one where it is still there; nothing is told."""
        scope = self.scope
        self.blockSignals(True)
        self.clear()
        self._groups = {group.scope: group for group in groups}
        self._items = {scope: _item(group) for scope, group in self._groups.items()}
        for one, group in self._groups.items():
            if group.above is None:
                self.addTopLevelItem(self._items[one])
            else:
                self._items[group.above].addChild(self._items[one])
        self.expandAll()
        self.setCurrentItem(self._items.get(scope) or self._items[None])
        self.blockSignals(False)

    @property
    def scope(self) -> Scope:
        """What is chosen; None for the whole list."""
        item = self.currentItem()
        return item.data(0, _SCOPE) if item else None

    @property
    def values(self) -> frozenset[str] | None:
        """The values of the grouping field that are chosen; None for all."""
        group = self._groups.get(self.scope)
        return group.values if group else None

    def choose(self, scope: Scope) -> None:
        """Choose a group."""
        self.setCurrentItem(self._items[scope])


def _item(group: Group) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{group.title} ({group.count})"])
    item.setData(0, _SCOPE, group.scope)
    return item
