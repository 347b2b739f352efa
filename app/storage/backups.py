"""Copies of a base: made by SQLite's own backup, read back before they count, numbered, and kept in another folder."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder, why
from app.errors import AppError, Refused
from app.paths import user_data
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

_ROOM = 2  # times the size of the base that must be free, so that a copy does not fill the disk to the brim


@dataclass(frozen=True, slots=True)
class Source:
    """An open base as copies see it: its driver's connection, and what its file is."""

    connection: Any
    path: Path
    key: BaseKey
    salt: bytes

    @property
    def stem(self) -> str:
        """How its copies are called."""
        code, year = self._ask("SELECT code FROM school"), self._ask("SELECT year FROM imprint")
        return stem_of(code, year, self.salt)

    @property
    def saves(self) -> Saves:
        """The last save that it holds."""
        return saves_of(self.connection)

    def _ask(self, query: str) -> str:
        found = self.connection.execute(query).fetchone()
        return str(found[0] or "") if found else ""


def usual_folder(stem: str) -> Path:
    """Where copies lie when no other place was chosen: beside the program's settings, not beside the base."""
    return user_data() / "copies" / " ".join(stem.split()[:2])


Hold = Callable[[], AbstractContextManager[Source]]
"""Takes hold of a base for as long as its pages are copied; the copy is read back when it is free again."""


def back_up(hold: Hold, reason: str, folder: Path | None = None) -> Copy:
    """Make a copy in a folder (None: the chosen or the usual one), verify it, and let go what is superfluous.

    It appears under its name only when it has been read back whole. Raises :class:`Refused` where it cannot be made,
    which is noted until one succeeds; the copies that were there stay.
    """
    with hold() as source:
        base, stem = source.path, source.stem
    note = read_note(base)
    place = folder or (Path(note.folder) if note.folder else usual_folder(stem))
    try:
        with _explaining(place):
            copy = _made(hold, base, place, stem, reason)
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


def newest_of_now(source: Source, folder: Path | None = None) -> Copy | None:
    """The copy that holds just what the base holds, is whole, and opens by its key; None where none does."""
    now = source.saves
    stem = source.stem
    copies = copies_in(folder, stem) if folder else known_copies(source.path, stem)
    for copy in copies:
        same = copy.note is not None and (copy.note.saves, copy.note.mark) == now
        if same and _opens(copy, source.key):
            return copy
    return None


class Standing(NamedTuple):
    """By what a copy is held against its base: the last save, the head of the history, the rows of every table."""

    saves: Saves
    act: tuple[Any, ...] | None
    counts: dict[str, int]


def read_back(path: Path, key: BaseKey, *, standing: Standing | None = None) -> Saves:
    """Open a copy and look at all of it; its last save. Raises :class:`Refused` where it is not whole.

    ``standing`` is how the base stood when the copy was taken, if it is to hold just that.
    """
    with reading(path, key) as connection:
        found = faults(connection)
        if not found and standing is not None and _standing(connection) != standing:
            found = ("в ней не то, что в базе",)
        if found:
            raise Refused(f"Копия не прошла проверку ({'; '.join(found)}) и не оставлена.", "Проверьте диск.")
        return saves_of(connection)


def _standing(connection: Any) -> Standing:
    return Standing(saves_of(connection), last_act(connection), counts_of(connection))


# --- making one ---------------------------------------------------------------------------------------


def _made(hold: Hold, base: Path, folder: Path, stem: str, reason: str) -> Copy:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_room(base, folder)
    known = [read_note(base).number, *(one.number for one in copies_in(folder, stem))]
    with unfinished(folder, stem) as partial:
        with hold() as source:
            number = 1 + max([*known, _number_in(source.connection)])
            _number_from(source.connection, number)
            _write(source, partial)
            standing, key = _standing(source.connection), source.key
        saves = read_back(partial, key, standing=standing)
        sync(partial)
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


def _write(source: Source, partial: Path) -> None:
    write_pages(source.connection, partial, source.key, source.salt)


def write_pages(connection: Any, partial: Path, key: BaseKey, salt: bytes) -> None:
    """A base's pages in a new file of this key and salt; there is no way to a file without a key."""
    copy = driver.connect(str(partial), isolation_level=None)
    try:
        give_key(copy, key, salt)
        connection.backup(copy)
    finally:
        copy.close()


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
