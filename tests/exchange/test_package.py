"""The package's bytes: equal for equal data, whole, and readable by anybody's zip and JSON."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.container import MANIFEST, SIGNATURE, Packed
from app.exchange.package import pack as signed
from app.exchange.package import package_name
from app.exchange.signing import Signer

ABOUT = {"year": "2019-20", "school": {"code": "700101", "name": "МБОУ «СОШ № 1»"}}
SIGNER = Signer(bytes(range(32)))
LINES = [{"id": "a", "name": "Ёлкина", "born": None}, {"id": "b", "name": "Иванов <b", "ok": True}]

ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["Иванов <b", "\u202eабв", "{0}", "%s", "]]>", "=1+1", "\u2028", "\x00", "Ёлкин\nвторая строка", '"', "\\"]
)


def pack(about: dict[str, Any], parts: dict[str, Any]) -> Packed:
    return signed(about, parts, SIGNER)


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_parts_stand_in_order_after_the_manifest() -> None:
    files = entries(pack(ABOUT, {"school": LINES[:1], "students": LINES}).content)
    assert list(files) == [MANIFEST, SIGNATURE, "data/school.jsonl", "data/students.jsonl"]
    assert files["data/students.jsonl"].decode().splitlines() == [
        '{"born":null,"id":"a","name":"Ёлкина"}',
        '{"id":"b","name":"Иванов <b","ok":true}',
    ]


def test_manifest_tells_size_lines_and_hash_of_each_part() -> None:
    files = entries(pack(ABOUT, {"school": [], "students": LINES}).content)
    manifest = json.loads(files.pop(MANIFEST))
    files.pop(SIGNATURE)
    assert manifest["format"] == "school-passport-package"
    assert manifest["format_version"] == 2
    assert manifest["school"] == ABOUT["school"]
    for part in manifest["parts"]:
        content = files.pop(part["name"])
        assert part["size"] == len(content)
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
        assert part["lines"] == content.count(b"\n")
    assert not files


def test_nothing_of_clock_or_computer_is_in_the_bytes() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(ABOUT, {"students": LINES}).content)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_STORED
            assert (entry.create_system, entry.external_attr, entry.extra) == (3, 0o600 << 16, b"")
            assert entry.filename.isascii()


def test_fingerprint_and_receipt_are_of_the_whole_file() -> None:
    packed = pack(ABOUT, {"students": LINES})
    assert packed.fingerprint == hashlib.sha256(packed.content).hexdigest()
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = 0
    for letter in packed.receipt:
        number = number * 32 + letters.index(letter)
    assert len(packed.receipt) == 10
    assert f"{number:050b}" == f"{int(packed.fingerprint, 16):0256b}"[:50]


def test_equal_data_make_equal_bytes_and_other_data_others() -> None:
    same = [dict(reversed(line.items())) for line in LINES]
    assert pack(ABOUT, {"students": LINES}) == pack(dict(reversed(ABOUT.items())), {"students": same})
    assert pack(ABOUT, {"students": LINES}).receipt != pack(ABOUT, {"students": LINES[:1]}).receipt


def test_bytes_stay_what_they_were_in_this_format() -> None:
    """A change of these is a change of the format: raise its version and describe it in package.md."""
    assert pack(ABOUT, {"students": LINES}).receipt == "WE47CWKS0M"


@pytest.mark.parametrize(
    ("code", "draft", "name"),
    [
        ("700101", False, "passport-700101-2019-20-ABC.zip"),
        ("700101", True, "passport-700101-2019-20-ABC-draft.zip"),
        ("", True, "passport-nocode-2019-20-ABC-draft.zip"),
    ],
)
def test_name_is_made_of_codes(code: str, draft: bool, name: str) -> None:
    assert package_name(code, "2019-20", "ABC", draft=draft) == name


@given(st.lists(ODD, max_size=5))
def test_any_text_comes_back_as_it_was_one_object_a_line(texts: list[str]) -> None:
    lines = [{"id": str(place), "text": text} for place, text in enumerate(texts)]
    content = entries(pack(ABOUT, {"students": lines}).content)["data/students.jsonl"]
    assert [json.loads(line) for line in content.split(b"\n")[:-1]] == lines


def test_a_lone_surrogate_becomes_the_replacement_sign() -> None:
    content = entries(pack(ABOUT, {"students": [{"id": "a", "text": "x\ud800y😀"}]}).content)["data/students.jsonl"]
    assert json.loads(content)["text"] == "x\ufffdy😀"


def test_what_is_no_number_is_not_written() -> None:
    with pytest.raises(ValueError):
        pack(ABOUT, {"students": [{"id": "a", "n": float("nan")}]})
