"""The file in which bases write to each other: a zip of a manifest, its signature, and the parts it lists.

Nothing in the bytes comes from a clock, a path or a computer: fixed order, fixed dates and attributes, and no
compression, because zlib builds differ in what they make of the same text. So equal data make equal bytes, and what
is read can be held to be laid out exactly as it is written here. ``resources/help/package.md`` describes it.

The signature is over the manifest, which holds the SHA-256 of every part, who it is for and its place in the order:
none of them can be taken from one file into another.
"""

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import BadFile, Refused
from app.exchange.signing import MOST_RENEWALS, Renewal, Signer, verify
from app.exchange.spoken import spoken
from app.exchange.strict_json import pages_of, read_object

MANIFEST = "manifest.json"
SIGNATURE = "signature.json"

LARGEST = 2**30  # bytes of a file that is read
_MOST_ENTRIES = 20_000
_RECEIPT_LENGTH = 10
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell
_UNIX = 3
_MODE = 0o600 << 16
_CENTRAL, _END = 46, 22  # bytes of an entry of a zip's directory without its name, and of its end
_PURPOSE = b"school-passport manifest\n"
_HEX = 64
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\Z")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", re.IGNORECASE)  # Windows opens these, whatever the folder


@dataclass(frozen=True, slots=True)
class Packed:
    """A whole file: its bytes, the SHA-256 of them in hex, and the ten characters told by telephone."""

    content: bytes
    fingerprint: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read and is whole: every part is as the manifest says, and who holds ``signer`` signed it.

    ``files`` are the parts by name; whether the signer is anybody we know is for others to decide, by ``signer`` and
    the ``renewals`` that lead to it.
    """

    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]
    signer: str
    renewals: tuple[Renewal, ...]
    fingerprint: str
    receipt: str


def write(about: Mapping[str, Any], files: Mapping[str, bytes], signer: Signer) -> Packed:
    """A signed file. ``about`` is the manifest without its list of parts; ``files`` stand in their order."""
    listed = [
        {
            "name": name,
            "size": len(content),
            "lines": content.count(b"\n"),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        if name.endswith(".jsonl")
        else {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    ]
    manifest = pages_of({**about, "parts": listed})
    signed = {
        "key": signer.public,
        "signature": signer.sign(_PURPOSE + manifest).hex(),
        "renewals": [one.plain() for one in signer.renewals],
    }
    content = _zip({MANIFEST: manifest, SIGNATURE: pages_of(signed), **files})
    return Packed(content, *codes(content))


def codes(content: bytes) -> tuple[str, str]:
    """The fingerprint (SHA-256 in hex) and the receipt code of a file's bytes."""
    digest = hashlib.sha256(content)
    return digest.hexdigest(), spoken(digest.digest(), _RECEIPT_LENGTH)


