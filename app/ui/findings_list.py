"""The findings of one card as a list; choosing one leads to its field, what was explained is folded away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.palette import LEVEL_SIGNS, LEVELS, QUIET, colour
from app.ui.plain import tool_tip
from app.validators.findings import Finding


class FindingsList(QListWidget):
    """Worst first, each with level and sentence, its rule as a hint; click or Enter emits ``chosen`` with the finding.

    The explained ones are one line at the end, «пояснено: 2», that unfolds and folds.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAccessibleName("Замечания к карточке")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # a line is broken anew where the list gets narrower
        self._findings: tuple[Finding, ...] = ()
        self._shown: list[Finding] = []  # in the order of the lines
        self._fold: QListWidgetItem | None = None
        self._unfolded = False
        self._left_at = -1  # the line on which one stood, where it is gone by now
        self.when_empty = ""
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Replace the list."""
        if findings == self._findings:
            return
        same_card = {one.id for one in findings} == {one.id for one in self._findings}
        self._unfolded = self._unfolded and same_card
        stood, row = self.current, self.currentRow() if self.currentRow() >= 0 else self._left_at
        self._findings = findings
        self._fill()
        self._left_at = row if same_card else -1
        if stood is not None:
            self.stand_on(stood)

    def stand_on(self, finding: Finding) -> None:
        """Mark the line of a finding, from which :meth:`step` goes on; nothing where it has none."""
        line = next((place for place, one in enumerate(self._shown) if one.key == finding.key), -1)
        if line >= 0:
            fold = self.row(self._fold) if self._fold is not None else self.count()
            self.setCurrentRow(line + (line >= fold))

    def _fill(self) -> None:
        self.clear()
        self._fold = None
        self._shown = [one for one in self._findings if one.open]
        explained = [one for one in self._findings if not one.open]
        for one in self._shown:
            self.addItem(_item(one))
        if not explained:
            return
        sign = "▾" if self._unfolded else "▸"
        self._fold = _quiet(f"{sign} пояснено: {len(explained)}")
        self._fold.setToolTip(tool_tip("Показать или скрыть пояснённые замечания"))
        self.addItem(self._fold)
        if self._unfolded:
            self._shown += explained
            for one in explained:
                self.addItem(_quiet(f"✔ {one.level.label}: {one.text} Пояснено: «{one.explained}»"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says that it is empty because all is well."""
        super().paintEvent(event)
        if not self._findings:
            painter = QPainter(self.viewport())
            painter.setPen(colour(QUIET))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.when_empty)

    def step(self, by: int) -> bool:
        """Go to the next (or previous) finding that is not folded away; False where there is none."""
        lines = [row for row in range(self.count()) if self.item(row) is not self._fold]
        if not lines:
            return False
        here = self.currentRow() if self.currentRow() >= 0 else self._left_at - (by > 0)
        ahead = [row for row in lines if row > here] if by > 0 else [row for row in reversed(lines) if row < here]
        row = (ahead or lines[::by])[0] if here >= 0 else lines[0]
        self.setCurrentRow(row)
        self._choose(self.item(row))
        return True

    @property
    def current(self) -> Finding | None:
        """The finding of the current line."""
        item = self.currentItem()
        if item is None or item is self._fold:
            return None
        row = self.row(item)
        return self._shown[row - (self._fold is not None and self.row(self._fold) < row)]

    def _choose(self, item: QListWidgetItem) -> None:
        self.setCurrentItem(item)
        if item is self._fold:
            self._unfolded = not self._unfolded
            self._fill()
            self.setCurrentItem(self._fold)
        elif (finding := self.current) is not None:
            self.chosen.emit(finding)


def _item(one: Finding) -> QListWidgetItem:
    lapsed = f" {one.lapsed}" if one.lapsed else ""
    item = QListWidgetItem(f"{LEVEL_SIGNS[one.level]} {one.level.label}: {one.text}{lapsed}")
    item.setForeground(colour(LEVELS[one.level]))
    item.setToolTip(tool_tip(f"{one.title}. Правило {one.rule}. {one.clause}"))
    return item


def _quiet(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setForeground(colour(QUIET))
    return item
