"""Long acts beside the window: one worker, progress polled, a window after 0.6 s, cancel.

A job always ends on the main thread, with its result or with its error.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.services.progress import Cancelled, Progress

POLL_MS = 100
WINDOW_AFTER_MS = 600

T = TypeVar("T")


@dataclass(eq=False)
class _Job:
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    state: list[int]  # done, total, asked to stop
    dialog: QProgressDialog | None = None
    future: "Future[Any] | None" = None
    dropped: bool = False


class Jobs(QObject):
    """The window's one worker for the base. ``busy`` says whether a job with a progress window runs."""

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
        job = _Job(done, failed or self._failed, [0, 0, 0])
        self._jobs.append(job)
        if title:
            job.dialog = self._open(job, title, parent or self._window)
            if at_once:
                job.dialog.show()
        job.future = self._pool.submit(work, _progress(job.state))
        job.future.add_done_callback(lambda ended: self._ended.emit(job, ended))

    def _open(self, job: _Job, title: str, parent: QWidget) -> QProgressDialog:
        dialog = QProgressDialog(title, "Остановить", 0, 0, parent)
        dialog.setWindowTitle("Подождите")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumDuration(WINDOW_AFTER_MS)
        dialog.canceled.connect(lambda: job.state.__setitem__(2, 1))
        timer = QTimer(dialog, interval=POLL_MS)
        timer.timeout.connect(lambda: _show(dialog, job.state))
        timer.start()
        return dialog

    def _end(self, job: _Job, future: "Future[Any]") -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if job.dialog is not None:
            over = job.dialog.parentWidget() or self._window
            ours = job.dialog.isActiveWindow() or over.isActiveWindow()
            job.dialog.close()
            job.dialog.deleteLater()
            if ours:  # some window managers give the keys to nobody when a dialog goes
                over.activateWindow()
        if job.dropped or future.cancelled():
            return
        problem = future.exception()
        self.ended.emit()
        if problem is None:
            job.done(future.result())
        else:
            job.failed(problem)

    @property
    def busy(self) -> bool:
        """Whether any job has not answered yet."""
        return bool(self._jobs)

    def settle(self) -> None:
        """Ask everything that runs to stop, wait for it, and forget its results: the file is being closed."""
        running = list(self._jobs)
        for job in running:
            job.dropped = True
            job.state[2] = 1
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


def _show(dialog: QProgressDialog, state: list[int]) -> None:
    if state[2]:
        dialog.setLabelText("Останавливаем…")
    elif state[1]:
        dialog.setMaximum(state[1])
        dialog.setValue(min(state[0], state[1] - 1))
