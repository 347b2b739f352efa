"""The list of pupils: the tree of classes, the search, the table; it shows and asks, and opens nothing itself."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.school import grade_of
from app.services.students import list_classes, list_students, student_row
from app.ui.desk import Desk
from app.ui.plain import Button, PlainLabel
from app.ui.student_table import StudentTable
from app.ui.table import dress

SCOPE = Qt.ItemDataRole.UserRole
SIZES = [130, 390]
NO_CLASS = ""  # the scope of pupils who are in no class


class StudentList(QSplitter):
    """``wanted`` tells whose card the user goes to; the page answers with ``mark`` for the card it shows."""

    wanted = Signal(str)
    entered = Signal()  # Enter in the table: into the card
    painted = Signal()  # once, when the list is first on the screen

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.class_names: list[str] = []
        self.model = StudentTable(desk.findings_of)
        self._items: dict[int | str | None, QTreeWidgetItem] = {}
        self._present = ""
        self.classes = _make_classes()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText("Поиск: фамилия, класс, СНИЛС, документ")
        self.search.setAccessibleName("Поиск по списку")
        self.table = _make_table(self.model)
        self.counter = PlainLabel("", "quiet")
        self.new_button = Button("Новая карточка")
        self._arrange()
        self._connect()
        self.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell once that the list is on the screen: it is what one waits for at the start."""
        if event.type() == QEvent.Type.Paint:
            self.table.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        middle = QWidget()
        middle.setMinimumWidth(240)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.counter, 1)
        line.addWidget(self.new_button)
        box.addLayout(line)
        self.addWidget(self.classes)
        self.addWidget(middle)
        self.setSizes(SIZES)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)

    def _connect(self) -> None:
        self.classes.currentItemChanged.connect(lambda *_: self._filter())
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self._enter)
        self.table.selectionModel().currentRowChanged.connect(self._go_to)
        self.table.activated.connect(lambda _: self.entered.emit())
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
        """Read the pupils and the classes anew, keeping the scope, the search and the marked pupil."""
        self.model.load(list_students(self.desk.passport))
        self.reload_classes()
        self._filter()

    def reload_classes(self) -> None:
        """Read the classes anew, keeping the scope."""
        rows = list_classes(self.desk.passport)
        self.class_names = [row.name for row in rows]
        scope = self.scope
        self.classes.blockSignals(True)
        self.classes.clear()
        self._items = _class_items([(row.name, row.pupils) for row in rows], self.model.total)
        self.classes.addTopLevelItems([item for item in self._items.values() if item.parent() is None])
        self.classes.expandAll()
        self.classes.setCurrentItem(self._items.get(scope) or self._items[None])
        self.classes.blockSignals(False)

    def show_saved(self, id: str) -> None:
        """Show one pupil's new values; the list is read anew only when he has another place in it."""
        row = student_row(self.desk.passport, id)
        if row is not None and self.model.known(id) and not self.model.moved(row):
            self.model.replace(row)
        else:
            self._present = id
            self.reload()

    @property
    def scope(self) -> int | str | None:
        """The class or parallel that is shown; None for the whole school."""
        item = self.classes.currentItem()
        return item.data(0, SCOPE) if item else None

    def show_scope(self, scope: int | str | None) -> None:
        """Show a class, a parallel, or (None) the whole school."""
        self.classes.setCurrentItem(self._items[scope])

    def show_all(self) -> None:
        """Drop the search and the scope."""
        self.search.clear()
        self.show_scope(None)

    def _filter(self) -> None:
        self.model.filter(self.search.text(), self.scope)
        self.mark(self._present)

    # --- where one is ---------------------------------------------------------------------------------

    def mark(self, id: str) -> None:
        """Show whose card is open, asking nothing; '' marks nobody."""
        self._present = id
        place = self.model.row_of(id)
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        selection.clear()
        if place >= 0:
            flags = QItemSelectionModel.SelectionFlag.SelectCurrent | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(self.model.index(place, 0), flags)
            self.table.scrollTo(self.model.index(place, 0))
        selection.blockSignals(False)
        self.table.viewport().update()
        shown, total = self.model.shown, self.model.total
        self.counter.setText(f"Всего: {total}" if shown == total else f"Показано: {shown} из {total}")

    def select(self, place: int) -> None:
        """Go to the pupil at a place of the shown list, if there is such a place."""
        if 0 <= place < self.model.shown:
            self.table.setCurrentIndex(self.model.index(place, 0))

    @property
    def place(self) -> int:
        """Where the marked pupil stands in the shown list; -1 when he is not shown."""
        return self.table.currentIndex().row()

    def _go_to(self, current: QModelIndex) -> None:
        if current.isValid() and (id := self.model.at(current.row()).id) != self._present:
            self.wanted.emit(id)


def _make_classes() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setIndentation(12)
    tree.setAccessibleName("Классы")
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return tree


def _make_table(model: StudentTable) -> QTableView:
    table = QTableView()
    table.setModel(model)
    dress(table, (0, 9, 15), "Список обучающихся")
    return table


def _class_items(rows: list[tuple[str, int]], total: int) -> dict[int | str | None, QTreeWidgetItem]:
    """Items by scope: the school, pupils without a class, every parallel of several classes and its classes."""
    items: dict[int | str | None, QTreeWidgetItem] = {}
    items[None] = _item("Вся школа", total, None)
    if total > (placed := sum(pupils for _, pupils in rows)):
        items[NO_CLASS] = _item("Без класса", total - placed, NO_CLASS)
    grades = [grade_of(name) for name, _ in rows]
    for (name, pupils), grade in zip(rows, grades, strict=True):
        items[name] = _item(name, pupils, name)
        if grades.count(grade) > 1:
            if grade not in items:
                total = sum(more for (_, more), other in zip(rows, grades, strict=True) if other == grade)
                items[grade] = _item(f"{grade} классы", total, grade)
            items[grade].addChild(items[name])
    return items


def _item(text: str, pupils: int, scope: int | str | None) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{text} ({pupils})"])
    item.setData(0, SCOPE, scope)
    return item
