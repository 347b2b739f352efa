"""One tab of a card: its sections of fields and its lists, made when the tab is first shown."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QGroupBox, QScrollArea, QVBoxLayout, QWidget

from app.domain.card_layout import Section, parts_of
from app.domain.exams import ExamChoice
from app.domain.field import Details, Record, Tab
from app.domain.year import AcademicYear
from app.services.cards import Card
from app.services.detail_rows import Rows
from app.ui.exams_editor import ExamsEditor
from app.ui.field_row import FieldRow, Offers
from app.ui.plain import PlainLabel
from app.ui.rows_editor import RowsEditor
from app.validators.findings import Finding

_LEAST_LINES = 9  # of type: what four fields take
LABEL_SIGNS = 29  # of an average sign: what the longest label of two lines takes
CARD_SIGNS = LABEL_SIGNS + 9  # no card is narrower than a label and its edges

ListOfDetails = ExamsEditor | RowsEditor


class TabPage(QScrollArea):
    """The editors of one tab. ``stops`` are its fields in the order in which Enter visits them."""

    edited = Signal()
    entered = Signal(object)  # the FieldRow that has the focus now
    next_wanted = Signal(object)  # the FieldRow in which Enter was pressed
    previous_wanted = Signal(object)
    repeat_wanted = Signal(object)
    history_wanted = Signal(object)
    mended = Signal(object)
    shown = Signal()  # another card's texts are in the editors

    def __init__(self, model: type[Record], tab: Tab, year: AcademicYear, offers: Offers) -> None:
        super().__init__()
        self.tab = tab
        self.rows: dict[str, FieldRow] = {}
        self.lists: dict[str, ListOfDetails] = {}
        self._year = year
        self._offers = offers
        self._card_id = ""
        self._forms: dict[str, QFormLayout] = {}
        self._sections: list[Callable[[], Iterator[FieldRow]]] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields scroll it
        self.page = QWidget()
        self._box = QVBoxLayout(self.page)
        for part in parts_of(model, tab):
            self._box.addWidget(self._section(part) if isinstance(part, Section) else self._list(part))
        self._box.addStretch(1)
        self.setWidget(self.page)

    def minimumSizeHint(self) -> QSize:
        """Never so low that one cannot see the field above and the field below."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() * _LEAST_LINES)

    def hold(self, *, held: bool) -> None:
        """Let nothing be typed, or let it be again."""
        self.page.setEnabled(not held)

    def add_below(self, name: str, widget: QWidget, *, wide: bool = False) -> None:
        """Put something of a card's own below a field: under its editor, or (wide) under its label too."""
        row = self.rows[name]
        form = self._forms[row.field.section]
        line = cast("tuple[int, object]", form.getWidgetPosition(row))[0] + 1
        if wide:
            form.insertRow(line, widget)
        else:
            form.insertRow(line, "", widget)

    def add_to_list(self, name: str, widget: QWidget) -> None:
        """Put something of a card's own below a list, in its frame."""
        holder = self.lists[name].parentWidget()
        box = holder.layout() if holder is not None else None
        assert box is not None
        box.addWidget(widget)

    def _section(self, told: Section) -> QWidget:
        holder = QGroupBox(told.title) if told.title else QWidget()
        form = self._forms[told.title] = QFormLayout(holder)
        form.setContentsMargins(0, 2, 4, 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # with large type: the field below its label
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(5)
        rows: list[FieldRow] = []
        for one in told.fields:
            row = FieldRow(one, self._offers)
            row.label.setFixedWidth(row.label.fontMetrics().averageCharWidth() * LABEL_SIGNS)
            self.connect_row(row)
            row.above = rows[-1] if rows else None
            self.rows[one.name] = row
            rows.append(row)
            form.addRow(row.label, row)
        self._sections.append(lambda: iter(rows))
        return holder

    def connect_row(self, row: FieldRow) -> None:
        """Hear of what happens in a field."""
        row.edited.connect(self.edited)
        row.entered.connect(self.entered)
        row.next_wanted.connect(self.next_wanted)
        row.previous_wanted.connect(self.previous_wanted)
        row.repeat_wanted.connect(self.repeat_wanted)
        row.history_wanted.connect(self.history_wanted)
        row.mended.connect(self.mended)

    def _list(self, told: Details) -> QWidget:
        holder = QGroupBox(told.title)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 2, 4, 2)
        made: ListOfDetails
        if told.model is ExamChoice:  # chosen by boxes, not written row by row
            made = ExamsEditor(told, self._year, self._offers, self.connect_row)
        else:
            made = RowsEditor(told, self._offers, self.connect_row)
        if told.help:
            box.addWidget(PlainLabel(told.help, "quiet"))
        box.addWidget(made)
        made.edited.connect(self.edited)
        self.lists[told.name] = made
        self._sections.append(made.stops)
        return holder

    def lock(self) -> None:
        """Show everything on the tab and let nothing be changed."""
        for one in (*self.rows.values(), *self.lists.values()):
            one.lock()

    # --- showing and reading --------------------------------------------------------------------------

    def show_card(self, card: Card, grade: int | None) -> None:
        """Put a card's texts and lists into the editors."""
        for name, row in self.rows.items():
            row.show_text(card.texts[name], card.unread.get(name, ""))
            row.mark_carried(not card.version and bool(card.texts[name]))
        for name, one in self.lists.items():
            one.show_grade(grade)
            one.show_rows(card.details.get(name, ()), same_card=card.id == self._card_id)
        self._card_id = card.id
        self.shown.emit()

    def saved_as(self, id: str) -> None:
        """The card in the editors has been stored: what is shown next under that id is the same card."""
        self._card_id = id

    def texts(self) -> dict[str, str]:
        """What stands in the fields, as typed."""
        return {name: row.text() for name, row in self.rows.items()}

    def details(self) -> dict[str, Rows]:
        """What stands in the lists."""
        return {name: one.rows() for name, one in self.lists.items()}

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Mark fields and lists with what the rules found in them."""
        by_field: dict[str, list[Finding]] = {}
        for one in findings:
            by_field.setdefault(one.field, []).append(one)
        for name, row in self.rows.items():
            row.show_findings(by_field.get(name, ()))
        for name, made in self.lists.items():
            made.show_findings({field: some for field, some in by_field.items() if field.split(".")[0] == name})

    def show_grade(self, grade: int | None, *, of_pupil: bool) -> None:
        """What depends on the class: which exams are offered, which fields the order asks for."""
        for row in self.rows.values():
            row.need(grade in row.field.needed if of_pupil else bool(row.field.needed))
        for one in self.lists.values():
            one.show_grade(grade)

    def stops(self) -> list[FieldRow]:
        """The fields that Enter visits, in the order in which one reads them."""
        return [row for section in self._sections for row in section()]

    def row_of(self, name: str) -> FieldRow | None:
        """The field of a finding: of the record, or «guardians.1.phone» of one of a list."""
        if name in self.rows:
            return self.rows[name]
        made = self.lists.get(name.split(".", maxsplit=1)[0])
        return made.row_of(name) if made else None

    def place_of(self, name: str) -> QWidget | None:
        """Where what a finding speaks of is changed: its field, or the box of a chosen exam."""
        made = self.lists.get(name.split(".", maxsplit=1)[0])
        return (made.place_of(name) if isinstance(made, ExamsEditor) else None) or self.row_of(name)

    def go_on_to(self, name: str) -> None:
        """Put the focus into the box of a chosen exam that a finding speaks of, where it is no field."""
        place = self.place_of(name)
        if place is not None and not isinstance(place, FieldRow):
            place.setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, place, lambda: self.ensureWidgetVisible(place, 0, 40))

    def repeat(self, row: FieldRow, before: Card) -> None:
        """Give a field what another card has in this place; in a list's waiting block, the whole of that row."""
        name = row.field.name
        if self.rows.get(name) is row:
            row.type_text(before.texts[name])
            return
        for of, made in self.lists.items():
            if isinstance(made, RowsEditor):
                made.repeat(row, before.details.get(of, ()))

    def refresh_offers(self) -> None:
        """Offer the classes and buildings there are now."""
        for row in self.stops():
            row.refresh_offer()
