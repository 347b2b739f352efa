"""A list of records: its groups, the search, the table; it shows and asks, and opens nothing itself.

A page makes one with ``RecordList(desk, entity, words)``, listens to ``wanted`` and ``entered``, and answers with
``mark`` for the card it shows. Groups other than the plain values of the grouping field: override ``groups``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QSplitter, QVBoxLayout

from app.domain.listed import natural
from app.services.lists import NAME, group_title, list_row
from app.ui.desk import Desk
from app.ui.group_tree import Group, GroupTree, Scope
from app.ui.list_columns import choose_columns
from app.ui.list_layout import Layout, first_layout, keep_layout, layout_of
from app.ui.plain import Button, PlainLabel
from app.ui.record_table import RecordTable, stored
from app.ui.record_view import RecordView
from app.ui.room import Pane

SIZES = [130, 390]
NO_GROUP = ""  # the scope of records that are in no group


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list calls its parts. ``file`` begins the name of an exported file."""

    table: str
    search: str
    groups: str
    whole: str
    ungrouped: str
    file: str
    new: str = "Новая карточка"


_LEAST_SIGNS = 30  # of average width: what the list keeps beside the card


class RecordList(QSplitter):
    """``wanted`` tells whose card the user goes to; the page answers with ``mark`` for the card it shows."""

    wanted = Signal(str)
    entered = Signal()  # Enter in the table: into the card

    def __init__(self, desk: Desk, entity: str, words: ListWords) -> None:
        super().__init__()
        self.desk = desk
        self.entity = entity
        self.words = words
        self._present = ""
        self.model = RecordTable(entity, desk.open_of)
        self.table = RecordView(self.model, words.table)
        self.painted = self.table.painted
        self.tree = GroupTree(words.groups)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(words.search)
        self.search.setToolTip(words.search)  # which large type leaves no room for
        self.search.setAccessibleName("Поиск по списку")
        self.leavers = QCheckBox("Показать выбывших")
        self.note = PlainLabel("", "question")
        self.counter = PlainLabel("", "quiet")
        self.new_button = Button(words.new)
        self._layout = layout_of(entity)
        self.leavers.setChecked(self._layout.leavers)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        middle = Pane(_LEAST_SIGNS)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        box.addWidget(self.note)
        box.addWidget(self.leavers)
        line = QHBoxLayout()
        line.addWidget(self.counter, 1)
        line.addWidget(self.new_button)
        box.addLayout(line)
        self.addWidget(self.tree)
        self.addWidget(middle)
        self.setSizes(SIZES)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)

    def _connect(self) -> None:
        self.tree.changed.connect(self._filter)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._enter)
        self.leavers.toggled.connect(self._show_leavers)
        self.model.modelReset.connect(self._show_place)
        self.table.selectionModel().currentRowChanged.connect(self._go_to)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self.table.activated.connect(lambda _: self.entered.emit())
        self.table.arranged.connect(self._keep)
        self.table.heading_menu.connect(self._heading_menu)
        self.table.copy_wanted.connect(lambda: self.copy(marked=True))
        self.desk.findings_changed.connect(self.model.refresh_findings)
        for key, act in (("Down", self._enter), ("Esc", self.search.clear)):
            shortcut = QShortcut(QKeySequence(key), self.search, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _enter(self) -> None:
        """From the search into the list, if it shows anybody."""
        if self.model.shown:
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.select(0)

    # --- what is shown --------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the records anew, keeping columns, groups, search and the marked record."""
        columns = [name for name, _ in self._layout.columns]
        self.model.load([], columns)  # else there would be room for all the rows twice
        self.model.load(self.desk.rows(self.entity, stored(columns)), columns)
        self.table.place(dict(self._layout.columns))
        self.reload_groups()

    def reload_groups(self) -> None:
        """Make the tree of groups anew, keeping the chosen one."""
        self.tree.load(self.groups(Counter(self.model.present_groups())))
        self.leavers.setVisible(self.model.has_leavers)
        self._filter()

    def groups(self, counts: Counter[str]) -> Iterable[Group]:
        """The tree, from the number of records by value of the grouping field ('' for none)."""
        yield Group(None, self.words.whole, counts.total(), None)
        if counts[NO_GROUP]:
            yield Group(NO_GROUP, self.words.ungrouped, counts[NO_GROUP], frozenset({NO_GROUP}))
        titles = {value: group_title(self.entity, value) for value in counts if value != NO_GROUP}
        for value in sorted(titles, key=lambda one: natural(titles[one])):
            yield Group(value, titles[value], counts[value], frozenset({value}))

    def show_saved(self, id: str) -> None:
        """Show one record's new values in the place they give it, or that it is there no more; who is marked stays."""
        marked = [self.model.id_at(place) for place in self.table.places()]
        row = list_row(self.desk.passport, self.entity, stored(self.model.columns), id)
        if row is None:
            self.model.drop(id)
        else:
            self.model.put(row)
        self.reload_groups()
        if len(marked) > 1:
            self._mark_besides(marked)

    def _mark_besides(self, ids: Iterable[str]) -> None:
        """Mark these too, as far as they are shown: acts over many are about those marked, else about all."""
        selection = self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in map(self.model.row_of, ids):
            if place >= 0:
                selection.select(self.model.index(place, 0), flags)

    @property
    def scope(self) -> Scope:
        """The group that is shown; None for the whole list."""
        return self.tree.scope

    def show_scope(self, scope: Scope) -> None:
        """Show a group, or (None) the whole list."""
        self.tree.choose(scope)

    def show_all(self) -> None:
        """Drop the search and the group, and show those who have left too."""
        self.search.clear()
        self.leavers.setChecked(True)
        self.show_scope(None)

    def _filter(self) -> None:
        self.model.filter(self.search.text(), self.tree.values, leavers=self.leavers.isChecked())

    def _show_leavers(self) -> None:
        self._filter()
        self._keep()

    # --- where one is ---------------------------------------------------------------------------------

    def mark(self, id: str) -> None:
        """Show whose card is open, asking nothing; '' marks nobody. Rows marked besides stay marked."""
        self._present = id
        place = self.model.row_of(id)
        selection = self.table.selectionModel()
        if place < 0 or place != self.table.currentIndex().row():
            selection.blockSignals(True)
            selection.clear()
            if place >= 0:
                flags = QItemSelectionModel.SelectionFlag.SelectCurrent | QItemSelectionModel.SelectionFlag.Rows
                selection.setCurrentIndex(self.model.index(place, 0), flags)
                self.table.scrollTo(self.model.index(place, self._seen_column()))
            selection.blockSignals(False)
            self.table.viewport().update()
        self._count()

    def _seen_column(self) -> int:
        """A column that is on the screen, so that going to a row moves nothing sideways."""
        return max(self.table.columnAt(0), 0)

    def _show_place(self) -> None:
        self.mark(self._present)
        mended = self.model.mended
        self.note.setText(f"Раскладка исправлена: {mended}" if mended else "")
        self.note.setVisible(bool(mended))

    def _count(self) -> None:
        shown, total = self.model.shown, self.model.total
        marked = self.table.marked
        text = f"Всего: {total}" if shown == total else f"Показано: {shown} из {total}"
        self.counter.setText(f"{text}, выделено: {marked}" if marked > 1 else text)

    def select(self, place: int) -> None:
        """Go to the record at a place of the shown list, if there is such a place."""
        if 0 <= place < self.model.shown:
            self.table.setCurrentIndex(self.model.index(place, self._seen_column()))

    @property
    def place(self) -> int:
        """Where the marked record stands in the shown list; -1 when it is not shown."""
        return self.table.currentIndex().row()

    def _go_to(self, current: QModelIndex) -> None:
        if current.isValid() and (id := self.model.id_at(current.row())) != self._present:
            self.wanted.emit(id)

    # --- columns --------------------------------------------------------------------------------------

    def choose_columns(self) -> None:
        """Let the user say which fields are columns."""
        present = self.table.names()
        wanted = choose_columns(self, self.entity, present)
        if wanted is not None and wanted != present:
            self._show_columns(wanted)

    def usual_columns(self) -> None:
        """The columns and widths that the list has at first."""
        self._show_columns([name for name, _ in first_layout(self.entity).columns], {})

    def natural_order(self) -> None:
        """The order that the list has by itself."""
        self.table.natural_order()

    def toggle_leavers(self) -> None:
        """Show or hide those who have left."""
        self.leavers.toggle()

    def _show_columns(self, names: Iterable[str], widths: dict[str, int] | None = None) -> None:
        given = dict(self.table.widths()) if widths is None else widths
        self.table.natural_order()
        self._layout = Layout(tuple((name, given.get(name, 0)) for name in names), self.leavers.isChecked())
        self.reload()
        self._keep()

    def _keep(self) -> None:
        self._layout = Layout(tuple(self.table.widths()), self.leavers.isChecked())
        keep_layout(self.entity, self._layout)

    def _heading_menu(self, place: QPoint, name: str) -> None:
        menu = self.heading_menu(name)
        menu.exec(place)
        menu.deleteLater()

    def heading_menu(self, name: str) -> QMenu:
        """What can be done with the columns, from the heading of one of them ('' from none)."""
        menu = QMenu(self)
        if name and name != NAME:
            others = [one for one in self.table.names() if one != name]
            menu.addAction(f"Скрыть столбец «{self.model.heading(name)}»", lambda: self._show_columns(others))
        menu.addAction("Столбцы…", self.choose_columns)
        menu.addAction("Обычные столбцы", self.usual_columns)
        menu.addSeparator()
        menu.addAction("Обычный порядок", self.natural_order)
        return menu

    # --- handing over ---------------------------------------------------------------------------------

    def _handed(self, *, marked: bool = False) -> Sequence[int]:
        """The rows to hand over: those marked, if several are or just these are wanted; else all that are shown."""
        places = self.table.places()
        return places if len(places) > 1 or (marked and places) else range(self.model.shown)

    def copy(self, *, marked: bool = False) -> None:
        """Put rows on the clipboard as text and as a table."""
        from app.ui.list_export import copy_rows  # noqa: PLC0415 - not needed by the first window

        count = copy_rows(self.desk, self.model, self._handed(marked=marked), self.table.names())
        self.desk.said.emit(f"Скопировано строк: {count}.")

    def export(self) -> None:
        """Write the list as it is shown into a workbook."""
        from app.ui.list_export import save_rows  # noqa: PLC0415 - as above

        scope = f" {self.scope}" if isinstance(self.scope, str) and self.scope else ""
        save_rows(self, self.desk, self.model, (self._handed(), self.table.names()), f"{self.words.file}{scope}")
