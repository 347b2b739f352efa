"""What this computer remembers of a base outside it: how far it had come, and where its copies are.

The note outlives the base: by it a base that lost its last saves is noticed, and the copies of one that cannot be
opened any more are found. It holds numbers, places and a school's code, nothing of a person.
"""

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.disk import partial_of
from app.paths import user_data
from app.storage.driver import log_of
from app.storage.saves import Saves

_MOST = 100_000  # bytes of a note; what is larger is none
_changing = threading.Lock()
_LOG_HEADER = 32  # bytes: a write-ahead log begins so, its salts at 16–24


@dataclass(slots=True)
class BaseNote:
    """The note of the base at a path.

    ``saves`` and ``mark`` tell the last save that was answered; ``log`` the write-ahead log that it stands in, and
    ``based`` how many saves the file itself held when that log was begun. ``stem`` is how the copies' names begin,
    ``folders`` are where they lie, ``folder`` is the one that was chosen ('' for the usual one), ``failed`` is why
    the last copy was not made.
    """

    path: str
    saves: int = 0
    mark: str = ""
    based: int = 0
    log: str = ""
    stem: str = ""
    number: int = 0
    folder: str = ""
    folders: list[str] = field(default_factory=list)
    failed: str = ""


def read_note(base: Path) -> BaseNote:
    """The note of a base; an empty one where there is none, or none that can be read."""
    name = _real(base)
    try:
        place = _place(name)
        told = json.loads(place.read_text(encoding="utf-8")) if place.stat().st_size <= _MOST else None
    except (OSError, ValueError, RecursionError):
        told = None
    return BaseNote(name, **_right(told)) if isinstance(told, dict) and told.get("path") == name else BaseNote(name)


def _right(told: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are of the kind they should be; others are as if they were not there."""
    kinds = {one.name: type(getattr(BaseNote(""), one.name)) for one in fields(BaseNote) if one.name != "path"}
    right = {name: told[name] for name, kind in kinds.items() if type(told.get(name)) is kind}
    if not all(isinstance(one, str) for one in right.get("folders", ())):
        del right["folders"]
    return right


def write_note(note: BaseNote) -> None:
    """Keep a note in place of the one before; where that cannot be done, the older one stays.

    It is not brought to the disk by force: a note that a power cut takes back knows less, and says nothing wrong.
    """
    with suppress(OSError):
        place = _place(note.path)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        partial = partial_of(place)
        partial.write_text(json.dumps(asdict(note), ensure_ascii=False), encoding="utf-8")
        partial.replace(place)


def note_path(base: Path) -> Path:
    """Where the note of a base is kept."""
    return _place(_real(base))


def log_salts(base: Path) -> str:
    """By what SQLite itself tells one write-ahead log from another; '' where there is none."""
    try:
        with log_of(base).open("rb") as file:
            header = file.read(_LOG_HEADER)
    except OSError:
        return ""
    return header[16:24].hex() if len(header) == _LOG_HEADER else ""


@contextmanager
def changing(base: Path) -> Iterator[BaseNote]:
    """The note of a base, to be changed in the block and kept at its end; no two threads at once."""
    with _changing:
        note = read_note(base)
        yield note
        write_note(note)


def note_save(base: Path, saves: Saves) -> None:
    """Note that a save was answered. What the base's log says of itself tells how much the file alone holds."""
    with changing(base) as note:
        log = log_salts(base)
        if log != note.log:  # begun anew with this save: all before it stands in the file
            note.log, note.based = log, saves.number - 1
        note.saves, note.mark = saves


def _place(name: str) -> Path:
    told = os.path.normcase(name).encode("utf-8", "surrogatepass")
    return user_data() / "bases" / f"{sha256(told).hexdigest()[:24]}.json"


def _real(base: Path) -> str:
    return os.path.realpath(base)
