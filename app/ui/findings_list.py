"""The findings of one card as a list; choosing one leads to its field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.palette import LEVEL_SIGNS, LEVELS, QUIET
from app.ui.plain import tool_tip
from app.validators.registry import Finding


class FindingsList(QListWidget):
    """Worst first, each with level, rule and the sentence; click or Enter emits ``chosen`` with the finding."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAccessibleName("Замечания к карточке")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._findings: tuple[Finding, ...] = ()
        self.when_empty = ""
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Replace the list."""
        if findings == self._findings:
            return
        self._findings = findings
        self.clear()
        for one in findings:
            item = QListWidgetItem(f"{LEVEL_SIGNS[one.level]} {one.level.label} {one.rule}: {one.text}")
            item.setForeground(QColor(LEVELS[one.level]))
            item.setToolTip(tool_tip(f"{one.title}. {one.clause}"))
            self.addItem(item)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says that it is empty because all is well."""
        super().paintEvent(event)
        if not self._findings:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(QUIET))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.when_empty)

    def step(self, by: int) -> None:
        """Go to the next (or previous) finding and choose it."""
        if self.count():
            row = self.currentRow()
            row = (row + by) % self.count() if row >= 0 else 0
            self.setCurrentRow(row)
            self._choose(self.item(row))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._findings[self.row(item)])
