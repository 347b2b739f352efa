"""What a frozen season says in the window: a band over all pages, and in a card what is proposed."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.cards import Card
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.plain import Button, Notice, PlainLabel


class SeasonBand(Notice):
    """Hidden while changes are free, and until :meth:`show_season` first asks."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.text = PlainLabel("", "question", wrap=False)
        self.open_button = Button("Предложения и письма")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.addWidget(self.text, 1)
        line.addWidget(self.open_button)
        desk.season_changed.connect(self.show_season)
        self.hide()

    def show_season(self) -> None:
        """Read anew whether the season is frozen."""
        from app.services.season import frozen  # noqa: PLC0415 - the list is on the screen without it

        found = frozen(self._desk.passport)
        self.text.setText(found.sentence() if found else "")
        self.setVisible(found is not None)


class ProposedNotice(Notice):
    """Under a card: what of it waits for the municipality, while the card shows the values that hold."""

    def __init__(self, card: CardView, desk: Desk) -> None:
        super().__init__()
        self._card = card
        self._desk = desk
        self._shown: Card | None = None
        self.text = PlainLabel("", "question")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self.text, 1)
        card.notices.addWidget(self)
        card.edited.connect(self._on_edited)
        desk.season_changed.connect(self.look)
        self.look()

    def _on_edited(self) -> None:
        if self._card.card is not self._shown:
            self.look()

    def look(self) -> None:
        """Read what is proposed of the card that is shown."""
        card = self._shown = self._card.card
        lines: list[str] = []
        from app.services.season import is_frozen  # noqa: PLC0415 - as above

        if card is not None and card.version and is_frozen(self._desk.passport):
            from app.services.proposing import pending_of  # noqa: PLC0415 - seldom needed

            for one in pending_of(self._desk.passport, card.id):
                letter = f", письмо № {one.letter}" if one.letter else ""
                lines.append(f"{one.label}: предложено «{one.new}» вместо «{one.old}»{letter}.")
        self.text.setText("\n".join(lines))
        self.setVisible(bool(lines))
