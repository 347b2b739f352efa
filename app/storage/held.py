"""Whether somebody has a base open, asked without opening it as a base: what lies beside it is not touched."""

import os
import sys
from pathlib import Path

_SHARED = 0x40000002  # SQLite locks these bytes, which no file has (https://www.sqlite.org/lockingv3.html)
_MANY = 510


def is_held(base: Path) -> bool:
    """Whether another process, or this one, keeps a base locked as an open base is. Raises :class:`OSError`.

    Never asked of a base that this very process has open: to close its file here would drop the lock (POSIX).
    """
    with base.open("rb") as file:
        return not _lockable(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lockable(handle: int) -> bool:
        os.lseek(handle, _SHARED, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, _SHARED, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        return True
else:
    import fcntl

    def _lockable(handle: int) -> bool:
        try:
            fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB, _MANY, _SHARED)
        except (BlockingIOError, PermissionError):
            return False
        return True
