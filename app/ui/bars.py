"""A share of a whole in a cell of a table: a painted bar, and words beside it, which alone are read aloud."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.palette import ACCENT, EDGE, INK, ON_ACCENT, PAPER, colour
from app.ui.table import Table

_GAP = 10  # between the edge of the cell, the bar and the words


class Share(str):
    """The words of a cell, with the length of its bar: 0 to 1."""

    share: float

    def __new__(cls, text: str, share: float) -> "Share":
        made = super().__new__(cls, text)
        made.share = share
        return made


class BarCells(QStyledItemDelegate):
    """Paints the cells of a table's column that are a :class:`Share`; the others as usual."""

    def __init__(self, table: Table, column: int) -> None:
        super().__init__(table)
        self._lines = table.lines
        table.setItemDelegateForColumn(column, self)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the row as the style has it, the words at the left, the bar in the rest."""
        cell = self._lines.lines[index.row()].cells[index.column()]
        if not isinstance(cell, Share):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        words = option.fontMetrics.horizontalAdvance("100 %") + _GAP
        room = option.rect.adjusted(_GAP, 0, -_GAP, 0)
        painter.save()
        painter.setPen(colour(ON_ACCENT if chosen else INK))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(cell))
        wide = max(words, option.fontMetrics.horizontalAdvance(str(cell)) + _GAP)
        _bar(painter, room.adjusted(wide, 0, 0, 0), cell.share, chosen=chosen)
        painter.restore()


def _bar(painter: QPainter, room: QRect, share: float, *, chosen: bool) -> None:
    """A frame as long as a whole, filled as far as the share goes; on a chosen row in the colours of its text."""
    high = max(8, room.height() // 3)
    frame = QRect(room.left(), room.center().y() - high // 2, room.width() - 1, high)
    if frame.width() < high:
        return  # no room is left: the words say it
    painter.setPen(colour(ON_ACCENT if chosen else EDGE))
    painter.setBrush(colour(ACCENT if chosen else PAPER))
    painter.drawRect(frame)
    painter.fillRect(
        frame.adjusted(1, 1, -int(frame.width() * (1 - share)), 0), colour(ON_ACCENT if chosen else ACCENT)
    )
