"""The cells of a table typed down a column: what is stored, what was typed over it, what of that cannot be read."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QFont

from app.domain.field import Field, field_by_name
from app.domain.listed import listing_of
from app.errors import BadValue
from app.services.cards import ENTITIES, Edit
from app.services.columns import Line, edits_of
from app.services.pasted import Place
from app.ui.palette import CARRIED, LEVEL_SIGNS, LEVELS, QUIET, colour
from app.ui.plain import tool_tip
from app.ui.table import NO_PARENT, Index
from app.validators.findings import Level

FIXED = 2  # who it is, and the class: shown before the fields and never typed


class GridTable(QAbstractTableModel):
    """Records down, fields across. Nothing is stored: ``edits`` gives what a save would do."""

    def __init__(self, entity: str) -> None:
        super().__init__()
        self._known = field_by_name(ENTITIES[entity])
        group = listing_of(ENTITIES[entity]).group
        self._fixed = ("Кто", self._known[group].label if group else "")
        self.lines: list[Line] = []
        self.names: tuple[str, ...] = ()
        self._typed: dict[tuple[str, str], str] = {}
        self._steps: list[dict[tuple[str, str], str | None]] = []  # what stood typed before each act, to take it back

    def load(self, lines: list[Line], names: Sequence[str]) -> None:
        """Show records read with these fields; what was typed into fields that stay, stays."""
        self.beginResetModel()
        self.lines, self.names = lines, tuple(names)
        self._typed = {key: text for key, text in self._typed.items() if key[1] in self.names}
        self._steps = [{key: text for key, text in step.items() if key[1] in self.names} for step in self._steps]
        self.endResetModel()

    def forget(self) -> None:
        """Drop what was typed: it is stored now, or not wanted."""
        self._typed.clear()
        self._steps.clear()

    # --- cells ----------------------------------------------------------------------------------------

    def field(self, column: int) -> Field | None:
        """The field of a column; None for the fixed ones."""
        return self._known[self.names[column - FIXED]] if FIXED <= column < FIXED + len(self.names) else None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell: typed, else stored."""
        line = self.lines[row]
        if column < FIXED:
            return (line.who, line.group)[column]
        name = self.names[column - FIXED]
        return self._typed.get((line.id, name), line.texts[name])

    def stored(self, row: int, column: int) -> str:
        """What is stored in a cell of a field."""
        return self.lines[row].texts[self.names[column - FIXED]]

    def problem(self, row: int, column: int) -> str:
        """Why the text of a cell cannot be read; '' where it can."""
        return self.tidied(column, self.text(row, column))[1] if column >= FIXED else ""

    def tidied(self, column: int, text: str) -> tuple[str, str]:
        """A text as it will stand in a column, and why it cannot be read, if so: then it stands as typed."""
        told = self._known[self.names[column - FIXED]]
        try:
            return told.tidy(text), ""
        except BadValue as problem:
            return text.strip(), str(problem)

    def put(self, cells: Mapping[Place, str]) -> None:
        """Type texts into cells, as one act that :meth:`take_back` takes back."""
        step: dict[tuple[str, str], str | None] = {}
        for (row, column), text in cells.items():
            new = self.tidied(column, text)[0]
            key = (self.lines[row].id, self.names[column - FIXED])
            if new == self.text(row, column):
                continue
            step[key] = self._typed.get(key)
            if new == self.stored(row, column):
                self._typed.pop(key, None)
            else:
                self._typed[key] = new
        if step:
            self._steps.append(step)
            self._all_changed()

    def take_back(self) -> bool:
        """Take the last act back; False where there is none."""
        while self._steps:
            step = self._steps.pop()
            for key, text in step.items():
                if text is None:
                    self._typed.pop(key, None)
                else:
                    self._typed[key] = text
            if step:
                self._all_changed()
                return True
        return False

    def _all_changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # --- what a save would do -------------------------------------------------------------------------

    def edits(self) -> tuple[Edit, ...]:
        """The edits that store what was typed."""
        return edits_of(self.lines, self._typed)

    def typed_in(self, column: int) -> bool:
        """Whether anything unsaved stands in a column."""
        return any(name == self.names[column - FIXED] for _, name in self._typed)

    def unread(self) -> int:
        """How many of the typed texts cannot be read."""
        return sum(
            bool(self.tidied(self.names.index(name) + FIXED, text)[1]) for (_, name), text in self._typed.items()
        )

    # --- what Qt asks ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else FIXED + len(self.names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            told = self.field(section)
            return told.label if told else self._fixed[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if index.column() >= FIXED else Qt.ItemFlag(0))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.put({(index.row(), index.column()): str(value)})
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.EditRole:
            return self.text(row, column)
        problem = self.problem(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{LEVEL_SIGNS[Level.ERROR]} {self.text(row, column)}" if problem else self.text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(LEVELS[Level.ERROR]) if problem else colour(QUIET) if column < FIXED else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(problem or self.text(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.lines[row].who}. {self.headerData(column, Qt.Orientation.Horizontal)}: " + (
                f"{self.text(row, column) or 'не внесено'}. {problem}"
            )
        return self._look(row, column, role)

    def _look(self, row: int, column: int, role: int) -> Any:
        """Typed and not stored yet: on another ground and in bold, so that it shows in grey too."""
        if column < FIXED or (self.lines[row].id, self.names[column - FIXED]) not in self._typed:
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            return colour(CARRIED)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None
