"""Writing files so that nobody ever meets a half-written one, and the system's refusals in Russian."""

import errno
import os
from pathlib import Path

_WHY = {
    errno.EACCES: "нет права писать или читать",
    errno.EPERM: "нет права писать или читать",
    errno.EROFS: "диск только для чтения",
    errno.ENOSPC: "не хватает места на диске",
    errno.EDQUOT: "исчерпана квота на диске",
    errno.ENOENT: "такой папки нет",
    errno.ENOTDIR: "на месте папки лежит файл",
    errno.EISDIR: "на этом месте лежит папка",
    errno.ENAMETOOLONG: "имя слишком длинное",
    errno.EIO: "диск не отвечает",
    errno.EFBIG: "файл слишком велик для этого диска",
}


def why(problem: OSError) -> str:
    """The system's refusal in a few Russian words; the system's own words where we have none."""
    return _WHY.get(problem.errno or 0) or problem.strerror or type(problem).__name__


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step: a name beside it, the disk, then the name. Raises :class:`OSError`.

    A file that was there is replaced only by the whole new one; after a failure nothing new is left.
    """
    partial = path.with_name(path.name + ".tmp")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Put a written file on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's new names on the disk; Windows does this by itself and has no call for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
