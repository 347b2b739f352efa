"""A line of widgets that goes on below where the window is too narrow for it, as words of a text do."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

Placed = tuple[QLayoutItem, int]  # an item and the width it gets


class WrapLine(QLayout):
    """Widgets side by side, each at least as wide as what it says; those that grow share what is left of their row."""

    def __init__(self, *, right: bool = False) -> None:
        """``right`` puts rows in which nothing grows to the right."""
        super().__init__()
        self._right = right
        self._items: list[QLayoutItem] = []
        self._growing: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width; Qt asks for the same one hundreds of times
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, *, grows: bool = False) -> None:
        """Put a widget at the end; one that grows is never narrower than its own least width."""
        self.addChildWidget(widget)
        item = QWidgetItem(widget)
        self._items.append(item)
        if grows:
            self._growing.append(item)
        self.invalidate()

    # --- what Qt asks of a layout -----------------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's own way of adding."""
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            edges = self.contentsMargins()
            inner = width - edges.left() - edges.right()
            self._heights[width] = self._lay(QRect(0, 0, inner, 0), move=False) + edges.top() + edges.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """What is in it has become larger or smaller."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = self._shown()
        wide = sum(max(self._least(one), one.sizeHint().width()) for one in shown)
        return self._with_edges(wide + self._gap * max(len(shown) - 1, 0))

    def minimumSize(self) -> QSize:
        """Each in a row of its own."""
        return self._with_edges(max(map(self._least, self._shown()), default=0))

    def _with_edges(self, wide: int) -> QSize:
        """A size of one row."""
        edges = self.contentsMargins()
        high = max((_high(one, 0) for one in self._shown()), default=0)
        return QSize(wide + edges.left() + edges.right(), high + edges.top() + edges.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(self.contentsRect(), move=True)

    # --- rows -----------------------------------------------------------------------------------------

    @property
    def _gap(self) -> int:
        return max(self.spacing(), 0)

    def _shown(self) -> list[QLayoutItem]:
        return [one for one in self._items if not one.isEmpty()]

    def _least(self, item: QLayoutItem) -> int:
        return item.minimumSize().width() if item in self._growing else item.sizeHint().width()

    def _rows(self, width: int) -> list[list[Placed]]:
        rows: list[list[QLayoutItem]] = []
        left = -1
        for one in self._shown():
            wanted = self._least(one)
            if wanted > left:
                rows.append([])
                left = width
            rows[-1].append(one)
            left -= wanted + self._gap
        return [self._share(row, width) for row in rows]

    def _share(self, row: list[QLayoutItem], width: int) -> list[Placed]:
        taken = sum(map(self._least, row)) + self._gap * (len(row) - 1)
        growing = [one for one in row if one in self._growing]
        more = max(width - taken, 0) // max(len(growing), 1)
        return [(one, min(self._least(one) + (more if one in growing else 0), width)) for one in row]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """Place the rows, or only reckon; the height that they take."""
        y = rect.y()
        for row in self._rows(rect.width()):
            x, high = rect.x(), max(_high(one, wide) for one, wide in row)
            if self._right:
                x += max(rect.width() - sum(wide + self._gap for _, wide in row) + self._gap, 0)
            for one, wide in row:
                if move:
                    _put(one, QRect(x, y + (high - _high(one, wide)) // 2, wide, _high(one, wide)))
                x += wide + self._gap
            y += high + self._gap
        return max(y - self._gap - rect.y(), 0)


def _high(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if width and item.hasHeightForWidth() else item.sizeHint().height()


def _put(item: QLayoutItem, place: QRect) -> None:
    """An item itself would keep its widget to the height that it likes best, which a text may not fit into."""
    if (widget := item.widget()) is not None:
        widget.setGeometry(place)
