"""Cells that hold several fields: whole names, documents, lists of exams, numbers that lost their zeros."""

import pytest

from app.errors import BadValue
from app.exchange.combined import mend_snils, split_document, split_exams, split_name
from data.people import snils_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Иванов Иван Иванович", ["Иванов", "Иван", "Иванович"]),
        ("  Петрова-Водкина\xa0 Анна   Ильинична ", ["Петрова-Водкина", "Анна", "Ильинична"]),
        ("Петрова - Водкина Анна", ["Петрова-Водкина", "Анна"]),
        ("Мамедов Али Гасан оглы", ["Мамедов", "Али", "Гасан оглы"]),
        ("МАМЕДОВА ЛЕЙЛА ГАСАН КЫЗЫ", ["МАМЕДОВА", "ЛЕЙЛА", "ГАСАН КЫЗЫ"]),
        ("Гасанов Али Гасан-оглы", ["Гасанов", "Али", "Гасан-оглы"]),
        ("Иванов Иван -", ["Иванов", "Иван", "-"]),
        ("ван дер Берг Анна Петровна", ["ван дер Берг", "Анна", "Петровна"]),
        ("Иванов <b", ["Иванов", "<b"]),
    ],
)
def test_names(text: str, parts: list[str]) -> None:
    assert list(split_name(text).values()) == parts


@pytest.mark.parametrize(
    "text", ["Иванов", "Иванов И.И.", "Иванов И. И.", "Салем Мохаммед Али Хасан", "Иванов Иван Иванович 9А"]
)
def test_names_that_are_not_plain(text: str) -> None:
    with pytest.raises(BadValue):
        split_name(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("6904 123456", ["passport", "6904", "123456"]),
        ("69 04 № 012345", ["passport", "6904", "012345"]),
        ("6904123456", ["passport", "6904", "123456"]),
        ("паспорт серия 6904 номер 123456", ["passport", "6904", "123456"]),
        ("I-ОМ № 123456", ["birth", "I-ОМ", "123456"]),
        ("II-OM 012345", ["birth", "II-ОМ", "012345"]),
        ("IIOM 012345", ["birth", "II-ОМ", "012345"]),
        ("ll-ом 012345", ["birth", "II-ОМ", "012345"]),
        ("CAB 012345", ["CAB", "012345"]),
        ("LL-ОМ 012345", ["LL-ОМ", "012345"]),
        ("свид. о рождении I-ОМ №123456", ["birth", "I-ОМ", "123456"]),
        ("AB № 1234567", ["AB", "1234567"]),
        ("AB 1234567", ["AB", "1234567"]),
        ("нет", []),
        ("--", []),
    ],
)
def test_documents(text: str, parts: list[str]) -> None:
    assert list(split_document(text).values()) == parts


@pytest.mark.parametrize("text", ["123456", "№ 123456", "6904 №"])
def test_documents_that_are_not_plain(text: str) -> None:
    with pytest.raises(BadValue):
        split_document(text)


def test_exams() -> None:
    assert split_exams("русский; матем.,физика\nхимия") == ("chem", "math", "phys", "rus")
    assert split_exams("Математика (профильный уровень) + АНГ") == ("eng", "math_profile")
    assert split_exams("-") == ()
    with pytest.raises(BadValue, match="труд"):
        split_exams("физика, труд")
    with pytest.raises(BadValue, match="дважды"):
        split_exams("физика, ФИЗ")


def test_only_a_proven_snils_gets_its_zeros_back() -> None:
    digits = "".join(sign for sign in snils_of(12_345_678) if sign.isdigit())
    assert digits.startswith("0")
    assert mend_snils(digits.lstrip("0")) == digits
    wrong = digits.lstrip("0")[:-1] + str((int(digits[-1]) + 1) % 10)
    assert mend_snils(wrong) == wrong
    assert mend_snils("123") == "123"  # numbers so small have no control number to prove them
