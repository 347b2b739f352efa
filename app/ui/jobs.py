"""Long acts beside the window: one worker, progress polled, a window after 0.6 s, cancel.

A job always ends on the main thread, with its result or with its error.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.services.progress import Cancelled, Progress
from app.ui.job_window import AFTER_MS, JobWindow

POLL_MS = 100
_ENDING = -1  # what a loop gives at once when the program is to end
_CLOSING = "Закрываем базу…"

T = TypeVar("T")


@dataclass(eq=False)
class _Job:
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    state: list[int] = field(default_factory=lambda: [0, 0, 0])  # done, total, asked to stop
    to_end: str = ""  # what is done, where closing the file lets it come to its end
    window: JobWindow | None = None
    future: "Future[Any] | None" = None
    dropped: bool = False
    over: Callable[[], None] | None = None  # told first, whatever came of it
    parent: QWidget | None = None  # the dialog that it was begun in

    @property
    def unwanted(self) -> bool:
        """Whether nobody is there any more to be told: the file was closed, or the dialog is gone."""
        return self.dropped or (self.parent is not None and not isValid(self.parent))

    def stop(self) -> None:
        """Ask it to stop; one that has not begun never does."""
        self.state[2] = 1
        if self.future is not None:
            self.future.cancel()


class Jobs(QObject):
    """The window's one worker for the base. ``busy`` says whether a job has not answered yet."""

    running: "ClassVar[set[Future[Any]]]" = set()  # the jobs of all workers that have not ended

    ended = Signal()  # a job has answered
    idle = Signal()  # no job of this worker is left
    _ended = Signal(object, object)

    def __init__(self, parent: QWidget, failed: Callable[[BaseException], None]) -> None:
        super().__init__(parent)
        self._window = parent
        self._failed = failed
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._jobs: list[_Job] = []
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def beside(self) -> "Jobs":
        """Another worker of the same window, for small acts that must not wait behind long ones."""
        return Jobs(self._window, self._failed)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        title: str = "",
        failed: Callable[[BaseException], None] | None = None,
        parent: QWidget | None = None,
        at_once: bool = False,
        to_end: str = "",
    ) -> None:
        """Run ``work(progress)`` on the worker, then ``done(result)`` here; without a title it runs unseen.

        ``parent`` is the dialog over which its window belongs, if it was begun in one: once that is gone, nothing is
        told any more. ``at_once`` shows the window at once, so that nothing else can be begun meanwhile. What says in
        ``to_end`` what it does is not asked to stop when the file is closed: that waits for it and says so.
        """
        job = _Job(done, failed or self._failed, to_end=to_end, parent=parent)
        self._submit(job, work)
        if title:
            self._open(job, title, parent or self._window)
            if at_once and job.window is not None:
                job.window.show()

    def wait(self, work: Callable[[Progress], T], *, title: str, parent: QWidget | None = None) -> T:
        """Run ``work(progress)`` on the worker and give its result, or raise its error; the window answers meanwhile.

        For a moment it takes neither keys nor clicks: then the act is over, or its window is there.
        """
        loop = QEventLoop()
        job = _Job(_nothing, _nothing, over=loop.quit)
        self._submit(job, work)
        QTimer.singleShot(AFTER_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if job in self._jobs:
            self._open(job, title, parent or self._window).show()
            loop.exec()
        assert job.future is not None
        if job.future.cancelled():
            raise Cancelled
        found: T = job.future.result()
        return found

    def _submit(self, job: _Job, work: Callable[[Progress], Any]) -> None:
        self._jobs.append(job)
        job.future = self._pool.submit(work, _progress(job.state))
        Jobs.running.add(job.future)
        job.future.add_done_callback(Jobs.running.discard)
        job.future.add_done_callback(lambda ended: self._ended.emit(job, ended))

    def _open(self, job: _Job, title: str, parent: QWidget) -> JobWindow:
        job.window = window = JobWindow(title, parent)
        window.stop_wanted.connect(job.stop)
        timer = QTimer(window, interval=POLL_MS)
        timer.timeout.connect(lambda: _tell(job))
        timer.start()
        return window

    def _end(self, job: _Job, future: "Future[Any]") -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            if not self._jobs:
                self.idle.emit()
        if job.window is not None and isValid(job.window):  # it goes with the dialog over which it stood
            self._close(job.window)
        if job.over is not None:
            job.over()
        if job.unwanted or (future.cancelled() and not job.state[2]):
            return
        problem = Cancelled() if future.cancelled() else future.exception()
        self.ended.emit()
        if problem is None:
            job.done(future.result())
        else:
            job.failed(problem)

    def _close(self, window: JobWindow) -> None:
        over = window.parentWidget() or self._window
        ours = window.isActiveWindow() or over.isActiveWindow()
        window.hide()
        window.deleteLater()
        if ours:  # some window managers give the keys to nobody when a dialog goes
            over.activateWindow()

    @property
    def busy(self) -> bool:
        """Whether any job has not answered yet."""
        return bool(self._jobs)

    def settle(self) -> None:
        """Ask everything that runs to stop, wait for it, and forget its results: the file is being closed."""
        wait([job.future for job in self._forgotten() if job.future is not None])

    def finish(self) -> None:
        """The same for all workers of the window, which answers meanwhile, and after a moment says what it waits for.

        When the program is told to end, it is waited for in place.
        """
        workers = self._window.findChildren(Jobs)
        loop = QEventLoop()
        late = QTimer(singleShot=True, interval=AFTER_MS)
        for signal in (late.timeout, *(one.idle for one in workers)):
            signal.connect(loop.quit)

        def running() -> list[_Job]:
            return [job for one in workers for job in one._forgotten()]

        late.start()
        while running() and late.isActive():
            if loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents) == _ENDING:
                break
        if running():
            window = _closing_window(self._window, running)
            while running() and loop.exec() != _ENDING:
                pass
            self._close(window)
        for one in workers:
            one.settle()

    def _forgotten(self) -> list[_Job]:
        """All that runs, asked to stop; nobody wants its results."""
        for job in self._jobs:
            job.dropped = True
            if not job.to_end:
                job.state[2] = 1  # one that waits to begin is let do its part: it may be what somebody typed
        return list(self._jobs)

    def close(self) -> None:
        """Wait for what runs; nothing new is taken."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _progress(state: list[int]) -> Progress:
    def tell(done: int, total: int) -> None:
        state[0], state[1] = done, total
        if state[2]:
            raise Cancelled

    return tell


def _tell(job: _Job) -> None:
    if job.window is not None and job.future is not None:
        job.window.tell(job.state[0], job.state[1], begun=job.future.running() or job.future.done())


def _closing_window(parent: QWidget, running: Callable[[], list[_Job]]) -> JobWindow:
    """The window that says what the closing of the file waits for; only what would be let end can be stopped there."""
    window = JobWindow(_CLOSING, parent)
    window.setWindowModality(Qt.WindowModality.ApplicationModal)  # also over windows that stand beside the main one

    def kept() -> list[_Job]:
        return [job for job in running() if job.to_end and not job.state[2]]

    def tell() -> None:
        job = next(iter(kept()), None)
        if job is None:
            window.tell(0, 0)
        else:
            window.tell(job.state[0], job.state[1], more=job.to_end)

    def stop() -> None:
        for job in kept():
            job.stop()

    window.stop_wanted.connect(stop)
    timer = QTimer(window, interval=POLL_MS)
    timer.timeout.connect(tell)
    timer.start()
    window.show()
    return window


def _nothing(_: object) -> None:
    """Whoever waits takes the result himself."""
