"""T2, T3: a child dies at the n-th call that brings something to the disk, or is answered with an error there.

SQLite's own calls and those of Python are one count, which begins with the act; n runs until the child gets to its
end undisturbed.
"""

import builtins
import errno
import io
import os
import random
import shutil
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import AppError
from faults.acts import DONE, Act, Refusal
from faults.children import BEGUN, Say, Work, child
from faults.sqlite_files import DELETE, OPEN, SYNC, WRITE, watch
from faults.tally import Tally

MODES = ("killed", "full from there on", "unreadable from there on", "unreadable once")
_ERRORS = {MODES[1]: errno.ENOSPC, MODES[2]: errno.EIO, MODES[3]: errno.EIO}
_OURS = "app"  # a fault of the program is told by where it was raised


@dataclass(frozen=True)
class Fault:
    """An exception that is no sentence for the user."""

    text: str


@dataclass(frozen=True)
class Calls:
    """How many calls there were."""

    number: int


class _Points:
    """The count, and what happens at its n-th call."""

    def __init__(self, at: int, mode: str) -> None:
        self.at, self.mode, self.count, self.begun = at, mode, 0, False

    def told(self, what: str, _path: str, _place: int, _content: bytes) -> int:
        """The errno that a call ends with, or 0."""
        if not self.begun:
            return 0
        self.count += 1
        if not self.at or self.count < self.at or (self.count > self.at and self.mode == MODES[3]):
            return 0
        if self.mode == MODES[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        # a full disk takes nothing more, but lets files be removed and written ones be synced
        return 0 if self.mode == MODES[1] and what in (DELETE, SYNC) else _ERRORS[self.mode]

    def ask(self, what: str, path: object = "") -> None:
        """For Python's own calls: raises :class:`OSError` in place of doing it."""
        if number := self.told(what, str(path), 0, b""):
            raise OSError(number, os.strerror(number))


def _watch_python(points: _Points) -> None:
    """Ask before every call of Python's own that changes what is on the disk."""

    def asking(real: Callable[..., Any], what: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            points.ask(what, given[0])
            return real(*given, **named)

        return call

    class Raw(io.FileIO):
        def write(self, content: Any) -> int:
            points.ask(WRITE, self.name)
            return super().write(content)

    real_open = io.open

    def opened(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        if not set(mode) & set("wxa+"):
            return real_open(file, mode, *given, **named)
        points.ask(OPEN, file)
        if mode == "wb":
            return io.BufferedWriter(Raw(file, "w"))
        return real_open(file, mode, *given, **named)

    for name, what in (("fsync", SYNC), ("replace", WRITE), ("rename", WRITE), ("unlink", DELETE), ("mkdir", OPEN)):
        setattr(os, name, asking(getattr(os, name), what))
    io.open = builtins.open = opened  # type: ignore[assignment]


def at_point(say: Say, work: Work, folder: Path, at: int, mode: str) -> None:
    """Work of a child: do the act, with its n-th call as the mode says (0: all as usual), and tell how it ended."""
    points = _Points(at, mode)
    watch(points.told)
    _watch_python(points)

    def heard(word: Any) -> None:
        points.begun = points.begun or word == BEGUN
        say(word)

    try:
        work(heard, folder)
    except AppError as problem:
        say(Refusal(str(problem), full=mode == MODES[1]))
    except BaseException as problem:
        say(Fault(f"{type(problem).__name__}: {problem}"))
    say(Calls(points.count))


def calls_of(act: Act, ready: Path, room: Path) -> int:
    """How many calls the act makes when all goes well."""
    folder = shutil.copytree(ready, room / "undisturbed")
    with child(at_point, act.work, folder, 0, MODES[0]) as one:
        assert one.wait() == 0
    act.check(folder, one.said)
    assert DONE in one.said
    shutil.rmtree(folder)
    return next(word.number for word in one.said if isinstance(word, Calls))


def chosen(calls: int, most: int, seed: int) -> list[int]:
    """All points from 1 to ``calls``, or so many of them, the first and the last among them."""
    if calls <= most:
        return list(range(1, calls + 1))
    return sorted({1, calls, *random.Random(seed).sample(range(2, calls), most - 2)})


def try_points(act: Act, mode: str, room: Path, *, most: int, seed: int) -> Tally:
    """Disturb the act at each of its points, at most at so many."""
    ready = room / "ready"
    ready.mkdir(parents=True)
    act.make(ready)
    calls = calls_of(act, ready, room)
    tally = Tally(f"{mode}, {act.name} ({calls} calls)")
    for at in chosen(calls, most, seed):
        folder = shutil.copytree(ready, room / str(at))
        with child(at_point, act.work, folder, at, mode) as one:
            status = one.wait()
        with tally.trial(f"call {at}"):
            check_told(one.said, status, mode, at)
            act.check(folder, one.said)
        shutil.rmtree(folder)
    return tally


def check_told(said: Sequence[Any], status: int, mode: str, at: int) -> None:
    """AssertionError unless the child died as it should, ended with a sentence of ours, or never came to its call.

    How many pages are written differs by some from run to run, as keys and ids do.
    """
    if mode == MODES[0]:
        over = any(isinstance(word, Calls) and word.number < at for word in said)
        assert over or status == -signal.SIGKILL
        return
    assert status == 0
    faults = [word.text for word in said if isinstance(word, Fault)]
    assert faults == [], f"no sentence for the user: {faults}"
    refusals = [word.text for word in said if isinstance(word, Refusal)]
    assert refusals or DONE in said
    for text in refusals:
        assert any("а" <= sign <= "я" for sign in text), text
