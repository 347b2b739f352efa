"""How an open file looked when we last wrote it: by that a change behind our back is told, before we write into it.

A sync client, a person with a copy, a stick that was pulled out and put back: SQLite itself looks no more at a file
that it holds for itself, and would write pages of one file into another.
"""

import os
from contextlib import suppress
from pathlib import Path

from app.storage.driver import log_of

WINDOWS = os.name == "nt"
_PIECE = 1 << 20  # bytes
_STICK_STEP = 2_000_000_000  # nanoseconds

Look = tuple[int, int, int, int]  # device, file, bytes, nanoseconds of the last change


class OwnSigns:
    """The signs of a base and of its log. ``changed`` stays once it was found."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self.log = log_of(base)
        self._opened: list[int] = []
        self.changed = False
        self.keep()

    def keep(self) -> None:
        """What is there now is our own doing; of a file that is gone the last signs are kept."""
        now = self._now()
        if now[0] is not None or not hasattr(self, "_kept"):
            self._kept = now

    def look(self) -> None:
        """Compare with what is there; some microseconds."""
        if _told(self._now()) != _told(self._kept):
            self.changed = True

    @property
    def gone(self) -> bool:
        """Whether there is no file under the name any more."""
        return _look(self._base) is None

    def same_as_kept(self) -> bool:
        """Whether the file under the name is the one we wrote, though a stick was put back and numbers it anew.

        A stick's times have steps of two seconds.
        """
        now, kept = _look(self._base), self._kept[0]
        if now is None or kept is None or now[2] != kept[2]:
            return False
        return WINDOWS or abs(now[3] - kept[3]) <= _STICK_STEP

    def empty_log(self) -> None:
        """Empty our log, whose pages have been saved elsewhere, so that closing brings none of them into a file that
        is not ours."""
        ours, now = self._kept[1], _look(self.log)
        if ours is not None and now is not None and now[:2] == ours[:2]:
            with suppress(OSError):
                os.truncate(self.log, 0)

    def readable(self) -> bool:
        """Whether the disk gives every byte of the file, whatever stands in them.

        What is opened for that is closed by :meth:`let_go` only: to close it now would give away the locks that this
        process holds on the file (POSIX).
        """
        try:
            self._opened.append(opened := os.open(self._base, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
            _read_through(opened)
        except OSError:
            return False
        return True

    def let_go(self) -> None:
        """The connection has been closed: nothing of ours is left open, and no emptied log is left beside a file that
        somebody else has changed."""
        while self._opened:
            os.close(self._opened.pop())
        with suppress(OSError):
            if self.changed and self.log.stat().st_size == 0:
                self.log.unlink()

    def _now(self) -> tuple[Look | None, Look | None]:
        return _look(self._base), _look(self.log)


def _told(looks: tuple[Look | None, Look | None]) -> object:
    """What of the signs is compared: on Windows, where the system writes times late and nobody can replace or write
    what we hold, only which file it is."""
    base, _ = looks
    return (base and base[:2]) if WINDOWS else looks


def _read_through(opened: int) -> None:
    at = 0
    while piece := os.pread(opened, _PIECE, at) if hasattr(os, "pread") else os.read(opened, _PIECE):
        at += len(piece)


def _look(path: Path) -> Look | None:
    try:
        told = os.stat(path)  # noqa: PTH116 - twice for each session
    except OSError:
        return None
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns
