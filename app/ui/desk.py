"""What all pages share while one file is open: the file, its findings, the saves that can be taken back.

Pages save through the desk, so that undo, findings and every list hear of each save.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.text import clean
from app.errors import AppError
from app.services.cards import Card, Edit, Saved, save_cards
from app.services.lists import Row, list_rows
from app.services.progress import Progress
from app.storage.passport import Passport
from app.ui.first_rows import ENTITY, FirstRows
from app.ui.jobs import Jobs
from app.ui.known_findings import Findings
from app.ui.present_findings import PresentFindings
from app.ui.step_names import name_of
from app.ui.touched import touched_by, touches_all
from app.ui.undo import Step, Undo, Versions
from app.validators.findings import Finding, Level

if TYPE_CHECKING:  # loaded beside the window, by the first list that is taken back
    from app.services.import_undo import UndoReport

FEW = 60  # edits that are carried out at once, in about 0.1 s; more are a job with progress

T = TypeVar("T")


class Desk(QObject):
    """The open file, its present findings, and the saves of this session."""

    findings_changed = Signal()
    record_saved = Signal(str, str)  # entity, id
    records_changed = Signal()  # many at once: lists must be read anew
    season_changed = Signal()  # frozen or free again, or something else is proposed
    undo_changed = Signal()  # another step is next to be taken back or done again
    said = Signal(str)  # a sentence for the status line
    refused = Signal()  # an act was refused, perhaps because the file may not be written any more

    def __init__(self, passport: Passport, jobs: Jobs, parent: QObject, first: FirstRows | None = None) -> None:
        """``first`` are the rows of the first list, if they have been read already."""
        super().__init__(parent)
        self._first = first
        self.passport = passport
        self.open = True
        self.jobs = jobs
        self.undo = Undo()
        self.present = PresentFindings(passport, jobs, self)
        self.present.changed.connect(self.findings_changed)
        self.present.failed.connect(self.said)
        self.check = self.present.check

    # --- findings -------------------------------------------------------------------------------------

    @property
    def findings(self) -> Findings:
        """Everything that is known, in the order of a list."""
        return self.present.known.all()

    @property
    def checked(self) -> bool:
        """Whether a whole check has answered: until then nothing may be called free of errors."""
        return self.present.checked

    @property
    def as_of(self) -> date | None:
        """The day for which everything is checked; None is today."""
        return self.present.as_of

    @property
    def day(self) -> date:
        """The day for which everything is shown: the one chosen, or today within the year."""
        return self.as_of or self.passport.year.day_within(date.today())

    @property
    def today(self) -> Findings | None:
        """Everything that is known as of today, as forms on paper tell it; None before a whole check has answered."""
        return self.findings if self.checked and self.as_of is None else None

    def check_again(self) -> None:
        """Check everything because somebody asked for it: what is found later is new since then."""
        self.present.check(asked=True)

    def findings_of(self, id: str) -> Findings:
        """What is known of one record."""
        return self.present.known.of(id)

    def open_of(self, id: str) -> Findings:
        """What of one record waits for a correction or an explanation."""
        return tuple(one for one in self.findings_of(id) if one.open)

    def count(self, level: Level) -> int:
        """How many findings of a level wait for a correction or an explanation."""
        return self.present.known.count(level)

    def explain(
        self,
        findings: Sequence[Finding],
        text: str,
        done: Callable[[], None],
        failed: Callable[[BaseException], None],
        parent: QWidget,
        *,
        by: str = "",
    ) -> None:
        """Keep an explanation for each of these findings, all or none; of many beside ``parent``."""
        from app.domain.explanations import LONGEST  # noqa: PLC0415 - the first window is there without it
        from app.services.explaining import explain  # noqa: PLC0415 - as above

        def take(_: int) -> None:
            self.present.explained(findings, clean(text, LONGEST))
            done()

        if len(findings) > FEW:
            self.jobs.start(
                lambda progress: explain(self.passport, findings, text, by, progress),
                take,
                title="Записываем пояснения…",
                failed=failed,
                parent=parent,
                at_once=True,
            )
            return
        try:
            count = explain(self.passport, findings, text, by)
        except AppError as problem:
            failed(problem)
        else:
            take(count)

    def withdraw(self, finding: Finding) -> None:
        """Take the explanation of a finding away."""
        from app.services.explaining import withdraw  # noqa: PLC0415 - as above

        withdraw(self.passport, finding)
        self.present.explained((finding,), "")

    def rows(self, entity: str, columns: Sequence[str]) -> list[Row]:
        """The rows of a list as they are now; those of the first list are there already."""
        first, self._first = self._first, None
        if first is not None and (entity, columns) == (ENTITY, first.columns):
            return first.rows
        return list_rows(self.passport, entity, columns)

    def stop(self) -> None:
        """The file is being closed: begin no check any more, nor anything else that would ask it."""
        self.open = False
        self.present.close()

    # --- saving ---------------------------------------------------------------------------------------

    def save(self, edit: Edit, *, what: str = "", why: str = "") -> Saved:
        """Carry out an edit; it can be taken back. Errors go to the caller, who keeps what was typed.

        ``what`` and ``why`` go into the history.
        """
        (saved,) = save_cards(self.passport, (edit,), what=what, why=why)
        self._did(name_of(edit, saved), (saved,), saved.undo.id)
        return saved

    def save_many(
        self,
        name: str,
        edits: Sequence[Edit],
        done: Callable[[], None],
        failed: Callable[[BaseException], None],
        parent: QWidget,
        *,
        why: str = "",
    ) -> None:
        """Carry out many edits as one transaction and one step called ``name``, beside ``parent``."""

        def take(saved: tuple[Saved, ...]) -> None:
            self._did(name, saved)
            done()

        if len(edits) > FEW:
            self._work("Сохраняем карточки…", edits, take, failed, parent, why=why)
            return
        try:
            saved = save_cards(self.passport, edits, why=why)
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
        *,
        why: str = "",
    ) -> None:
        def work(progress: Progress) -> tuple[Saved, ...]:
            return save_cards(self.passport, edits, why=why, progress=progress)

        self.jobs.start(work, take, title=title, failed=failed, parent=parent, at_once=True)

    def _turned(self, step: Step, saved: tuple[Saved, ...], *, again: bool) -> None:
        self.undo.turned(saved, again=again)
        self._heard(saved, of=step.of)
        self.said.emit(f"{'Возвращено' if again else 'Отменено'}: {step.name}.")

    def _did(self, name: str, saved: tuple[Saved, ...], of: str = "") -> None:
        proposed = sum(bool(one.proposed) for one in saved)
        self.undo.did(f"предложение ({name})" if proposed else name, saved, of)
        self._heard(saved, of=of)
        if proposed:
            told = f"предложено изменить карточек: {proposed}; сделайте письмо (страница «Ответы МОУО»)"
            self.said.emit(f"Данные в РИС, поэтому ничего не изменено, а {told}.")

    def _heard(self, saved: tuple[Saved, ...], *, of: str) -> None:
        """Tell all pages of saves: of one card (and the class made for it) by itself, of many at once."""
        self.undo_changed.emit()
        if of and not any(map(touches_all, saved)):
            self.present.saved(touched for one in saved for touched in touched_by(one))
        else:
            self.present.saved_all(one.undo.id for one in saved if one.card is None)
        if not of:
            self.records_changed.emit()
            return
        for one in saved:
            self.record_saved.emit(one.undo.entity, one.undo.id)

    # --- long acts ------------------------------------------------------------------------------------

    def run(self, title: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """A long act with a progress window; its error is shown, nothing else happens then."""
        self.jobs.start(work, done, title=title)

    def loaded(self, name: str, number: int | None) -> None:
        """A list was loaded, under this number where it changed anything: a step that can be taken back."""
        if number is not None:
            self.undo.loaded(name, number)
            self.undo_changed.emit()
        self.present.saved_all()
        self.records_changed.emit()

    def unloaded(self, report: "UndoReport") -> None:
        """A loaded list was taken back; where it was the newest step, and wholly, those before it can be still."""
        step = self.undo.newest()
        if step is None or step.load != report.number or report.kept:
            self.many_changed()
            return
        self.undo.unloaded(report.versions)
        self.loaded("", None)
        self.undo_changed.emit()

    def saved_since(self, number: int) -> Versions:
        """The cards saved after a load and taken back since, with their versions; none where it is not the newest."""
        step = self.undo.newest()
        return step.since if step is not None and step.load == number else {}

    def many_changed(self) -> None:
        """Records were changed by an act that is not undone save by save: what was saved before cannot be either."""
        if self.undo:
            self.undo.clear()
            self.undo_changed.emit()
            self.said.emit("Изменено сразу много карточек: правки, сделанные раньше, отменить уже нельзя.")
        self.present.saved_all()
        self.records_changed.emit()
