"""What a municipality gives on to the region: each school's package byte for byte as it was signed, and its own lines.

The same kind of file as a package (``container``), signed by the municipality. ``resources/help/municipality.md``
describes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.exchange.container import Opened, Packed, read, write
from app.exchange.signing import Signer
from app.exchange.strict_json import one_line, read_lines

FORMAT = "school-passport-collection"
FORMAT_VERSION = 1

_SCHOOLS, _DATA, _LINES = "schools/", "data/", ".jsonl"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection that is whole: the signed packages by school code, and the lines by part."""

    opened: Opened
    packages: Mapping[str, bytes]
    lines: Mapping[str, Sequence[dict[str, Any]]]


def collect(
    about: Mapping[str, Any],
    packages: Mapping[str, bytes],
    parts: Mapping[str, Sequence[Mapping[str, Any]]],
    signer: Signer,
) -> Packed:
    """A collection. ``about`` is what the manifest says besides the format and the list of parts."""
    data = {f"{_DATA}{name}{_LINES}": b"".join(map(one_line, lines)) for name, lines in parts.items()}
    files = {f"{_SCHOOLS}{code}.zip": content for code, content in sorted(packages.items())}
    return write({"format": FORMAT, "format_version": FORMAT_VERSION, **about}, {**data, **files}, signer)


def open_collection(content: bytes) -> Collection:
    """A collection taken apart. Raises as ``container.read`` does; the packages in it are opened by themselves."""
    opened = read(content, FORMAT, FORMAT_VERSION)
    packages = {
        name.removeprefix(_SCHOOLS).removesuffix(".zip"): part
        for name, part in opened.files.items()
        if name.startswith(_SCHOOLS)
    }
    lines = {
        name.removeprefix(_DATA).removesuffix(_LINES): read_lines(part, name)
        for name, part in opened.files.items()
        if name.startswith(_DATA)
    }
    return Collection(opened, packages, lines)


def collection_name(code: str, year: str, receipt: str, ending: str = ".zip") -> str:
    """The name of a collection's file: codes only."""
    return f"collection-{code or 'nocode'}-{year}-{receipt}{ending}"
