"""What the checks say at present, and when what is checked again.

A saved card is checked at once; the others that the save touches beside the window; everything only where a save
touches everything. A result that is older than a later save never takes the place of a newer one.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, Refused
from app.services.progress import Cancelled, Progress
from app.storage.passport import Passport
from app.ui.jobs import Jobs
from app.ui.known_findings import Findings, KnownFindings
from app.validators.findings import Finding

if TYPE_CHECKING:
    from app.services.checking import Report

FEW = 60  # explanations after which their cards are looked at; after more everything is checked

T = TypeVar("T")

Touched = tuple[str, str]  # entity and id


class PresentFindings(QObject):
    """The findings of an open file as of ``as_of`` (None: today).

    ``checked`` says whether a whole check has answered: until then nothing may be called free of errors.
    """

    changed = Signal()
    failed = Signal(str)  # a sentence: what was saved could not be checked
    remembered = Signal()  # another check is what the next ones are compared with

    def __init__(self, passport: Passport, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.known = KnownFindings()
        self.checked = False
        self.as_of: date | None = None
        self._passport = passport
        self._jobs = jobs
        self._beside = jobs.beside()
        self._saves = 0
        self._rounds = 0  # whole checks that were begun
        self._running = False  # whether saves are being checked beside
        self._since: dict[Touched, None] = {}  # saved since the newest whole check began
        self._waiting: dict[Touched, None] = {}  # saved, and not checked beside yet
        self._before: dict[str, list[Finding]] = {}  # what was known of those before

    # --- everything -----------------------------------------------------------------------------------

    def check(self, *, asked: bool = False) -> None:
        """Check everything in the background; a check that was begun before is given up.

        One that a person ``asked`` for, as of today, is remembered: what comes later is new since then.
        """
        self._rounds += 1
        self._since.clear()
        self._forget_waiting()
        this, as_of = self._rounds, self.as_of

        def work(progress: Progress) -> KnownFindings:
            from app.services.checking import check  # noqa: PLC0415 - the first window is there without the rules

            def go_on(done: int, total: int) -> None:
                progress(done, total)
                if this != self._rounds:
                    raise Cancelled

            report = check(self._passport, as_of, go_on)
            if asked and as_of is None:
                self._remember(report)
            return KnownFindings(report.findings)

        def fail(problem: BaseException) -> None:
            if this == self._rounds:
                self._fail(problem)

        self._jobs.start(work, lambda found: self._take_all(this, found), failed=fail)

    def _remember(self, report: "Report") -> None:
        from app.services.check_rounds import remember  # noqa: PLC0415 - as above

        try:
            remember(self._passport, report)
        except AppError:
            return  # a full disk hinders no check
        self.remembered.emit()

    def _take_all(self, this: int, found: KnownFindings) -> None:
        if this != self._rounds:
            return
        later = dict(self._since)
        for touched in later:  # what was saved meanwhile is known better, and whom it touches is looked at again
            self._wait_for(touched, [*self.known.of(touched[1]), *found.of(touched[1])])
            self._saves += 1  # whoever is being looked at beside was chosen without knowing what this check found
        found.put({id: self.known.of(id) for _, id in later})
        self.known = found
        self.checked = True
        self.changed.emit()
        self._recheck()

    def set_day(self, as_of: date | None) -> None:
        """Check everything as of another day; None is today."""
        if as_of != self.as_of:
            self.as_of = as_of
            self.checked = False
            self.changed.emit()
            self.check()

    # --- what was saved -------------------------------------------------------------------------------

    def saved(self, touched: Iterable[Touched]) -> None:
        """These records were saved or removed: their own findings at once, those of whom they touch beside."""
        self._saves += 1
        known = dict.fromkeys(touched)
        for one in known:
            self._wait_for(one, self.known.of(one[1]))
        self._put({one[1]: self._now(*one) for one in known})
        self._since |= known
        self._recheck()

    def saved_all(self, gone: Iterable[str] = ()) -> None:
        """So much was changed that everything is checked again."""
        self._saves += 1
        self._put(dict.fromkeys(gone, ()))
        self.check()

    def _now(self, entity: str, id: str) -> Findings:
        from app.services.rechecking import check_record  # noqa: PLC0415 - as above

        try:
            return check_record(self._passport, entity, id, self.as_of)
        except Refused:
            return ()  # the record is gone
        except AppError:
            return self.known.of(id)  # the save itself is done; what follows beside will tell what is wrong

    def explained(self, findings: Iterable[Finding], text: str) -> None:
        """These findings have been given an explanation, or ('') lost it."""
        some = list(findings)
        keys = {one.key for one in some}
        told = {
            id: tuple(replace(one, explained=text, lapsed="") if one.key in keys else one for one in self.known.of(id))
            for id in {one.id for one in some}
        }
        self._saves += 1
        self._put(told)
        if len(some) > FEW:
            self.check()
            return
        for one in some:
            self._since[(one.entity, one.id)] = None
            self._wait_for((one.entity, one.id), ())
        self._recheck()

    def _put(self, found: dict[str, Findings]) -> None:
        self.known.put(found)
        self.changed.emit()

    def _wait_for(self, touched: Touched, before: Iterable[Finding]) -> None:
        self._waiting[touched] = None
        self._before.setdefault(touched[1], []).extend(before)

    def _forget_waiting(self) -> None:
        self._waiting.clear()
        self._before.clear()

    def _recheck(self) -> None:
        """Look at everybody whom the saves touch; with a save meanwhile, at all of them once more."""
        if self._running or not self._waiting:
            return
        self._running = True
        began = (self._saves, self._rounds)
        touched, before, as_of = list(self._waiting), dict(self._before), self.as_of

        def work(_: Progress) -> dict[str, Findings]:
            from app.services.rechecking import recheck  # noqa: PLC0415 - as above

            return recheck(self._passport, touched, before, as_of)

        def take(found: dict[str, Findings]) -> None:
            self._running = False
            if began == (self._saves, self._rounds):
                self._forget_waiting()
                self._put(found)
            self._recheck()

        def fail(problem: BaseException) -> None:
            self._running = False
            self._forget_waiting()
            self._fail(problem)

        self._beside.start(work, take, failed=fail)

    def _fail(self, problem: BaseException) -> None:
        if not isinstance(problem, AppError):
            raise problem  # a fault of the program is shown as such
        self.failed.emit(f"Проверить не удалось. {problem.text} Ещё раз: F5.")

    def aside(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Read something beside the window, and do what follows from it."""
        self._beside.start(lambda _: work(), done)

    # --- the end --------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something that was saved is still being checked beside."""
        return self._beside.busy

    def close(self) -> None:
        """The file is being closed: what runs is waited for, its result dropped."""
        self._rounds += 1
        self._beside.settle()
        self._beside.close()
