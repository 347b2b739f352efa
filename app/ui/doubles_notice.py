"""The line in a card that says, while it is being typed, whose card is like it, and which letters are Latin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.field import field_by_name
from app.domain.text import mixed_letters
from app.services.possible_doubles import COMPARED_HERE, Double, possible_doubles
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.plain import Button, Notice, PlainLabel

NAMES = ("last_name", "first_name", "middle_name")
LISTED = 3


class DoublesNotice(Notice):
    """Hidden while there is nothing to say; looked for beside the window when a field is left."""

    wanted = Signal(str, str)  # entity and id of the card to open

    def __init__(self, card: CardView, desk: Desk, worker: Jobs) -> None:
        super().__init__()
        self._card = card
        self._desk = desk
        self._worker = worker
        self._looked: dict[str, str] | None = None
        self._shown = card.card
        self._found: Sequence[Double] = ()
        self.text = PlainLabel()
        self.open_button = Button("Открыть (F11)")
        self.open_button.setShortcut("F11")
        self.open_button.clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self.text, 1)
        line.addWidget(self.open_button)
        self.hide()
        card.notices.addWidget(self)
        card.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        """Another card is shown, or this one was saved: what was said is of the past."""
        if self._card.card is not self._shown:
            self._shown = self._card.card
            self._looked = None
            self.hide()

    def look(self) -> None:
        """A field was left: look for doubles of what stands in the card, if it is unsaved and has changed."""
        card = self._card.card
        if card is None or self._card.edit() is None:
            self._looked = None
            self.hide()
            return
        texts = {name: self._card.text(name) for name in COMPARED_HERE}
        if texts == self._looked:
            return
        self._looked = texts
        passport, entity = self._desk.passport, self._card.entity
        self._worker.start(
            lambda _: possible_doubles(passport, entity, card.id, texts),
            lambda found: self._show(texts, found),
            failed=lambda _: None,  # whoever saves the card is told what is wrong with the file
        )

    def _show(self, texts: dict[str, str], found: Sequence[Double]) -> None:
        if texts is not self._looked:  # more was typed meanwhile
            return
        self._found = found
        lines = [f"Похожая карточка: {_called(one)} — {one.why}." for one in found[:LISTED]]
        if len(found) > LISTED:
            lines.append(f"И ещё похожих: {len(found) - LISTED}.")
        known = field_by_name(self._card.model)
        for name in NAMES:
            if latin := mixed_letters(texts[name]):
                letters = ", ".join(f"«{letter}»" for letter in latin)
                lines.append(f"{known[name].label}: среди русских букв латинские {letters}.")
        self.text.setText("\n".join(lines))
        self.open_button.setVisible(bool(found))
        self.setVisible(bool(lines))

    def _open(self) -> None:
        if self._found:
            self.wanted.emit(self._card.entity, self._found[0].id)


def _called(one: Double) -> str:
    return f"{one.who}, {one.class_name}" if one.class_name else one.who
