"""Keeping drafts of open cards beside the window, so that typing never waits and a kill loses two seconds at most."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from app.services.cards import Edit
from app.services.drafts import KeptDraft, drop_draft, keep_draft
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.jobs import Jobs

KEEP_AFTER_MS = 2000


class DraftKeeper:
    """Writes drafts in the order in which they were given, on a worker.

    ``waiting`` are the drafts of an earlier start that nobody has answered for: they outlive whatever is typed
    into the same card meanwhile.
    """

    def __init__(self, desk: Desk, worker: Jobs) -> None:
        self._desk = desk
        self._worker = worker
        self._failing = False
        self.waiting: dict[tuple[str, str], Edit] = {}

    def wait_for_answer(self, kept: tuple[KeptDraft, ...]) -> None:
        """These drafts were offered, or are about to be."""
        self.waiting = {(one.edit.entity, one.edit.id): one.edit for one in kept}

    def answered(self, edit: Edit) -> None:
        """A waiting draft was taken up or dropped by the user."""
        self.waiting.pop((edit.entity, edit.id), None)

    def keep(self, edit: Edit) -> None:
        """Keep a draft; of a card that has one waiting, both."""
        edit = self.with_older(edit)
        self._worker.start(lambda _: keep_draft(self._desk.passport, edit), self._done, failed=self._failed)

    def with_older(self, edit: Edit) -> Edit:
        """A draft together with the one that waits for the same card."""
        older = self.waiting.get((edit.entity, edit.id))
        if older is None:
            return edit
        return replace(edit, texts={**older.texts, **edit.texts}, details={**older.details, **edit.details})

    def drop(self, edit: Edit) -> None:
        """Forget a draft that was saved or dropped on purpose; one that waits comes back as it was."""
        older = self.waiting.get((edit.entity, edit.id))
        if older is not None:
            self.keep(older)
            return
        passport = self._desk.passport
        self._worker.start(lambda _: drop_draft(passport, edit.entity, edit.id), self._done, failed=self._failed)

    def _done(self, _: None) -> None:
        self._failing = False
        if self._desk.passport.read_only:  # found while the draft was kept, apart from the file
            self._desk.refused.emit()

    def _failed(self, problem: BaseException) -> None:
        """Say once that drafts cannot be written (a full disk); work goes on."""
        if not self._failing:
            self._failing = True
            why = problem.text if isinstance(problem, AppError) else "ошибка программы."
            self._desk.said.emit(f"Набранное не хранится на случай сбоя, сохраняйте чаще: {why}")


class CardDraft(QObject):
    """The draft of whatever a card view shows, kept two seconds after a change and whenever ``look`` is called."""

    def __init__(self, card: CardView, keeper: DraftKeeper) -> None:
        super().__init__(card)
        self._card = card
        self._keeper = keeper
        self._kept: Edit | None = None
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.look)
        card.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        if not self._timer.isActive():  # not put off by further typing
            self._timer.start()

    def look(self) -> None:
        """Bring the stored draft in line with what stands in the card."""
        self._timer.stop()
        edit = self._card.edit()
        if self._kept is not None and (edit is None or edit.id != self._kept.id):
            self._keeper.drop(self._kept)
            self._kept = None
        if edit is not None and edit != self._kept:
            self._keeper.keep(edit)
            self._kept = edit

    def took_up(self, edit: Edit) -> None:
        """The card shows this draft now: what is stored of it goes when the card is saved."""
        self._kept = edit
