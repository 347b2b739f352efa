"""The signed file that bases send each other: whatever was done to it on the way, it is refused in a sentence."""

import hashlib
import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.errors import AppError, BadFile, Refused
from app.exchange import container
from app.exchange.container import MANIFEST, SIGNATURE, codes, read, write
from app.exchange.signing import Signer
from app.exchange.spoken import spoken
from app.exchange.strict_json import pages_of

FORM, VERSION = "made-up-form", 3
ABOUT = {"format": FORM, "format_version": VERSION, "year": "2019-20", "receiver": "age1…"}
FILES = {"data/pupils.jsonl": '{"id":"а"}\n{"id":"б"}\n'.encode(), "gia/names.csv": b"1;2\r\n", "empty.jsonl": b""}
SIGNER = Signer(bytes(range(32)))
WHOLE = write(ABOUT, FILES, SIGNER).content


def refused(content: bytes, told: str = r"\.$") -> AppError:
    with pytest.raises((BadFile, Refused), match=told) as found:
        read(content, FORM, VERSION)
    return found.value


def entries(content: bytes = WHOLE) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes], change: Callable[[zipfile.ZipInfo], object] = lambda _: None) -> bytes:
    """A zip as ours but for what ``change`` does to every entry."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            change(entry)
            archive.writestr(entry, content)
    return whole.getvalue()


def manifest() -> dict[str, Any]:
    return dict(json.loads(entries()[MANIFEST]))


def signed_anew(told: Mapping[str, Any], files: Mapping[str, bytes] = FILES) -> bytes:
    """A file whose manifest says what it likes, rightly signed: what a hostile program could make."""
    text = pages_of(told)
    signature = SIGNER.sign(b"school-passport manifest\n" + text).hex()
    stamp = pages_of({"key": SIGNER.public, "signature": signature, "renewals": []})
    return zipped({MANIFEST: text, SIGNATURE: stamp, **files})


def test_what_was_written_is_read() -> None:
    opened = read(WHOLE, FORM, VERSION)
    assert opened.files == FILES
    assert (opened.signer, opened.renewals) == (SIGNER.public, ())
    assert opened.manifest["receiver"] == "age1…"
    assert [one.get("lines") for one in opened.manifest["parts"]] == [2, None, 0]
    digest = hashlib.sha256(WHOLE)
    assert (opened.fingerprint, opened.receipt) == (digest.hexdigest(), spoken(digest.digest(), 10)) == codes(WHOLE)


def test_every_bit_that_flips_is_noticed() -> None:
    for place in range(len(WHOLE)):
        bit = 1 << place % 8
        refused(WHOLE[:place] + bytes([WHOLE[place] ^ bit]) + WHOLE[place + 1 :])


def test_two_hundred_places_with_every_bit(seed: int) -> None:
    source = random.Random(seed)
    for place in source.sample(range(len(WHOLE)), 200):
        for bit in range(8):
            refused(WHOLE[:place] + bytes([WHOLE[place] ^ 1 << bit]) + WHOLE[place + 1 :])


def test_a_file_that_was_cut_is_refused() -> None:
    for length in range(len(WHOLE)):
        refused(WHOLE[:length])


@pytest.mark.parametrize("more", [b"\0", b"\n", WHOLE, b"PK\x05\x06" + bytes(18), bytes(70_000)])
def test_what_was_added_before_or_behind_is_refused(more: bytes) -> None:
    refused(WHOLE + more)
    refused(more + WHOLE)


def test_what_hides_between_entries_is_refused() -> None:
    start = WHOLE.index(b"PK\x01\x02")
    size, offset = struct.unpack("<II", WHOLE[-10:-2])
    end = WHOLE[:-10] + struct.pack("<II", size, offset + 6) + WHOLE[-2:]
    refused(WHOLE[:start] + b"hidden" + end[start:], "не только то")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "C:/Windows/x",
        "a\\b",
        "data/../x",
        "data//x",
        "./x",
        "",
        "data/",
        "con",
        "data/NUL.txt",
        "com1.csv",
        "имя.csv",
        "a/b/c/d",
        "x" * 101,
        "a b",
        ".hidden",
        "x.",
        "x\u202ey",
    ],
)
def test_a_name_that_we_do_not_give_is_refused(name: str) -> None:
    content = b"x"
    part = {"name": name, "size": 1, "sha256": hashlib.sha256(content).hexdigest()}
    refused(signed_anew({**ABOUT, "parts": [part]}, {name: content}), "недопустимое имя|не только то")


@pytest.mark.parametrize("mode", [0o120777, 0o755, 0o040755, 0o020600, 0o100644])
def test_a_link_a_folder_or_a_device_is_refused(mode: int) -> None:
    refused(zipped(entries(), lambda one: setattr(one, "external_attr", mode << 16)), "не только обычные")


def test_a_compressed_entry_is_refused_unread() -> None:
    bomb = {**entries(), "data/pupils.jsonl": bytes(10_000_000)}
    packed = zipped(bomb, lambda one: setattr(one, "compress_type", zipfile.ZIP_DEFLATED))
    assert len(packed) < 20_000
    refused(packed, "сжатые")


def test_two_files_of_one_name_are_refused() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in entries().items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("empty.jsonl", b"")
    refused(whole.getvalue(), "два файла")
    refused(zipped({**entries(), "EMPTY.jsonl": b""}), "два файла")


def test_more_entries_than_a_package_has_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped({f"n{number}": b"" for number in range(20_001)})
    monkeypatch.setattr(zipfile, "ZipFile", None)  # not even opened
    refused(many, "слишком много")
    monkeypatch.setattr(container, "LARGEST", 10)
    refused(WHOLE, "больше, чем бывает")


def test_a_part_missing_added_changed_or_moved_is_named() -> None:
    whole = entries()
    refused(zipped({name: one for name, one in whole.items() if name != "gia/names.csv"}), "Не хватает части gia/names")
    refused(zipped({**whole, "more.csv": b""}), "Лишняя часть more.csv")
    refused(zipped({**whole, "gia/names.csv": b"1;3\r\n"}), "Часть gia/names.csv не та")
    turned = dict(reversed(list(whole.items())))
    refused(zipped({MANIFEST: whole[MANIFEST], SIGNATURE: whole[SIGNATURE], **turned}), "не в том порядке")
    refused(zipped(turned), "нет описи или подписи")
    refused(zipped({MANIFEST: whole[MANIFEST]}), "нет описи или подписи")


def test_a_manifest_that_was_changed_after_signing_is_refused() -> None:
    changed = pages_of({**manifest(), "year": "2020-21"})
    refused(zipped({**entries(), MANIFEST: changed}), "Подпись не подходит")


def test_the_signature_of_an_older_package_does_not_fit_new_data() -> None:
    newer = entries(write(ABOUT, {**FILES, "gia/names.csv": b"2"}, SIGNER).content)
    refused(zipped({**newer, SIGNATURE: entries()[SIGNATURE]}), "Подпись не подходит")


def test_who_signs_in_anothers_name_is_seen() -> None:
    """A stranger may sign anew, but then the signer is he; under the old key his signature does not hold."""
    stranger = Signer(bytes(32))
    assert read(write(ABOUT, FILES, stranger).content, FORM, VERSION).signer == stranger.public
    stamp = json.loads(entries(write(ABOUT, FILES, stranger).content)[SIGNATURE])
    refused(zipped({**entries(), SIGNATURE: pages_of({**stamp, "key": SIGNER.public})}), "Подпись не подходит")


@pytest.mark.parametrize(
    "change",
    [
        {"key": 1},
        {"key": "00"},
        {"key": "Z" * 64},
        {"signature": None},
        {"signature": "0" * 127},
        {"renewals": {}},
        {"renewals": [1]},
        {"renewals": [{"key": "0" * 64}]},
        {"renewals": [{"key": "0" * 64, "by": "0" * 64, "signature": "g" * 128}]},
        {"more": 1},
    ],
)
def test_a_signature_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    stamp = json.loads(entries()[SIGNATURE])
    refused(zipped({**entries(), SIGNATURE: pages_of({**stamp, **change})}), "не так|Подпись не подходит")


def test_another_format_or_version_is_told_apart_from_damage() -> None:
    with pytest.raises(Refused, match="другого вида"):
        read(WHOLE, "another-form", VERSION)
    with pytest.raises(Refused, match=r"\(3, эта программа знает 2\)") as newer:
        read(WHOLE, FORM, 2)
    assert newer.value.hint == "Обновите программу."
    with pytest.raises(Refused, match="отправитель обновит") as older:
        read(WHOLE, FORM, 4)
    assert "знает 4" in older.value.text
    for version in (True, "3", None, 3.5, [3]):
        refused(signed_anew({**manifest(), "format_version": version}), "версии формата")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (None, "нет списка частей"),
        ([1], "нет списка частей"),
        ([{"name": 1}], "нет списка частей"),
        ([], "Лишняя часть"),
    ],
)
def test_a_list_of_parts_that_is_none_is_refused(parts: object, told: str) -> None:
    refused(signed_anew({**ABOUT, "parts": parts}), told)


@pytest.mark.parametrize(("key", "value"), [("size", 5.5), ("size", 10**12), ("sha256", ""), ("lines", 3)])
def test_a_part_about_which_the_manifest_lies_is_refused(key: str, value: object) -> None:
    told = manifest()
    told["parts"][0][key] = value
    refused(signed_anew(told), "не та, что записана")


def test_a_part_that_is_listed_twice_is_refused() -> None:
    told = manifest()
    told["parts"].append(told["parts"][-1])
    refused(signed_anew(told), "не в том порядке")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\0" * 1000, b"%PDF-1.7"])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    refused(content)
