"""The places of a room drawn as a table of rows and places; those not to be taken are crossed and named.

It shows and asks: whoever owns it keeps the places and answers ``changed``.
"""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.palette import ACCENT, INK, LEVELS, LINE, PAPER, STRIPE, colour
from app.validators.findings import Level

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]  # row and place in it, both counted from 1

HEIGHT = 26  # a place is no smaller than a finger's or a shaking hand's target (24 px)
WIDE, NARROW = 46, 24  # a place with room for its name, and without: twenty are as wide as the card
FEW = 10  # as many places in a row are drawn wide


class PlanModel(QAbstractTableModel):
    """``rows`` × ``places``, and which of them are ``broken``."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.places = 0
        self.broken: frozenset[Place] = frozenset()

    def show_places(self, rows: int, places: int, broken: frozenset[Place]) -> None:
        """Show other places."""
        if (rows, places) != (self.rows, self.places):
            self.beginResetModel()
            self.rows, self.places, self.broken = rows, places, broken
            self.endResetModel()
        elif broken != self.broken:
            self.broken = broken
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, places - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.places

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(section + 1) if orientation == Qt.Orientation.Horizontal else f"Ряд {section + 1}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = (index.row() + 1, index.column() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{place[0]}-{place[1]}" if place in self.broken else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            state = "не занимать" if place in self.broken else "можно занять"
            return f"Ряд {place[0]}, место {place[1]}: {state}"
        return None


class _PlaceDelegate(QStyledItemDelegate):
    """A place: a frame; where it is not to be taken, a cross and, where there is room, its name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect.adjusted(2, 2, -3, -3)
        name = index.data()
        painter.save()
        painter.setPen(QPen(colour(LINE)))
        painter.fillRect(rect, colour(STRIPE if name else PAPER))
        painter.drawRect(rect)
        if name:
            painter.setPen(QPen(colour(LEVELS[Level.ERROR]), 1.4))
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.topRight(), rect.bottomLeft())
            if rect.width() > NARROW:
                room = painter.fontMetrics().boundingRect(name).adjusted(-2, 0, 2, 0)
                room.moveCenter(rect.center())
                painter.fillRect(room, colour(STRIPE))
                painter.setPen(colour(INK))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour(ACCENT), 2))
            painter.drawRect(rect)
        painter.restore()


class SeatingPlan(QTableView):
    """A click or Space crosses a place or clears it; Enter goes on to the next field."""

    changed = Signal(object)  # the set of places that are not to be taken from now on
    next_wanted = Signal()
    moved = Signal()  # a key has led to another place

    def __init__(self) -> None:
        super().__init__()
        self.plan = PlanModel()
        self.setModel(self.plan)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setAccessibleName("Схема мест: пробел — не занимать")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(NARROW)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clicked.connect(self._toggle)
        self.plan.modelReset.connect(self._resize)

    def show_places(self, rows: int, places: int, broken: frozenset[Place]) -> None:
        """Show a room of so many rows and places in each."""
        self.plan.show_places(rows, places, broken)

    def _resize(self) -> None:
        """Take as much of the page as the places need: a plan is never scrolled by itself."""
        rows, places = self.plan.rows, self.plan.places
        width = WIDE if places <= FEW else NARROW
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        side, top = self.verticalHeader().sizeHint().width(), self.horizontalHeader().sizeHint().height()
        frame = 2 * self.frameWidth() + 2
        self.setFixedSize(side + places * width + frame, top + rows * HEIGHT + frame)
        if rows and places:
            self.setCurrentIndex(self.plan.index(0, 0))

    def _toggle(self, index: Index) -> None:
        if index.isValid():
            self.changed.emit(self.plan.broken ^ {(index.row() + 1, index.column() + 1)})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space crosses, Enter leaves; arrows, Home and End go about as in any table."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)
            self.moved.emit()
