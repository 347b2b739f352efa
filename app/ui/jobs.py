"""Long acts beside the window: one worker, progress polled, a window after 0.6 s, cancel.

A job always ends on the main thread, with its result or with its error.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.services.progress import Cancelled, Progress
from app.ui.job_window import AFTER_MS, JobWindow

POLL_MS = 100

T = TypeVar("T")


@dataclass(eq=False)
class _Job:
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    state: list[int] = field(default_factory=lambda: [0, 0, 0])  # done, total, asked to stop
    window: JobWindow | None = None
    future: "Future[Any] | None" = None
    dropped: bool = False
    over: Callable[[], None] | None = None  # told first, whatever came of it

    def stop(self) -> None:
        """Ask it to stop; one that has not begun never does."""
        self.state[2] = 1
        if self.future is not None:
            self.future.cancel()


class Jobs(QObject):
    """The window's one worker for the base. ``busy`` says whether a job has not answered yet."""

    running: "ClassVar[set[Future[Any]]]" = set()  # the jobs of all workers that have not ended

    ended = Signal()  # a job has answered
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
    ) -> None:
        """Run ``work(progress)`` on the worker, then ``done(result)`` here; without a title it runs unseen.

        ``parent`` is the dialog over which its window belongs, if it was begun in one; ``at_once`` shows the window
        at once, so that nothing else can be begun meanwhile.
        """
        job = _Job(done, failed or self._failed)
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
        if job.window is not None:
            self._close(job.window)
        if job.over is not None:
            job.over()
        if job.dropped or (future.cancelled() and not job.state[2]):
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
        running = list(self._jobs)
        for job in running:
            job.dropped = True
            job.state[2] = 1  # one that waits to begin is let do its part: it may be what somebody typed
        wait([job.future for job in running if job.future is not None])

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


def _nothing(_: object) -> None:
    """Whoever waits takes the result himself."""
