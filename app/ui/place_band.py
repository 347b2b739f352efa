"""The band over all pages that says why a base can only be read, and what is wrong with the place it lies in."""

from hashlib import sha256

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.storage.conflicts import conflicted_copies
from app.storage.passport import Passport
from app.storage.whereabouts import whereabouts
from app.ui.habits import keep, kept
from app.ui.place_texts import advice, other_copies
from app.ui.plain import Button, Notice, PlainLabel


class PlaceBand(Notice):
    """Hidden while there is nothing to say. What was answered with «Понятно» is not said again of the same file."""

    def __init__(self, passport: Passport, parent: QWidget) -> None:
        super().__init__(parent)
        self._passport = passport
        self.reason = PlainLabel("", "question")
        self.edit_button = Button("Всё же править")
        self.aside_button = Button("Открыть сохранённое")
        self.advice = PlainLabel("")
        self.move_button = Button("Перенести…")
        self.close_button = Button("Понятно")
        self.close_button.clicked.connect(self._understood)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 3, 8, 3)
        box.setSpacing(3)
        self._lines = (
            _line(self.reason, self.edit_button, self.aside_button),
            _line(self.advice, self.move_button, self.close_button),
        )
        for line in self._lines:
            box.addWidget(line)
        self._place = advice(whereabouts(passport.path))
        copies = other_copies(conflicted_copies(passport.path))
        self._told = [text for text in (self._place, copies) if text and kept(self._habit(text)) is None]
        self.look()

    def look(self) -> None:
        """Show what holds now."""
        passport = self._passport
        self.reason.setText(passport.read_only)
        self.aside_button.setVisible(passport.saved_aside is not None)
        self.edit_button.setVisible(passport.may_be_edited)
        self.advice.setText("\n".join(self._told))
        self.move_button.setVisible(self._place in self._told)
        self._lines[0].setVisible(bool(passport.read_only))
        self._lines[1].setVisible(bool(self._told))
        self.setVisible(bool(passport.read_only or self._told))

    def _understood(self) -> None:
        for text in self._told:
            keep(self._habit(text), "told")
        self._told.clear()
        self.look()

    def _habit(self, text: str) -> str:
        """Under what it is remembered that a sentence was read: no name of a file stands in it."""
        told = f"{self._passport.path.absolute()}: {text}".encode("utf-8", "replace")
        return f"place-{sha256(told).hexdigest()[:16]}"


def _line(label: PlainLabel, *buttons: Button) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label, 1)
    for one in buttons:
        line.addWidget(one)
    return holder
