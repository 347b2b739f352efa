"""Copies of a base: made by SQLite's own backup, read back before they count, numbered, and kept in another folder."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder, why
from app.errors import AppError, Cancelled, Refused
from app.paths import user_data
from app.progress import Progress, part, silent
from app.storage.base_key import BaseKey
from app.storage.base_notes import changing, read_note
from app.storage.copy_list import (
    Copy,
    CopyNote,
    State,
    copies_in,
    copy_path,
    rotate,
    state_of,
    stem_of,
    sum_of,
    take_down,
)
from app.storage.driver import give_key, reading
from app.storage.saves import Saves, saves_of
from app.storage.soundness import counts_of, faults, last_act

NUMBER = "copies"  # the setting that holds the number of the newest copy

_STEP = 256  # pages copied at a time, a megabyte: in some 15 ms
_PATIENCE = 3  # times the pages of a base: after so many copied ones nobody else has the base till the end
_PARTS = 4  # of making a copy: its pages, and three looks at them that take about as long each

_ROOM = 2  # times the size of the base that must be free, so that a copy does not fill the disk to the brim


def _at_once() -> None:
    """Nobody waits for the base."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open base as copies see it: its driver's connection, and what its file is.

    ``pause`` lets whoever waits for the base have it for a moment; it may be another then.
    """

    connection: Any
    path: Path
    key: BaseKey
    salt: bytes
    pause: Callable[[], None] = _at_once

    @property
    def stem(self) -> str:
        """How its copies are called."""
        code, year = self._ask("SELECT code FROM school"), self._ask("SELECT year FROM imprint")
        return stem_of(code, year, self.salt)

    @property
    def saves(self) -> Saves:
        """The last save that it holds."""
        return saves_of(self.connection)

    @property
    def present(self) -> "Present":
        """By what its copies are found."""
        return Present(self.path, self.key, self.stem, self.saves)

    def _ask(self, query: str) -> str:
        found = self.connection.execute(query).fetchone()
        return str(found[0] or "") if found else ""


class Present(NamedTuple):
    """What tells which copies are of a base as it is now; to look at them the base itself need not be held."""

    path: Path
    key: BaseKey
    stem: str
    saves: Saves


def usual_folder(stem: str) -> Path:
    """Where copies lie when no other place was chosen: beside the program's settings, not beside the base."""
    return user_data() / "copies" / " ".join(stem.split()[:2])


Hold = Callable[[], AbstractContextManager[Source]]
"""Takes hold of a base for as long as its pages are copied; the copy is read back when it is free again."""


def back_up(hold: Hold, reason: str, folder: Path | None = None, progress: Progress = silent) -> Copy:
    """Make a copy in a folder (None: the chosen or the usual one), verify it, and let go what is superfluous.

    It appears under its name only when it has been read back whole. Raises :class:`Refused` where it cannot be made,
    which is noted until one succeeds, and what ``progress`` raises; the copies that were there stay.
    """
    with hold() as source:
        base, stem = source.path, source.stem
    note = read_note(base)
    place = folder or (Path(note.folder) if note.folder else usual_folder(stem))
    try:
        with _explaining(place):
            copy = _made(hold, base, place, (stem, reason), progress)
    except Cancelled:
        raise  # that is no failure
    except AppError as problem:
        with changing(base) as note:
            note.failed = problem.text
        raise
    with suppress(OSError):
        rotate(place, stem)
    _remember(base, copy, stem, place)
    return copy


def known_copies(base: Path, stem: str = "") -> list[Copy]:
    """All copies of a base that this computer knows of, the newest first; ``stem`` where the base tells it itself."""
    note = read_note(base)
    stem = stem or note.stem
    if not stem:
        return []
    folders = dict.fromkeys([*note.folders, str(usual_folder(stem))])
    found = {copy.path: copy for folder in folders for copy in copies_in(Path(folder), stem)}
    return sorted(found.values(), key=lambda one: (one.number, str(one.path)), reverse=True)


def newest_of_now(now: Present, folder: Path | None = None) -> Copy | None:
    """The copy that holds just what the base holds, is whole, and opens by its key; None where none does."""
    copies = copies_in(folder, now.stem) if folder else known_copies(now.path, now.stem)
    for copy in copies:
        same = copy.note is not None and (copy.note.saves, copy.note.mark) == now.saves
        if same and _opens(copy, now.key):
            return copy
    return None


class Standing(NamedTuple):
    """By what a copy is held against its base: the last save, the head of the history, the rows of every table."""

    saves: Saves
    act: tuple[Any, ...] | None
    counts: dict[str, int]


def read_back(path: Path, key: BaseKey, *, standing: Standing | None = None, progress: Progress = silent) -> Saves:
    """Open a copy and look at all of it; its last save. Raises :class:`Refused` where it is not whole.

    ``standing`` is how the base stood when the copy was taken, if it is to hold just that.
    """
    with reading(path, key) as connection:
        found = faults(connection, progress)
        if not found and standing is not None and _standing(connection) != standing:
            found = ("в ней не то, что в базе",)
        if found:
            raise Refused(f"Копия не прошла проверку ({'; '.join(found)}) и не оставлена.", "Проверьте диск.")
        return saves_of(connection)


