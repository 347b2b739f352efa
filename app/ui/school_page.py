"""The page «Школа и классы»: the school's card, and beside it the classes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.school import SCHOOL_TABS, School
from app.errors import AppError
from app.services.cards import Card
from app.services.school import school_card
from app.ui.card import CardView
from app.ui.channel_line import ChannelLine
from app.ui.classes_pane import ClassesPane
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import Button, PlainLabel, give_focus
from app.ui.role_limits import why_no_edit
from app.ui.room import Pane
from app.ui.season_band import ProposedNotice
from app.ui.tab_page import CARD_SIGNS
from app.ui.unsaved import save_changes
from app.ui.unsaved import settle as settle_card
from app.ui.wrapping import WrapLine
from app.validators.findings import Finding


class SchoolPage(QWidget):
    """The school's card saves by its button; the classes beside it save by themselves."""

    settle = Signal(object)  # an act to be done when nothing is unsaved on any page

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._was_shown = False
        self.card = CardView("school", School, SCHOOL_TABS, desk.passport.year)
        self.card.lock(why_no_edit(desk.passport, "school"))
        self.card.hold(held=bool(desk.passport.read_only))
        ProposedNotice(self.card, desk)
        self.classes = ClassesPane(desk)
        self.channel = ChannelLine(desk)
        self.classes.settle.connect(self.settle)
        self._arrange()
        if self.card.locked:
            self.save_button.deny()
            self.channel.button.deny()
            self.classes.lock()
        give_focus(self, self.card.tab_widget)
        self.card.edited.connect(self._show_state)
        self.card.save_wanted.connect(self.save)
        self.save_button.clicked.connect(self.save)
        desk.findings_changed.connect(self._show_findings)
        desk.record_saved.connect(self._on_saved)
        desk.records_changed.connect(self.reload)
        self.reload()

    def _arrange(self) -> None:
        self.state = PlainLabel("", "quiet", wrap=False)
        self.save_button = Button("Сохранить")
        line = WrapLine()
        line.add(PlainLabel("Школа", "title"), grows=True)
        line.add(self.state)
        line.add(self.save_button)
        left = Pane(CARD_SIGNS)
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 4, 0)
        box.addLayout(line)
        box.addWidget(self.card, 1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.classes, 1)
        beside.addWidget(self.channel)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([525, 605])
        splitter.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(splitter)

    def reload(self) -> None:
        """Read the school and the classes anew; unsaved text in the card stays."""
        if self.card.edit() is None:
            self._show(school_card(self.desk.passport))
        self.classes.reload()
        self.channel.reload()
        self._show_state()

    def open_finding(self, finding: Finding) -> None:
        """Lead to the field of the school's card, or to the class's teacher."""
        if finding.entity == "school":
            self.card.focus_field(finding.field)
            self.card.findings_list.stand_on(finding)
            return
        self.classes.go_to(finding.id, finding.field)

    def card_view(self) -> CardView:
        """The editors of the school's card."""
        return self.card

    def new(self) -> None:
        """Ask for a new class."""
        self.classes.new()

    def remove(self) -> None:
        """Remove the class on which one stands, after asking."""
        self.classes.remove()

    def step(self, by: int) -> None:
        """Next or previous class."""
        self.classes.step(by)

    def take_back(self, *, again: bool = False) -> None:
        """Take the last step back (or do it again); what is unsaved must have been settled."""
        try:
            self.desk.take_back(again=again)
        except AppError as problem:
            show_error(self, problem)

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
        return settle_card(self, "Школа", self.save, self._drop)

    def _drop(self) -> None:
        """Show the card as it is stored now, which after a refused save is not what was loaded."""
        self._show(school_card(self.desk.passport))

    def _show(self, card: Card) -> None:
        self.card.show_card(card, self.desk.findings_of(card.id))

    def _on_saved(self, entity: str, _id: str) -> None:
        if entity != "student":
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Saves of pupils make classes and change their counts, which are read when one comes here again."""
        super().showEvent(event)
        if self._was_shown:
            self.classes.reload()
        self._was_shown = True

    def _show_findings(self) -> None:
        if self.card.card is not None:
            self.card.show_findings(self.desk.findings_of(self.card.card.id))

    def _show_state(self) -> None:
        self.state.setText("Не сохранено" if self.unsaved else "Сохранено")
        self.state.set_role("question" if self.unsaved else "good")
        self.save_button.setEnabled(self.unsaved)
