"""Cards of classes: a name is taken once, a class with pupils stays, a new name goes to pupils and papers."""

from pathlib import Path

import pytest

from app.domain.field import new_id
from app.errors import BadValue, Refused, StaleRecord
from app.services.cards import Card, Edit, load_card, save_card
from app.services.printing import FormState, forms, print_form
from app.services.students import list_classes
from app.storage.passport import Passport
from data.people import People

FORM = "graduates"


def made(passport: Passport, entity: str, **texts: str) -> Card:
    card = save_card(passport, Edit(entity, new_id(), 0, texts)).card
    assert card is not None
    return card


def renamed(passport: Passport, card: Card, name: str) -> Edit:
    return save_card(passport, Edit("class", card.id, card.version, {"name": name})).undo


def names(passport: Passport) -> list[str]:
    return [one.name for one in list_classes(passport)]


def state(passport: Passport) -> FormState:
    (found,) = (one for one in forms(passport) if one.kind == FORM)
    return found


@pytest.mark.parametrize(
    ("texts", "remove", "error", "told"),
    [
        ({"name": "9 б"}, False, Refused, "Класс 9Б уже есть"),
        ({"name": ""}, False, BadValue, "«Класс» должно быть заполнено"),
        ({"name": "кот"}, False, BadValue, "Класс не прочитан"),
        ({}, True, Refused, "В классе 9А обучающихся: 1; класс не удалён"),
    ],
)
def test_what_a_class_cannot_be_is_a_sentence(
    passport: Passport, texts: dict[str, str], remove: bool, error: type, told: str
) -> None:
    card, other = made(passport, "class", name="9А"), made(passport, "class", name="9Б")
    pupil = made(passport, "student", class_name="9А")
    with pytest.raises(error, match=told):
        save_card(passport, Edit("class", card.id, card.version, {"teacher": "Другая Анна"} | texts, remove=remove))
    for one in (card, other, pupil):
        assert load_card(passport, one.entity, one.id) == one


def test_a_new_class_needs_a_free_name(passport: Passport) -> None:
    made(passport, "class", name="9А")
    for texts, error in (({"teacher": "Щукина Ева"}, BadValue), ({"name": " "}, BadValue), ({"name": "9а"}, Refused)):
        with pytest.raises(error):
            save_card(passport, Edit("class", new_id(), 0, texts))
    assert names(passport) == ["9А"]


def test_a_class_without_pupils_is_removed_and_comes_back(passport: Passport) -> None:
    card = made(passport, "class", name="9А", teacher="Щукина Ева")
    gone = save_card(passport, Edit("class", card.id, card.version, remove=True))
    assert names(passport) == []
    save_card(passport, gone.undo)
    with pytest.raises(StaleRecord, match="уже есть"):
        save_card(passport, gone.undo)
    assert load_card(passport, "class", card.id).texts == card.texts


def test_a_pupil_read_before_the_class_got_its_name_is_stale(passport: Passport) -> None:
    card = made(passport, "class", name="9А")
    pupil, other = made(passport, "student", class_name="9А"), made(passport, "student", class_name="11А")
    renamed(passport, card, "9Б")
    with pytest.raises(StaleRecord):
        save_card(passport, Edit("student", pupil.id, pupil.version, {"class_name": "9А", "language": "русский"}))
    assert names(passport) == ["9Б", "11А"]
    now = load_card(passport, "student", pupil.id)
    assert (now.version, now.texts["class_name"]) == (pupil.version + 1, "9Б")
    assert load_card(passport, "student", other.id) == other


def test_papers_go_with_their_class(passport: Passport, seed: int, tmp_path: Path) -> None:
    pupil = made(passport, "student", **People(seed).pupil("9А"))
    card = load_card(passport, "class", next(one.id for one in list_classes(passport)))
    print_form(passport, FORM, tmp_path / "1.pdf", class_name="9А")
    back = renamed(passport, card, "9Б")
    now = state(passport)  # one class, its paper known, but with the old name over it
    assert (now.class_name, now.state, now.number, now.stale, now.heading_changed) == ("9Б", "stale", 1, (), True)
    save_card(passport, back)
    assert (state(passport).class_name, state(passport).state) == ("9А", "printed")
    assert load_card(passport, "student", pupil.id).texts["class_name"] == "9А"


def test_the_same_name_written_otherwise_changes_no_pupil(passport: Passport) -> None:
    card, pupil = made(passport, "class", name="9А"), made(passport, "student", class_name="9А")
    renamed(passport, card, "9-а")
    assert load_card(passport, "student", pupil.id) == pupil
