"""Standard output and error that take any Russian text, whatever the terminal or pipe was set to."""

import codecs
import os
import sys
from typing import TextIO

# What cp866 of an old Windows console lacks, as it may be written there.
_PLAIN = {"«": '"', "»": '"', "—": "-", "–": "-", "−": "-", "…": "...", "№": "N", "·": "-", "\u00a0": " "}
_ERRORS = "school-passport-plain"


def prepare(*, json: bool) -> None:
    """Make both streams unable to fail on a letter; JSON is always UTF-8."""
    codecs.register_error(_ERRORS, _plainer)
    for stream in (sys.stdout, sys.stderr):
        _adapt(stream, json=json and stream is sys.stdout)


def _adapt(stream: TextIO | None, *, json: bool) -> None:
    reconfigure = getattr(stream, "reconfigure", None)  # a test's or a window's stream has none
    if stream is None or reconfigure is None:
        return
    if json or not _knows_russian(stream.encoding):
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors=_ERRORS)


def _knows_russian(encoding: str) -> bool:
    try:
        "Ёж".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _plainer(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lacking = problem.object[problem.start : problem.end]
    return "".join(_PLAIN.get(sign, "?") for sign in lacking), problem.end


def say(text: str) -> None:
    """One line of the result; a program of a window only has nowhere to say it."""
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def tell(text: str) -> None:
    """One line of message beside the result."""
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def abandon() -> None:
    """Whoever read our output has gone: the rest of it, and Python's own last flush, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
