"""A card: tabs of fields and lists made from the record's statements, its findings, save and take back.

The card holds the loaded text and what stands in the editors; «unsaved» is the difference between them. A tab
is made, and filled, when it is first shown.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.domain.field import Details, Field, Record, Tab, details_by_name, details_of, field_by_name, fields, new_id
from app.domain.kinds import ClassName
from app.domain.school import grade_of
from app.domain.year import AcademicYear
from app.errors import BadValue
from app.services.cards import Card, Edit
from app.ui.ageing_notice import AgeingNotice
from app.ui.card_path import Mendings, Walk
from app.ui.field_row import FieldRow, Offers
from app.ui.findings_list import FindingsList
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel
from app.ui.room import Pane
from app.ui.tab_order import follow_layout
from app.ui.tab_page import TabPage
from app.validators.findings import Finding, Level

NO_OFFERS: Offers = {}
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own «no limit», which PySide6 does not name


def no_note(_row: FieldRow) -> str:
    """Nothing is known of a field besides its help."""
    return ""


class CardView(QWidget):
    """The editors of one record. ``edited`` says that something may have changed, ``save_wanted`` that Enter
    was pressed in the last field."""

    edited = Signal()
    save_wanted = Signal()
    history_wanted = Signal(str)  # the name of a field of the card, '' for one in a list

    def __init__(
        self,
        entity: str,
        model: type[Record],
        tabs: Sequence[Tab],
        year: AcademicYear,
        offers: Offers = NO_OFFERS,
    ) -> None:
        super().__init__()
        self.entity = entity
        self.model = model
        self.card: Card | None = None
        self.before: Card | None = None  # the card shown before this one: what F3 repeats
        self.tabs = tuple(tabs)
        self.new_id = ""  # under which a new card will be stored, and its draft is kept
        self.note_of: Callable[[FieldRow], str] = no_note  # what is known of a field besides its help
        self.locked = ""  # why the card is only shown
        self._helped: FieldRow | None = None
        self._year = year
        self._offers = offers
        self._held = False
        self._findings: tuple[Finding, ...] = ()
        self._filled: set[str] = set()  # tabs whose editors show the present card
        self._few = False  # whether the list of findings is folded, having none
        self._shown_grade: int | None = None
        self._walk, self._mendings = Walk(self), Mendings()
        self.pages: dict[str, TabPage] = {}
        self.tab_widget = QTabWidget()
        self.tab_widget.setDocumentMode(True)
        self._holders = {tab.key: self._add_tab(tab) for tab in self.tabs}
        self.help = PlainLabel("", "quiet")
        self.help.setMinimumHeight(self.help.fontMetrics().lineSpacing() * 3 + 2)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notices = QVBoxLayout()  # what there is to say of the card as a whole
        self.ageing = AgeingNotice()
        self.notices.addWidget(self.ageing)
        self.findings_list = FindingsList()
        self.findings_list.chosen.connect(lambda finding: self.focus_field(finding.field))
        self.tab_widget.currentChanged.connect(lambda _: self.page(self._tab.key))
        self._arrange()

    def _arrange(self) -> None:
        upper = Pane()
        box = QVBoxLayout(upper)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tab_widget, 1)
        box.addLayout(self.notices)
        box.addWidget(self.help)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(upper)
        self._splitter.addWidget(self.findings_list)
        self._splitter.setSizes([470, 110])
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    # --- tabs -----------------------------------------------------------------------------------------

    def _add_tab(self, tab: Tab) -> QVBoxLayout:
        """The place of a tab, empty until it is shown."""
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        self.tab_widget.addTab(holder, tab.on_tab)
        return box

    @property
    def _tab(self) -> Tab:
        return self.tabs[max(self.tab_widget.currentIndex(), 0)]

    def page(self, key: str) -> TabPage:
        """The editors of a tab, made now if they were not there yet, showing the present card."""
        if key not in self.pages:
            tab = next(one for one in self.tabs if one.key == key)
            made = self.make_page(tab)
            made.edited.connect(self._on_edited)
            made.entered.connect(self._show_help)
            made.next_wanted.connect(self._walk.on)
            made.previous_wanted.connect(self._walk.back)
            made.repeat_wanted.connect(self._repeat)
            made.mended.connect(self._mendings.add)
            made.history_wanted.connect(lambda row: self.history_wanted.emit(self._own(row)))
            made.hold(held=self._held)
            self.pages[key] = made
            self._holders[key].addWidget(made)
            if self.locked:
                made.lock()
        self._fill(key)
        return self.pages[key]

    def lock(self, why: str) -> None:
        """Only show cards, and say above the help why; '' changes nothing."""
        if why:
            self.locked = why
            self.notices.insertWidget(0, PlainLabel(why, "quiet"))
            for page in self.pages.values():
                page.lock()

    def hold(self, *, held: bool) -> None:
        """Let nothing be typed, or let it be again, as the file allows; tabs and scrolling answer as before."""
        self._held = held
        for page in self.pages.values():
            page.hold(held=held)

    def make_page(self, tab: Tab) -> TabPage:
        """The editors of a tab; a card that has more than fields and lists adds it here."""
        return TabPage(self.model, tab, self._year, self._offers)

    def _fill(self, key: str) -> None:
        """Put the present card into a tab that is made, once."""
        if self.card is None or key in self._filled:
            return
        self._filled.add(key)
        page = self.pages[key]
        page.show_card(self.card, self._grade())
        page.show_grade(self._grade(), of_pupil=self._of_pupil)
        page.show_findings(self._open_findings)

    def row(self, name: str) -> FieldRow:
        """The field of that name, or «guardians.1.phone» of a list; the first of the card where there is none."""
        found = self._page_with(name).row_of(name)
        return found or self.page(self.tabs[0].key).stops()[0]

    def _page_with(self, name: str) -> TabPage:
        """The tab on which a field, or a list, stands; the first for what stands on none."""
        head = name.split(".", maxsplit=1)[0]
        told = field_by_name(self.model).get(head) or details_by_name(self.model).get(head)
        return self.page(told.tab.key if told else self.tabs[0].key)

    # --- showing --------------------------------------------------------------------------------------

    def show_card(self, card: Card, findings: tuple[Finding, ...] = ()) -> None:
        """Load a card; what was in the editors is gone."""
        if self.card is not None and self.card.version and self.card.id != card.id:
            self.before = self.card
        self.card = card
        self.new_id = "" if card.version else new_id()
        self._filled.clear()
        self._shown_grade = self._grade()
        self._walk.clear()
        self._mendings.clear()
        self._findings = findings
        self.page(self._tab.key)
        self.findings_list.when_empty = "Замечаний нет." if card.version else "Карточка ещё не сохранена."
        self.show_findings(findings)
        self.edited.emit()

    def saved_as(self, id: str) -> None:
        """The card has been stored, a new one under the id given to it."""
        for key in self._filled:
            self.pages[key].saved_as(id)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark fields and tabs with what the rules found in the saved card."""
        self._findings = findings
        for key in self._filled:
            self.pages[key].show_findings(self._open_findings)
        self._show_list(findings)
        self.ageing.show_findings(self._open_findings)
        for place, tab in enumerate(self.tabs):
            for show in (self.tab_widget.setTabText, self.tab_widget.setTabToolTip):  # large type may cut a long one
                show(place, tab.on_tab + self._count(tab))

    @property
    def _open_findings(self) -> list[Finding]:
        """What fields and tabs are marked with: what was explained is told in the list alone."""
        return [one for one in self._findings if one.open]

    def chosen_findings(self) -> list[Finding]:
        """The open findings of the field that has the focus; else the one chosen in the list."""
        page, focus = self.page(self._tab.key), QApplication.focusWidget()
        if focus is not None and self._helped is not None and self.ageing.isAncestorOf(focus):
            focus = self._helped.editor  # the button was pressed for the field one came from
        found = []
        for one in self._open_findings:
            place = page.place_of(one.field) or page.lists.get(one.field.split(".")[0])
            if focus is not None and place is not None and (place is focus or place.isAncestorOf(focus)):
                found.append(one)
        current = self.findings_list.current
        return found or ([current] if current is not None else [])

    def _show_list(self, findings: tuple[Finding, ...]) -> None:
        """The list of findings, which takes no more than a line of the card's height while none is open."""
        few = not self._open_findings
        self.findings_list.show_findings(findings)
        if few != self._few:
            self._few = few
            line = self.fontMetrics().lineSpacing()
            self.findings_list.setMaximumHeight(2 * line if few else QWIDGETSIZE_MAX)
            self._splitter.setSizes([430, 2 * line if few else 150])

    def _count(self, tab: Tab) -> str:
        told: list[Field | Details] = [*fields(self.model), *details_of(self.model)]
        names = {one.name for one in told if one.tab == tab}
        here = [one.level for one in self._open_findings if one.field.split(".")[0] in names]
        parts = [f"{LEVEL_SIGNS[level]}{here.count(level)}" for level in Level if level in here]
        return f"   {' '.join(parts)}" if parts else ""

    def refresh_offers(self) -> None:
        """Offer the classes and buildings there are now."""
        for page in self.pages.values():
            page.refresh_offers()

    @property
    def _of_pupil(self) -> bool:
        return "class_name" in field_by_name(self.model)

    def _grade(self) -> int | None:
        if not self._of_pupil:
            return None
        try:
            return grade_of(ClassName().read(self.text("class_name")))
        except BadValue:
            return None

    # --- editing --------------------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """What stands in a field now, whether its tab is made or not."""
        assert self.card is not None
        tab = field_by_name(self.model)[name].tab.key
        return self.pages[tab].rows[name].text() if tab in self._filled else self.card.texts[name]

    def edit(self) -> Edit | None:
        """The difference between the card as loaded and as it stands; None when there is none."""
        card = self.card
        if card is None or self.locked:
            return None
        pages = [self.pages[key] for key in self._filled]
        texts = {name: text for page in pages for name, text in page.texts().items()}
        changed = {name: text for name, text in texts.items() if text != card.texts[name].strip()}
        lists = {name: rows for page in pages for name, rows in page.details().items()}
        lists = {name: rows for name, rows in lists.items() if rows != card.details.get(name, ())}
        if not changed and not lists:
            return None
        if not card.version:  # a new card: what was filled in for the user is saved with what he typed
            changed = {name: text for name, text in {**card.texts, **texts}.items() if text}
        return Edit(self.entity, card.id or self.new_id, card.version, changed, lists)

    def put(self, texts: dict[str, str]) -> None:
        """Type texts into fields, as an edit that is not saved yet."""
        for name, text in texts.items():
            self.row(name).type_text(text)

    def restore(self, edit: Edit) -> None:
        """Put a draft into the card that is shown, letter by letter as it was typed; nothing is saved.

        A new card takes the id of the draft, and holds nothing but the draft."""
        assert self.card is not None
        texts = dict(edit.texts)
        if not self.card.version:
            self.new_id = edit.id
            texts = {**dict.fromkeys(field_by_name(self.model), ""), **texts}
        for name, text in texts.items():
            self.row(name).put_back(text)
        self._on_edited()  # the class decides what the lists offer
        for name, rows in edit.details.items():
            self._page_with(name).lists[name].show_rows(rows)
        self._on_edited()

    def _own(self, row: FieldRow | None) -> str:
        """The name of a field that is the card's own, not one of a list."""
        mine = row is not None and any(page.rows.get(row.field.name) is row for page in self.pages.values())
        return row.field.name if mine and row is not None else ""

    def field_in_use(self) -> str:
        """The name of the field in which one is, or was last; '' for one in a list."""
        return self._own(self._helped)

    def refresh_help(self) -> None:
        """Say anew what is known of the field that has the focus."""
        if self._helped is not None:
            self._show_help(self._helped)

    def focus_field(self, name: str) -> None:
        """Show the tab of a field and put the focus into it; '' is the first field of the card."""
        self.focus_row(self.row(name))
        self._page_with(name).go_on_to(name)

    def focus_row(self, row: FieldRow) -> None:
        """Show the tab on which a field stands, and put the focus into it."""
        keys = [tab.key for tab in self.tabs]
        key = next(key for key, page in self.pages.items() if page.isAncestorOf(row))
        self.tab_widget.setCurrentIndex(keys.index(key))
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        row.editor.line.selectAll()  # the first field of a tab has the focus already, with nothing selected
        self._scroll_to(row)

    def _scroll_to(self, row: FieldRow) -> None:
        """Bring a field into sight, now and when a tab that has just been made has got its layout."""
        area = self.pages.get(self._tab.key)
        if area is not None:
            area.ensureWidgetVisible(row, 0, 40)
            QTimer.singleShot(0, row, lambda: area.ensureWidgetVisible(row, 0, 40))

    def _on_edited(self) -> None:
        if self._of_pupil and self._grade() != self._shown_grade:
            self._shown_grade = self._grade()
            for key in self._filled:
                self.pages[key].show_grade(self._shown_grade, of_pupil=True)
        self.edited.emit()

    def _show_help(self, row: FieldRow) -> None:
        if row is not self._helped:
            self._mendings.entered()
        self._helped = row
        clause = row.field.tab.clause
        ground = f" Основание: {self._year.cite(clause)}." if clause and row.field.needed else ""
        self.help.setText(f"{self._mendings.told} {self.note_of(row)} {row.help_text()}{ground}".strip())
        self._scroll_to(row)

    def _repeat(self, row: FieldRow) -> None:
        """F3: what the card before has in this place."""
        if self.before is not None:
            self.pages[self._tab.key].repeat(row, self.before)

    def new_texts(self) -> dict[str, str]:
        """What a new card begins with: the values of the card before that are usually the same."""
        before = self.card if self.card is not None and self.card.version else self.before
        known = field_by_name(self.model)
        return {name: before.texts[name] if before and told.sticky else "" for name, told in known.items()}

    def row_in_use(self) -> FieldRow | None:
        """The field that has the focus now."""
        focus, row = QApplication.focusWidget(), self._helped
        return row if row is not None and focus is not None and focus in (row.editor, row.editor.line) else None

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as one reads; Shift+Tab in a field goes back as Shift+Enter does."""
        follow_layout(self.tab_widget.tabBar(), self.page(self._tab.key).page, self.findings_list)
        return self._walk.tab(self.row_in_use(), on=next) or super().focusNextPrevChild(next)

    def leave_field(self) -> None:
        """Read what stands in the field one is in, as if it were left: a key may save from within it."""
        if (row := self.row_in_use()) is not None:
            row.leave()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z that a field has no use for brings back what was typed before a mending, else it is the window's."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo) and self._mendings:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.focus_row(self._mendings.take_back())
            return True
        return super().event(event)
