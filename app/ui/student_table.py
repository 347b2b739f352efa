"""The list of pupils: rows held as plain values, filtered in memory at every key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.school import grade_of
from app.domain.text import fold
from app.services.students import StudentRow
from app.ui.palette import LEVEL_SIGNS, LEVELS
from app.ui.plain import tool_tip
from app.validators.registry import Finding, Level

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("ФИО", "Класс", "Замечания")
NO_PARENT = QModelIndex()


class StudentTable(QAbstractTableModel):
    """Pupils in the order of the service; ``scope`` is None for all, a parallel, or a class."""

    def __init__(self, findings_of: Callable[[str], tuple[Finding, ...]]) -> None:
        super().__init__()
        self._findings_of = findings_of
        self._all: list[StudentRow] = []
        self._shown: list[StudentRow] = []
        self._words: list[str] = []
        self._scope: int | str | None = None

    def load(self, rows: list[StudentRow]) -> None:
        """Take all pupils anew; the filter stays."""
        self.beginResetModel()
        self._all = rows
        self._select()
        self.endResetModel()

    def filter(self, text: str, scope: int | str | None) -> None:
        """Show the pupils of the scope in whom every word of the text is found."""
        words = fold(text).split()
        if words == self._words and scope == self._scope:
            return
        self.beginResetModel()
        self._words, self._scope = words, scope
        self._select()
        self.endResetModel()

    def _select(self) -> None:
        rows = self._all
        if isinstance(self._scope, str):
            rows = [row for row in rows if row.class_name == self._scope]
        elif self._scope is not None:
            rows = [row for row in rows if grade_of(row.class_name) == self._scope]
        for word in self._words:
            rows = [row for row in rows if word in row.search]
        self._shown = rows

    def replace(self, row: StudentRow) -> None:
        """Show a pupil's new values without moving anybody."""
        for rows in (self._all, self._shown):
            for place, old in enumerate(rows):
                if old.id == row.id:
                    rows[place] = row
                    break
        self.refresh_findings()

    def known(self, id: str) -> bool:
        """Whether the pupil is in the list, shown or not."""
        return any(row.id == id for row in self._all)

    def moved(self, row: StudentRow) -> bool:
        """Whether a pupil's new values give another place in the list: the class or the name changed."""
        return any((old.class_name, old.name) != (row.class_name, row.name) for old in self._all if old.id == row.id)

    def refresh_findings(self) -> None:
        """Paint anew: findings are asked for while painting."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(HEADINGS) - 1))

    def row_of(self, id: str) -> int:
        """Where a pupil stands in the shown list; -1 when filtered out."""
        return next((place for place, row in enumerate(self._shown) if row.id == id), -1)

    def at(self, place: int) -> StudentRow:
        """The pupil at a place of the shown list."""
        return self._shown[place]

    @property
    def shown(self) -> int:
        """How many pupils are shown."""
        return len(self._shown)

    @property
    def total(self) -> int:
        """How many pupils there are."""
        return len(self._all)

    # --- what Qt asks ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, row.class_name, _summary(self._findings_of(row.id)))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            worst = _worst(self._findings_of(row.id))
            return QColor(LEVELS[worst]) if worst else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(f"{row.name}, {row.class_name}, {row.birth}")
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return f"{row.name}, класс {row.class_name or 'не внесён'}. {_summary(self._findings_of(row.id))}"
        return None


def _summary(findings: tuple[Finding, ...]) -> str:
    levels = [one.level for one in findings]
    return " ".join(f"{LEVEL_SIGNS[level]}{levels.count(level)}" for level in Level if level in levels)


def _worst(findings: tuple[Finding, ...]) -> Level | None:
    return min((one.level for one in findings), key=list(Level).index, default=None)
