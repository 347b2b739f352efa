"""The page «Школа и классы»: the school's card and the teacher of every class."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.school import SCHOOL_TABS, School
from app.errors import AppError
from app.services.cards import Card, Edit, load_card
from app.services.school import school_card
from app.services.students import ClassRow, list_classes
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import Button, PlainLabel
from app.ui.unsaved import save_changes, settle
from app.validators.registry import Finding

TEACHER = 2


class SchoolPage(QWidget):
    """The school's card saves by its button; a teacher's name is saved when its cell is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.card = CardView("school", School, SCHOOL_TABS, desk.passport.year)
        self._rows: list[ClassRow] = []
        self.classes = self._make_classes()
        self._arrange()
        self.setFocusProxy(self.card.tab_widget)
        self.card.edited.connect(self._show_state)
        self.card.save_wanted.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.classes.itemChanged.connect(self._save_teacher)
        desk.findings_changed.connect(self._show_findings)
        desk.record_saved.connect(self._on_saved)
        desk.records_changed.connect(self.reload)
        self.reload()

    def _make_classes(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels(["Класс", "Учеников", "Классный руководитель (ФИО полностью)"])
        table.setAccessibleName("Классы и классные руководители")
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(TEACHER, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 70)
        header.resizeSection(1, 90)
        return table

    def _arrange(self) -> None:
        self.state = PlainLabel("", "quiet", wrap=False)
        self.save_button = Button("Сохранить")
        line = QHBoxLayout()
        line.addWidget(PlainLabel("Школа", "title"), 1)
        line.addWidget(self.state)
        line.addWidget(self.save_button)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 4, 0)
        box.addLayout(line)
        box.addWidget(self.card, 1)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(4, 0, 0, 0)
        box.addWidget(PlainLabel("Классы", "title"))
        box.addWidget(self.classes, 1)
        box.addWidget(
            PlainLabel(
                "Классы появляются сами, когда в них записан ученик. Чтобы внести руководителя, нажмите F2.", "quiet"
            )
        )
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([640, 540])
        splitter.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(splitter)

    def card_view(self) -> CardView:
        """The editors on this page."""
        return self.card

    def reload(self) -> None:
        """Read the school and the classes anew; unsaved text in the card stays."""
        if self.card.edit() is None:
            self._show(school_card(self.desk.passport))
        self._rows = list_classes(self.desk.passport)
        self.classes.blockSignals(True)
        self.classes.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            for column, text in enumerate((row.name, str(row.pupils), row.teacher)):
                item = QTableWidgetItem(text)
                if column != TEACHER:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.classes.setItem(place, column, item)
        self.classes.blockSignals(False)
        self._show_state()

    def open_finding(self, finding: Finding) -> None:
        """Lead to the field of the school's card, or to the class's teacher."""
        if finding.entity == "school":
            self.card.focus_field(finding.field)
            return
        place = next((n for n, row in enumerate(self._rows) if row.id == finding.id), -1)
        if place >= 0:
            self.classes.setFocus()
            self.classes.setCurrentCell(place, TEACHER)

    @property
    def unsaved(self) -> bool:
        """Whether the school's card differs from what is stored."""
        return self.card.edit() is not None

    def save(self) -> bool:
        """Save the school's card; on an error it stays as typed and False is returned."""
        return save_changes(self, self.desk, self.card, self._show)

    def may_leave(self) -> bool:
        """Settle what is unsaved in the school's card; False when the user stays with it."""
        if not self.unsaved:
            return True
        return settle(self, "Школа", self.save, self._drop)

    def _drop(self) -> None:
        """Show the card as it is stored now, which after a refused save is not what was loaded."""
        self._show(school_card(self.desk.passport))

    def _show(self, card: Card) -> None:
        self.card.show_card(card, self.desk.findings_of(card.id))

    def _save_teacher(self, item: QTableWidgetItem) -> None:
        row = self._rows[item.row()]
        if item.column() != TEACHER or item.text().strip() == row.teacher:
            return
        try:
            version = load_card(self.desk.passport, "class", row.id).version
            self.desk.save(Edit("class", row.id, version, {"teacher": item.text()}))
        except AppError as problem:
            show_error(self, problem)

    def _on_saved(self, entity: str, _id: str) -> None:
        if entity != "student":
            self.reload()

    def _show_findings(self) -> None:
        if self.card.card is not None:
            self.card.show_findings(self.desk.findings_of(self.card.card.id))

    def _show_state(self) -> None:
        self.state.setText("Не сохранено" if self.unsaved else "Сохранено")
        self.state.set_role("question" if self.unsaved else "good")
        self.save_button.setEnabled(self.unsaved)
