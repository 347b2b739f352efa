"""The copies of a base in a folder: how they are called, what was noted of each, and whether they are still whole.

Beside the copies of a base lies a list with a sum (SHA-256) over each. By it a damaged copy is known without any
password, and told from one that merely opens by an older password.
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from app.disk import write_whole
from app.storage.rotation import superfluous

_NAME = re.compile(r"(?P<stem>\S+ \S+ [0-9a-f]{6}) (?P<number>\d{1,9})\.copy")
_MOST = 1_000_000  # bytes of a list; what is larger is none


class State(StrEnum):
    """Whether a copy can be relied on."""

    GOOD = "good"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"  # nothing was noted of it: only its key can tell


@dataclass(frozen=True, slots=True)
class CopyNote:
    """What was noted when a copy was made: the moment (UTC), why, the base's last save, how many pupils and workers
    it holds, bytes and their sum."""

    number: int
    made_at: str
    why: str
    saves: int
    mark: str
    pupils: int
    workers: int
    size: int
    sum: str

    @property
    def day(self) -> date | None:
        """The day by the clock of that moment; None where it is none."""
        try:
            return datetime.fromisoformat(self.made_at).date()
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that lies in a folder; ``note`` is None where nothing is known of it."""

    path: Path
    number: int
    note: CopyNote | None


def stem_of(code: str, year: str, salt: bytes) -> str:
    """How the copies of a base are called: the school's code, the year, and a mark of the file itself.

    The mark keeps two bases of one school and year apart; bases of two years may share a salt.
    """
    return f"{code or 'без-кода'} {year} {sha256(salt + year.encode()).hexdigest()[:6]}"


def copy_path(folder: Path, stem: str, number: int) -> Path:
    """Where the copy of a number lies; no name and no date stand in it."""
    return folder / f"{stem} {number:06}.copy"


def stem_in(path: Path) -> str:
    """The stem of a copy's name; '' for a file that is not called as copies are."""
    found = _NAME.fullmatch(path.name)
    return found["stem"] if found else ""


def copies_in(folder: Path, stem: str) -> list[Copy]:
    """The copies of a base in a folder, the newest (by number) first. A school's code may have changed since."""
    notes = _notes(folder, stem)
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            named = _NAME.fullmatch(path.name)
            if named and _mark(named["stem"]) == _mark(stem):
                number = int(named["number"])
                found.append(Copy(path, number, notes.get(number)))
    return sorted(found, key=lambda one: one.number, reverse=True)


def state_of(copy: Copy) -> State:
    """Whether a copy is byte for byte what was verified when it was made.

    Raises :class:`OSError` where the disk does not give it: that is no damage.
    """
    if copy.note is None:
        return State.UNKNOWN
    if copy.path.stat().st_size != copy.note.size:
        return State.DAMAGED
    return State.GOOD if sum_of(copy.path) == copy.note.sum else State.DAMAGED


def sum_of(path: Path) -> str:
    """The SHA-256 of a file that nobody has open as a base."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def take_down(folder: Path, stem: str, note: CopyNote) -> None:
    """Note a copy in its folder's list. Raises :class:`OSError`."""
    _keep(folder, stem, {**_notes(folder, stem), note.number: note})


def forget(folder: Path, stem: str, number: int) -> None:
    """Strike a copy from its folder's list; its file stays. Raises :class:`OSError`."""
    _keep(folder, stem, {one: note for one, note in _notes(folder, stem).items() if one != number})


def rotate(folder: Path, stem: str) -> list[int]:
    """Remove the copies that are no longer needed; their numbers.

    Only good copies count, so that a damaged one never takes the place of a good one; it stays, to be named. What
    cannot be read or removed stays too.
    """
    copies = {one.number: one for one in copies_in(folder, stem)}
    good = [(one.number, one.note.day) for one in copies.values() if one.note and _is_good(one)]
    gone = []
    for number in sorted(superfluous(good)):
        with suppress(OSError):
            copies[number].path.unlink()
            gone.append(number)
    if gone:
        with suppress(OSError):
            _keep(folder, stem, {number: one for number, one in _notes(folder, stem).items() if number not in gone})
    return gone


def _is_good(copy: Copy) -> bool:
    try:
        return state_of(copy) is State.GOOD
    except OSError:
        return False


def _mark(stem: str) -> str:
    return stem[-6:]


def list_path(folder: Path, stem: str) -> Path:
    """The list of the copies of a base in a folder."""
    return folder / f"copies {_mark(stem)}.json"


def _notes(folder: Path, stem: str) -> dict[int, CopyNote]:
    try:
        path = list_path(folder, stem)
        told = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= _MOST else []
    except (OSError, ValueError, RecursionError):
        return {}
    notes = (_note(one) for one in told) if isinstance(told, list) else ()
    return {one.number: one for one in notes if one is not None}


def _note(told: Any) -> CopyNote | None:
    kinds = {one.name: one.type for one in fields(CopyNote)}
    if not isinstance(told, dict) or set(told) != set(kinds):
        return None
    right = all(type(told[name]) is kind for name, kind in kinds.items())
    return CopyNote(**told) if right else None


def _keep(folder: Path, stem: str, notes: dict[int, CopyNote]) -> None:
    told: Iterable[CopyNote] = sorted(notes.values(), key=lambda one: one.number)
    write_whole(list_path(folder, stem), json.dumps([asdict(one) for one in told], ensure_ascii=False).encode())