def _zip(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX  # else it would tell Windows from Linux
            entry.external_attr = _MODE
            archive.writestr(entry, content)
    return whole.getvalue()


def read(content: bytes, form: str, version: int) -> Opened:
    """Take a file apart, believing nothing: the directory first, then the signature, then the parts.

    ``form`` and ``version`` are what the manifest must say of its format. Nothing is ever unpacked to a disk. Raises
    :class:`BadFile` for what is damaged, changed or not such a file, :class:`Refused` for another format or version.
    """
    with _archive(content) as archive:
        entries = _entries(archive, content)
        manifest_text = _read(archive, entries[MANIFEST])
        manifest = read_object(manifest_text, MANIFEST)
        _check_format(manifest, form, version)
        signature_text = _read(archive, entries[SIGNATURE])
        signer, renewals = _signer(read_object(signature_text, SIGNATURE), manifest_text)
        told = _listed(manifest, list(entries)[2:])
        files = {name: _part(archive, entries[name], one) for name, one in told.items()}
    if _zip({MANIFEST: manifest_text, SIGNATURE: signature_text, **files}) != content:
        raise BadFile("Архив изменён: в нём есть не только то, что кладёт программа.")
    return Opened(manifest, files, signer, renewals, *codes(content))


def _archive(content: bytes) -> zipfile.ZipFile:
    """The archive, after its end has told that its directory is small enough to be read."""
    if len(content) > LARGEST:
        raise BadFile("Файл больше, чем бывает пакет.")
    end = content[-_END:]
    if not content.startswith(b"PK\x03\x04"):
        raise BadFile("Это не пакет этой программы: файл другого вида.")
    if len(end) < _END or not end.startswith(b"PK\x05\x06"):
        raise BadFile("Файл обрезан или к нему что-то добавлено.")
    entries, size = struct.unpack("<H", end[10:12])[0], struct.unpack("<I", end[12:16])[0]
    if entries > _MOST_ENTRIES or size > _MOST_ENTRIES * (_CENTRAL + 100):
        raise BadFile("В архиве слишком много файлов для пакета.")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise BadFile("Пакет повреждён: не читается его оглавление.") from None


def _entries(archive: zipfile.ZipFile, content: bytes) -> dict[str, zipfile.ZipInfo]:
    """The entries by name; whatever we would not have written is refused before anything of it is read."""
    infos = archive.infolist()
    named = {one.filename: one for one in infos}
    if len(named) < len(infos) or len({name.casefold() for name in named}) < len(named):
        raise BadFile("В архиве два файла с одним именем.")
    for name in named:
        if not _is_plain_name(name):
            raise BadFile(f"В архиве недопустимое имя файла «{name[:60]}».")
    if list(named)[:2] != [MANIFEST, SIGNATURE]:
        raise BadFile("Это не пакет этой программы: в нём нет описи или подписи на своём месте.")
    if any(one.external_attr != _MODE or one.create_system != _UNIX for one in infos):
        raise BadFile("В архиве не только обычные файлы.")
    if any(one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size for one in infos):
        raise BadFile("В архиве сжатые файлы; в пакете их не бывает.")
    if sum(one.file_size for one in infos) > len(content):
        raise BadFile("Файлы в архиве лежат друг на друге.")
    return named


def _is_plain_name(name: str) -> bool:
    """Whether a name is one that we give: plain ASCII, at most two folders, nothing that climbs or is a device."""
    parts = name.split("/")
    return len(name) <= 100 and len(parts) <= 3 and all(_PLAIN.match(one) and not _DEVICE.match(one) for one in parts)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise BadFile(f"Часть {entry.filename} повреждена.") from None


def _check_format(manifest: Mapping[str, Any], form: str, version: int) -> None:
    if manifest.get("format") != form:
        raise Refused("Это файл другого вида.", "Проверьте, тот ли файл выбран.")
    told = manifest.get("format_version")
    if told != version:
        newer = isinstance(told, int) and told > version
        raise Refused(
            f"Файл сделан в другой версии формата ({str(told)[:20]}, эта программа знает {version}).",
            "Обновите программу." if newer else "Пусть отправитель обновит программу и сделает файл заново.",
        )


def _signer(signed: Mapping[str, Any], manifest: bytes) -> tuple[str, tuple[Renewal, ...]]:
    key, signature, renewals = signed.get("key"), signed.get("signature"), signed.get("renewals")
    if not (_is_hex(key, _HEX) and _is_hex(signature, 2 * _HEX) and isinstance(renewals, list) and len(signed) == 3):
        raise BadFile("Подпись написана не так, как её пишет программа.")
    if len(renewals) > MOST_RENEWALS:
        raise BadFile("В подписи замен ключа больше, чем бывает.")
    if not verify(str(key), _PURPOSE + manifest, bytes.fromhex(str(signature))):
        raise BadFile("Подпись не подходит: опись пакета изменена после подписания.")
    return str(key), tuple(_renewal(one) for one in renewals)


def _renewal(one: Any) -> Renewal:
    if not (
        isinstance(one, dict)
        and one.keys() == {"key", "by", "signature"}
        and _is_hex(one["key"], _HEX)
        and _is_hex(one["by"], _HEX)
        and _is_hex(one["signature"], 2 * _HEX)
    ):
        raise BadFile("Замена ключа записана не так, как её пишет программа.")
    return Renewal(**one)


def _is_hex(text: Any, length: int) -> bool:
    return isinstance(text, str) and len(text) == length and set(text) <= set("0123456789abcdef")


def _listed(manifest: Mapping[str, Any], names: list[str]) -> dict[str, dict[str, Any]]:
    """The parts as the manifest lists them, which must be just those that are there, in their order."""
    parts = manifest.get("parts")
    if not isinstance(parts, list) or not all(
        isinstance(one, dict) and isinstance(one.get("name"), str) for one in parts
    ):
        raise BadFile("В описи пакета нет списка частей.")
    told = {str(one["name"]): one for one in parts}
    if missing := [name for name in told if name not in names]:
        raise BadFile(f"Не хватает части {missing[0][:60]}.")
    if added := [name for name in names if name not in told]:
        raise BadFile(f"Лишняя часть {added[0][:60]}: её нет в описи пакета.")
    if list(told) != names or len(told) < len(parts):
        raise BadFile("Части стоят не в том порядке, что в описи пакета.")
    return told


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, told: Mapping[str, Any]) -> bytes:
    content = _read(archive, entry)
    lines = content.count(b"\n") if entry.filename.endswith(".jsonl") else told.get("lines")
    same = (len(content), hashlib.sha256(content).hexdigest(), lines)
    if same != (told.get("size"), told.get("sha256"), told.get("lines")):
        raise BadFile(f"Часть {entry.filename} не та, что записана в описи пакета.")
    return content
