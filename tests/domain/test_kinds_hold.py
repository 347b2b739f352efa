"""What must hold for every kind whatever is typed: round trip, and no exception but BadValue."""

import contextlib
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.all_records import Model
from app.domain.choice_kinds import Choice
from app.domain.field import Field, fields
from app.domain.kinds import Day, Flag, Kind, Phone, as_text
from app.domain.paper_kinds import Snils
from app.errors import BadValue
from halves import check_halves, example_in, halves

FIELDS = [(one.class_.__name__, told) for one in Model.registry.mappers for told in fields(one.class_)]
FIELDS.sort(key=lambda one: (one[0], one[1].name))  # mappers come as a set; parallel workers need one order
KINDS = {f"{told.kind.__class__.__name__} {told.kind.example}": told.kind for _, told in FIELDS}

# Signs of which real values are made, so that many of the texts are nearly values.
TYPED = st.text(st.sampled_from("0123456789 .-/–№()+«»абвеёйшАБОМУХПШIVXLCnNaAlкл|'@_\u00a0\u200b"), max_size=24)
WORDS = st.sampled_from(
    [
        "нет",
        "-",
        "да",
        "9А",
        "112-233-445 95",
        "II-ОМ",
        "l l-OM",
        "9-й кл",
        "69 04",
        "паспорт",
        "1 мая 2010",
        "+7 913 123-45-67",
    ]
)


def reads(kind: Kind[Any], text: str) -> bool:
    """Whether a kind takes a text for a value."""
    try:
        kind.parse(text)
    except BadValue:
        return False
    return True


def told_name(told: tuple[str, Field]) -> str:
    return f"{told[0]}.{told[1].name}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(text=st.one_of(TYPED, WORDS, st.text()))
def test_any_text_is_read_or_refused_in_words(kind: Kind[Any], text: str) -> None:
    value = None
    with contextlib.suppress(BadValue):
        value = kind.parse(text)
    if value is None:
        with pytest.raises(BadValue, match=r"\.$") as refused:
            kind.parse(text)
        check_halves(refused.value.text)
        if example := example_in(refused.value.text):
            kind.parse(example)
        return
    shown = kind.show(value)
    assert shown.strip()
    assert kind.parse(shown) == value
    assert kind.parse(f"  {shown} ") == value


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if not reads(kind, "~?!")])
def test_a_refusal_names_something_that_is_read(name: str) -> None:
    kind = KINDS[name]
    with pytest.raises(BadValue) as refused:
        kind.parse("~?!")
    _, expected = halves(refused.value.text)
    named = [example_in(expected), *re.findall("«(.+?)»|([0-9]+)", expected)]
    assert any(reads(kind, text) for one in named for text in ([one] if isinstance(one, str) else one) if text)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_kind_has_a_column_that_holds_its_example(kind: Kind[Any]) -> None:
    length = getattr(kind.sql(), "length", None)
    if kind.example and isinstance(value := kind.parse(kind.example), str):
        assert length is not None
        assert len(value) <= length


@given(value=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back(value: date) -> None:
    assert Day().parse(Day().show(value)) == value
    assert Day().parse(value.isoformat()) == value
    assert Day().parse(as_text(value)) == value


@given(value=st.integers(0, 99_999_999_999).map(lambda number: f"{number:011}"))
def test_every_snils_comes_back(value: str) -> None:
    assert Snils().parse(Snils().show(value)) == value


@given(value=st.integers(9_000_000_000, 9_999_999_999).map(lambda number: f"+7{number}"))
def test_every_mobile_comes_back(value: str) -> None:
    assert Phone().parse(Phone().show(value)) == value


@given(value=st.booleans())
def test_every_flag_comes_back(value: bool) -> None:
    assert Flag().parse(Flag().show(value)) is value


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if isinstance(one, Choice)], ids=lambda one: one.name)
def test_every_entry_is_found_by_name_key_and_own_code(kind: Choice) -> None:
    for entry in kind.entries():
        assert kind.parse(entry.name) == entry.key
        assert kind.parse(entry.key) == entry.key
        if entry.code:
            assert kind.parse(entry.code) == entry.key
        assert kind.parse(kind.short(entry.key)) == entry.key


@pytest.mark.parametrize("told", FIELDS, ids=told_name)
def test_example_of_a_field_is_a_value_of_it(told: tuple[str, Field]) -> None:
    kind = told[1].kind
    if kind.example:
        assert kind.show(kind.parse(kind.example)) == kind.example
