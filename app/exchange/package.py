"""The package of a school: which parts it has, and how it is taken apart again.

The parts with records are JSON lines under ``data/``; other files (CSV in РИС terms, scans) keep their names. What the
whole file is like, and why equal data make equal bytes, is told in ``container``; the format is described in
``resources/help/package.md``.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import BadFile
from app.exchange.attachments import PART, check_attached
from app.exchange.container import Opened, Packed, read, write
from app.exchange.signing import Signer
from app.exchange.strict_json import one_line, read_lines

FORMAT = "school-passport-package"
FORMAT_VERSION = 2

Line = Mapping[str, Any]

_DATA, _LINES = "data/", ".jsonl"
_FOLDERS = (_DATA, "ris/", "attachments/")


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A package that is whole: the file as it was read, and its lines by part («students»)."""

    opened: Opened
    lines: Mapping[str, Sequence[dict[str, Any]]]

    @property
    def manifest(self) -> Mapping[str, Any]:
        return self.opened.manifest


def pack(
    about: Mapping[str, Any],
    parts: Mapping[str, Sequence[Line]],
    signer: Signer,
    files: Mapping[str, bytes] | None = None,
) -> Packed:
    """A package of lines of plain values.

    ``about`` is what the manifest says besides the format and the list of parts; ``parts`` names each part
    without folder and ending («students»), in the order in which it is to stand; ``files`` come after them.
    """
    return pack_files(about, {**data_files(parts), **(files or {})}, signer)


def data_files(parts: Mapping[str, Sequence[Line]]) -> dict[str, bytes]:
    """The parts with records as files: JSON lines under ``data/``."""
    return {f"{_DATA}{name}{_LINES}": b"".join(map(one_line, lines)) for name, lines in parts.items()}


def pack_files(about: Mapping[str, Any], files: Mapping[str, bytes], signer: Signer) -> Packed:
    """As :func:`pack`, of all files as they stand in the package."""
    return write({"format": FORMAT, "format_version": FORMAT_VERSION, **about}, files, signer)


def open_package(content: bytes) -> OpenedPackage:
    """A package taken apart. Raises as ``container.read`` does, and :class:`BadFile` for lines that are no JSON."""
    opened = read(content, FORMAT, FORMAT_VERSION)
    lines = {
        name.removeprefix(_DATA).removesuffix(_LINES): read_lines(part, name)
        for name, part in opened.files.items()
        if name.startswith(_DATA)
    }
    for name, found in lines.items():
        if len({one.get("id") for one in found if isinstance(one.get("id"), str)}) < len(found):
            raise BadFile(f"Часть {name}: строка без номера записи или два раза один номер.")
    if other := [name for name in opened.files if not name.startswith(_FOLDERS)]:
        raise BadFile(f"В пакете лишний файл {other[0][:60]}.")
    check_attached(opened.manifest.get("channel"), lines.get(PART, []), opened.files)
    return OpenedPackage(opened, lines)


def package_name(code: str, year: str, receipt: str, *, draft: bool = False, ending: str = ".zip") -> str:
    """The name of a package's file: codes only, nothing that a person could be known by."""
    return f"passport-{code or 'nocode'}-{year}-{receipt}{'-draft' if draft else ''}{ending}"


def manifest_again(content: bytes) -> dict[str, Any]:
    """The manifest of a package that was opened and found whole before; nothing is checked again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def lines_again(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The lines by part of a package that was opened and found whole before; nothing is checked again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removeprefix(_DATA).removesuffix(_LINES): [
                json.loads(line) for line in archive.read(name).split(b"\n") if line
            ]
            for name in archive.namelist()
            if name.startswith(_DATA) and name.endswith(_LINES)
        }
