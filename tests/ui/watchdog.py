"""How long the window does not answer: a beat on its thread, and another thread that sees where a late beat is stuck.

What counts of the time between two beats is what this process itself did in it: the lesser of the wall time and of the
processor time of all its threads. So neighbours on a busy computer do not count, but a window that waits for a lock or
for the interpreter while a job of ours has it does. Waiting for a disk is not seen.
"""

import faulthandler
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
LATE_S = 0.1  # a person feels more than this
LOOK_S = 0.02
DEPTH = 8  # innermost calls of ours that are told
APP = "/app/"
TOLD = 3  # places of one gap that are told


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two beats: what this process did in it, what the window's thread itself did, both in ms.

    ``where`` are the places it was met at, most often met first; empty for a gap that was not late.
    """

    held: float
    own: float
    where: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = "\n".join(self.where) or "  (nobody looked)"
        return f"{self.held:.0f} ms without an answer, {self.own:.0f} ms of them its own work, in\n{told}"


@dataclass(frozen=True, slots=True)
class _Moment:
    wall: float
    process: float
    own: float


class Watchdog(QObject):
    """Watches the thread it is made on while its ``with`` block runs events."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Gap(0.0, 0.0)
        self.beats = 0
        self._thread = threading.get_ident()
        self._last = _now()
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._monitor = threading.Thread(target=self._look, name="watchdog", daemon=True)

    def __enter__(self) -> "Watchdog":
        self.begin()
        self._timer.start()
        self._monitor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.beat()
        self._timer.stop()
        self._over.set()
        self._monitor.join()

    def begin(self) -> None:
        """Forget what was seen so far."""
        self.longest = Gap(0.0, 0.0)
        self._start()

    def beat(self) -> None:
        """The window answers: what was since the last beat?"""
        now, last = _now(), self._last
        held = min(now.wall - last.wall, now.process - last.process) * 1000
        if held > self.longest.held:
            with self._lock:
                where = tuple(place for place, _ in self._seen.most_common(TOLD))
            self.longest = Gap(held, (now.own - last.own) * 1000, where)
        self.beats += 1
        self._start()

    def _start(self) -> None:
        with self._lock:
            self._seen.clear()
        self._last = _now()

    def _look(self) -> None:
        """Note where the thread is. No frame of it is touched: held here for a moment, a painter among its locals would
        outlive its painting, and Qt ends the process."""
        with tempfile.TemporaryFile() as file:
            while not self._over.wait(LOOK_S):
                if time.perf_counter() - self._last.wall < LATE_S:
                    continue
                file.seek(0)
                file.truncate()
                faulthandler.dump_traceback(file, all_threads=True)
                file.seek(0)
                with self._lock:
                    self._seen[_told(file.read().decode(), self._thread)] += 1


def _now() -> _Moment:
    return _Moment(time.perf_counter(), time.process_time(), time.thread_time())


def _told(dump: str, thread: int) -> str:
    """The innermost calls of the program in a thread, and where it really was, the latter first."""
    _, _, own = dump.partition(f"0x{thread:016x} (most recent call first):\n")
    lines = [line for line in own.partition("\n\n")[0].splitlines() if line]
    return "\n".join([*lines[:1], *[line for line in lines[1:] if APP in line][:DEPTH]])
