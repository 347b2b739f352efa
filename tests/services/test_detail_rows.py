"""The lists of a card: parents, buildings, exams, kept as entered, undone as one, refused by name."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.family import Guardian
from app.domain.field import details_of, field_by_name
from app.domain.school import School
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import BadValue, Refused
from app.services.cards import ENTITIES, Card, Edit, Saved, load_card, save_card, save_cards
from app.services.detail_rows import Row
from app.services.rechecking import check_record
from app.services.school import school_card
from app.storage.passport import Passport
from data.people import People

MOTHER = {"relation": "мать", "name": "Петрова Ольга  Ивановна", "phone": "8 913 123-45-67"}
FATHER = {"relation": "отец", "name": "Петров Олег Ильич", "birth": "не помню"}


def pupil(passport: Passport, *guardians: dict[str, str]) -> Card:
    rows = tuple(Row("", one) for one in guardians)
    return after(save_card(passport, Edit("student", "", 0, People(3).pupil("9А"), {"guardians": rows})))


def after(saved: Saved) -> Card:
    assert saved.card is not None
    return saved.card


def test_rows_are_read_back_in_their_order_and_unreadable_text_stays(passport: Passport) -> None:
    card = pupil(passport, FATHER, MOTHER)
    father, mother = load_card(passport, "student", card.id).details["guardians"]
    assert (mother.texts["name"], mother.texts["phone"]) == ("Петрова Ольга Ивановна", "+7 913 123-45-67")
    assert (father.texts["birth"], set(father.unread)) == ("не помню", {"birth"})
    found = [one.field for one in check_record(passport, "student", card.id) if one.rule == "READ-1"]
    assert found == ["guardians.1.birth"]


def test_blank_rows_are_left_out_and_the_rest_keep_their_ids(passport: Passport) -> None:
    card = pupil(passport, MOTHER, FATHER)
    mother, father = card.details["guardians"]
    rows = (Row("", {"name": " "}), father, mother)
    turned = after(save_card(passport, Edit("student", card.id, card.version, {}, {"guardians": rows})))
    assert [row.id for row in turned.details["guardians"]] == [father.id, mother.id]
    assert turned.version > card.version  # so that an older card is stale
    same = {"guardians": turned.details["guardians"]}
    assert after(save_card(passport, Edit("student", card.id, turned.version, {}, same))).version == turned.version


def test_a_list_is_undone_and_done_again_with_the_same_ids(passport: Passport) -> None:
    card = pupil(passport, MOTHER, FATHER)
    kept = card.details["guardians"][1]
    changed = Row(kept.id, {**kept.texts, "name": "Петров Олег Олегович"})
    saved = save_card(passport, Edit("student", card.id, card.version, {}, {"guardians": (changed,)}))
    back = save_card(passport, saved.undo)
    assert after(back).details == card.details
    again = save_card(passport, back.undo)
    assert after(again).details == after(saved).details


def test_a_removed_card_comes_back_with_its_lists(passport: Passport) -> None:
    card = pupil(passport, MOTHER, FATHER)
    gone = save_card(passport, Edit("student", card.id, card.version, remove=True))
    assert after(save_card(passport, gone.undo)).details == card.details


def test_strict_save_refuses_an_unreadable_row(passport: Passport) -> None:
    edit = Edit("student", "", 0, People(3).pupil("9А"), {"guardians": (Row("", FATHER),)})
    with pytest.raises(BadValue, match="Дата рождения"):
        save_card(passport, edit, strict=True)


def test_unknown_lists_and_fields_are_named(passport: Passport) -> None:
    card = pupil(passport)
    with pytest.raises(Refused, match="Списка «aunts» нет"):
        save_card(passport, Edit("student", card.id, card.version, {}, {"aunts": ()}))
    with pytest.raises(Refused, match="Поля «shoe» нет"):
        save_card(passport, Edit("student", card.id, card.version, {}, {"guardians": (Row("", {"shoe": "42"}),)}))


def test_two_alike_are_refused(passport: Passport) -> None:
    card = pupil(passport)
    rows = tuple(Row("", {"kind": "сочинение", "day": "04.12.2019"}) for _ in range(2))
    with pytest.raises(Refused, match="стоит дважды"):
        save_card(passport, Edit("student", card.id, card.version, {}, {"attempts": rows}))
    assert load_card(passport, "student", card.id).details["attempts"] == ()


def test_not_applicable_is_an_answer_where_nothing_is_asked(passport: Passport) -> None:
    card = pupil(passport)
    texts = {"enrolled_from": "Н/П", "birth": "не применимо"}
    saved = after(save_card(passport, Edit("student", card.id, card.version, texts)))
    assert (saved.texts["enrolled_from"], saved.texts["birth"]) == ("не применимо", "не применимо")
    assert set(saved.unread) == {"birth"}  # the order asks for it, so it is no answer there
    rules = {one.field for one in check_record(passport, "student", card.id) if one.rule == "READ-1"}
    assert rules == {"birth"}
    cleared = after(save_card(passport, Edit("student", card.id, saved.version, {"enrolled_from": ""})))
    assert cleared.texts["enrolled_from"] == ""


def test_a_room_makes_its_building_and_keeps_it(passport: Passport) -> None:
    room = after(save_card(passport, Edit("room", "", 0, {"building": "Главный корпус", "number": "0012"})))
    school = school_card(passport)
    (building,) = school.details["buildings"]
    assert building.texts["name"] == "Главный корпус"
    with pytest.raises(Refused, match="аудиторий: 1"):
        save_card(passport, Edit("school", school.id, school.version, {}, {"buildings": ()}))
    renamed = Row(building.id, {**building.texts, "name": "Корпус А"})
    save_card(passport, Edit("school", school.id, school.version, {}, {"buildings": (renamed,)}))
    assert load_card(passport, "room", room.id).texts["building"] == "Корпус А"


def test_many_edits_are_all_or_none(passport: Passport) -> None:
    first, second = pupil(passport), pupil(passport)
    good = Edit("student", first.id, first.version, {"language": "татарский"})
    with pytest.raises(Refused):
        save_cards(passport, (good, Edit("student", second.id, second.version, {"shoe": "42"})))
    assert load_card(passport, "student", first.id) == first
    both = save_cards(passport, (good, Edit("student", second.id, second.version, {"language": "русский"})))
    assert [after(one).texts["language"] for one in both] == ["татарский", "русский"]


def test_a_worker_has_courses_and_many_subjects(passport: Passport) -> None:
    course = Row("", {"title": "Подготовка к ГИА", "hours": "72", "finished": "01.03.2019"})
    texts = {"last_name": "ПЕТРОВА", "subjects": "физика, мат; химия", "oge_organiser": "да", "load": "18 ч"}
    card = after(save_card(passport, Edit("staff", "", 0, texts, {"courses": (course,)})))
    assert card.texts["subjects"] == "Математика; Физика; Химия"
    assert card.details["courses"][0].texts["finished"] == "01.03.2019"


@pytest.mark.parametrize("model", [Student, School, Staff], ids=lambda model: model.__name__)
def test_every_list_is_stored_and_read_back(passport: Passport, model: type) -> None:
    entity = next(name for name, one in ENTITIES.items() if one is model)
    for told in details_of(model):
        texts = {name: one.kind.example for name, one in field_by_name(told.model).items() if one.kind.example}
        texts |= {name: "не применимо" for name, one in field_by_name(told.model).items() if name not in texts}
        if told.name == "exams":
            texts = {"subject": "Физика", "form": "ОГЭ", "day": "05.06.2020", "oral": "нет"}
        card = school_card(passport) if entity == "school" else after(save_card(passport, Edit(entity, "", 0, {})))
        edit = Edit(entity, card.id, card.version, {}, {told.name: (Row("", texts),)})
        (row,) = after(save_card(passport, edit)).details[told.name]
        assert texts.items() <= load_card(passport, entity, card.id).details[told.name][0].texts.items()
        assert not row.unread


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(["", "мать", "отец", "кот", "опекун"]), max_size=4), min_size=1, max_size=5))
def test_any_series_of_lists_is_taken_back_to_the_start(passport: Passport, series: list[list[str]]) -> None:
    card = pupil(passport, MOTHER)
    start, undos = card.details["guardians"], []
    for relations in series:
        rows = tuple(Row("", {"relation": one, "name": f"Имя {place}"}) for place, one in enumerate(relations))
        saved = save_card(passport, Edit("student", card.id, card.version, {}, {"guardians": rows}))
        undos.append(saved.undo)
        card = after(saved)
    for undo in reversed(undos):
        edit = Edit(undo.entity, undo.id, card.version, undo.texts, undo.details)
        card = after(save_card(passport, edit))
    assert card.details["guardians"] == start


def test_guardian_fields_have_labels_of_their_own() -> None:
    labels = [one.label for one in field_by_name(Guardian).values()]
    assert len(set(labels)) == len(labels)
