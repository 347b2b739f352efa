"""The classes of the school: a table with the teacher written into it, and a window for all else of a class."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app.domain.field import field_by_name, mended
from app.domain.school import SchoolClass
from app.errors import AppError
from app.services.cards import Card, Edit, load_card
from app.services.students import ClassRow, list_classes
from app.ui.class_window import ClassWindow
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.headings import keep_headings
from app.ui.plain import Button, PlainLabel, ask
from app.ui.room import Pane
from app.ui.wrapping import WrapLine

PUPILS = "pupils"
COLUMNS = {
    "name": ("Класс", 60),
    PUPILS: ("Учен.", 58),
    "teacher": ("Классный руководитель", 0),
    "profile": ("Профиль", 82),
    "study_form": ("Форма", 64),
    "language": ("Язык", 66),
    "shift": ("Смена", 64),
}  # heading and width in pixels at the usual size of type; 0 takes the rest
NAMES = tuple(COLUMNS)
TEACHER = NAMES.index("teacher")
_LEAST_LINES = 8  # of type: the headings and three classes


class ClassesPane(Pane):
    """A teacher's name is saved when its cell is left; a class is made, changed and removed by window."""

    settle = Signal(object)  # an act to be done when nothing is unsaved on any page

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[ClassRow] = []
        self._locked = False
        self.table = self._make_table()
        self.new_button = Button("Новый класс…")
        self.change_button = Button("Изменить…")
        self.remove_button = Button("Удалить…")
        self._arrange()
        self.new_button.clicked.connect(self.new)
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.table.itemChanged.connect(self._save_teacher)
        self.table.cellActivated.connect(lambda _row, column: self.change() if column != TEACHER else None)
        self.table.currentCellChanged.connect(lambda *_: self._show_state())

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS))
        table.setHorizontalHeaderLabels([heading for heading, _ in COLUMNS.values()])
        table.setAccessibleName("Классы и классные руководители")
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setMinimumHeight(table.fontMetrics().height() * _LEAST_LINES)
        table.setProperty("cells", True)  # a chosen cell may be empty: it is framed, not filled
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, (_, width) in enumerate(COLUMNS.values()):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        keep_headings(header)
        return table

    def _arrange(self) -> None:
        buttons = WrapLine()
        for button in (self.new_button, self.change_button, self.remove_button):
            buttons.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 0, 0, 0)
        box.addWidget(PlainLabel("Классы", "title"))
        box.addWidget(self.table, 1)
        box.addLayout(buttons)
        box.addWidget(
            PlainLabel("Класс появляется и сам, когда в него записан ученик. Вписать руководителя: F2.", "quiet")
        )

    def lock(self) -> None:
        """Show the classes only."""
        self._locked = True
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for button in (self.new_button, self.change_button, self.remove_button):
            button.deny()

    def reload(self) -> None:
        """Read the classes anew, staying on the cell where one is."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        self.rows = list_classes(self.desk.passport)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.rows))
        for place, one in enumerate(self.rows):
            for number, name in enumerate(NAMES):
                item = QTableWidgetItem(str(one.pupils) if name == PUPILS else one.texts[name])
                if number != TEACHER:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(place, number, item)
        self.table.setCurrentCell(min(max(row, 0), len(self.rows) - 1), column if column >= 0 else TEACHER)
        self.table.blockSignals(False)
        self._show_state()

    def _show_state(self) -> None:
        present = self._present() is not None
        self.change_button.setEnabled(present)
        self.remove_button.setEnabled(present)

    def _present(self) -> ClassRow | None:
        place = self.table.currentRow()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def go_to(self, id: str, field: str = "teacher") -> None:
        """Put the focus into a cell of the class with that id."""
        place = next((n for n, row in enumerate(self.rows) if row.id == id), -1)
        if place >= 0:
            self.table.setFocus()
            self.table.setCurrentCell(place, NAMES.index(field) if field in NAMES else TEACHER)

    def step(self, by: int) -> None:
        """Next or previous class."""
        place = self.table.currentRow() + by
        if 0 <= place < len(self.rows):
            self.table.setCurrentCell(place, max(self.table.currentColumn(), 0))

    # --- what is changed ------------------------------------------------------------------------------

    def _save_teacher(self, item: QTableWidgetItem) -> None:
        row = self.rows[item.row()]
        if item.column() != TEACHER or item.text().strip() == row.teacher:
            return
        try:
            version = load_card(self.desk.passport, "class", row.id).version
            self.desk.save(Edit("class", row.id, version, mended(SchoolClass, {"teacher": item.text()})))
        except AppError as problem:
            show_error(self, problem)

    def new(self) -> None:
        """Ask for a new class; it begins with what the class here has in common with others."""
        here = self._present()
        kept = {"study_form", "language", "shift"}
        texts = {name: here.texts[name] if here and name in kept else "" for name in field_by_name(SchoolClass)}
        self._ask(Card("class", "", 0, texts))

    def change(self) -> None:
        """Change the class on which one stands; its pupils go along with its name, so their cards are settled first."""
        if (here := self._present()) is not None and not self._locked:
            self.settle.emit(lambda: self._ask(load_card(self.desk.passport, "class", here.id)))

    def _ask(self, card: Card) -> None:
        window = ClassWindow(self, self.desk, card)
        if window.exec():
            self.go_to(window.saved)
        window.deleteLater()

    def remove(self) -> None:
        """Remove the class on which one stands, after asking; it can be taken back."""
        here = self._present()
        if here is None:
            return
        buttons = {"Удалить": QMessageBox.ButtonRole.DestructiveRole, "Не удалять": QMessageBox.ButtonRole.RejectRole}
        question = f"Удалить класс {here.name}? Отменить удаление: F9."
        if ask(self, "Удаление класса", question, buttons, default="Не удалять") != "Удалить":
            return
        try:
            self.desk.save(Edit("class", here.id, here.version, remove=True))
        except AppError as problem:
            show_error(self, problem)