def _standing(connection: Any) -> Standing:
    return Standing(saves_of(connection), last_act(connection), counts_of(connection))


# --- making one ---------------------------------------------------------------------------------------


def _made(hold: Hold, base: Path, folder: Path, called: tuple[str, str], progress: Progress) -> Copy:
    stem, reason = called
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_room(base, folder)
    known = [read_note(base).number, *(one.number for one in copies_in(folder, stem))]
    with unfinished(folder, stem) as partial:
        with hold() as source:
            number = 1 + max([*known, _number_in(source.connection)])
            _number_from(source.connection, number)
            _write(source, partial, part(progress, 0, _PARTS))
            standing, key = _standing(source.connection), source.key
        saves = read_back(partial, key, standing=standing, progress=looking(progress))
        sync(partial)
        progress(_PARTS, _PARTS)
        told = _told(partial, number, reason, saves, standing.counts)
        target = partial.rename(copy_path(folder, stem, number))
    with suppress(OSError):  # not every file system of a stick can sync a folder
        sync_folder(folder)
    take_down(folder, stem, told)
    return Copy(target, number, told)


@contextmanager
def unfinished(folder: Path, stem: str) -> Iterator[Path]:
    """A name under which a copy is written; what is left under it at the end goes."""
    partial = folder / f"{stem}.copy.tmp"
    try:
        partial.unlink(missing_ok=True)
        yield partial
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def looking(progress: Progress) -> Progress:
    """The progress of the looks at a copy whose pages are written."""
    return lambda done, total: progress(1 + done, 1 + total)


def _write(source: Source, partial: Path, progress: Progress) -> None:
    """Copy the pages. Others may save between two steps: SQLite then writes into the copy what it has got already,
    and begins it anew after a save that was taken back."""
    steps = count(1)

    def go_on(done: int, total: int) -> None:
        progress(done, total)
        # After the last page it would not hear of a save any more.
        if done < total and next(steps) * _STEP < _PATIENCE * total:
            source.pause()

    write_pages(source.connection, partial, source.key, source.salt, go_on)


def write_pages(connection: Any, partial: Path, key: BaseKey, salt: bytes, progress: Progress = silent) -> None:
    """A base's pages in a new file of this key and salt; there is no way to a file without a key."""
    copy = driver.connect(str(partial), isolation_level=None)
    try:
        give_key(copy, key, salt)
        copy_pages(connection, copy, progress)
    finally:
        copy.close()


def copy_pages(connection: Any, copy: Any, progress: Progress) -> None:
    """Copy a base into another connection's, so many pages at a time; what ``progress`` raises ends it."""
    connection.backup(copy, pages=_STEP, progress=lambda _, left, total: progress(total - left, total))


def _told(partial: Path, number: int, reason: str, saves: Saves, counts: dict[str, int]) -> CopyNote:
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    people = counts.get("student", 0), counts.get("staff", 0)
    return CopyNote(number, made_at, reason, *saves, *people, partial.stat().st_size, sum_of(partial))


def _number_in(connection: Any) -> int:
    """The number of the newest copy as the base remembers it; 0 in one so old that it has no settings."""
    try:
        found = connection.execute("SELECT value FROM setting WHERE name = ?", (NUMBER,)).fetchone()
        return int(found[0]) if found else 0
    except (driver.OperationalError, ValueError, TypeError):
        return 0


def _number_from(connection: Any, number: int) -> None:
    """Let the base remember the number, so that no later copy takes it, whatever the clock says.

    A base so old that it has no settings, or whose own disk is full, goes by the copies that lie in the folder.
    """
    with suppress(driver.OperationalError):
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (NUMBER, number))


def _check_room(base: Path, folder: Path) -> None:
    needed = _ROOM * base.stat().st_size
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refused(
            f"Копия базы не сделана: в {folder} свободно {_megabytes(free)} МБ, а нужно {_megabytes(needed)} МБ.",
            "Освободите место или выберите для копий другую папку.",
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",")


def _remember(base: Path, copy: Copy, stem: str, place: Path) -> None:
    folder = str(place.absolute())
    with changing(base) as note:
        note.stem, note.number, note.failed = stem, copy.number, ""
        note.folders = [folder, *(one for one in note.folders if one != folder)]


def _opens(copy: Copy, key: BaseKey) -> bool:
    try:
        if state_of(copy) is not State.GOOD:
            return False
        with reading(copy.path, key):
            return True
    except (AppError, OSError):
        return False


@contextmanager
def _explaining(folder: Path) -> Iterator[None]:
    hint = "Вставьте флешку, освободите место или выберите для копий другую папку."
    try:
        yield
    except OSError as problem:
        raise Refused(f"Копия базы в {folder} не сделана: {why(problem)}.", hint) from problem
    except driver.Error as problem:
        raise Refused(f"Копия базы в {folder} не сделана: не хватает места или диск не отвечает.", hint) from problem


def good_copies(copies: Iterable[Copy]) -> Iterator[Copy]:
    """Those that are still what was verified, one by one: the first may be enough. What cannot be read is left out."""
    for copy in copies:
        with suppress(OSError):
            if state_of(copy) is State.GOOD:
                yield copy
