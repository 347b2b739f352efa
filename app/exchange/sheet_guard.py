"""What a workbook must not be, found out before the reader of sheets sees it.

The reader lays a sheet out as one rectangle, and a 1.7 KB file with a cell at XFD1048576 makes it ask for
549 GB and end the process. So the package is judged by its directory first, then every part is unpacked
in pieces and its cell addresses are looked at.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from app.disk import why
from app.errors import BadFile
from app.exchange.sheet_cells import MAX_TEXTS, far_cell, too_far, too_many_texts

MAX_FILE = 32 << 20
MAX_UNPACKED = 128 << 20
MAX_ENTRIES = 2_000

_PIECE = 1 << 20
_MAX_TEXT = 4 << 20  # longest run without a tag; a cell of Excel holds 32,767 characters
# What begins like a cell and is not one as Excel and nearly all others write it sends the piece the slow way.
_NOT_PLAIN = re.compile(rb'<c(?! r="[A-Z]{1,2}\d{1,5}")')
_PLAIN_COLUMN = re.compile(rb'<c r="([A-Z]{1,2})\d')
_PLAIN_ROW = re.compile(rb'<c r="[A-Z]{1,2}(\d{1,5})')
_PLAIN_LAST = b"99999"  # a plainly written row is at most this; which one matters for wide sheets only
# Nearly every list is no wider than this, and then no plainly written row is too far.
_NOT_NEAR = re.compile(rb'<c(?! r="(?:[A-Z]|A[A-X])\d{1,5}")')
_NEAR_COLUMN = b"AX"
_UNUSUAL = (b"<f", b't="e"', b"'e'", b"hidden")
_PROMISED = re.compile(rb"""uniqueCount\s*=\s*["'](\d+)""")
_CELL = re.compile(rb"(?:\w+:)?c[\s/>]")
_ADDRESSES = re.compile(rb"""\sr\s*=\s*["']([^"']*)""")
_ADDRESS = re.compile(rb"\s*([A-Za-z]{1,3})(\d{1,7})\s*$")


@dataclass(slots=True)
class _Extent:
    """The furthest row and column seen of one part, as they are written."""

    columns: set[bytes] = field(default_factory=set)
    rows: set[bytes] = field(default_factory=set)
    unusual: bool = False
    texts: int = 0


