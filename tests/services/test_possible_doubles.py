"""Possible doubles of a card that is being typed."""

import pytest

from app.services.cards import Edit, save_card
from app.services.possible_doubles import Double, possible_doubles
from app.storage.passport import Passport

FIRST = {
    "last_name": "Королёв",
    "first_name": "Семён",
    "middle_name": "Ильич",
    "birth": "15.03.2005",
    "class_name": "9Б",
    "snils": "112-233-445 95",
    "doc_kind": "Паспорт гражданина РФ",
    "doc_series": "6918",
    "doc_number": "123456",
}


@pytest.fixture
def first(passport: Passport) -> str:
    card = save_card(passport, Edit("student", "", 0, FIRST)).card
    assert card is not None
    return card.id


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"last_name": "кopoлeв", "first_name": " СЕМЕН", "middle_name": "Ильич", "birth": "15032005"}, "те же ФИО"),
        ({"snils": "11223344595"}, "тот же СНИЛС"),
        ({"doc_kind": "Паспорт гражданина РФ", "doc_series": "69 18", "doc_number": "12 34 56"}, "тот же документ"),
    ],
)
def test_same_person_and_same_papers_are_found(passport: Passport, first: str, typed: dict[str, str], why: str) -> None:
    (found,) = possible_doubles(passport, "student", "", typed)
    assert (found.id, found.who, found.class_name) == (first, "Королёв Семён Ильич", "9Б")
    assert found.why.startswith(why)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"snils": "нет", "doc_number": "нет"},
        {"snils": "112"},
        {"last_name": "Королёв", "first_name": "Семён"},
        {"last_name": "Королёв", "first_name": "Степан", "middle_name": "Ильич", "birth": "15.03.2005"},
        {"doc_kind": "Свидетельство о рождении", "doc_series": "6918", "doc_number": "123456"},
    ],
)
def test_others_are_not(passport: Passport, first: str, typed: dict[str, str]) -> None:
    assert possible_doubles(passport, "student", "", typed) == ()


def test_card_is_no_double_of_itself(passport: Passport, first: str) -> None:
    assert possible_doubles(passport, "student", first, FIRST) == ()


def test_number_with_letters_is_folded(passport: Passport) -> None:
    paper = {"doc_kind": "Иностранный паспорт", "doc_series": "нет"}
    save_card(passport, Edit("student", "", 0, {"last_name": "Ли", **paper, "doc_number": "АВ12"}))
    assert possible_doubles(passport, "student", "", {**paper, "doc_number": "AB12"})  # Latin


def test_workers_too(passport: Passport) -> None:
    texts = {name: FIRST[name] for name in ("last_name", "first_name", "middle_name", "birth")}
    card = save_card(passport, Edit("staff", "", 0, texts)).card
    assert card is not None
    (found,) = possible_doubles(passport, "staff", "", texts)
    assert found == Double(card.id, "Королёв Семён Ильич", "", "те же ФИО и дата рождения")
    assert possible_doubles(passport, "student", "", texts) == ()  # a pupil's mother may be a teacher
