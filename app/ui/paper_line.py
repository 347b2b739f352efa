"""The quiet line in a card that says on which printed forms it stands, and which of them are stale."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.plain import PlainLabel

if TYPE_CHECKING:  # brings the paper, which the first window does without
    from app.services.form_people import CardPaper

AFTER_MS = 250  # who steps through cards is not followed to each
SHOWN = 4


class PaperLine(PlainLabel):
    """Hidden for a card that is on no paper; looked for beside the window when a card has been open for a moment."""

    def __init__(self, card: CardView, desk: Desk, worker: Jobs) -> None:
        super().__init__("", "quiet")
        self._card = card
        self._desk = desk
        self._worker = worker
        self._shown: str | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.hide()
        card.notices.addWidget(self)
        card.edited.connect(self._on_edited)
        desk.record_saved.connect(lambda *_: self._timer.start())
        self._timer.start()

    def _on_edited(self) -> None:
        """Another card is shown: what was said is of the one before."""
        present = self._card.card.id if self._card.card else None
        if present != self._shown:
            self._shown = present
            self.hide()
            self._timer.start()

    def look(self) -> None:
        """Look for the papers of the card that is open."""
        card = self._card.card
        if card is None or not card.version:
            self.hide()
            return
        passport, entity, id = self._desk.passport, self._card.entity, card.id

        def work(_: object) -> "tuple[CardPaper, ...]":
            from app.services.form_people import papers_of  # noqa: PLC0415 - as above

            return papers_of(passport, entity, id)

        # Whoever saves the card is told what is wrong with the file.
        self._worker.start(work, lambda found: self._show(id, found), failed=lambda _: None)

    def stop(self) -> None:
        """The file is being closed: look for nothing any more."""
        self._timer.stop()
        self._timer.timeout.disconnect(self.look)

    def _show(self, id: str, found: "Sequence[CardPaper]") -> None:
        if self._card.card is None or self._card.card.id != id:  # another card has come meanwhile
            return
        self.setText(told(found))
        self.set_role("question" if any(one.stale for one in found) else "quiet")
        self.setVisible(bool(found))


def told(papers: "Sequence[CardPaper]") -> str:
    """Stale papers first, each with its number; what is too much for a line is counted."""
    ordered = sorted(papers, key=lambda one: not one.stale)
    words = [f"«{one.title}» № {one.number}{' — устарела' if one.stale else ''}" for one in ordered[:SHOWN]]
    more = f" и ещё {len(ordered) - SHOWN}" if len(ordered) > SHOWN else ""
    return f"Напечатано: {', '.join(words)}{more}." if words else ""
