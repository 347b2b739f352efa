"""What all pages share while one file is open: the file, its findings, the saves that can be taken back.

Pages save through the desk, so that undo, findings and every list hear of each save.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.cards import Card, Edit, Saved, save_card, save_cards
from app.services.progress import Progress
from app.storage.passport import Passport
from app.ui.jobs import Jobs
from app.ui.undo import Undo
from app.validators.registry import Finding, Level

CHECK_AFTER_MS = 1200  # a pause in the work after which everything is checked again

NAMES = {
    "school": "карточка школы",
    "class": "класс",
    "student": "карточка ученика",
    "staff": "карточка работника",
    "room": "карточка аудитории",
}

T = TypeVar("T")


class Desk(QObject):
    """The open file and its present findings."""

    findings_changed = Signal()
    record_saved = Signal(str, str)  # entity, id
    records_changed = Signal()  # many at once: lists must be read anew
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
        from app.services.checking import check_record  # noqa: PLC0415 - as above

        try:
            now = check_record(self.passport, entity, id)
        except AppError:
            return  # the save itself is done; the check of everything that follows will tell what is wrong
        self._take((*(one for one in self.findings if one.id != id), *now))

    # --- saving ---------------------------------------------------------------------------------------

    def save(self, edit: Edit) -> Saved:
        """Carry out an edit; it can be taken back. Errors go to the caller, who keeps what was typed."""
        saved = save_card(self.passport, edit)
        self.undo.push(saved.undo)
        self._saved(edit.entity, saved)
        return saved

    def save_many(
        self,
        name: str,
        edits: Sequence[Edit],
        done: Callable[[], None],
        failed: Callable[[BaseException], None],
        parent: QWidget,
    ) -> None:
        """Carry out edits of different records as one transaction; ``name`` says what they were for."""
        try:
            saved = save_cards(self.passport, edits)
        except AppError as problem:
            failed(problem)
            return
        for edit, one in zip(edits, saved, strict=True):
            self.undo.push(one.undo)
            self._saved(edit.entity, one)
        self.said.emit(f"Сохранено: {name}.")
        done()

    def take_back(self) -> Card | None:
        """Take the newest save back and give the card as it is now; None where there is nothing (left).

        When that fails (a full disk), it can be tried again.
        """
        edit = self.undo.newest()
        if edit is None:
            return None
        saved = save_card(self.passport, edit)
        self.undo.done()
        self.undo.moved(edit.id, saved.card.version if saved.card else 0)
        self._saved(edit.entity, saved)
        self.said.emit(f"Отменено последнее сохранение: {NAMES[edit.entity]}.")
        return saved.card

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
        """Records were changed by an act that is not undone save by save."""
        self._saves += 1
        self.undo.clear()
        self.records_changed.emit()
        self.check()
