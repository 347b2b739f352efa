"""Passwords: common ones are refused however they are dressed, all others of eight signs and more are taken."""

import pytest

from app.errors import BadValue
from app.paths import resources
from app.services.passwords import BETTER, LONGEST, SHORTEST, advice, check_new_password

COMMON = (
    *("password", "Password1", "P@ssw0rd", "пароль123", "Gfhjkm123", "школа2024", "МБОУ-2025!", "qwerty123456"),
    *("12345678", "87654321", "11111111", "12121212", "12345678910", "123456789", "абвгдежз", "йцукенгшщ", "1qaz2wsx"),
    *("1q2w3e4r", "asdfghjk", "01.09.2010", "01092010", "2010-09-01", "марина1985", "школа школа школа", "q1w2e3r4t5"),
    *(
        "Ирина2010",
        "789456123",
        "qwertyasdfg",
        "ёжикёжикёжик",
        "Экзамен11",
        "Ирина-Мария",
        " " * 7 + "x",
        "аб-аб-аб-аб",
    ),
)
GOOD = (
    *("котёл грядка фрегат", "7Hj#kd92", "бирюза-42-свёкла", "correct horse battery staple", "ключ от сарая"),
    *("Полынь у Томи", "Школа стоит у реки Томи", "пять углов да чайник", "'); DROP TABLE users;--", "мяч 🙂 кот 🙂"),
)


@pytest.mark.parametrize("password", COMMON)
def test_a_common_one_is_refused(password: str) -> None:
    with pytest.raises(BadValue, match="подбирают первым"):
        check_new_password(password)


@pytest.mark.parametrize("password", GOOD)
def test_any_other_is_taken_whatever_its_signs(password: str) -> None:
    check_new_password(password)


@pytest.mark.parametrize("word", ["гиа", "letmein", "мойпароль"])
@pytest.mark.parametrize("dress", ["{}2025!", "!!{}123", "{}-{}", "1{}2025"])
def test_a_word_of_the_list_is_refused_in_any_dress(word: str, dress: str) -> None:
    with pytest.raises(BadValue):
        check_new_password(dress.format(word, word))


def test_the_list_is_read_as_it_is_compared() -> None:
    lines = resources("common_passwords.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert [word for word in words if word != word.casefold().replace("ё", "е").strip()] == []
    assert len(set(words)) == len(words) > 100


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "пуст"),
        (" " * 12, "пуст"),
        ("7Hj#kd9", f"не меньше {SHORTEST}"),
        ("ab" + "Ы7к" * 90, f"длиннее {LONGEST}"),
        ("котёл грядка\nфрегат", "нет на клавиатуре"),
        ("котёл\0грядка", "нет на клавиатуре"),
        ("котёл\ud800грядка", "нет на клавиатуре"),
    ],
)
def test_what_cannot_be_a_password_is_told_why(password: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        check_new_password(password)


def test_the_longest_is_taken_and_only_short_ones_get_advice() -> None:
    words = "котёл грядка фрегат свёкла " * 20
    check_new_password((words[:40] + "7#" + words[::-1])[:LONGEST])
    assert advice("котёл грядка фрегат") == ""
    assert str(BETTER) in advice("7Hj#kd92")
