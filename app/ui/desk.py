"""What all pages share while one file is open: the file, its findings, the saves that can be taken back.

Pages save through the desk, so that undo, findings and every list hear of each save.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.cards import Card, Edit, Saved, save_cards
from app.services.progress import Progress
from app.storage.passport import Passport
from app.ui.jobs import Jobs
from app.ui.step_names import name_of
from app.ui.undo import Step, Undo
from app.validators.registry import Finding, Level

CHECK_AFTER_MS = 1200  # a pause in the work after which everything is checked again

FEW = 60  # edits that are carried out at once, in about 0.1 s; more are a job with progress

T = TypeVar("T")


class Desk(QObject):
    """The open file and its present findings."""

    findings_changed = Signal()
    record_saved = Signal(str, str)  # entity, id
    records_changed = Signal()  # many at once: lists must be read anew
    undo_changed = Signal()  # another step is next to be taken back or done again
    said = Signal(str)  # a sentence for the status line

    def __init__(self, passport: Passport, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.passport = passport
        self.jobs = jobs
        self.undo = Undo()
        self.findings: tuple[Finding, ...] = ()
        self.checked = False  # until the first check has answered nothing may be called free of errors
        self._by_id: dict[str, tuple[Finding, ...]] = {}
        self._saves = 0
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._timer.timeout.connect(self.check)

    # --- findings -------------------------------------------------------------------------------------

    def findings_of(self, id: str) -> tuple[Finding, ...]:
        """What is known of one record."""
        return self._by_id.get(id, ())

    def count(self, level: Level) -> int:
        """How many findings of a level there are."""
        return sum(one.level == level for one in self.findings)

    def check(self) -> None:
        """Check everything in the background; a save meanwhile makes the result old, so it is checked again."""
        began = self._saves

        def take(findings: tuple[Finding, ...]) -> None:
            if began == self._saves:
                self.checked = True
                self._take(findings)

        def work(progress: Progress) -> tuple[Finding, ...]:
            from app.services.checking import check  # noqa: PLC0415 - the first window is there without the rules

            return check(self.passport, progress=progress).findings

        self.jobs.start(work, take)

    def _take(self, findings: tuple[Finding, ...]) -> None:
        by_id: dict[str, list[Finding]] = {}
        for one in findings:
            by_id.setdefault(one.id, []).append(one)
        self.findings = findings
        self._by_id = {id: tuple(some) for id, some in by_id.items()}
        self.findings_changed.emit()

    def _recheck(self, entity: str, id: str) -> None:
        from app.services.rechecking import check_record  # noqa: PLC0415 - as above

        try:
            now = check_record(self.passport, entity, id)
        except AppError:
            return  # the save itself is done; the check of everything that follows will tell what is wrong
        self._take((*(one for one in self.findings if one.id != id), *now))

    def stop(self) -> None:
        """The file is being closed: begin no check any more."""
        self._timer.stop()

    # --- saving ---------------------------------------------------------------------------------------

    def save(self, edit: Edit) -> Saved:
        """Carry out an edit; it can be taken back. Errors go to the caller, who keeps what was typed."""
        (saved,) = save_cards(self.passport, (edit,))
        self._did(name_of(edit, saved), (saved,), saved.undo.id)
        return saved

    def save_many(
        self,
        name: str,
        edits: Sequence[Edit],
        done: Callable[[], None],
        failed: Callable[[BaseException], None],
        parent: QWidget,
    ) -> None:
        """Carry out many edits as one transaction and one step called ``name``, beside ``parent``."""

        def take(saved: tuple[Saved, ...]) -> None:
            self._did(name, saved)
            done()

        if len(edits) > FEW:
            self._work("Сохраняем карточки…", edits, take, failed, parent)
            return
        try:
            saved = save_cards(self.passport, edits)
        except AppError as problem:
            failed(problem)
        else:
            take(saved)

    def take_back(self, *, again: bool = False) -> Card | None:
        """Take the newest step back, or do the one last taken back ``again``; the card now, if it was of one.

        When that fails (a full disk), it can be tried again. A step of many edits is a job: it answers later, by
        the signals alone.
        """
        step = self.undo.newest(again=again)
        if step is None:
            self.said.emit("Возвращать нечего." if again else "Отменять нечего.")
            return None
        if len(step.edits) <= FEW:
            saved = save_cards(self.passport, step.edits)
            self._turned(step, saved, again=again)
            return next((one.card for one in saved if one.undo.id == step.of), None)
        title = "Возвращаем…" if again else "Отменяем…"
        self._work(title, step.edits, lambda saved: self._turned(step, saved, again=again))
        return None

    def _work(
        self,
        title: str,
        edits: Sequence[Edit],
        take: Callable[[tuple[Saved, ...]], None],
        failed: Callable[[BaseException], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        def work(progress: Progress) -> tuple[Saved, ...]:
            return save_cards(self.passport, edits, progress=progress)

        self.jobs.start(work, take, title=title, failed=failed, parent=parent, at_once=True)

    def _turned(self, step: Step, saved: tuple[Saved, ...], *, again: bool) -> None:
        self.undo.turned(saved, again=again)
        self._heard(saved, of=step.of)
        self.said.emit(f"{'Возвращено' if again else 'Отменено'}: {step.name}.")

    def _did(self, name: str, saved: tuple[Saved, ...], of: str = "") -> None:
        self.undo.did(name, saved, of)
        self._heard(saved, of=of)

    def _heard(self, saved: tuple[Saved, ...], *, of: str) -> None:
        """Tell all pages of saves: of one card (and the class made for it) by itself, of many at once."""
        self.undo_changed.emit()
        if of:
            for one in saved:
                self._saved(one.undo.entity, one)
            return
        self._saves += 1
        gone = {one.undo.id for one in saved if one.card is None}
        self._take(tuple(one for one in self.findings if one.id not in gone))
        self.records_changed.emit()
        self.check()

    def _saved(self, entity: str, saved: Saved) -> None:
        self._saves += 1
        if saved.card is None:
            self._take(tuple(one for one in self.findings if one.id != saved.undo.id))
        else:
            self._recheck(entity, saved.card.id)
        self.record_saved.emit(entity, saved.undo.id)
        self._timer.start()

    # --- long acts ------------------------------------------------------------------------------------

    def run(self, title: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """A long act with a progress window; its error is shown, nothing else happens then."""
        self.jobs.start(work, done, title=title)

    def many_changed(self) -> None:
        """Records were changed by an act that is not undone save by save: what was saved before cannot be either."""
        self._saves += 1
        if self.undo:
            self.undo.clear()
            self.undo_changed.emit()
            self.said.emit("Изменено сразу много карточек: правки, сделанные раньше, отменить уже нельзя.")
        self.records_changed.emit()
        self.check()
