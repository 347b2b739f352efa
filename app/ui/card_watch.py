"""What goes on beside every card while it is typed: its draft, possible doubles, what was compared and printed before.

A card is taken care of from the moment the focus first enters it, on whatever page it stands.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.services.possible_doubles import MODELS
from app.ui.card import CardView, no_note
from app.ui.desk import Desk
from app.ui.doubles_notice import DoublesNotice
from app.ui.draft_keeper import CardDraft, DraftKeeper
from app.ui.field_row import FieldRow
from app.ui.paper_line import PaperLine

if TYPE_CHECKING:
    from app.services.proofs import Proven


class CardWatch(QObject):
    """All of it for the cards of one open file; small reads and writes go to a worker of its own."""

    wanted = Signal(str, str)  # entity and id of a card to open
    confirm_wanted = Signal()  # the field one is in
    confirm_card_wanted = Signal()
    history_wanted = Signal(str)  # of a field of the card one is in, '' for the whole card

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.worker = desk.jobs.beside()
        self.keeper = DraftKeeper(desk, self.worker)
        self._drafts: dict[CardView, CardDraft] = {}
        self._doubles: dict[CardView, DoublesNotice] = {}
        self._papers: dict[CardView, PaperLine] = {}
        self._proofs: dict[CardView, tuple[object, dict[str, Proven]]] = {}
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """A field was left, or the card, or the window (``now`` is None then)."""
        left, entered = card_around(old), card_around(now)
        if entered is not None:
            self.attach(entered)
        if left is not None and left in self._drafts:
            if left is not entered:
                self._drafts[left].look()
            if left in self._doubles:
                self._doubles[left].look()

    def attach(self, card: CardView) -> None:
        """Take care of a card from now on."""
        if card in self._drafts or card.window() is not self._desk.parent():
            return
        self._drafts[card] = CardDraft(card, self.keeper)
        self._papers[card] = PaperLine(card, self._desk, self.worker)
        if card.entity in MODELS:
            notice = self._doubles[card] = DoublesNotice(card, self._desk, self.worker)
            notice.wanted.connect(self.wanted)
        card.ageing.one_wanted.connect(self.confirm_wanted)
        card.ageing.all_wanted.connect(self.confirm_card_wanted)
        card.history_wanted.connect(self.history_wanted)
        card.note_of = lambda row: self._note(card, row)
        card.refresh_help()

    def draft_of(self, card: CardView) -> CardDraft:
        """What keeps the draft of a card."""
        self.attach(card)
        return self._drafts[card]

    # --- what was compared ----------------------------------------------------------------------------

    def _note(self, card: CardView, row: FieldRow) -> str:
        """When and how the field was compared with its document."""
        if card.card is None or not card.card.version or card.row(row.field.name) is not row:
            return ""
        shown, proofs = self._proofs.get(card, (None, {}))
        if shown is not card.card:
            from app.services.proofs import proofs_of  # noqa: PLC0415 - brings the paper

            proofs = proofs_of(self._desk.passport, card.card)
            self._proofs[card] = (card.card, proofs)
        proven = proofs.get(row.field.name)
        return proven.sentence() if proven else ""

    def compared(self) -> None:
        """Values were compared just now: say so in the cards that are open."""
        self._proofs.clear()
        for card in self._drafts:
            card.refresh_help()

    # --- the end --------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Bring the drafts in line with the cards and wait until that is written."""
        for draft in self._drafts.values():
            draft.look()
        self.worker.settle()

    def close(self) -> None:
        """The file is being closed, and nothing is unsaved."""
        self._application.focusChanged.disconnect(self._on_focus)
        for line in self._papers.values():
            line.stop()
        self.settle()
        for card in self._drafts:
            card.note_of = no_note  # a card may still get the focus while it goes, and the base is closed then
        self.worker.close()


def card_around(widget: QWidget | None) -> CardView | None:
    """The card in which a widget stands."""
    while widget is not None and not isinstance(widget, CardView):
        widget = widget.parentWidget()
    return widget
