"""A card: tabs of fields made from the record's field statements, its findings, save and take back.

The card holds the loaded text and what stands in the editors; «unsaved» is the difference between them.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGroupBox, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.domain.field import Field, Record, Tab, fields
from app.domain.kinds import ClassName
from app.domain.school import grade_of
from app.domain.year import AcademicYear
from app.errors import BadValue
from app.services.cards import Card, Edit
from app.ui.editors import ListEditor
from app.ui.exams_editor import ExamsEditor
from app.ui.field_row import FieldRow
from app.ui.findings_list import FindingsList
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel
from app.validators.registry import Finding, Level

EXAMS_TAB = "gia"  # where a pupil's chosen exams stand
LABEL_WIDTH = 175


class CardView(QWidget):
    """The editors of one record. ``edited`` says that something may have changed, ``save_wanted`` that Enter
    was pressed in the last field."""

    edited = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        entity: str,
        model: type[Record],
        tabs: Sequence[Tab],
        year: AcademicYear,
        class_names: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__()
        self.entity = entity
        self.card: Card | None = None
        self.rows: dict[str, FieldRow] = {}
        self.exams = ExamsEditor(year) if entity == "student" else None
        self._tabs = tabs
        self._class_names = class_names
        self._findings: tuple[Finding, ...] = ()
        self._grade: int | None = None
        self.tab_widget = QTabWidget()
        self.tab_widget.setDocumentMode(True)
        for tab in tabs:
            self.tab_widget.addTab(self._page(tab, [one for one in fields(model) if one.tab == tab]), tab.title)
        self.help = PlainLabel("", "quiet")
        self.help.setMinimumHeight(self.help.fontMetrics().lineSpacing() * 2 + 2)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.findings_list = FindingsList()
        self.findings_list.chosen.connect(lambda finding: self.focus_field(finding.field))
        self._arrange()

    def _arrange(self) -> None:
        upper = QWidget()
        box = QVBoxLayout(upper)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tab_widget, 1)
        box.addWidget(self.help)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(self.findings_list)
        splitter.setSizes([430, 150])
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _page(self, tab: Tab, told: Sequence[Field]) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        for section in dict.fromkeys(one.section for one in told):
            box.addWidget(self._section(section, [one for one in told if one.section == section]))
            if self.exams is not None and tab.key == EXAMS_TAB and section == "":
                box.addWidget(self._exams_section(self.exams))
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        return area

    def _section(self, title: str, told: Sequence[Field]) -> QWidget:
        holder = QGroupBox(title) if title else QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 2, 4, 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(5)
        for one in told:
            row = FieldRow(one, self._class_names)
            row.label.setFixedWidth(LABEL_WIDTH)
            row.edited.connect(self._on_edited)
            row.entered.connect(self._show_help)
            row.next_wanted.connect(self._go_on)
            self.rows[one.name] = row
            form.addRow(row.label, row)
        return holder

    def _exams_section(self, exams: ExamsEditor) -> QWidget:
        holder = QGroupBox("Выбранные экзамены")
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 2, 4, 2)
        box.addWidget(exams)
        exams.edited.connect(self.edited)
        return holder

    # --- showing --------------------------------------------------------------------------------------

    def show_card(self, card: Card, findings: tuple[Finding, ...] = ()) -> None:
        """Load a card; what was in the editors is gone."""
        self.card = card
        for name, row in self.rows.items():
            row.show_text(card.texts[name], card.unread.get(name, ""))
        self._show_grade(anew=True)
        self.findings_list.when_empty = "Замечаний нет." if card.version else "Карточка ещё не сохранена."
        self.show_findings(findings)
        self.edited.emit()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark fields and tabs with what the rules found in the saved card."""
        self._findings = findings
        for name, row in self.rows.items():
            row.show_findings(one for one in findings if one.field == name)
        if self.exams is not None:
            self.exams.show_findings(tuple(one for one in findings if one.field == "exams"))
        self.findings_list.show_findings(findings)
        for place, tab in enumerate(self._tabs):
            self.tab_widget.setTabText(place, tab.title + self._count(tab))

    def _count(self, tab: Tab) -> str:
        names = {name for name, row in self.rows.items() if row.field.tab == tab}
        if self.exams is not None and tab.key == EXAMS_TAB:
            names.add("exams")
        here = [one.level for one in self._findings if one.field in names]
        parts = [f"{LEVEL_SIGNS[level]}{here.count(level)}" for level in Level if level in here]
        return f"   {' '.join(parts)}" if parts else ""

    def refresh_classes(self) -> None:
        """Offer the classes there are now."""
        for row in self.rows.values():
            if isinstance(row.editor, ListEditor):
                row.editor.refresh()

    def _show_grade(self, *, anew: bool = False) -> None:
        """What depends on the class: which exams are offered, which fields the order asks for."""
        if self.exams is None or self.card is None:
            for row in self.rows.values():
                row.need(bool(row.field.needed))
            return
        grade = grade_of(self._class_text())
        if anew or grade != self._grade:
            self._grade = grade
            self.exams.show_exams(self.card.exams if anew else self.exams.exams(), grade)
            for row in self.rows.values():
                row.need(grade in row.field.needed)

    def _class_text(self) -> str:
        try:
            return ClassName().read(self.rows["class_name"].text()) or ""
        except BadValue:
            return ""

    # --- editing --------------------------------------------------------------------------------------

    def edit(self) -> Edit | None:
        """The difference between the card as loaded and as it stands; None when there is none."""
        if self.card is None:
            return None
        changed = {name: row.text() for name, row in self.rows.items() if row.text() != self.card.texts[name].strip()}
        exams = self.exams.exams() if self.exams is not None else self.card.exams
        new_exams = exams if exams != self.card.exams else None
        if not changed and new_exams is None:
            return None
        if not self.card.version:  # a new card: what was filled in for the user is saved with what he typed
            changed = {name: row.text() for name, row in self.rows.items() if row.text()}
        return Edit(self.entity, self.card.id, self.card.version, changed, new_exams)

    def focus_field(self, name: str) -> None:
        """Show the tab of a field and put the focus into it; '' is the first field of the card."""
        if name == "exams" and self.exams is not None:
            self._show_tab(EXAMS_TAB)
            self.exams.focus_first()
            self._scroll_to(self.exams)
            return
        row = self.rows.get(name) or next(iter(self.rows.values()))
        self._show_tab(row.field.tab.key)
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll_to(row)

    def _show_tab(self, key: str) -> None:
        self.tab_widget.setCurrentIndex([tab.key for tab in self._tabs].index(key))

    def _scroll_to(self, widget: QWidget) -> None:
        area = self.tab_widget.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget, 0, 40)

    def _on_edited(self) -> None:
        self._show_grade()
        self.edited.emit()

    def _show_help(self, row: FieldRow) -> None:
        example = row.field.kind.example
        parts = [row.field.help, f"Например: {example}" if example else ""]
        self.help.setText(" ".join(part for part in parts if part))
        self._scroll_to(row)

    def _go_on(self, row: FieldRow) -> None:
        """Enter: the next field, after the last of a tab the next tab, after the last of all save."""
        order = list(self.rows.values())
        place = order.index(row) + 1
        if place == len(order):
            self.save_wanted.emit()
        else:
            self.focus_field(order[place].field.name)
