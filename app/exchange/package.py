"""The package of a school: which files a zip holds, in which order, and why equal data make equal bytes.

Nothing in the bytes comes from a clock, a path or a computer: fixed order, fixed dates and attributes, and
no compression, because zlib builds differ in what they make of the same text. The format is described in
``resources/help/package.md``.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = "school-passport-package"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"

# Digits and letters that are not taken for one another when told by telephone (Crockford's base 32).
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RECEIPT_LENGTH = 10
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell
_UNIX = 3

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Packed:
    """A whole package: its bytes, the SHA-256 of them in hex, and the ten characters told by telephone."""

    content: bytes
    fingerprint: str
    receipt: str


def pack(about: Mapping[str, Any], parts: Mapping[str, Sequence[Line]]) -> Packed:
    """A package of lines of plain values.

    ``about`` is what the manifest says besides the format and the list of parts; ``parts`` names each part
    without folder and ending («students»), in the order in which it is to stand.
    """
    files = {f"data/{name}.jsonl": _json_lines(lines) for name, lines in parts.items()}
    listed = [
        {"name": name, "lines": len(lines), "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for (name, content), lines in zip(files.items(), parts.values(), strict=True)
    ]
    manifest = {"format": FORMAT, "format_version": FORMAT_VERSION, **about, "parts": listed}
    content = _zip({MANIFEST: _text(json.dumps(manifest, **_PLAIN, indent=2) + "\n"), **files})
    digest = hashlib.sha256(content)
    return Packed(content, digest.hexdigest(), _receipt(digest.digest()))


def package_name(code: str, year: str, receipt: str, *, draft: bool) -> str:
    """The name of a package's file: codes only, nothing that a person could be known by."""
    return f"passport-{code or 'nocode'}-{year}-{receipt}{'-draft' if draft else ''}.zip"


_PLAIN: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "allow_nan": False}


def _json_lines(lines: Iterable[Line]) -> bytes:
    return _text("".join(json.dumps(line, **_PLAIN, separators=(",", ":")) + "\n" for line in lines))


def _text(text: str) -> bytes:
    # A lone surrogate, which only an unreadable text can hold, has no place in UTF-8.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX  # else it would tell Windows from Linux
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return whole.getvalue()


def _receipt(digest: bytes) -> str:
    bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - 5 * _RECEIPT_LENGTH)
    return "".join(_LETTERS[bits >> 5 * place & 31] for place in reversed(range(_RECEIPT_LENGTH)))
