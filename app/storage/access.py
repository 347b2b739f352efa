"""Whether a base can be written where it lies: told before it is opened, not at the first save."""

import os
import sys
import tempfile
from pathlib import Path


def why_read_only(path: Path) -> str:
    """Why a base that is there can only be read, in a few words; '' where it can be written too.

    SQLite keeps its log beside the file, so that the folder must be writable too.
    """
    if not path.is_file():
        return ""
    if _on_read_only_disk(path):
        return "диск или флешка защищены от записи"
    if not _may_write(path):
        return "файл защищён от записи"
    if not _may_make_files(path.parent):
        return "в папку нельзя писать"
    return ""


def _on_read_only_disk(path: Path) -> bool:
    if sys.platform == "win32":
        return False  # told by the file and the folder
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _may_write(path: Path) -> bool:
    if sys.platform != "win32":  # to open it would give away the lock that this process may hold on it
        return os.access(path, os.W_OK)
    try:
        os.close(os.open(path, os.O_RDWR))
    except PermissionError:
        return False
    except OSError:
        return True  # the driver will tell what is wrong
    return True


def _may_make_files(folder: Path) -> bool:
    if sys.platform != "win32":
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        with tempfile.TemporaryFile(dir=folder):  # os.access knows nothing of the rights on folders there
            return True
    except PermissionError:
        return False
    except OSError:
        return True
