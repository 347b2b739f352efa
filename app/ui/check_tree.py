"""The tree beside the findings: what there is, with its number by level; below a node only once it is opened."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.ui.check_nodes import BY_CLASS, Grouping, Key, Node, arranged, below, root_of
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import tool_tip
from app.validators.findings import Finding, Level

_NODE = Qt.ItemDataRole.UserRole
_NOTHING = Node((), "", 0, 0, (0, 0, 0))


class CheckTree(QTreeWidget):
    """``changed`` tells that another node was chosen; ``shown`` are its findings."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setAccessibleName("Где найдено: школа, классы, ученики")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._grouping = BY_CLASS
        self._findings: Sequence[Finding] = ()
        self.itemExpanded.connect(self._fill)
        self.currentItemChanged.connect(lambda *_: self.changed.emit())

    def load(self, findings: Sequence[Finding], grouping: Grouping) -> None:
        """Show other findings, given in the order of a list; the chosen node stays chosen while it is there."""
        same = grouping is self._grouping
        chosen, opened = (self.node.key, self._opened()) if same else ((), set())
        self._grouping, self._findings = grouping, arranged(findings, grouping)
        self.blockSignals(True)
        self.clear()
        root = self._item(root_of(self._findings, "Вся школа" if grouping is BY_CLASS else "Все правила"))
        self.addTopLevelItem(root)
        self._fill(root)
        root.setExpanded(True)
        for child in _children(root):
            if self._node(child).key in opened:
                self._fill(child)
                child.setExpanded(True)
        self._choose(chosen)
        self.blockSignals(False)

    @property
    def node(self) -> Node:
        """The chosen node."""
        item = self.currentItem()
        return self._node(item) if item else _NOTHING

    @property
    def shown(self) -> Sequence[Finding]:
        """The findings of the chosen node."""
        node = self.node
        whole = node.start == 0 and node.end == len(self._findings)
        return self._findings if whole else self._findings[node.start : node.end]

    def choose(self, key: Key) -> None:
        """Choose a node, or the nearest above it that is there."""
        self._choose(key)

    def _choose(self, key: Key) -> None:
        item = self.topLevelItem(0)
        assert item is not None
        for depth in range(1, len(key) + 1):
            self._fill(item)
            found = next((one for one in _children(item) if self._node(one).key == key[:depth]), None)
            if found is None:
                break
            item = found
        self.setCurrentItem(item)

    def _opened(self) -> set[Key]:
        root = self.topLevelItem(0)
        return {self._node(one).key for one in _children(root) if one.isExpanded()}

    def _node(self, item: QTreeWidgetItem) -> Node:
        node: Node = item.data(0, _NODE)
        return node

    def _item(self, node: Node) -> QTreeWidgetItem:
        counts = [(level, count) for level, count in zip(Level, node.counts, strict=True) if count]
        item = QTreeWidgetItem([node.title, " ".join(f"{LEVEL_SIGNS[level]}{count}" for level, count in counts)])
        told = ", ".join(f"{level.of_many} {count}" for level, count in counts)
        item.setData(0, _NODE, node)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{node.title}: {told or 'замечаний нет'}")
        item.setToolTip(0, tool_tip(f"{node.title}: {told or 'замечаний нет'}"))
        if node.parted:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _fill(self, item: QTreeWidgetItem | None) -> None:
        """Make what is below a node, once."""
        if item is not None and not item.childCount():
            item.addChildren([self._item(one) for one in below(self._findings, self._node(item), self._grouping)])


def _children(item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount())) if item is not None else ()
    return [one for one in found if one is not None]