def load(path: Path) -> bytes:
    """The bytes of a file, read once, so that what is judged is what is used. Raises :class:`BadFile`.

    A file too large is refused without being read, and so is a device or a pipe, which have no end.
    """
    try:
        about = path.stat()
        if about.st_size > MAX_FILE:
            raise BadFile(
                f"Файл {path.name} слишком велик: {about.st_size >> 20} МБ, можно не больше {MAX_FILE >> 20} МБ.",
                "Оставьте в книге только списки, без картинок.",
            )
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise BadFile(f"{path} — не обычный файл, а устройство или канал.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFile(f"Файла {path} нет.") from None
    except OSError as problem:
        raise BadFile(f"Файл {path} не читается: {why(problem)}.") from problem


def guard_workbook(raw: bytes, name: str) -> frozenset[str]:
    """The parts of an .xlsx that may hold more than plain cells, once all of it is found safe to read.

    Raises :class:`BadFile`, saying which bound it breaks.
    """
    with guarded_package(raw, name) as package:
        return frozenset(entry.filename for entry in package.infolist() if _check_entry(package, entry, name))


@contextmanager
def guarded_package(raw: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """A zip whose directory breaks no bound; what fails in it afterwards is told as damage (:class:`BadFile`)."""
    if (entries := raw.count(b"PK\x01\x02")) > MAX_ENTRIES:  # before the directory is read: each entry begins so
        raise BadFile(f"Книга {name} не принята: в её архиве {entries} частей, бывает не больше {MAX_ENTRIES}.")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            _check_directory(package, name)
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as problem:
        raise BadFile(f"Книга {name} повреждена: её архив не распаковывается.") from problem


def _check_directory(package: zipfile.ZipFile, name: str) -> None:
    entries = package.infolist()
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED:
        raise BadFile(
            f"Книга {name} не принята: в распакованном виде {size >> 20} МБ, можно не больше {MAX_UNPACKED >> 20} МБ."
        )
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise BadFile(f"Книга {name} не принята: части её архива повторяются.")


def _check_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bool:
    """Whether a part that breaks no bound has formulas, error values or hidden rows."""
    seen = _extent(package, entry, name, exact=False)
    if _too_far(seen) and _too_far(_extent(package, entry, name, exact=True)):
        raise far_cell(name)
    return seen.unusual


def _extent(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, *, exact: bool) -> _Extent:
    seen = _Extent()
    for piece in _pieces(package, entry, name):
        if b"<!" in piece and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
            raise BadFile(
                f"Книга {name} не принята: в части {entry.filename} опасная вставка (DTD), какой в таблицах нет."
            )
        prefixed = b":c" in piece  # so has every tag
        seen.unusual = seen.unusual or prefixed or any(mark in piece for mark in _UNUSUAL)
        if "sharedstrings" in entry.filename.casefold() or b"<c" not in piece:
            seen.texts += piece.count(b"<si") + piece.count(b":si") // 2  # with a prefix the ends are counted too
        if seen.texts > MAX_TEXTS or any(_promises_more(told) for told in _PROMISED.findall(piece)):
            raise too_many_texts(name)
        if not (exact or prefixed or _NOT_NEAR.search(piece)):
            seen.columns.add(_NEAR_COLUMN)
            seen.rows.add(_PLAIN_LAST)
        elif prefixed or _NOT_PLAIN.search(piece):
            _look(piece, seen, name)
        else:
            columns = _PLAIN_COLUMN.findall(piece)
            seen.columns.update(columns)
            seen.rows.update(_PLAIN_ROW.findall(piece) if exact else [_PLAIN_LAST] if columns else [])
    return seen


def _promises_more(told: bytes) -> bool:
    """Whether so many texts are promised that the reader, which makes room for them at once, would end the process."""
    told = told.lstrip(b"0")
    return len(told) > len(str(MAX_TEXTS)) or int(told or b"0") > MAX_TEXTS


def _too_far(seen: _Extent) -> bool:
    columns = max(map(_column, seen.columns), default=0)
    rows = max(map(int, seen.rows), default=0)
    return too_far(rows, columns)


def _look(piece: bytes, seen: _Extent, name: str) -> None:
    """Note the cells of a piece one by one."""
    for tag in piece.split(b"<"):
        if not _CELL.match(tag) or tag.rstrip().endswith(b"/>"):  # a closed cell has a style and no value
            continue
        addresses = _ADDRESSES.findall(tag)
        if not addresses and b">" in tag:
            raise BadFile(f"Книга {name} не принята: её ячейки без адресов.", "Откройте её в Excel и сохраните заново.")
        found = _ADDRESS.match(addresses[0]) if len(addresses) == 1 and b">" in tag else None
        if found is None:
            raise BadFile(f"Книга {name} повреждена: у ячейки невозможный адрес.")
        seen.columns.add(found[1])
        seen.rows.add(found[2])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """An unpacked part in pieces that never cut a tag in two."""
    rest = b""
    with package.open(entry) as file:
        start = True
        while piece := file.read(_PIECE):
            if start and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
                raise BadFile(
                    f"Книга {name} не принята: часть {entry.filename} написана не теми знаками, какими пишет Excel."
                )
            start = False
            whole, cut, tail = (rest + piece).rpartition(b"<")
            if whole:
                yield whole
            rest = cut + tail
            if len(rest) > _MAX_TEXT:
                raise BadFile(
                    f"Книга {name} не принята: в ней слишком длинный текст или несжатая картинка.",
                    "Оставьте в книге только списки.",
                )
    yield rest
