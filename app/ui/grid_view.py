"""The view of a table typed down a column: Enter goes down, F8 copies down, the cell's editor is the field's own."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.services.pasted import Place
from app.ui.card import QWIDGETSIZE_MAX
from app.ui.editors import LineEditor, ListEditor, editor_for
from app.ui.field_row import Offers
from app.ui.grid_table import FIXED, GridTable
from app.ui.table import dress

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(QTableView):
    """Single cells and runs of them; typing replaces, F2 edits, Delete clears, «=» repeats the cell above."""

    paste_wanted = Signal()

    def __init__(self, model: GridTable, offers: Offers) -> None:
        super().__init__()
        self.grid = model
        self.setModel(model)
        dress(self, (), "Таблица: одно поле у многих")
        self.setProperty("cells", True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(True)
        self.setShowGrid(True)
        self.setItemDelegate(_Cells(self, offers))

    def marked(self) -> list[Place]:
        """The marked cells of fields, from above."""
        return sorted((one.row(), one.column()) for one in self.selectedIndexes() if one.column() >= FIXED)

    def here(self) -> Place:
        """The cell where one is; the first of the first field where one is in none."""
        index = self.currentIndex()
        return max(index.row(), 0), max(index.column(), FIXED)

    def go(self, row: int, column: int) -> None:
        """Go to a cell, if there is such a one."""
        index = self.grid.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Down (or up) the column; after its last cell to the first of the next."""
        row, column = self.here()
        if 0 <= row + by < self.grid.rowCount():
            self.go(row + by, column)
        elif by > 0 and column + 1 < self.grid.columnCount():
            self.go(0, column + 1)

    def copy_down(self) -> None:
        """F8: the first marked cell into all that are marked below it; of one cell into the next, going there."""
        cells = self.marked()
        if len({row for row, _ in cells}) > 1:
            top = cells[0][0]
            self.grid.put({(row, column): self.grid.text(top, column) for row, column in cells if row > top})
            return
        row, column = self.here()
        if column < self.grid.columnCount() and row + 1 < self.grid.rowCount():
            self.grid.put({(row + 1, column): self.grid.text(row, column)})
            self.go(row + 1, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and bare in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self.step(-1 if bare else 1)
        elif event.key() == Qt.Key.Key_F8:
            self.copy_down()
        elif event.key() == Qt.Key.Key_Delete:
            self.grid.put(dict.fromkeys(self.marked(), ""))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Editors of cells; a value is read when its cell is left."""

    def __init__(self, view: GridView, offers: Offers) -> None:
        super().__init__(view)
        self._view = view
        self._offers = offers

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        told = self._view.grid.field(index.column())
        assert told is not None  # only the cells of fields can be edited
        editor = editor_for(told, self._offers.get(told.name))
        editor.setParent(parent)
        editor.setMaximumWidth(QWIDGETSIZE_MAX)
        editor.setAccessibleName(told.label)
        editor.line.returnPressed.connect(lambda: self._entered(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, LineEditor | ListEditor)
        editor.set_text(index.data(Qt.ItemDataRole.EditRole))
        editor.line.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, LineEditor | ListEditor)
        grid, row, column = self._view.grid, index.row(), index.column()
        text = editor.text()
        if text.strip() == "=" and row:
            text = grid.text(row - 1, column)
        elif isinstance(editor, ListEditor) and grid.tidied(column, text)[1]:
            text = editor.first_hit() or text
        grid.put({(row, column): text})

    def _entered(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.step(1)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter stores the cell and goes on; while a list hangs open it comes by ``returnPressed`` instead."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            assert isinstance(editor, QWidget)
            self._entered(editor)
            return True
        return super().eventFilter(editor, event)
