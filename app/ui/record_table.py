"""The rows of a list for a view: light tuples searched and ordered in memory, made into text when painted."""

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.services.lists import GROUP, ID, LEFT, NAME, SORT_KEY, Row, columns_of, find, in_groups, ordered, place_of
from app.ui.palette import LEVEL_SIGNS, LEVELS, QUIET, colour
from app.ui.plain import tool_tip
from app.validators.findings import Finding, Level

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
FINDINGS = "@findings"  # the column that is not of the record: what its check has found
LEFT_WORD = "выбыл"


class RecordTable(QAbstractTableModel):
    """The records of an entity: all of them in natural order, and those shown by group, search and heading."""

    def __init__(self, entity: str, findings_of: Callable[[str], tuple[Finding, ...]]) -> None:
        super().__init__()
        self.columns: tuple[str, ...] = (NAME, FINDINGS)
        self.mended = ""  # what was searched for in the other keyboard layout
        self._known = columns_of(entity)
        self._findings_of = findings_of
        self._all: list[Row] = []  # in natural order
        self._ordered: list[Row] = []  # in the order of a heading, if one was clicked
        self._narrowed: list[Row] = []  # of these, those of the groups
        self._shown: list[Row] = []  # and of these, those in which the typed words are found
        self._text = ""
        self._groups: Collection[str] | None = None
        self._leavers = True
        self._order: tuple[str, bool] | None = None  # column, falling

    # --- what is shown --------------------------------------------------------------------------------

    def load(self, rows: list[Row], columns: Sequence[str]) -> None:
        """Take all records anew, as read for :func:`stored` of these columns; the filter and the order stay."""
        self.beginResetModel()
        self.columns = tuple(columns)
        if self._order and self._order[0] not in self.columns:
            self._order = None
        self._all = rows
        self._arrange()
        self.endResetModel()

    def put(self, row: Row) -> None:
        """Show a record's new values in the place they give it."""
        self.beginResetModel()
        self._all = [one for one in self._all if one[ID] != row[ID]]
        insort(self._all, row, key=itemgetter(SORT_KEY))
        self._arrange()
        self.endResetModel()

    def drop(self, id: str) -> None:
        """Forget a record that is there no more."""
        self.beginResetModel()
        self._all = [one for one in self._all if one[ID] != id]
        self._arrange()
        self.endResetModel()

    def filter(self, text: str, groups: Collection[str] | None, *, leavers: bool = True) -> None:
        """Show the records of the groups (None: of all) in which every word of the text is found."""
        if (text, groups, leavers) == (self._text, self._groups, self._leavers):
            return
        self.beginResetModel()
        if (groups, leavers) != (self._groups, self._leavers):
            self._groups, self._leavers = groups, leavers
            self._narrow()
        self._text = text
        self._search()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 gives the natural order back."""
        wanted = None if column < 0 else (self.columns[column], order == Qt.SortOrder.DescendingOrder)
        if wanted == self._order:
            return
        self.beginResetModel()
        self._order = wanted
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        if self._order is None:
            self._ordered = self._all
        else:
            name, falling = self._order
            self._ordered = ordered(self._all, self._key(name), falling=falling)
        self._narrow()
        self._search()

    def _key(self, name: str) -> Callable[[Row], Any]:
        if name == FINDINGS:
            return self._weight
        column, place = self._known[name], stored(self.columns).index(name)
        return lambda row: column.key(row, place)

    def _weight(self, row: Row) -> tuple[int, ...] | None:
        """Records with most errors first, then with most questions; those without findings last."""
        levels = [one.level for one in self._findings_of(row[ID])]
        return tuple(-levels.count(level) for level in Level) if levels else None

    def _narrow(self) -> None:
        self._narrowed = in_groups(self._ordered, self._groups)
        if not self._leavers:
            self._narrowed = [row for row in self._narrowed if row[LEFT] is None]

    def _search(self) -> None:
        self._shown, self.mended = find(self._narrowed, self._text, ranked=self._order is None)

    # --- what others ask ------------------------------------------------------------------------------

    def known(self, id: str) -> bool:
        """Whether a record is in the list, shown or not."""
        return place_of(self._all, id) >= 0

    def row_of(self, id: str) -> int:
        """Where a record stands in the shown list; -1 when it is filtered out."""
        return place_of(self._shown, id) if id else -1

    def id_at(self, place: int) -> str:
        """The record at a place of the shown list."""
        return str(self._shown[place][ID])

    def present_groups(self) -> Iterator[str]:
        """The group of every record that has not left; '' for none."""
        return (row[GROUP] or "" for row in self._all if row[LEFT] is None)

    @property
    def shown(self) -> int:
        """How many records are shown."""
        return len(self._shown)

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self._all)

    @property
    def has_leavers(self) -> bool:
        """Whether anybody has left."""
        return any(row[LEFT] is not None for row in self._all)

    def refresh_findings(self) -> None:
        """Paint anew: findings are asked for while painting."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(self.columns) - 1))

    def heading(self, name: str) -> str:
        """What stands over a column."""
        return "Замечания" if name == FINDINGS else self._known[name].label

    def text(self, place: int, name: str) -> str:
        """What stands in a cell."""
        row = self._shown[place]
        if name == FINDINGS:
            return _summary(self._findings_of(row[ID]))
        text = self._known[name].text(row, stored(self.columns).index(name))
        if name != NAME:
            return text
        text = text or "(без имени)"
        return f"({LEFT_WORD}) {text}" if row[LEFT] is not None else text  # in front, where no narrow column cuts it

    def cell(self, place: int, name: str) -> str | int | float | date:
        """What a sheet takes for a cell: days and numbers as such, all else as the text that is shown."""
        if name not in {NAME, FINDINGS}:
            value = self._known[name].typed(self._shown[place], stored(self.columns).index(name))
            if value is not None:
                return value
        return self.text(place, name)

    def cells(self, places: Iterable[int], names: Sequence[str]) -> list[list[str | int | float | date]]:
        """The cells of these rows and columns, as a sheet takes them."""
        return [[self.cell(place, name) for name in names] for place in places]

    # --- what Qt asks ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.heading(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), name)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(self._shown[index.row()], name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self.text(index.row(), name))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._spoken(index.row())
        return None

    def _colour(self, row: Row, name: str) -> QColor | None:
        if name == FINDINGS and (worst := _worst(self._findings_of(row[ID]))):
            return colour(LEVELS[worst])
        return colour(QUIET) if row[LEFT] is not None else None

    def _spoken(self, place: int) -> str:
        """A row as a screen reader says it: the name, then «heading: value»."""
        others = [name for name in self.columns if name != NAME]
        told = (f"{self.heading(name)}: {self.text(place, name) or 'не внесено'}" for name in others)
        return ". ".join((self.text(place, NAME), *told))


def stored(columns: Iterable[str]) -> list[str]:
    """The columns that are read from the base, in the order of their cells."""
    return [name for name in columns if name != FINDINGS]


def _summary(findings: tuple[Finding, ...]) -> str:
    levels = [one.level for one in findings]
    return " ".join(f"{LEVEL_SIGNS[level]}{levels.count(level)}" for level in Level if level in levels)


def _worst(findings: tuple[Finding, ...]) -> Level | None:
    return min((one.level for one in findings), key=list(Level).index, default=None)
