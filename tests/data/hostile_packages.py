"""Packages that nobody's program has written: bent by hand, some signed anew by the school's own key.

Each is told by the words that must stand in the sentence of its refusal.
"""

import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from app.exchange.container import MANIFEST, SIGNATURE, write
from app.exchange.signing import Signer, new_secret

STUDENTS = "data/students.jsonl"
DEEP = 10_000
BOMB = 10 * 2**30  # bytes that a bomb says it holds
MANY = 1_000_000

Files = dict[str, bytes]


def files_of(content: bytes) -> Files:
    """The files of a zip in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: list[tuple[str, bytes]], change: Callable[[zipfile.ZipInfo], object] = lambda _: None) -> bytes:
    """A zip laid out as the program lays it out; ``change`` may bend an entry."""
    whole = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        warnings.simplefilter("ignore")  # of two files with one name
        for name, content in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            change(entry)
            archive.writestr(entry, content)
    return whole.getvalue()


def signed(content: bytes, signer: Signer, bend: Callable[[dict[str, Any], Files], object]) -> bytes:
    """The package with its manifest and parts bent, listed and signed anew: what a hostile school could send."""
    files = files_of(content)
    manifest = json.loads(files.pop(MANIFEST))
    files.pop(SIGNATURE)
    manifest.pop("parts")
    bend(manifest, files)
    return write(manifest, files, signer).content


def unsigned(content: bytes, bend: Callable[[Files], object]) -> bytes:
    """The package with its files bent and the old signature kept."""
    files = files_of(content)
    bend(files)
    return zipped(list(files.items()))


def by_hand(content: bytes, part: str = STUDENTS) -> Iterator[tuple[str, bytes, str]]:
    """What a stranger can make of a package without its key: what it is, its bytes, words of the refusal; ``part`` is
    the name of one of its parts."""
    files = list(files_of(content).items())
    names = [name for name, _ in files]
    for place in (10, 100, len(content) // 3, len(content) // 2, len(content) - 30, len(content) - 1):
        yield f"cut at {place}", content[:place], ""
    yield "nothing", b"", "файл другого вида"
    yield "appended", content + b"x", "обрезан или к нему что-то добавлено"
    yield "appended zip", content + zipped([("a", b"b")]), ""
    yield "part missing", zipped([one for one in files if one[0] != part]), f"Не хватает части {part}"
    yield "part added", zipped([*files, ("data/more.jsonl", b"")]), "Лишняя часть data/more"
    for name in ("../x", "a/../../x", "/etc/x", "C:/x", "..\\x", "CON", "data/nul.jsonl", "ё.txt", "a//b"):
        yield f"name {name}", zipped([*files, (name, b"x")]), "недопустимое имя"
    yield "symlink", zipped([*files, ("link", b"/etc/passwd")], _link), "не только обычные файлы"
    yield "same name twice", zipped([*files, files[-1]]), "два файла с одним именем"
    yield "names by case", zipped([*files, (names[-1].upper(), b"")]), "два файла с одним именем"
    yield "overlapping", _overlapping(files), ""
    yield "bomb", _bomb(), ""
    yield "a million entries", _many(), "слишком много файлов"
    yield "a zip in a zip", zipped([("package.zip", content)]), "нет описи"
    yield "hash of a part", unsigned(content, lambda files: _longer(files, part)), "не та, что записана"
    yield "manifest changed", unsigned(content, lambda files: _longer(files, MANIFEST)), "manifest.json"
    yield "deflated", _deflated(files), "сжатые файлы"


def _link(entry: zipfile.ZipInfo) -> None:
    if entry.filename == "link":
        entry.external_attr = 0o120777 << 16


def _longer(files: Files, name: str) -> None:
    files[name] += b"\n"


def _deflated(files: list[tuple[str, bytes]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o600 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return whole.getvalue()


def _overlapping(files: list[tuple[str, bytes]]) -> bytes:
    """Two names in the directory that point at one place."""
    content = bytearray(zipped(files))
    end = len(content) - 22
    start = struct.unpack("<I", content[end + 16 : end + 20])[0]
    entry = bytes(content[start : start + 46])
    told = 46 + sum(struct.unpack("<HHH", entry[28:34]))
    first = bytes(content[start : start + told])
    twin = first.replace(MANIFEST.encode(), b"mAnifest.j5on")
    directory = bytes(content[start:end]) + twin
    count = len(files) + 1
    return bytes(content[:start]) + directory + _end(count, len(directory), start)


def _end(count: int, size: int, start: int) -> bytes:
    return struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, size, start, 0)


def _entry(name: bytes, size: int, packed: int, method: int) -> tuple[bytes, bytes]:
    """The local and the central header of an entry."""
    common = struct.pack("<5H3I2H", 20, 0, method, 0, 0x21, 0, packed, size, len(name), 0)
    local = b"PK\x03\x04" + common + name
    central = b"PK\x01\x02" + struct.pack("<2B", 20, 3) + common + struct.pack("<3H2I", 0, 0, 0, 0o600 << 16, 0) + name
    return local, central


def _bomb() -> bytes:
    """A few kilobytes that unpack without end, and say four gigabytes of it (a plain zip cannot say more)."""
    packed = zlib.compress(bytes(2**22), 9)[2:-4]
    local, central = _entry(MANIFEST.encode(), min(BOMB, 2**32 - 2), len(packed), 8)
    return local + packed + central + _end(1, len(central), len(local) + len(packed))


def _many() -> bytes:
    """A directory of a million names, all of one place."""
    local, central = _entry(b"a000000", 0, 0, 0)
    head = central[:-7]
    directory = b"".join(head + b"a%06d" % number for number in range(MANY))
    return local + directory + _end(0xFFFF, len(directory), len(local))


def by_the_school(content: bytes, signer: Signer) -> Iterator[tuple[str, bytes, str]]:
    """What a school's own key could sign: as :func:`by_hand`."""

    def bent(**values: object) -> bytes:
        return signed(content, signer, lambda manifest, _: manifest.update(values))

    def line(change: Callable[[bytes], bytes], part: str = STUDENTS) -> bytes:
        return signed(content, signer, lambda _, files: files.update({part: change(files[part])}))

    yield "other format", bent(format="other"), "другого вида"
    yield "newer format", bent(format_version=3), "другой версии формата"
    yield "older format", bent(format_version=1), "другой версии формата"
    yield "newer schema", bent(schema="9999"), "более новой программой"
    yield "other year", bent(year="2018-19"), "2018-19"
    yield "a municipality's", bent(kind="municipality"), "не пакет школы"
    yield "other receiver", bent(receiver="age1qqq"), "другого получателя"
    yield "other school in the manifest", bent(school={"code": "700999", "name": ""}), "другой школы"
    yield "no code", bent(school={"code": "", "name": ""}), "нет кода"
    yield "code that climbs", bent(school={"code": "../x", "name": ""}), "нет кода"
    yield "unknown channel", bent(channel="none"), "Канала"
    yield "protected for nobody", bent(channel="protected"), "без получателя"
    yield "unknown key", bent(more=1), "лишнее поле more"
    yield "a key less", signed(content, signer, lambda manifest, _: manifest.pop("follows")), "нет поля follows"
    yield "follows of wrong kind", bent(follows=[1]), "follows"
    yield "sequence nought", bent(sequence=0), "sequence"
    yield "sequence true", bent(sequence=True), "sequence"
    yield "sender without key", bent(sender={}), "sender"
    yield "sealing that is none", bent(sender={"sealing": "age1x"}), "ключ для ответа"
    yield "history without hash", bent(history={"number": 1}), "history"
    yield "history of wrong kind", bent(history={"number": "1", "hash": "", "earlier": []}), "history"
    yield "history of other packages", bent(history={"number": 1, "hash": "", "earlier": [1]}), "history"
    yield "counts not equal", signed(content, signer, _one_more), "Контрольное число части students"
    yield "counts negative", bent(counts={"students": -1}), "counts"
    yield "part unknown", signed(content, signer, _added), "secrets"
    yield from _lines_of_the_school(line)


