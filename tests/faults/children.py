"""Processes that do one act each and may be killed at any moment.

They are forked from one clean process that has loaded the program and opened nothing, so that each costs some
hundredths of a second; where there is no fork they are started anew.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).parents[1]
_LOADED = ["faults.warm"]
BEGUN = "begun"  # said when the act itself begins
SECONDS = 60  # no act of ours takes so long

Say = Callable[[Any], None]
Work = Callable[..., None]
"""What a child does: its first argument is how it tells the parent of each step that was confirmed."""


@cache
def _context() -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(_TESTS.parent), str(_TESTS)])
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before
    return context


class Child:
    """A process at work. ``said`` is all that it has told so far."""

    def __init__(self, work: Work, *given: Any) -> None:
        self._ear, mouth = _context().Pipe(duplex=False)
        self._process = _context().Process(target=_do, args=(mouth, work, given, dict(os.environ)), daemon=True)
        self._process.start()
        mouth.close()
        self.said: list[Any] = []

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    def hear(self, word: Any, seconds: float = SECONDS) -> None:
        """Wait until it says a word; AssertionError where it ends or is silent for long before that."""
        while word not in self.said:
            assert self._ear.poll(seconds), f"{word!r} was never said, only {self.said[-1:]}"
            self._listen_once()

    def wait(self, seconds: float = SECONDS) -> int:
        """Wait for its end and hear the rest; its exit status, minus a signal."""
        until = time.monotonic() + seconds
        try:
            while self._ear.poll(max(0.0, until - time.monotonic())):
                self._listen_once()
        except AssertionError:
            pass  # it has closed its end: all is heard
        self._process.join(max(0.1, until - time.monotonic()))
        assert self._process.exitcode is not None, "it does not end"
        return int(self._process.exitcode)

    def kill(self) -> None:
        """End it as a power switch would, and hear what it had said before."""
        self._process.kill()
        self.wait()

    def close(self) -> None:
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
        self._ear.close()

    def _listen_once(self) -> None:
        try:
            self.said.append(self._ear.recv())
        except (EOFError, OSError):
            raise AssertionError(f"it has ended, the last word being {self.said[-1:]}") from None


@contextmanager
def child(work: Work, *given: Any) -> Iterator[Child]:
    """A child at work, ended at the latest when the block is left."""
    made = Child(work, *given)
    try:
        yield made
    finally:
        made.close()


def _do(mouth: Any, work: Work, given: tuple[Any, ...], environment: dict[str, str]) -> None:
    os.environ.update(environment)  # a folder of the user's own that a test has set since the first child
    work(mouth.send, *given)
    mouth.close()
