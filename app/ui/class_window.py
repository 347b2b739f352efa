"""The window in which a class is made, renamed and filled in."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.school import CLASS, SchoolClass
from app.errors import AppError
from app.services.cards import Card
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.room import give_room
from app.ui.season_band import ProposedNotice
from app.ui.unsaved import settle


class ClassWindow(QDialog):
    """A class's card; it closes when the class is saved. ``saved`` is then its id."""

    def __init__(self, parent: QWidget, desk: Desk, card: Card) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Класс {card.texts['name']}" if card.version else "Новый класс")
        self.desk = desk
        self.saved = ""
        self.card = CardView("class", SchoolClass, (CLASS,), desk.passport.year)
        ProposedNotice(self.card, desk)
        self.card.hold(held=bool(desk.passport.read_only))
        self.card.tab_widget.tabBar().hide()
        self.card.save_wanted.connect(self.accept)
        self.card.ageing.hide_buttons()  # what waits is confirmed by its save, or on the page of the check
        self.buttons = QDialogButtonBox()
        self.buttons.addButton("Сохранить", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.card, 1)
        box.addWidget(self.buttons)
        give_room(self, 560, 360)
        self.card.show_card(card, desk.findings_of(card.id))
        self.card.focus_field("name")

    def accept(self) -> None:
        """Save and close; what cannot be saved stays as typed."""
        edit = self.card.edit()
        try:
            saved = self.desk.save(edit) if edit is not None else None
        except AppError as problem:
            show_error(self, problem)
            return
        assert self.card.card is not None
        self.saved = saved.card.id if saved is not None and saved.card is not None else self.card.card.id
        super().accept()

    def reject(self) -> None:
        """Close without saving; what was typed is asked about first."""
        if self.card.edit() is None or self._settled():
            super().reject()

    def _settled(self) -> bool:
        """Whether the window may close with nothing saved; a save closes it by itself."""
        return settle(self, self.windowTitle(), self._save, lambda: None) and not self.saved

    def _save(self) -> bool:
        self.accept()
        return bool(self.saved)
