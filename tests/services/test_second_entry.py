"""Second entry and reading aloud: planted typos are found, work goes on where it stopped, proofs grow old."""

import random

import pytest

from app.domain.field import field_by_name
from app.domain.proofs import Way
from app.domain.student import Student
from app.services.cards import Edit, load_card, save_card, save_cards
from app.services.comparing import USUAL, begun_fields, comparable, pupils_in_turn
from app.services.proofs import proofs_of, tick
from app.services.second_entry import disagreements, edits_of, same_value, settle_entries, type_again
from app.storage.passport import Passport
from data.people import People

KNOWN = field_by_name(Student)


def class_of(passport: Passport, seed: int, size: int) -> dict[str, dict[str, str]]:
    """A class in the base; by id the right texts of its pupils."""
    people = People(seed)
    edits = [Edit("student", "", 0, people.pupil("9А")) for _ in range(size)]
    saved = save_cards(passport, edits, strict=True)
    return {one.card.id: dict(one.card.texts) for one in saved if one.card}


def misspelt(text: str, chance: random.Random) -> str:
    """One slip of the finger: a sign left out, doubled, or another one in its place."""
    place = chance.randrange(len(text))
    while not text[place].isalnum():
        place = chance.randrange(len(text))
    other = str((int(text[place]) + 1) % 10) if text[place].isdigit() else ("о" if text[place] != "о" else "а")
    return text[:place] + other + text[place + 1 :]


def test_ten_planted_typos_in_a_class_of_25_are_all_found(passport: Passport, seed: int) -> None:
    right = class_of(passport, seed, 25)
    chance = random.Random(seed)
    names = [name for name in USUAL if name != "doc_kind"]
    planted = chance.sample([(id, name) for id in right for name in names], 10)
    for id, name in planted:
        card = load_card(passport, "student", id)
        save_card(passport, Edit("student", id, card.version, {name: misspelt(card.texts[name], chance)}))
    for pupil in pupils_in_turn(passport, "9А", USUAL, Way.TYPED_AGAIN):
        type_again(passport, pupil.id, {name: right[pupil.id][name] for name in pupil.left})
    found = disagreements(passport, "9А")
    assert {(one.id, one.field) for one in found} == set(planted)
    settled = {(one.id, one.field): one.second for one in found}
    save_cards(passport, edits_of(passport, settled))
    settle_entries(passport, settled)
    assert disagreements(passport, "9А") == ()
    assert all(load_card(passport, "student", id).texts == texts for id, texts in right.items())
    assert not any(one.left for one in pupils_in_turn(passport, "9А", USUAL, Way.TYPED_AGAIN))


@pytest.mark.parametrize(
    ("name", "first", "second", "same"),
    [
        ("birth", "15.03.2005", "15032005", True),
        ("snils", "112-233-445 95", "11223344595", True),
        ("last_name", "Юдин", " юдин ", True),
        ("last_name", "Семёнов", "Семенов", False),
        ("last_name", "Юдин", "Юдiн", False),
        ("middle_name", "нет", "-", True),
        ("doc_series", "II-ОМ", "ii ом", True),
        ("registered_address", "ул. Берёзовая, 1", "УЛ.  БЕРЕЗОВАЯ, 1", True),
        ("birth", "31.02", "31.02 ", True),
        ("birth", "15.03.2005", "", False),
    ],
)
def test_texts_are_compared_by_kind(name: str, first: str, second: str, same: bool) -> None:
    assert same_value(KNOWN[name], first, second) is same


def test_work_goes_on_where_it_stopped(passport: Passport, seed: int) -> None:
    right = class_of(passport, seed, 3)
    names = ("last_name", "birth")
    assert begun_fields(passport, "9А", Way.TYPED_AGAIN) == USUAL
    first, *others = pupils_in_turn(passport, "9А", names, Way.TYPED_AGAIN)
    assert type_again(passport, first.id, {"last_name": "Иной", "birth": right[first.id]["birth"]}) == 1
    assert begun_fields(passport, "9А", Way.TYPED_AGAIN) == names
    again = pupils_in_turn(passport, "9А", names, Way.TYPED_AGAIN)
    assert [one.left for one in again] == [(), names, names]
    assert [one.id for one in again[1:]] == [one.id for one in others]
    (left,) = disagreements(passport, "9А")
    assert (left.first, left.second, left.label) == (right[first.id]["last_name"], "Иной", "Фамилия")


def test_latin_letter_is_told(passport: Passport) -> None:
    save_card(passport, Edit("student", "x" * 36, 0, {"last_name": "Юдoв", "class_name": "9А"}))  # a Latin o
    type_again(passport, "x" * 36, {"last_name": "Юдов"})
    (found,) = disagreements(passport, "9А")
    assert found.hint == "«Юдoв»: латинские o"


def test_third_value_and_difference_mended_by_an_edit(passport: Passport) -> None:
    card = save_card(passport, Edit("student", "", 0, {"last_name": "Юдин", "class_name": "9А"})).card
    assert card is not None
    type_again(passport, card.id, {"last_name": "Юдов", "first_name": "Лев"})
    settled = {(card.id, "last_name"): "Юдинов"}
    save_cards(passport, edits_of(passport, settled))
    settle_entries(passport, settled)
    after = load_card(passport, "student", card.id)
    assert after.texts["last_name"] == "Юдинов"
    save_card(passport, Edit("student", card.id, after.version, {"first_name": "Лев"}))
    assert disagreements(passport, "9А") == ()
    proofs = proofs_of(passport, load_card(passport, "student", card.id))
    assert {name for name, one in proofs.items() if one.fresh} == {"last_name", "first_name"}


def test_changed_value_makes_its_proof_old(passport: Passport, seed: int) -> None:
    ((id, texts),) = class_of(passport, seed, 1).items()
    tick(passport, id, {name: texts[name] for name in USUAL}, "Петрова А. И.")
    card = load_card(passport, "student", id)
    assert proofs_of(passport, card)["birth"].sentence().endswith("чтением вслух (Петрова А. И.).")
    after = save_card(passport, Edit("student", id, card.version, {"birth": "01.02.2003"})).card
    assert after is not None
    proofs = proofs_of(passport, after)
    assert proofs["birth"].sentence().startswith("Изменено после сверки")
    assert proofs["last_name"].fresh
    (turn,) = pupils_in_turn(passport, "9А", USUAL, Way.READ_ALOUD)
    assert turn.left == ("birth",)


def test_removed_pupil_stops_nothing(passport: Passport, seed: int) -> None:
    ((id, _),) = class_of(passport, seed, 1).items()
    type_again(passport, id, {"last_name": "Иной"})
    save_card(passport, Edit("student", id, load_card(passport, "student", id).version, remove=True))
    assert type_again(passport, id, {"last_name": "Иной"}) == 0
    assert disagreements(passport, "9А") == ()
    settle_entries(passport, {(id, "last_name"): "Иной"})


def test_who_has_left_is_not_compared(passport: Passport, seed: int) -> None:
    gone, here = class_of(passport, seed, 2)
    card = load_card(passport, "student", gone)
    save_card(passport, Edit("student", gone, card.version, {"left": "01.10.2019"}))
    assert [one.id for one in pupils_in_turn(passport, "9А", USUAL, Way.READ_ALOUD)] == [here]


def test_the_class_itself_is_not_compared() -> None:
    assert set(USUAL) <= {one.name for one in comparable()} < set(KNOWN)
