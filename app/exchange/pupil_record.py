"""The file in which one pupil's record goes from school to school: its parts as lines, signed by the old school."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import BadFile, Refused
from app.exchange.container import Packed, read, write
from app.exchange.signing import Signer
from app.exchange.strict_json import one_line, read_lines

FORMAT = "school-passport-record"
FORMAT_VERSION = 1

_DATA, _LINES = "data/", ".jsonl"
_SAMPLE = "demonstration"


def record_file(lines: Mapping[str, Sequence[Mapping[str, Any]]], signer: Signer, *, sample: bool = False) -> Packed:
    """A record as a signed file; ``sample`` says in it that the pupil is made up."""
    files = {f"{_DATA}{name}{_LINES}": b"".join(map(one_line, part)) for name, part in lines.items()}
    about: dict[str, Any] = {"format": FORMAT, "format_version": FORMAT_VERSION}
    return write(about | ({_SAMPLE: True} if sample else {}), files, signer)


def open_record(content: bytes, *, sample: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The lines of a record by part. Raises as ``container.read``, :class:`BadFile` for what is no part, and
    :class:`Refused` for a made-up pupil, unless the school is a ``sample`` too."""
    opened = read(content, FORMAT, FORMAT_VERSION)
    if _SAMPLE in opened.manifest and not sample:
        raise Refused("Это карточка из демонстрационной школы: человек в ней вымышлен. Она не принята.")
    if other := [name for name in opened.files if not (name.startswith(_DATA) and name.endswith(_LINES))]:
        raise BadFile(f"В карточке лишний файл {other[0][:60]}.")
    return {
        name.removeprefix(_DATA).removesuffix(_LINES): read_lines(part, name) for name, part in opened.files.items()
    }
