"""The file in which one pupil's record goes from school to school: its parts as lines, signed by the old school."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import BadFile
from app.exchange.container import Packed, read, write
from app.exchange.signing import Signer
from app.exchange.strict_json import one_line, read_lines

FORMAT = "school-passport-record"
FORMAT_VERSION = 1

_DATA, _LINES = "data/", ".jsonl"


def record_file(lines: Mapping[str, Sequence[Mapping[str, Any]]], signer: Signer) -> Packed:
    """A record as a signed file."""
    files = {f"{_DATA}{name}{_LINES}": b"".join(map(one_line, part)) for name, part in lines.items()}
    return write({"format": FORMAT, "format_version": FORMAT_VERSION}, files, signer)


def open_record(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The lines of a record by part. Raises as ``container.read``, and :class:`BadFile` for what is no part."""
    opened = read(content, FORMAT, FORMAT_VERSION)
    if other := [name for name in opened.files if not (name.startswith(_DATA) and name.endswith(_LINES))]:
        raise BadFile(f"В карточке лишний файл {other[0][:60]}.")
    return {
        name.removeprefix(_DATA).removesuffix(_LINES): read_lines(part, name) for name, part in opened.files.items()
    }
