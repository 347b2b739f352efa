"""Which files an act may read and write: never the open base, a list being read, or a file of another kind."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.disk import partial_of, why, write_whole
from app.domain.file_names import check_new_name
from app.errors import BadFile, Refused

_COMPANIONS = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a base
_HINT = "Выберите другое имя."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that we write: what to call it, and how such a file begins."""

    title: str
    begins: bytes


PDF = FileKind("PDF", b"%PDF-")
TEXT = FileKind("текст с разделителями (.csv) в UTF-8", b"\xef\xbb\xbf")
WORKBOOK = FileKind("книга Excel (.xlsx)", b"PK\x03\x04")


def check_place(out: Path, kind: FileKind, base: Path | None, *sources: Path) -> None:
    """Refuse a place whose file would be lost: the open base, where there is one, and its companions, a source,
    anything of another kind.

    A file of the kind, or an empty one, may be replaced. The same holds for the name under which the file is
    written first, and for a name that no file can have. Raises :class:`Refused`, and :class:`BadFile` where the file
    in the place cannot be written.
    """
    check_new_name(out)
    try:
        for place in (out, partial_of(out)):
            _check(place, kind, base, sources)
    except PermissionError as problem:
        raise BadFile(f"Файл {out} нельзя заменить: {why(problem)}.", f"Закройте его. {_HINT}") from problem
    except (OSError, ValueError):
        return  # the writing itself will tell why


def put_file(out: Path, content: bytes) -> None:
    """Write a file into a place that was checked, whole or not at all; :class:`BadFile` where it cannot be."""
    try:
        write_whole(out, content)
    except OSError as problem:
        raise BadFile(f"Файл {out} не записан: {why(problem)}.", "Выберите другое имя или место.") from problem
    except ValueError:
        raise BadFile("Имя файла не подходит.", "Выберите другое имя.") from None


def check_source(source: Path, base: Path, hint: str = "Выберите список: .xlsx, .xls, .ods или .csv.") -> None:
    """Refuse the open base as a file to read: to open and close it would give away its lock (POSIX)."""
    if of_base(source, base):
        raise BadFile(f"Файл {source.name} — это сама открытая база.", hint)


def read_given(path: Path, most: int, too_large: str) -> bytes:
    """The content of a file that a person named, of at most so many bytes.

    Raises :class:`BadFile` where it is none, cannot be read, or is larger; ``too_large`` then says what it is not.
    """
    try:
        if not path.is_file():
            raise BadFile(f"Файла {path} нет, или это не файл.")
        if path.stat().st_size > most:
            raise BadFile(f"{path.name} {too_large}.")
        return path.read_bytes()
    except OSError as problem:
        raise BadFile(f"Файл {path} не прочитан: {why(problem)}.") from problem


def of_base(place: Path, base: Path) -> bool:
    """Whether a place is that of a base, or of what SQLite keeps beside it."""
    return any(_is(place, base.with_name(base.name + ending)) for ending in _COMPANIONS)


def _check(place: Path, kind: FileKind, base: Path | None, sources: tuple[Path, ...]) -> None:
    # Before any look into it: to open and close the open base would give away its lock (POSIX).
    if base is not None and of_base(place, base):
        raise Refused(f"На место самой базы ({base.name}) файл лечь не может; база не тронута.", _HINT)
    if any(_is(place, source) for source in sources):
        raise Refused(f"Файл {place} сейчас читается; он не тронут.", _HINT)
    if not place.exists():
        return
    if place.is_dir():
        raise BadFile(f"Файл {place} не записан: на этом месте лежит папка.", _HINT)
    if not place.is_file():
        raise Refused(f"{place} — не обычный файл, а устройство или канал; туда ничего не записано.", _HINT)
    with place.open("rb+") as file:  # also tells a file that another program keeps open (Windows)
        begin = file.read(len(kind.begins))
    if begin not in {b"", kind.begins}:
        raise Refused(f"Файл {place} уже есть, и это не {kind.title}; он не тронут.", _HINT)


def _is(one: Path, other: Path) -> bool:
    """Whether two names mean one file, there or not yet."""
    if os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other)):
        return True
    return one.exists() and other.exists() and one.samefile(other)
