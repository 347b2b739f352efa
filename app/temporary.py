"""One private folder for all that is temporary: of this program only, gone when it ends, swept after a kill.

The libraries that write workbooks and print put parts of them into files of the system's common folder, with names
and numbers in them. Here they get a folder that nobody else may open.
"""

import atexit
import os
import secrets
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.paths import user_data

_NAMES = ("TMPDIR", "TEMP", "TMP")  # Python, Qt and CUPS ask these
_LOCK = ".lock"


def private_folder() -> Path:
    """The folder in which each running program has one of its own; it may not be there yet."""
    return user_data() / "temporary"


def begin_temporary() -> Path | None:
    """Sweep what killed programs left and take a folder for this one; None where it cannot be made."""
    try:
        private_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(private_folder())
        mine, held = _take(private_folder())
    except OSError:
        return None
    tempfile.tempdir = str(mine)
    os.environ.update(dict.fromkeys(_NAMES, str(mine)))
    atexit.register(_leave, mine, held)
    return mine


def sweep(folder: Path) -> None:
    """Remove the folders of programs that are no more; those of running ones hold their locks."""
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink() and not _in_use(_lock_of(one)):
            shutil.rmtree(one, ignore_errors=True)
            with suppress(OSError):
                _lock_of(one).unlink()


def forbid_core_files() -> None:
    """Keep the system from writing this process's memory into a file when it dies (POSIX; the rest on Linux)."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - as above

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: a handler of crashes gets nothing either


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _take(folder: Path) -> tuple[Path, BinaryIO]:
    """A new folder, and the lock that says it is in use: held before the folder is there."""
    mine = folder / secrets.token_hex(8)
    held = _lock_of(mine).open("wb")
    _lock(held)
    mine.mkdir(mode=0o700)
    return mine, held


def _leave(mine: Path, held: BinaryIO) -> None:
    shutil.rmtree(mine, ignore_errors=True)
    held.close()
    with suppress(OSError):
        _lock_of(mine).unlink()


def _in_use(lock: Path) -> bool:
    try:
        with lock.open("rb+") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _lock(file: BinaryIO) -> None:
    """Lock a file for this process until it is closed, by whatever end; :class:`OSError` where another has it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - POSIX only

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
