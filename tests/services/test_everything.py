"""One search over everything: people, rules, forms, help; the other layout; nobody for one letter."""

import pytest

from app.printer.forms import FORMS
from app.services.cards import Edit, save_card
from app.services.everything import Everything
from app.storage.passport import Passport
from app.validators.registry import RULES


@pytest.fixture
def everything(passport: Passport) -> Everything:
    save_card(passport, Edit("student", "p", 0, {"last_name": "Юдин", "first_name": "Глеб", "class_name": "9А"}))
    save_card(passport, Edit("staff", "w", 0, {"last_name": "Юдина", "first_name": "Ольга"}))
    save_card(passport, Edit("room", "r", 0, {"number": "0012", "building": "Главный корпус"}))
    return Everything(passport)


def test_people_are_found_in_any_case_and_layout(everything: Everything) -> None:
    hits, mended = everything.find("юдин")
    assert [(one.kind, one.key) for one in hits][:2] == [("student", "p"), ("staff", "w")]
    assert (hits[0].title, hits[0].note, mended) == ("Юдин Глеб", "обучающийся, 9А", "")
    hits, mended = everything.find(">lby")
    assert (hits[0].key, mended) == ("p", "юдин")


def test_rooms_rules_forms_and_help_are_found(everything: Everything) -> None:
    assert everything.find("0012")[0][0].kind == "room"
    rule = next(iter(RULES))
    assert ("rule", rule) in {(one.kind, one.key) for one in everything.find(rule)[0]}
    form = FORMS[-1]
    assert ("form", form.key) in {(one.kind, one.key) for one in everything.find(form.title)[0]}
    assert any(one.kind == "help" for one in everything.find("сканы")[0])


def test_one_letter_and_nonsense_find_nothing(everything: Everything) -> None:
    for text in ("", " ", "ю", "ёжъщё"):
        assert everything.find(text)[0] == []


def test_of_each_kind_only_so_many(passport: Passport) -> None:
    for number in range(5):
        save_card(passport, Edit("student", f"p{number}", 0, {"last_name": "Юдин", "class_name": "9А"}))
    hits, _ = Everything(passport, most=3).find("юдин")
    assert len(hits) == 3
