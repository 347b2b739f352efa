"""Saving cards into a real file: nothing typed is lost, nothing is merged, every save can be taken back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.field import field_by_name
from app.domain.school import SchoolClass
from app.domain.student import Student
from app.errors import BadValue, Refused, StaleRecord
from app.services.cards import Card, Edit, Saved, load_card, save_card, school_id
from app.storage.passport import Passport
from data.choices import choice_of, chosen
from data.people import People

EXAMS = (("math", "oge"), ("rus", "oge"))


def made(passport: Passport, texts: dict[str, str] | None = None, exams: tuple[tuple[str, str], ...] = ()) -> Card:
    return saved_card(save_card(passport, Edit("student", "", 0, texts or People(7).pupil("9А"), chosen(exams))))


def saved_card(saved: Saved) -> Card:
    assert saved.card is not None
    return saved.card


def content(card: Card) -> tuple[object, ...]:
    return card.id, dict(card.texts), dict(card.unread), card.details


def classes(passport: Passport) -> set[str]:
    with passport.reading() as session:
        return set(session.scalars(select(SchoolClass.name)))


def test_saved_card_is_read_back(passport: Passport) -> None:
    texts = People(7).pupil("9А")
    card = made(passport, texts, EXAMS)
    assert load_card(passport, "student", card.id) == card
    known = field_by_name(Student)
    for name, text in texts.items():
        assert known[name].kind.read(card.texts[name]) == known[name].kind.read(text)
    assert choice_of(card) == EXAMS


def test_class_is_made_on_the_fly_and_only_once(passport: Passport) -> None:
    made(passport, {"last_name": "Юдин", "class_name": "9 «а»"})
    made(passport, {"last_name": "Жуков", "class_name": "9А"})
    assert classes(passport) == {"9А"}


def test_school_card_is_changed_but_not_doubled(passport: Passport) -> None:
    with passport.reading() as session:
        id = school_id(session)
    card = load_card(passport, "school", id)
    after = saved_card(save_card(passport, Edit("school", card.id, card.version, {"head_name": " Петрова  Анна "})))
    assert after.texts["head_name"] == "Петрова Анна"
    with pytest.raises(Refused):
        save_card(passport, Edit("school", "", 0, {"head_name": "Кто-то"}))


def test_stale_save_is_refused_and_changes_nothing(passport: Passport) -> None:
    card = made(passport)
    first = saved_card(save_card(passport, Edit("student", card.id, card.version, {"first_name": "Глеб"})))
    with pytest.raises(StaleRecord):
        save_card(passport, Edit("student", card.id, card.version, {"first_name": "Лев"}))
    with pytest.raises(StaleRecord):
        save_card(passport, Edit("student", card.id, card.version, remove=True))
    assert load_card(passport, "student", card.id) == first


def test_unread_text_is_kept_as_typed_until_it_is_put_right(passport: Passport) -> None:
    card = made(passport)
    kept = saved_card(save_card(passport, Edit("student", card.id, card.version, {"birth": " 31.02.2004"})))
    assert kept.texts["birth"] == " 31.02.2004"
    assert "31.02.2004" in kept.unread["birth"]
    right = saved_card(save_card(passport, Edit("student", card.id, kept.version, {"birth": "28.02.2004"})))
    assert (right.texts["birth"], dict(right.unread)) == ("28.02.2004", {})
    again = saved_card(save_card(passport, Edit("student", card.id, right.version, {"birth": "кот"})))
    empty = saved_card(save_card(passport, Edit("student", card.id, again.version, {"birth": ""})))
    assert (empty.texts["birth"], dict(empty.unread)) == ("", {})


def test_invisible_text_does_not_vanish(passport: Passport) -> None:
    card = made(passport, {"last_name": "\x00"})
    assert (card.texts["last_name"], list(card.unread)) == ("\ufffd", ["last_name"])


def test_strict_save_refuses_what_it_cannot_read(passport: Passport) -> None:
    card = made(passport)
    with pytest.raises(BadValue, match="Дата рождения"):
        save_card(passport, Edit("student", card.id, card.version, {"birth": "кот", "phone": "1"}), strict=True)
    assert load_card(passport, "student", card.id) == card


def test_class_cannot_lose_its_name(passport: Passport) -> None:
    with pytest.raises(BadValue, match="Класс"):
        save_card(passport, Edit("class", "", 0, {"name": "кот"}))
    assert classes(passport) == set()


def test_renamed_class_takes_its_pupils_along(passport: Passport) -> None:
    pupil = made(passport)
    with passport.reading() as session:
        id = session.scalars(select(SchoolClass.id)).one()
    card = load_card(passport, "class", id)
    save_card(passport, Edit("class", id, card.version, {"name": "9Б"}))
    assert load_card(passport, "student", pupil.id).texts["class_name"] == "9Б"


@pytest.mark.parametrize(
    "edit",
    [
        Edit("student", "nobody", 1, {"first_name": "Лев"}),
        Edit("teacher", "", 1, {}),
        Edit("teacher", "", 0, {}),
        Edit("student", "", 0, {"shoe_size": "42"}),
    ],
)
def test_impossible_edit_is_refused(passport: Passport, edit: Edit) -> None:
    with pytest.raises(Refused):
        save_card(passport, edit)


def test_undo_of_an_edit_restores_texts_and_exams(passport: Passport) -> None:
    card = made(passport, exams=EXAMS)
    edit = Edit(
        "student",
        card.id,
        card.version,
        {"birth": "кот", "class_name": "9Б"},
        chosen((("rus", "gve"), ("phys", "oge"))),
    )
    saved = save_card(passport, edit)
    assert choice_of(saved_card(saved)) == (("phys", "oge"), ("rus", "gve"))
    back = save_card(passport, saved.undo)
    assert content(saved_card(back)) == content(card)
    assert content(saved_card(save_card(passport, back.undo))) == content(saved_card(saved))


def test_a_subject_chosen_twice_is_refused_by_its_name(passport: Passport) -> None:
    card = made(passport, exams=EXAMS)
    with pytest.raises(Refused, match="«Русский язык» стоит дважды"):
        save_card(
            passport, Edit("student", card.id, card.version, {"phone": ""}, chosen((("rus", "oge"), ("rus", "gve"))))
        )
    assert load_card(passport, "student", card.id) == card


def test_a_long_text_is_kept_whole(passport: Passport) -> None:
    card = made(passport)
    text = "адрес, " * 3000
    kept = saved_card(save_card(passport, Edit("student", card.id, card.version, {"registered_address": text})))
    assert kept.texts["registered_address"] == text
    assert "Слишком длинный текст" in kept.unread["registered_address"]
    with pytest.raises(BadValue, match="Слишком длинный текст"):
        save_card(passport, Edit("student", card.id, kept.version, {"actual_address": text}), strict=True)


def test_undo_restores_a_text_that_was_never_read(passport: Passport) -> None:
    card = made(passport, {"last_name": "Юдин", "snils": "12"})
    saved = save_card(passport, Edit("student", card.id, card.version, {"snils": "нет"}))
    assert content(saved_card(save_card(passport, saved.undo))) == content(card)


def test_undo_of_a_creation_removes_and_of_that_brings_back(passport: Passport) -> None:
    saved = save_card(passport, Edit("student", "", 0, People(7).pupil("9А") | {"phone": "12"}, chosen(EXAMS)))
    card = saved_card(saved)
    gone = save_card(passport, saved.undo)
    assert gone.card is None
    with pytest.raises(Refused):
        load_card(passport, "student", card.id)
    assert content(saved_card(save_card(passport, gone.undo))) == content(card)


def test_undo_of_a_removal_brings_the_card_back_with_its_id(passport: Passport) -> None:
    card = made(passport, exams=EXAMS)
    gone = save_card(passport, Edit("student", card.id, card.version, remove=True))
    assert content(saved_card(save_card(passport, gone.undo))) == content(card)


def test_exams_are_left_alone_unless_given(passport: Passport) -> None:
    card = made(passport, exams=EXAMS)
    after = saved_card(save_card(passport, Edit("student", card.id, card.version, {"phone": ""})))
    assert choice_of(after) == EXAMS
    assert choice_of(saved_card(save_card(passport, Edit("student", card.id, after.version, {}, chosen(()))))) == ()


def test_change_of_exams_only_makes_an_older_card_stale(passport: Passport) -> None:
    card = made(passport, exams=EXAMS)
    save_card(passport, Edit("student", card.id, card.version, {}, chosen((("rus", "oge"),))))
    with pytest.raises(StaleRecord):
        save_card(passport, Edit("student", card.id, card.version, {}, chosen((("phys", "oge"),))))


NAMES = tuple(field_by_name(Student))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), max_size=6))
def test_any_text_is_kept_and_undone(passport: Passport, texts: dict[str, str]) -> None:
    card = made(passport)
    saved = save_card(passport, Edit("student", card.id, card.version, texts))
    assert load_card(passport, "student", card.id) == saved.card
    assert content(saved_card(save_card(passport, saved.undo))) == content(card)
