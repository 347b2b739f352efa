"""The program's log in the user's own folder: what it did and where it failed, never what it was done to.

A line holds kinds of errors, places in our code, counts and permanent ids; no names, no numbers, no paths, no texts of
errors, which may quote what was typed. Only our own lines are kept: other libraries quote cells and values.
"""

import logging
import platform
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app import __version__
from app.paths import user_data

FILE, FILES, BYTES = "program.log", 5, 1 << 20
_OURS = "app"
_MOST = 2000  # signs of a line: a fault of a thousand frames is told by its ends
_FRAMES = 25

_logger = logging.getLogger(_OURS)
_logger.addHandler(logging.NullHandler())  # without a log nothing is written to the terminal instead


class _OneLine(logging.Formatter):
    """A line for each event, whatever stands in it: signs that are not printed are written out."""

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(process)d %(levelname)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))

    def format(self, record: logging.LogRecord) -> str:
        record.exc_info = record.exc_text = record.stack_info = None  # a traceback quotes the error's text
        return escaped(super().format(record))[:_MOST]


class _Quiet(RotatingFileHandler):
    """A file that never stops the work: what cannot be written or renamed is passed over."""

    def doRollover(self) -> None:
        try:
            super().doRollover()
        except OSError:  # another window has it open (Windows), or a viewer: the file grows on meanwhile
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk is told by what the user does, not by the log."""


def log_folder() -> Path:
    """Where the log lies; it may not be there yet."""
    return user_data() / "log"


def begin_log() -> None:
    """Write the log from now on; where its folder cannot be made, there is none."""
    logging.captureWarnings(capture=True)  # they quote sheets and cells, and a window has nobody to tell them
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        log_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Quiet(log_folder() / FILE, maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(_OneLine())
    _logger.addHandler(handler)
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    note("start: %s, Python %s, %s", __version__, platform.python_version(), platform.system())


def note(what: str, *given: int | str) -> None:
    """Keep that something was done: a fixed text with counts and ids."""
    _logger.info(what, *given)


def note_problem(problem: BaseException) -> None:
    """Keep that an act was refused or failed: the kind of error and the places in our code, without its text."""
    _logger.error("%s", "; ".join(places(problem)))


def places(problem: BaseException) -> list[str]:
    """The kind of an error and of what caused it, then where it happened, innermost last: «function, file.py:12»."""
    frames = [f"{one.name}, {Path(one.filename).name}:{one.lineno}" for one in _frames(problem)]
    return [" < ".join(_kinds(problem)), *frames[-_FRAMES:]]


def our_place(problem: BaseException) -> str:
    """The innermost place in our own code, «file.py:12»; '' where there is none."""
    ours = [one for one in _frames(problem) if "app" in Path(one.filename).parts]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def escaped(text: str) -> str:
    """A text in one line: signs that are not printed (breaks, escapes, directions) by their codes."""
    return text if text.isprintable() else "".join(one if one.isprintable() else _code(one) for one in text)


def kept_lines() -> list[str]:
    """All lines that are kept, oldest first; those of a file that cannot be read are passed over."""
    names = [*(f"{FILE}.{number}" for number in range(FILES - 1, 0, -1)), FILE]
    return [line for name in names for line in _lines(log_folder() / name)]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _frames(problem: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(problem.__traceback__)


def _kinds(problem: BaseException | None) -> list[str]:
    kinds: list[str] = []
    while problem is not None and len(kinds) < 5:
        kinds.append(type(problem).__name__)
        problem = problem.__cause__
    return kinds


def _code(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