def _lines_of_the_school(line: Callable[..., bytes]) -> Iterator[tuple[str, bytes, str]]:
    yield "deep", line(lambda _: b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"\n"), "students"
    for text in (b"NaN", b"Infinity", b"1e999", b"9" * 5_000, b'"\\ud800"', b'"\\u0000"'):
        yield f"value {text[:9]!r}", line(lambda old, text=text: _valued(old, text)), "students"  # type: ignore[misc]
    yield "doubled key", line(lambda old: old.replace(b'{"', b'{"id":"x","', 1)), "students"
    yield "odd blanks", line(lambda old: old.replace(b'":', b'": ', 1)), "students"
    yield "no line end", line(lambda old: old[:-1]), "students"
    yield "unknown code", line(lambda old: _set(old, "citizenship", "999")), "поле citizenship"
    yield "wrong type", line(lambda old: _set(old, "birth", 5)), "поле birth"
    yield "unknown field", line(lambda old: _set(old, "password", "x")), "лишнее поле password"
    yield "an id twice", line(lambda old: old + old.split(b"\n")[0] + b"\n"), "два раза"
    yield "other school's code inside", line(lambda old: _set(old, "code", "700999"), "data/school.jsonl"), "другой"


def _one_more(manifest: dict[str, Any], _files: Files) -> None:
    manifest["counts"]["students"] += 1


def _added(manifest: dict[str, Any], files: Files) -> None:
    manifest["counts"]["secrets"] = 0
    files["data/secrets.jsonl"] = b""


def _valued(old: bytes, text: bytes) -> bytes:
    """The first line with its first null, or its first text, become another value."""
    return old.replace(b"null", text, 1)


def _set(old: bytes, name: str, value: object) -> bytes:
    first, rest = old.split(b"\n", 1)
    line = json.loads(first) | {name: value}
    told = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return told.encode() + b"\n" + rest


def by_a_stranger(content: bytes) -> bytes:
    """The very data under another key."""
    return signed(content, Signer(new_secret()), lambda *_: None)


def old_signature_on_new_data(old: bytes, new: bytes) -> bytes:
    """The signature of one package over the manifest and the parts of another."""
    return unsigned(new, lambda files: files.update({SIGNATURE: files_of(old)[SIGNATURE]}))
