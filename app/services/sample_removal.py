"""Removing a demonstration school in one step: its file, and all that the program keeps of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.roles import Right
from app.errors import Refused
from app.paths import user_data
from app.services.rights import needs
from app.services.sample import is_sample
from app.storage.backups import known_copies
from app.storage.base_notes import note_path
from app.storage.copy_list import list_path
from app.storage.passport import Passport
from app.storage.spare_drafts import spare_path

# What the program puts beside a base: SQLite's companions, users' locks, what a return from a copy sets aside.
_BESIDE = r"(\.отложена-\d+|\.из-копии|\.возврат|\.new|\.making)?(-wal|-shm|-journal|\.users)?"


@dataclass(frozen=True, slots=True)
class Sample:
    """A demonstration base that is to be removed once it is closed."""

    base: Path
    stem: str
    drafts: Path


@dataclass(frozen=True, slots=True)
class Removed:
    """The files that are gone, and those that could not be removed."""

    gone: tuple[Path, ...]
    left: tuple[Path, ...]


@needs(Right.MANAGE)
def sample_of(passport: Passport) -> Sample:
    """What must be known of an open base to remove it. Raises :class:`Refused` for any but a demonstration."""
    if not is_sample(passport):
        raise Refused("Это не демонстрационная школа: её файл программа не удаляет.")
    with passport.source() as source:
        return Sample(passport.path.absolute(), source.stem, spare_path(passport))


def remove_sample(sample: Sample) -> Removed:
    """Remove the file of a closed demonstration base, its companions, copies, notes and drafts; nothing else."""
    gone, left = [], []
    for path in dict.fromkeys(_files(sample)):
        try:
            if path.exists():
                path.unlink()
                gone.append(path)
        except OSError:
            left.append(path)
    for folder in {path.parent for path in gone} - {sample.base.parent}:
        with suppress(OSError):
            folder.rmdir()  # only an empty one goes
    return Removed(tuple(gone), tuple(left))


def _files(sample: Sample) -> Iterator[Path]:
    for copy in known_copies(sample.base, sample.stem):
        yield copy.path
        yield list_path(copy.path.parent, sample.stem)
    base, saved = re.escape(sample.base.name), f"{re.escape(sample.base.stem)}\\.saved-\\d+"
    ours = re.compile(f"({base}{_BESIDE}|{saved}{re.escape(sample.base.suffix)}(-wal|-shm|-journal)?)")
    with suppress(OSError):
        yield from [path for path in sample.base.parent.iterdir() if ours.fullmatch(path.name)]
    with suppress(OSError):
        yield from [path for path in (user_data() / "saved").iterdir() if re.match(saved, path.name)]
    yield sample.drafts
    yield note_path(sample.base)
