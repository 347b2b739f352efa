"""A plain table: headings and rows of text, with a colour and a key per row where wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.headings import keep_headings
from app.ui.palette import colour
from app.ui.plain import tool_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LEAST_LINES = 3  # of a table that has little room
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, what it stands for, and the colour of its text (or of the table's coloured column)."""

    cells: tuple[str, ...]
    stands_for: Any = None
    colour: str = ""


class TableModel(QAbstractTableModel):
    """Rows of text; asked for only what is painted, so ten thousand rows cost nothing."""

    def __init__(self, headings: Sequence[str], coloured: int | None) -> None:
        super().__init__()
        self.headings = tuple(headings)
        self._coloured = coloured
        self.lines: Sequence[Line] = ()
        self.numbers: frozenset[int] = frozenset()  # columns of numbers, which end one below another

    def load(self, lines: Sequence[Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.numbers:
            return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(line.cells[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and line.colour and self._coloured in (None, index.column()):
            return colour(line.colour)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.numbers:
            return RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return ". ".join(f"{heading}: {cell}" for heading, cell in zip(self.headings, line.cells, strict=True))
        return None


def row_height(widget: QWidget) -> int:
    """Of a line of a table: its type with air above and below, and never too small to be hit."""
    return max(28, widget.fontMetrics().height() + 11)


def dress(table: QTableView, widths: Sequence[int], name: str) -> None:
    """Give a table our look: whole rows of one height, no editing, Tab leads out of it.

    ``widths`` are in average signs; 0 marks the column that takes the rest of the width.
    """
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, signs in enumerate(widths):
        if not signs:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    fit(table, widths)


def fit(table: QTableView, widths: Sequence[int]) -> None:
    """Give lines and columns the size that the present type asks for."""
    table.verticalHeader().setDefaultSectionSize(row_height(table))
    for column, signs in enumerate(widths):
        if signs:
            wanted = table.fontMetrics().averageCharWidth() * signs + 12
            header = table.horizontalHeader()
            header.resizeSection(column, max(wanted, header.sectionSizeHint(column)))


def least_height(table: QTableView) -> int:
    """What is left of a table where room is scarce: its heading and a few lines."""
    header = table.horizontalHeader()
    heading = 0 if header.isHidden() else header.sizeHint().height()
    return heading + row_height(table) * LEAST_LINES + 2 * table.frameWidth()


class Table(QTableView):
    """A view over a :class:`TableModel`: whole rows, fixed height, one column that takes the rest of the width."""

    def __init__(self, headings: Sequence[str], widths: Sequence[int], name: str, coloured: int | None = None) -> None:
        """``widths`` as in :func:`dress`; ``coloured`` is the one column that takes a line's colour, None for all."""
        super().__init__()
        self.lines = TableModel(headings, coloured)
        self.setModel(self.lines)
        self._widths = tuple(widths)
        dress(self, widths, name)
        keep_headings(self.horizontalHeader())

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type is followed at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_widths"):
            fit(self, self._widths)

    def minimumSizeHint(self) -> QSize:
        """Never so low that one cannot read on."""
        return QSize(super().minimumSizeHint().width(), least_height(self))

    def load(self, lines: Sequence[Line]) -> None:
        """Show other rows; the selection is dropped."""
        self.lines.load(lines)

    def chosen(self) -> Any:
        """What the current row stands for; None without one."""
        index = self.currentIndex()
        return self.lines.lines[index.row()].stands_for if index.isValid() else None
