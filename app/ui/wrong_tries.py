"""How long to wait after wrong passwords: longer each time, and closing the window does not shorten it.

Only this program's memory holds it. It slows down whoever sits at this keyboard; whoever has carried the file off
tries elsewhere, and there only the length of the password helps.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

DELAYS = (1, 2, 4, 8, 16, 30)  # seconds; the last one from then on


class WrongTries:
    """The wrong tries at each base since a right one."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._tries: dict[Path, tuple[int, float]] = {}  # how many, until when to wait

    def wrong(self, path: Path) -> None:
        """Another wrong try."""
        count = self.count(path) + 1
        wait = DELAYS[min(count, len(DELAYS)) - 1]
        self._tries[path.resolve()] = (count, self._clock() + wait)

    def right(self, path: Path) -> None:
        """The base was opened: begin anew."""
        self._tries.pop(path.resolve(), None)

    def count(self, path: Path) -> int:
        """How many wrong tries there were in a row."""
        return self._tries.get(path.resolve(), (0, 0.0))[0]

    def wait(self, path: Path) -> float:
        """For how many seconds no other try is taken."""
        return max(0.0, self._tries.get(path.resolve(), (0, 0.0))[1] - self._clock())


TRIES = WrongTries()
