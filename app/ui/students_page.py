"""The page «Обучающиеся»: classes, the list with its search, and the card beside it."""

from functools import cached_property

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.school import grade_of
from app.domain.student import STUDENT_TABS, Student
from app.errors import AppError
from app.services.cards import Card, Edit, load_card
from app.services.students import list_classes, list_students, student_row
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import OneLine, PlainLabel, ask
from app.ui.student_table import StudentTable
from app.ui.unsaved import settle
from app.validators.registry import Finding

SCOPE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 28


class StudentsPage(QWidget):
    """List and card. A card with unsaved changes is never left without asking."""

    changed = Signal()  # whether something is unsaved, or what can be taken back
    ready = Signal()  # the list is on the screen and the card is made

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._class_names: list[str] = []
        self._items: dict[int | str | None, QTreeWidgetItem] = {}
        self.model = StudentTable(desk.findings_of)
        self.classes = self._make_classes()
        self.search = QLineEdit(clearButtonEnabled=True)
        self.table = self._make_table()
        self.count = PlainLabel("", "quiet")
        self._arrange()
        self._connect()
        self.reload()
        self.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once the list is on the screen, make the card: the list is what one waits for at the start."""
        if event.type() == QEvent.Type.Paint:
            self.table.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self._begin)
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if not self._present():
            self.select(0)
        self.ready.emit()

    @cached_property
    def card(self) -> CardView:
        """The card beside the list, made when it is first needed."""
        made = CardView("student", Student, STUDENT_TABS, self.desk.passport.year, lambda: self._class_names)
        made.edited.connect(self._show_state)
        made.save_wanted.connect(self.save)
        self._right_box.addWidget(made, 1)
        return made

    def _present(self) -> str:
        """The id of the pupil whose card is open; '' where there is none, or it is not stored yet."""
        made = self.__dict__.get("card")
        return made.card.id if made is not None and made.card is not None else ""

    # --- building -------------------------------------------------------------------------------------

    def _make_classes(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(12)
        tree.setAccessibleName("Классы")
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return tree

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.setAccessibleName("Список обучающихся")
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, signs in ((1, 10), (2, 17)):
            header.resizeSection(column, self.fontMetrics().averageCharWidth() * signs)
        return table

    def _arrange(self) -> None:
        self.search.setPlaceholderText("Поиск: фамилия, класс, СНИЛС, документ")
        self.search.setAccessibleName("Поиск по списку")
        self.new_button = QPushButton("Новая карточка")
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.new_button)
        box.addLayout(line)
        splitter = QSplitter()
        splitter.addWidget(self.classes)
        splitter.addWidget(middle)
        splitter.addWidget(self._right())
        splitter.setSizes([130, 390, 680])
        splitter.setStretchFactor(2, 1)
        splitter.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(splitter)

    def _right(self) -> QWidget:
        self.title = OneLine("title")
        self.state = PlainLabel("", "quiet", wrap=False)
        self.save_button = QPushButton("Сохранить")
        self.save_button.setToolTip("Ctrl+S")
        self.undo_button = QPushButton("Вернуть как было")
        self.undo_button.setToolTip("Отменить последнее сохранение: Ctrl+Shift+Z")
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.state)
        line.addWidget(self.undo_button)
        line.addWidget(self.save_button)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(4, 0, 0, 0)
        box.addLayout(line)
        self._right_box = box
        return right

    def _connect(self) -> None:
        self.classes.currentItemChanged.connect(lambda *_: self._filter())
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(self._go_to)
        self.table.activated.connect(lambda _: self.card.focus_field(""))
        self.save_button.clicked.connect(self.save)
        self.undo_button.clicked.connect(self.take_back)
        self.new_button.clicked.connect(self.new)
        self.desk.findings_changed.connect(self._show_findings)
        self.desk.record_saved.connect(self._on_saved)
        self.desk.records_changed.connect(self.reload)
        for key, act in (("Down", self.table.setFocus), ("Esc", self.search.clear)):
            QShortcut(QKeySequence(key), self.search, act, context=Qt.ShortcutContext.WidgetShortcut)

    # --- the list -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list and the classes anew, keeping the scope, the search and the pupil."""
        self._reload_classes()
        self.model.load(list_students(self.desk.passport))
        present = self._present()
        self._after_filter(present)
        if present:
            self._reopen(present)

    def _reopen(self, id: str) -> None:
        """Show the open card as it is stored now, unless it has unsaved text, or is gone."""
        if self.card.edit() is not None:
            return
        if self.model.row_of(id) < 0 and not self.model.known(id):
            self.card.card = None
            self.select(0)
        else:
            self.open(id)

    def _reload_classes(self) -> None:
        rows = list_classes(self.desk.passport)
        self._class_names = [row.name for row in rows]
        item = self.classes.currentItem()
        scope = item.data(0, SCOPE) if item else None
        self.classes.blockSignals(True)
        self.classes.clear()
        items = _class_items([(row.name, row.pupils) for row in rows])
        self.classes.addTopLevelItems([item for item in items.values() if item.parent() is None])
        self.classes.expandAll()
        self._items = items
        self.classes.setCurrentItem(items.get(scope) or items[None])
        self.classes.blockSignals(False)
        if "card" in self.__dict__:
            self.card.refresh_classes()

    def _filter(self) -> None:
        item = self.classes.currentItem()
        self.model.filter(self.search.text(), item.data(0, SCOPE) if item else None)
        self._after_filter(self._present())

    def _after_filter(self, present: str) -> None:
        self._mark(self.model.row_of(present))
        shown, total = self.model.shown, self.model.total
        self.count.setText(f"Всего: {total}" if shown == total else f"Показано: {shown} из {total}")

    def _mark(self, place: int) -> None:
        """Show which pupil the card is of, without opening a card."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        selection.clear()
        if place >= 0:
            flags = QItemSelectionModel.SelectionFlag.SelectCurrent | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(self.model.index(place, 0), flags)
            self.table.scrollTo(self.model.index(place, 0))
        selection.blockSignals(False)
        self.table.viewport().update()

    def select(self, place: int) -> None:
        """Go to the pupil at a place of the shown list."""
        if 0 <= place < self.model.shown:
            self.table.setCurrentIndex(self.model.index(place, 0))
        elif self.model.total == 0:
            self.new()

    def step(self, by: int) -> None:
        """Next or previous pupil of the shown list."""
        self.select(self.table.currentIndex().row() + by)

    def _go_to(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        wanted = self.model.at(current.row()).id
        if self.card.card is not None and wanted == self.card.card.id:
            return
        if not self.may_leave():
            self._mark(self.model.row_of(self._present()))
            return
        self.open(wanted)

    # --- the card -------------------------------------------------------------------------------------

    def open(self, id: str) -> None:
        """Show a pupil's card; what is unsaved must have been settled before."""
        try:
            card = load_card(self.desk.passport, "student", id)
        except AppError as problem:
            show_error(self, problem)
            return
        self._show(card)

    def open_finding(self, finding: Finding) -> None:
        """Show the card a finding speaks of, with the focus in its field."""
        if self.card.card is None or self.card.card.id != finding.id:
            if not self.may_leave():
                return
            if self.model.row_of(finding.id) < 0:
                self.search.clear()
                self.classes.setCurrentItem(self._items[None])
            self.open(finding.id)
            self._mark(self.model.row_of(finding.id))
        self.card.focus_field(finding.field)

    def new(self) -> None:
        """An empty card in the class that is shown; nothing is stored before the first save."""
        if not self.may_leave():
            return
        item = self.classes.currentItem()
        scope = item.data(0, SCOPE) if item else None
        empty = Card("student", "", 0, dict.fromkeys(self.card.rows, ""))
        self._show(empty)
        if isinstance(scope, str):
            self.card.rows["class_name"].show_text(scope)
        self._mark(-1)
        self.card.focus_field("last_name")

    def _show(self, card: Card) -> None:
        self.card.show_card(card, self.desk.findings_of(card.id))
        self._show_state()

    def _show_findings(self) -> None:
        self.model.refresh_findings()
        if present := self._present():
            self.card.show_findings(self.desk.findings_of(present))

    def _show_state(self) -> None:
        card = self.card.card
        unsaved = self.card.edit() is not None
        name = " ".join(self.card.rows[part].text() for part in ("last_name", "first_name", "middle_name"))
        self.title.setText(name.replace("  ", " ").strip() or "Новая карточка")
        self.state.setText("Не сохранено" if unsaved else "Сохранено" if card and card.version else "")
        self.state.set_role("question" if unsaved else "good")
        self.save_button.setEnabled(unsaved)
        self.undo_button.setEnabled(bool(self.desk.undo) and not unsaved)
        self.changed.emit()

    # --- saving ---------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether the card differs from what is stored."""
        return "card" in self.__dict__ and self.card.edit() is not None

    def save(self) -> bool:
        """Save the card; on an error it stays open with all its text, and False is returned."""
        edit = self.card.edit()
        if edit is None:
            return True
        try:
            saved = self.desk.save(edit)
        except AppError as problem:
            show_error(self, problem)
            return False
        if saved.card is not None:
            self._show(saved.card)
        self.desk.said.emit("Сохранено.")
        return True

    def take_back(self) -> None:
        """Take the last save back and show the card it was of."""
        if not self.may_leave():
            return
        try:
            card = self.desk.take_back()
        except AppError as problem:
            show_error(self, problem)
            return
        if card is not None and card.entity == "student":
            self._show(card)
            self._mark(self.model.row_of(card.id))
        elif self.card.card is not None and self.model.row_of(self.card.card.id) < 0:
            self.card.card = None
            self.select(0)
        self._show_state()
        self.desk.said.emit("Последнее сохранение отменено.")

    def remove(self) -> None:
        """Remove the card that is open, after asking; it can be taken back."""
        card = self.card.card
        if card is None or not card.version:
            return
        question = f"Удалить карточку «{self.title.text()}»? Выбывших не удаляют. Удаление можно отменить."
        buttons = {"Удалить": QMessageBox.ButtonRole.DestructiveRole, "Не удалять": QMessageBox.ButtonRole.RejectRole}
        if ask(self, "Удаление карточки", question, buttons) != "Удалить":
            return
        place = self.table.currentIndex().row()
        try:
            self.desk.save(Edit("student", card.id, card.version, remove=True))
        except AppError as problem:
            show_error(self, problem)
            return
        self.card.card = None
        self.select(min(max(place, 0), self.model.shown - 1))

    def may_leave(self) -> bool:
        """Settle what is unsaved: save it, drop it, or (False) stay with the card."""
        if not self.unsaved:
            return True
        return settle(self, self.title.text(), self.save, self._drop)

    def _drop(self) -> None:
        if self.card.card is not None:
            self._show(self.card.card)

    def _on_saved(self, entity: str, id: str) -> None:
        if entity != "student":
            self._reload_classes()
            return
        row = student_row(self.desk.passport, id)
        if row is not None and self.model.known(id) and not self.model.moved(row):
            self.model.replace(row)
            return
        self._reload_classes()
        self.model.load(list_students(self.desk.passport))
        self._after_filter(id)


def _class_items(rows: list[tuple[str, int]]) -> dict[int | str | None, QTreeWidgetItem]:
    """Items by scope: the school, every parallel of several classes, and under it the classes."""
    items: dict[int | str | None, QTreeWidgetItem] = {}
    items[None] = _item("Вся школа", sum(pupils for _, pupils in rows), None)
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
