"""The table of a list: columns that are moved, made wider, clicked for order; keys that copy rows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.services.lists import NAME
from app.ui.record_table import FINDINGS, RecordTable
from app.ui.table import dress

_NARROWEST_NAME, _FINDINGS_SIGNS = 26, 15  # average signs
_SAMPLE, _WIDEST = 40, 260  # rows that a column's own width is taken from; pixels
_KEEP_AFTER_MS = 400


class RecordView(QTableView):
    """Whole rows, several at once. The first column takes the width that is left until the user gives it one."""

    arranged = Signal()  # columns were moved or made wider by hand
    heading_menu = Signal(QPoint, str)  # where on the screen, over which column
    copy_wanted = Signal()
    painted = Signal()  # once, when the list is first on the screen

    def __init__(self, model: RecordTable, name: str) -> None:
        super().__init__()
        self.records = model
        self._given: dict[str, int] = {}  # widths that the user gave
        self._placing = False
        self._was_painted = False
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._later.timeout.connect(self.arranged)
        self.setModel(model)
        dress(self, (), name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_menu)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(lambda *_: None if self._placing else self._later.start())

    def place(self, widths: dict[str, int]) -> None:
        """Give the model's columns their widths, in the model's order; 0 is the column's own width."""
        header = self.horizontalHeader()
        self._placing = True
        self._given = {name: width for name, width in widths.items() if width}
        for section, name in enumerate(self.records.columns):
            header.moveSection(header.visualIndex(section), section)
            header.resizeSection(section, self._given.get(name) or self._own(name))
        self._placing = False
        self._fill()

    def _own(self, name: str) -> int:
        """A width for the heading, with room for its arrow, and for what stands in the first rows."""
        if name == FINDINGS:  # which are not known yet when the list is first shown
            return self.fontMetrics().averageCharWidth() * _FINDINGS_SIGNS + 12
        font = self.horizontalHeader().font()
        font.setBold(True)
        heading = QFontMetrics(font).horizontalAdvance(self.records.heading(name)) + 30
        texts = (self.records.text(place, name) for place in range(min(self.records.shown, _SAMPLE)))
        widest = max((self.fontMetrics().horizontalAdvance(text) + 16 for text in texts), default=0)
        return max(heading, min(widest, _WIDEST))

    def widths(self) -> Sequence[tuple[str, int]]:
        """The columns from left to right with the widths that the user gave them, 0 for the others."""
        return [(name, self._given.get(name, 0)) for name in self.names()]

    def names(self) -> list[str]:
        """The columns from left to right."""
        header = self.horizontalHeader()
        return [self.records.columns[header.logicalIndex(place)] for place in range(len(self.records.columns))]

    def places(self) -> list[int]:
        """The rows marked, from above."""
        stretches = self.selectionModel().selection().toList()
        return sorted(row for one in stretches for row in range(one.top(), one.bottom() + 1))

    @property
    def marked(self) -> int:
        """How many rows are marked; told from stretches of rows, of which there are few where the rows are many."""
        return sum(one.height() for one in self.selectionModel().selection().toList())

    def natural_order(self) -> None:
        """Back to the order that the list has by itself."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _resized(self, section: int, _old: int, new: int) -> None:
        if not self._placing:
            self._given[self.records.columns[section]] = new
            self._fill()
            self._later.start()

    def _fill(self) -> None:
        """The name takes what the other columns leave, unless the user has set it."""
        if NAME in self._given or NAME not in self.records.columns:
            return
        header = self.horizontalHeader()
        section = self.records.columns.index(NAME)
        left = self.viewport().width() - (header.length() - header.sectionSize(section))
        self._placing = True
        narrowest = min(self.fontMetrics().averageCharWidth() * _NARROWEST_NAME, self._own(NAME))
        header.resizeSection(section, max(left, narrowest))
        self._placing = False

    def _ask_menu(self, place: QPoint) -> None:
        header = self.horizontalHeader()
        section = header.logicalIndexAt(place)
        self.heading_menu.emit(header.mapToGlobal(place), self.records.columns[section] if section >= 0 else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell once that the list is on the screen: it is what one waits for at the start."""
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().viewportEvent(event)
