"""The code of the recovery sheet: read back however it is typed, and a mistyped group told by its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadValue
from app.storage.base_key import BaseKey
from app.storage.recovery_code import (
    _LETTERS,
    GROUPS,
    SIZE,
    recovered_key,
    recovery_groups,
    recovery_text,
    typed_code,
)

keys = st.binary(min_size=32, max_size=32).map(BaseKey)
places = st.integers(0, GROUPS - 1)
signs = st.integers(0, SIZE - 1)
KEY = BaseKey(bytes(range(32)))


@given(keys, st.sampled_from(["", " ", "-", "  ", " - ", "\n"]), st.booleans())
def test_any_key_is_read_back_however_it_is_set_apart(key: BaseKey, between: str, small: bool) -> None:
    text = between.join(recovery_groups(key))
    assert recovered_key(text.lower() if small else text) == key
    assert recovered_key(recovery_text(key)) == key


@given(keys)
def test_the_code_is_as_promised(key: BaseKey) -> None:
    groups = recovery_groups(key)
    assert [len(one) for one in groups] == [SIZE] * GROUPS
    assert set("".join(groups)) <= set(_LETTERS)
    assert typed_code("".join(groups)).whole
    assert recovery_text(key).isalnum()


@given(keys, places, signs, st.sampled_from(_LETTERS))
def test_one_wrong_sign_is_told_by_its_group(key: BaseKey, place: int, sign: int, other: str) -> None:
    groups = list(recovery_groups(key))
    if groups[place][sign] == other:
        return
    groups[place] = groups[place][:sign] + other + groups[place][sign + 1 :]
    assert typed_code("-".join(groups)).wrong == (place + 1,)
    with pytest.raises(BadValue, match=rf"^Группа {place + 1} "):
        recovered_key("-".join(groups))


@given(keys, places, signs, signs)
def test_two_signs_in_each_others_place_are_told(key: BaseKey, place: int, one: int, other: int) -> None:
    groups = list(recovery_groups(key))
    swapped = list(groups[place])
    swapped[one], swapped[other] = swapped[other], swapped[one]
    if "".join(swapped) == groups[place]:
        return
    groups[place] = "".join(swapped)
    assert typed_code("".join(groups)).wrong == (place + 1,)


@given(keys, places, places)
def test_two_groups_in_each_others_place_are_told(key: BaseKey, one: int, other: int) -> None:
    groups = list(recovery_groups(key))
    groups[one], groups[other] = groups[other], groups[one]
    assert typed_code(" ".join(groups)).wrong == (() if one == other else (min(one, other) + 1, max(one, other) + 1))


@given(keys, places, signs)
def test_a_sign_left_out_or_added_stays_the_fault_of_its_group(key: BaseKey, place: int, sign: int) -> None:
    groups = list(recovery_groups(key))
    whole = groups[place]
    groups[place] = whole[:sign] + whole[sign + 1 :]
    with pytest.raises(BadValue, match=rf"^Группа {place + 1}: знаков 4, а должно быть 5"):
        recovered_key(" ".join(groups))
    groups[place] = whole + whole[-1]
    assert typed_code("-".join(groups)).wrong == (place + 1,)


def test_letters_that_look_alike_do_not_matter() -> None:
    russian = str.maketrans("ABEKMHPCTYX01", "АВЕКМНРСТУХОІ")
    text = " ".join(recovery_groups(KEY))
    assert recovered_key(text.translate(russian)) == KEY
    assert recovered_key(text.translate(russian).lower()) == KEY
    assert recovered_key(text.replace("1", "I").replace("0", "o")) == KEY
    assert recovered_key(text.replace("1", "l").replace("3", "з")) == KEY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Внесено групп: 0, а на листе их 13"),
        (" ".join(recovery_groups(KEY)[:-1]), "Внесено групп: 12, а на листе их 13"),
        (" ".join(recovery_groups(KEY)) + " 00000", "Группа 14 внесена с ошибкой"),
        ("УЖЕЩЁ" + "0" * 60, "Группа 1 внесена с ошибкой"),
        ("\x00" * 65, "Группа 1 внесена с ошибкой"),
    ],
)
def test_what_is_no_code_is_told(text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        recovered_key(text)


def test_groups_that_are_all_right_must_fit_together() -> None:
    groups = list(recovery_groups(KEY))
    groups[12] = recovery_groups(BaseKey(bytes(31) + b"\x55"))[12]
    assert typed_code("".join(groups)).whole
    with pytest.raises(BadValue, match="целиком не сходится"):
        recovered_key("".join(groups))


@given(st.text(max_size=200))
def test_nothing_typed_is_an_error_of_the_program(text: str) -> None:
    typed = typed_code(text)
    assert typed.right >= 0
    if not typed.whole:
        with pytest.raises(BadValue):
            recovered_key(text)


def test_no_sentence_repeats_what_was_typed() -> None:
    groups = list(recovery_groups(KEY))
    groups[3] = "ZZZZZ"
    with pytest.raises(BadValue) as told:
        recovered_key(" ".join(groups))
    assert not any(group in str(told.value) for group in groups)
