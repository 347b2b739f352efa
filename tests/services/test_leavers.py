"""Who has left the school: kept, told by few rules, on no form."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.printing import forms, print_form
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People

LEFT = date(2020, 1, 20)


@pytest.fixture
def two(passport: Passport, seed: int) -> list[str]:
    """Two pupils of 9А; the first lacks his birth place and has left, with a telephone nobody could read."""
    people = People(seed)
    ids = []
    for changed in ({"birth_place": "", "left": "20.01.2020", "phone": "дома"}, {}):
        edit = Edit("student", "", 0, people.pupil("9А") | changed, chosen(people.exams("9А")))
        saved = save_card(passport, edit)
        assert saved.card is not None
        ids.append(saved.card.id)
    return ids


def rules(passport: Passport, id: str, day: date) -> set[str]:
    return {one.rule for one in check(passport, day).findings if one.id == id}


def test_only_few_rules_look_at_him(passport: Passport, two: list[str]) -> None:
    assert "REQ-1" in rules(passport, two[0], date(2020, 1, 19))
    assert rules(passport, two[0], LEFT) == {"READ-1", "ENR-1"}


def test_he_is_on_no_form(passport: Passport, two: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = [one for one in forms(passport) if one.class_name]
    assert {one.records for one in states} == {1}
    (state,) = [one for one in states if one.kind == "graduates"]
    assert print_form(passport, state.kind, tmp_path / "a.pdf", class_name="9А").records == 1
    with pytest.raises(Refused, match="нет"):
        print_form(passport, state.kind, tmp_path / "b.pdf", who=two[:1])


def test_coming_back_he_is_checked_again(passport: Passport, two: list[str]) -> None:
    card = load_card(passport, "student", two[0])
    save_card(passport, Edit("student", card.id, card.version, {"left": ""}))
    assert "REQ-1" in rules(passport, two[0], LEFT)
