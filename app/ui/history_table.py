"""The table of changes: when, who, what stood there, what came in its place; under it all of the chosen row."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.history import Line as Change
from app.ui.plain import PlainLabel, give_focus
from app.ui.table import Line, Table

EMPTY = "не внесено"

_WHEN, _FIELD, _WHOSE, _ACT, _WHO = 17, 26, 27, 23, 19  # signs
_VALUE, _NARROW = 30, 22


class HistoryTable(QWidget):
    """Changes, newest first; with ``whose`` also of whom each is. ``moved`` when another row is chosen."""

    moved = Signal()

    def __init__(self, name: str, *, whose: bool) -> None:
        super().__init__()
        self._whose = whose
        headings = ["Когда", *(["Чьё"] if whose else []), "Поле", "Было", "Стало", "Действие", "Кто", "Почему"]
        value = _NARROW if whose else _VALUE
        widths = [_WHEN, *([_WHOSE] if whose else []), _FIELD, value, value, _ACT, _WHO, 0]
        self.table = Table(headings, widths, name)
        self.told = PlainLabel("", "quiet")
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        give_focus(self, self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell())

    def load(self, changes: Sequence[Change]) -> None:
        """Show other changes and stand on the first of them."""
        self.table.load([self._line(one) for one in changes])
        if changes:
            self.table.selectRow(0)
        self._tell()

    def chosen(self) -> Change | None:
        """The change on which one stands."""
        found: Change | None = self.table.chosen()
        return found

    def _line(self, one: Change) -> Line:
        whose = (one.who,) if self._whose else ()
        values = (one.was or EMPTY, one.became or EMPTY) if one.field else (one.was, one.became)
        act = f"{one.what}: {one.detail}" if one.detail else one.what
        return Line((f"{one.when:%d.%m.%Y %H:%M}", *whose, one.label, *values, act, one.actor, one.why), one)

    def _tell(self) -> None:
        self.told.setText(sentence(self.chosen()))
        self.moved.emit()


def sentence(one: Change | None) -> str:
    """All that a change says, for the line below the table."""
    if one is None:
        return ""
    act = ". ".join(text for text in (one.what, one.detail, f"Почему: {one.why}" if one.why else "") if text)
    told = f"№ {one.number}, {one.when:%d.%m.%Y %H:%M}, {one.actor}. {act}."
    if not one.label:
        return told
    whose = f" {one.who}." if one.who else ""
    if not one.field:
        return f"{told}{whose} {one.label}: {' — '.join(text for text in (one.was, one.became) if text)}."
    return f"{told}{whose} {one.label}: было «{one.was or EMPTY}», стало «{one.became or EMPTY}»."
