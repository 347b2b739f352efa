"""The keyboard layouts: what is typed in one and meant in the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.layout import in_latin_layout, in_russian_layout

LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bdfyjd", "иванов"), ("`krby", "ёлкин"), ("{fhbnjyjd", "Харитонов"), (";erjd", "жуков"), ("9f", "9а")],
)
def test_the_same_keys_in_the_russian_layout(typed: str, meant: str) -> None:
    assert in_russian_layout(typed) == meant
    assert in_latin_layout(meant) == typed


@given(st.lists(st.text(RUSSIAN, min_size=1), max_size=4).map(" ".join))
def test_russian_words_come_back(text: str) -> None:
    assert in_russian_layout(in_latin_layout(text)) == text
    assert in_russian_layout(text) == text  # they are already what they should be


@given(st.lists(st.text(LATIN, min_size=1), max_size=4).map(" ".join))
def test_latin_words_come_back(text: str) -> None:
    assert in_latin_layout(in_russian_layout(text)) == text


@given(st.text("0123456789-№ "))
def test_numbers_are_the_same_in_both(text: str) -> None:
    assert in_russian_layout(text) == in_latin_layout(text) == " ".join(text.split())


def test_words_of_both_alphabets_are_mended_one_by_one() -> None:
    assert in_russian_layout("bdfyjd 9А") == "иванов 9А"
    assert in_latin_layout("шмфтщм John") == "ivanov John"
