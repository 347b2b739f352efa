"""JSON from outside: only what we would have written is taken, whatever Python's own reader would make of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadFile
from app.exchange.strict_json import one_line, pages_of, read_lines, read_object

HOSTILE = {
    "not a number": b'{"a":NaN}',
    "without end": b'{"a":Infinity}',
    "read as without end": b'{"a":1e999}',
    "doubled key": b'{"a":1,"a":1}',
    "number of 5,000 digits": b'{"a":' + b"9" * 5000 + b"}",
    "nested 10,000 deep": b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "nested 100,000 deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "objects 100,000 deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "lone surrogate": b'{"a":"\\ud800"}',
    "NUL": b'{"a":"\\u0000"}',
    "bare NUL": b'{"a":"\0"}',
    "not UTF-8": b'{"a":"\xff"}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "mark of order": b'\xef\xbb\xbf{"a":1}',
    "blank": b'{"a": 1}',
    "odd order": b'{"b":1,"a":1}',
    "escaped letter": b'{"a":"\\u0430"}',
    "odd number": b'{"a":1.0e1}',
    "minus nothing": b'{"a":-0}',
    "comment": b'{"a":1}//',
    "two values": b'{"a":1}{"a":1}',
    "list": b"[]",
    "text": b'"a"',
    "nothing": b"",
    "cut": b'{"a":1',
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_line_that_we_would_not_have_written_is_refused_with_its_place(line: bytes) -> None:
    with pytest.raises(BadFile, match=r"data/pupils\.jsonl, строка 2"):
        read_lines(b'{"a":1}\n' + line + b"\n", "data/pupils.jsonl")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_so_is_a_whole_object(text: bytes) -> None:
    with pytest.raises(BadFile, match=r"manifest\.json"):
        read_object(text + b"\n", "manifest.json")
    with pytest.raises(BadFile, match=r"manifest\.json"):
        read_object(text, "manifest.json")


def test_lines_and_objects_have_bounds() -> None:
    with pytest.raises(BadFile, match="слишком длинно"):
        read_lines(one_line({"a": "я" * 2**20}), "x")
    with pytest.raises(BadFile, match="слишком длинно"):
        read_object(pages_of({"a": "я" * 2**23}), "x")


def test_lines_must_end() -> None:
    with pytest.raises(BadFile, match="обрывается"):
        read_lines(b'{"a":1}', "x")
    with pytest.raises(BadFile):
        read_lines(b'{"a":1}\r\n', "x")
    assert read_lines(b"", "x") == []


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(st.characters(exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="ascii")), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(st.characters(exclude_characters="\0"), max_size=5), values, max_size=4))
def test_what_we_write_is_read(value: dict[str, object]) -> None:
    try:
        line, pages = one_line(value), pages_of(value)
    except UnicodeError:  # pragma: no cover - no text is without its bytes
        raise AssertionError from None
    if b"\\u0000" not in line:
        once = read_lines(line, "x")[0]
        assert one_line(once) == line
        assert pages_of(read_object(pages, "x")) == pages
