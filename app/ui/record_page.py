"""A page of records of one entity: their list, and beside it the card of one.

What pupils, workers and rooms have in common; each page says what its card is and what its records are called.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.listed import listing_of
from app.errors import AppError
from app.services.cards import ENTITIES, Card, Edit, load_card, prepare_cards
from app.services.lists import group_title
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import Button, OneLine, PlainLabel, give_focus
from app.ui.record_list import RecordList
from app.ui.removal_dialog import ask_removal
from app.ui.role_limits import limit_buttons, why_no_edit
from app.ui.room import Pane
from app.ui.season_band import ProposedNotice
from app.ui.tab_page import CARD_SIGNS
from app.ui.unsaved import save_changes, settle
from app.ui.wrapping import WrapLine
from app.validators.findings import Finding

_TITLE_SIGNS = 16  # of average width: where a name has no more, the buttons go below it


class RecordPage(QWidget):
    """List and card. A card with unsaved changes is never left without asking.

    ``follows`` is the entity whose saves change what stands in this list (a class or building gets another name);
    ``removal`` is the sentence that says when a card is removed; ``list_width`` is in pixels of a window of 1366.
    """

    entity: ClassVar[str]
    follows: ClassVar[str]
    removal: ClassVar[str]
    list_width: ClassVar[int] = 520

    undo_wanted = Signal()
    ready = Signal()  # the list is on the screen and the card is made

    def __init__(self, desk: Desk, list: RecordList) -> None:
        super().__init__()
        self.desk = desk
        self.list = list
        self.listing = listing_of(ENTITIES[self.entity])
        self.title = OneLine("title")
        self.state = PlainLabel("", "quiet", wrap=False)
        self.save_button = Button("Сохранить")
        self.save_button.setToolTip("Ctrl+S")
        self.undo_button = Button("Вернуть как было")
        self.undo_button.setToolTip("Отменить последнее сохранение этой карточки: F9")
        self._right_box = QVBoxLayout()
        self._locked = why_no_edit(desk.passport, self.entity)
        self._arrange()
        give_focus(self, self.list.table)
        self._connect()
        if self._locked:
            for button in (self.save_button, self.undo_button, self.list.new_button):
                button.deny()
        self.list.reload()

    def _arrange(self) -> None:
        self.title.setMinimumWidth(self.title.fontMetrics().averageCharWidth() * _TITLE_SIGNS)
        line = WrapLine()
        line.add(self.title, grows=True)
        for one in (self.state, self.undo_button, self.save_button):
            line.add(one)
        right = Pane(CARD_SIGNS)
        right.setLayout(self._right_box)
        self._right_box.setContentsMargins(4, 0, 0, 0)
        self._right_box.addLayout(line)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([self.list_width, 1200 - self.list_width])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(splitter)

    def _connect(self) -> None:
        self.list.painted.connect(self._begin)
        self.list.wanted.connect(self._go_to)
        self.list.entered.connect(lambda: self.card.focus_field(""))
        self.list.new_button.clicked.connect(self.new)
        self.list.new_button.setEnabled(not self.desk.passport.read_only)
        self.save_button.clicked.connect(self.save)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.desk.findings_changed.connect(self._show_findings)
        self.desk.record_saved.connect(self._on_saved)
        self.desk.records_changed.connect(self.reload)

    # --- what each page says of its own ---------------------------------------------------------------

    def make_card(self) -> CardView:
        """The editors of one record."""
        raise NotImplementedError

    def called(self, name: str) -> str:
        """The title over a card, from what stands in the fields that the record is known by."""
        return name

    @cached_property
    def card(self) -> CardView:
        """The card beside the list, made when it is first needed: the list is what one waits for at the start."""
        made = self.make_card()
        made.lock(self._locked)
        limit_buttons(made, self.desk.passport)
        made.edited.connect(self._show_state)
        made.save_wanted.connect(self._save_at_the_end)
        ProposedNotice(made, self.desk)
        made.hold(held=bool(self.desk.passport.read_only))
        self._right_box.addWidget(made, 1)
        return made

    def card_view(self) -> CardView:
        """The editors on this page."""
        return self.card

    @property
    def _made(self) -> bool:
        return "card" in self.__dict__

    @property
    def present(self) -> str:
        """The id of the record whose card is open; '' where there is none, or it is not stored yet."""
        return self.card.card.id if self._made and self.card.card is not None else ""

    def _begin(self) -> None:
        """The list is on the screen: the first card follows in three turns, so that keys are heard between them."""
        self._take_turns((lambda: prepare_cards(self.entity), self._make_card, self._begin_card))

    def _take_turns(self, steps: Sequence[Callable[[], None]]) -> None:
        if self.desk.open:  # the window may have been closed since the turn before
            steps[0]()
            if rest := steps[1:]:
                QTimer.singleShot(0, self, lambda: self._take_turns(rest))

    def _make_card(self) -> None:
        """Make the editors that are shown first; without a card they are empty."""
        self.card.page(self.card.tabs[0].key)

    def _begin_card(self) -> None:
        if not self._made or self.card.card is None:
            self._show_first()
        elif not self.list.table.places():  # the focus, when it comes, makes a row current without marking it
            self.list.table.selectRow(self.list.place)
        self.ready.emit()

    # --- going from card to card ----------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list anew, and the open card unless it has unsaved text."""
        self.list.reload()
        self._refresh_offers()
        if self.unsaved:
            return
        if self.present and self.list.model.known(self.present):
            self.open(self.present)
        else:
            self._show_first()

    def _refresh_offers(self) -> None:
        if self._made:
            self.card.refresh_offers()

    def _show_first(self, place: int = 0) -> None:
        """The record at (or before) a place of the shown list; a new card where there is none."""
        self.list.mark("")
        if self._made:
            self.card.card = None
        if self.list.model.shown:
            self.list.select(min(place, self.list.model.shown - 1))
        else:
            self.new()

    def step(self, by: int) -> None:
        """Next or previous record of the shown list."""
        self.list.select(self.list.place + by)

    def _go_to(self, id: str) -> None:
        if self.may_leave():
            self.open(id)
        else:
            QTimer.singleShot(0, lambda: self.list.mark(self.present))  # after the click that moved the row is over

    def open(self, id: str) -> None:
        """Show a record's card; what is unsaved must have been settled before."""
        try:
            card = load_card(self.desk.passport, self.entity, id)
        except AppError as problem:
            show_error(self, problem)
            return
        self._show(card)

    def open_finding(self, finding: Finding) -> None:
        """Show the card a finding speaks of, with the focus in its field."""
        if self.present != finding.id:
            if not self.may_leave():
                return
            if self.list.model.row_of(finding.id) < 0:
                self.list.show_all()
            self.open(finding.id)
        self.card.focus_field(finding.field)
        self.card.findings_list.stand_on(finding)

    def new(self) -> None:
        """An empty card in the group that is shown; nothing is stored before the first save."""
        if self._locked:
            self.desk.said.emit(self._locked)
            return
        if not self.may_leave():
            return
        texts = self.card.new_texts()
        scope = self.list.scope
        if isinstance(scope, str):
            texts[self.listing.group] = group_title(self.entity, scope) if scope else ""
        self._show(Card(self.entity, "", 0, texts))
        self.card.focus_field(next((name for name, text in texts.items() if not text), ""))

    def _show(self, card: Card) -> None:
        self.list.mark(card.id)
        self.card.show_card(card, self.desk.findings_of(card.id))
        self._show_state()

    def _show_findings(self) -> None:
        if self.present:
            self.card.show_findings(self.desk.findings_of(self.present))

    def _show_state(self) -> None:
        card = self.card.card
        unsaved = self.card.edit() is not None
        name = " ".join(self.card.text(part) for part in self.listing.name).split() if card else []
        self.title.setText(self.called(" ".join(name)) if name else "Новая карточка")
        self.state.setText("Не сохранено" if unsaved else "Сохранено" if card and card.version else "")
        self.state.set_role("question" if unsaved else "good")
        self.save_button.setEnabled(unsaved)
        newest = self.desk.undo.newest()
        mine = newest is not None and card is not None and bool(card.id) and newest.of == card.id
        self.undo_button.setEnabled(mine and not unsaved)

    # --- saving ---------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether the card differs from what is stored."""
        return self._made and self.card.edit() is not None

    def save(self) -> bool:
        """Save the card; on an error it stays open with all its text, and False is returned."""
        return save_changes(self, self.desk, self.card, self._show)

    def _save_at_the_end(self) -> None:
        """Enter in the last field: a card that was new is followed by the next new one."""
        new = self.card.card is not None and not self.card.card.version
        if self.save() and new:
            self.begin_next()

    def begin_next(self) -> None:
        """A new card after one that has just been saved."""
        name = self.title.text()
        self.new()
        if self.present == "":
            self.desk.said.emit(f"Сохранено: {name}. Начата новая карточка.")

    def take_back(self, *, again: bool = False) -> None:
        """Take the last step back (or do it again) and show its card; what is unsaved must have been settled."""
        try:
            card = self.desk.take_back(again=again)
        except AppError as problem:
            show_error(self, problem)
            return
        if card is not None and card.entity == self.entity:
            self._show(card)
        elif not self.list.model.known(self.present):
            self._show_first()
        self._show_state()

    def remove(self) -> None:
        """Remove the card that is open, after asking; it can be taken back."""
        card = self.card.card
        if card is None or not card.version:
            return
        question = f"Удалить карточку «{self.title.text()}»? {self.removal} Отменить удаление: F9."
        why = ask_removal(self, question)
        if why is None:
            return
        place = self.list.place
        try:
            self.desk.save(Edit(self.entity, card.id, card.version, remove=True), why=why)
        except AppError as problem:
            show_error(self, problem)
            return
        self._show_first(max(place, 0))

    def may_leave(self) -> bool:
        """Settle what is unsaved: save it, drop it, or (False) stay with the card."""
        if not self.unsaved:
            return True
        return settle(self, self.title.text(), self.save, self._drop)

    def _drop(self) -> None:
        """Show the card as it is stored now, which after a refused save is not what was loaded."""
        if self.present:
            self.open(self.present)
        elif self.card.card is not None:
            self._show(self.card.card)

    def _on_saved(self, entity: str, id: str) -> None:
        if entity == self.entity:
            self.list.show_saved(id)
            self._refresh_offers()
        elif entity == self.follows:
            self.reload()
