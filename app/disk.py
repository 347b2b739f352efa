"""Writing files so that nobody ever meets a half-written one, and the system's refusals in Russian."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from app.progress import Progress, silent

_PIECE = 1 << 20  # bytes
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


def partial_of(path: Path) -> Path:
    """The name under which a file is written before it is put in place; what a crash left there is overwritten."""
    return path.with_name(path.name + ".tmp")


class Beside:
    """A file that is written whole beside its place, and put there when all else is done.

    Both steps raise :class:`OSError`. Whoever leaves the ``with`` block without :meth:`put` leaves nothing new;
    the file that was in the place is replaced only by the whole new one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._partial: Path | None = None

    def write(self, content: bytes) -> None:
        """Bring the content to the disk itself, so that putting it in place is one renaming."""
        self._partial = partial_of(self.path)
        with self._partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def put(self) -> None:
        """Give the written file its name; nothing is done where nothing was written."""
        if self._partial is None:
            return
        self._partial.replace(self.path)
        self._partial = None
        with suppress(OSError):  # the file is there; not every file system can sync a folder
            sync_folder(self.path.parent)

    def __enter__(self) -> "Beside":
        return self

    def __exit__(self, *_problem: object) -> None:
        if self._partial is not None:
            with suppress(OSError, ValueError):  # what stopped us is worth telling, not that its rest cannot be removed
                self._partial.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step: a name beside it, the disk, then the name. Raises :class:`OSError`.

    A file that was there is replaced only by the whole new one; after a failure nothing new is left.
    """
    with Beside(path) as file:
        file.write(content)
        file.put()


def copy_file(source: Path, target: Path, progress: Progress = silent) -> None:
    """Copy a file's bytes; ``progress`` gets those done and all, and may raise to stop. Raises :class:`OSError`."""
    size, done = source.stat().st_size, 0
    with source.open("rb") as old, target.open("wb") as new:
        while piece := old.read(_PIECE):
            progress(done, max(size, done))
            new.write(piece)
            done += len(piece)


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
