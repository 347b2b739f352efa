"""Copies of the open base: made by themselves before what cannot be taken back, and when somebody asks for one."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.disk import why
from app.domain.roles import Right
from app.errors import AppError, Refused
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.backups import back_up, known_copies, newest_of_now, read_back, usual_folder
from app.storage.base_key import BaseKey
from app.storage.base_notes import changing, read_note
from app.storage.copy_list import Copy, State, state_of
from app.storage.driver import reading
from app.storage.passport import Passport


class Reason(StrEnum):
    """What a copy was made for, as the list of copies tells it."""

    OPENING = "при открытии"
    BY_HAND = "по вашей просьбе"
    IMPORT = "перед загрузкой списка"
    NEW_YEAR = "перед новым учебным годом"
    UPDATE = "перед обновлением данных программы"
    RESTORE = "перед возвратом из копии"
    PASSWORD = "перед сменой пароля"
    NEW_PASSWORD = "после смены пароля"


class Health(StrEnum):
    """What can be said of a copy now; the value is what the list shows."""

    GOOD = "проверена, цела"
    OLD_PASSWORD = "цела, пароль прежний"
    DAMAGED = "повреждена"
    UNKNOWN = "другой пароль или повреждена"
    UNREADABLE = "не читается"


GOOD_ONES = (Health.GOOD, Health.OLD_PASSWORD)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy as the list shows it; ``made_at`` is the time of its day, None where nothing was noted of it."""

    path: Path
    number: int
    made_at: datetime | None
    reason: str
    pupils: int
    workers: int
    size: int
    health: Health
    saves: int
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class CopyState:
    """Where copies go and what is wrong with that; ``failed`` stays until a copy succeeds."""

    folder: Path
    chosen: bool
    newest: int
    failed: str
    advice: str


def copy_now(
    passport: Passport,
    reason: Reason = Reason.BY_HAND,
    folder: Path | None = None,
    progress: Progress = silent,
) -> Copy:
    """Make a copy, verified, whatever there is already; in a folder, or where copies of this base go.

    Who works in the base may go on meanwhile. Raises :class:`Refused` where it cannot be made, and what ``progress``
    raises; no copy that was there is lost then, and there is nothing new.
    """
    if folder is not None:
        _check_folder(folder, passport.path)
    return back_up(passport.source, reason, folder, progress)


def copy_of_now(passport: Passport, folder: Path | None = None) -> Copy | None:
    """The copy that holds just what the base holds and is whole; None where none does."""
    with passport.source() as source:
        now = source.present
    return newest_of_now(now, folder)


def copy_before(passport: Passport, reason: Reason, folder: Path | None = None, progress: Progress = silent) -> Copy:
    """The copy of the present state: the one that is there already, whole and of this very state, or a new one.

    Raises :class:`Refused` where there is none and none can be made, and what ``progress`` raises: what was to follow
    must not be done then.
    """
    return copy_of_now(passport, folder) or copy_now(passport, reason, folder, progress)


def copy_state(passport: Passport) -> CopyState:
    """Where copies go, the number of the newest, and what the user should know of that."""
    note = read_note(passport.path)
    with passport.source() as source:
        folder = Path(note.folder) if note.folder else usual_folder(source.stem)
    return CopyState(folder, bool(note.folder), note.number, note.failed, _advice(folder, passport.path))


@needs(Right.RESTORE)
def choose_folder(passport: Passport, folder: Path | None, progress: Progress = silent) -> Copy:
    """Let copies go into a folder from now on (None: the usual one), and make the first one there.

    Raises :class:`Refused` where none can be made there, and what ``progress`` raises; then all stays as it was.
    """
    with passport.source() as source:
        place = folder or usual_folder(source.stem)
    copy = copy_now(passport, Reason.BY_HAND, place, progress)
    with changing(passport.path) as note:
        note.folder = str(place.absolute()) if folder is not None else ""
    return copy


def copy_lines(passport: Passport, progress: Progress = silent) -> tuple[CopyLine, ...]:
    """All copies of the base that this computer knows of, the newest first, each looked at now."""
    with passport.source() as source:
        present = source.present
    copies = known_copies(present.path, present.stem)
    now = newest_of_now(present)
    lines = _looked(copies, passport.key, progress)
    return tuple(replace(line, is_now=now is not None and line.path == now.path) for line in lines)


def line_of(copy: Copy, health: Health) -> CopyLine:
    """A copy with what was found of it."""
    note = copy.note
    if note is None:
        return CopyLine(copy.path, copy.number, None, "", 0, 0, _size(copy.path), health, 0)
    made_at = _moment(note.made_at)
    people = note.pupils, note.workers
    return CopyLine(copy.path, copy.number, made_at, note.why, *people, note.size, health, note.saves)


def health_of(copy: Copy, key: BaseKey | None) -> Health:
    """Look at a copy: whether it is what was verified when it was made, and opens by this key (None: not asked)."""
    try:
        state = state_of(copy)
        if state is State.DAMAGED:
            return Health.DAMAGED
        if state is State.GOOD and key is None:
            return Health.GOOD
    except OSError:
        return Health.UNREADABLE
    return _by_key(copy, key, known=state is State.GOOD)


def _by_key(copy: Copy, key: BaseKey | None, *, known: bool) -> Health:
    if key is None:
        return Health.UNKNOWN
    try:
        if known:
            with reading(copy.path, key):
                return Health.GOOD
        read_back(copy.path, key)
    except Refused:  # another password among them, which looks like damage where nothing was noted
        return Health.OLD_PASSWORD if known else Health.UNKNOWN
    except AppError:
        return Health.DAMAGED
    return Health.GOOD


def _looked(copies: Sequence[Copy], key: BaseKey, progress: Progress) -> Iterator[CopyLine]:
    for done, copy in enumerate(copies):
        progress(done, len(copies))
        yield line_of(copy, health_of(copy, key))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _check_folder(folder: Path, base: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise Refused(f"{folder} — не папка; копия не сделана.", "Выберите папку.")
    except OSError as problem:
        raise Refused(f"Папка {folder} недоступна: {why(problem)}; копия базы {base.name} не сделана.") from problem


def _advice(folder: Path, base: Path) -> str:
    """What is unwise about the place of the copies; '' where nothing is."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        if there.exists() and os.path.realpath(folder) == os.path.realpath(base.parent):
            return "Копии лежат в той же папке, что и база: вместе с ней пропадут и они. Выберите флешку."
        if there.stat().st_dev == base.parent.stat().st_dev:
            return "Копии лежат на том же диске, что и база: если он сломается, пропадут и они. Надёжнее флешка."
    except OSError:
        return f"Папка копий {folder} сейчас недоступна."
    return ""
