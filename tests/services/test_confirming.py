"""Facts that came over from last year: each is a question until it is confirmed, in whichever way."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.domain.ageing import UNCONFIRMED, Ageing, ageing_fields
from app.domain.all_records import Guardian, HealthPaper, Model, Responsible, School, SchoolClass, Staff, Student
from app.domain.field import details_of
from app.errors import Refused
from app.services.cards import ENTITIES, Edit, load_card, save_card
from app.services.checking import check
from app.services.confirming import ALL, confirm, confirm_class
from app.services.detail_rows import Row
from app.services.importing import import_students
from app.services.rechecking import check_record
from app.services.school import school_card
from app.storage.passport import Passport
from app.validators.all_rules import MODULES
from app.validators.registry import RULES
from data.people import People

AGEING = [one.class_ for one in Model.registry.mappers if issubclass(one.class_, Ageing)]
LISTS = {
    "guardians": {"phone": "8 913 800-00-01", "email": "mother@example.ru"},
    "health_papers": {"until": "01.09.2025"},
}


def make_old(passport: Passport, seed: int) -> str:
    """A class, a worker and a pupil of 9А in whose cards everything that ages waits; the pupil's id."""
    people = People(seed)
    own = people.pupil("9А") | {"category": "C1", "ovz": "да", "disabled": "нет", "phone": "8 913 800-00-02"}
    lists = {name: (Row("", texts),) for name, texts in LISTS.items()}
    save_card(passport, Edit("student", "p", 0, own | {"email": "p@example.ru", "conditions": "extra_time"}, lists))
    worker = {"last_name": "Юдина", "first_name": "Анна", "oge_organiser": "да", "ege_organiser": "нет", "load": "18 ч"}
    save_card(passport, Edit("staff", "w", 0, worker))
    wait(passport)
    return "p"


def wait(passport: Passport) -> None:
    """Let everything that ages and is entered wait, as the roll-over does."""
    with passport.writing() as session:
        for model in AGEING:
            for record in session.scalars(select(model)):
                waiting = [name for name in ageing_fields(model) if getattr(record, name) is not None]
                session.execute(update(model).where(model.id == record.id).values(unconfirmed=waiting or None))


def asked(passport: Passport, entity: str = "student", id: str = "p") -> set[str]:
    """The fields of a card that a check asks to confirm."""
    return {one.field for one in check_record(passport, entity, id) if one.rule == UNCONFIRMED}


PUPIL = {
    *("category", "ovz", "disabled", "conditions", "phone", "email"),
    *("guardians.1.phone", "guardians.1.email", "health_papers.1.until"),
}


def test_every_field_that_ages_becomes_a_question(passport: Passport, seed: int) -> None:
    make_old(passport, seed)
    assert asked(passport) == PUPIL
    assert asked(passport, "staff", "w") == {"oge_organiser", "ege_organiser", "load"}  # «нет» ages as «да» does
    found = {(one.entity, one.field) for one in check(passport).findings if one.rule == UNCONFIRMED}
    assert {("student", name) for name in PUPIL} <= found
    (one,) = (one for one in check(passport).findings if one.rule == UNCONFIRMED and one.field == "guardians.1.phone")
    assert "+7 913 800-00-01" in one.text
    assert one.level == "question"


def test_the_rule_looks_into_every_list_that_ages() -> None:
    lists = {one.name for model in ENTITIES.values() for one in details_of(model) if ageing_fields(one.model)}
    assert lists | {"unconfirmed"} == set(RULES[UNCONFIRMED].needs)
    assert MODULES
    assert set(AGEING) == {Guardian, HealthPaper, Responsible, School, SchoolClass, Staff, Student}
    assert all(ageing_fields(model) for model in AGEING)


def test_one_value_is_confirmed_and_no_card_becomes_stale(passport: Passport, seed: int) -> None:
    make_old(passport, seed)
    card = load_card(passport, "student", "p")
    assert confirm(passport, [("student", "p", "category"), ("student", "p", "guardians.1.phone")]) == 2
    assert asked(passport) == PUPIL - {"category", "guardians.1.phone"}
    assert confirm(passport, [("student", "p", "category"), ("student", "p", "last_name"), ("student", "no", ALL)]) == 0
    assert save_card(passport, Edit("student", "p", card.version, {"file_number": "Б-1"})).card is not None
    assert asked(passport) == PUPIL - {"category", "guardians.1.phone"}  # another field confirms nothing


def test_a_whole_card_and_a_whole_class_are_confirmed(passport: Passport, seed: int) -> None:
    make_old(passport, seed)
    other = People(seed + 1).pupil("9А") | {"phone": "8 913 800-00-03"}
    save_card(passport, Edit("student", "q", 0, other))
    save_card(passport, Edit("student", "r", 0, People(seed + 2).pupil("8А") | {"phone": "8 913 800-00-04"}))
    with passport.reading() as session:
        classes = dict(session.execute(select(SchoolClass.name, SchoolClass.id)).all())
    card = load_card(passport, "class", classes["9А"])
    save_card(passport, Edit("class", card.id, card.version, {"teacher": "Юдина Анна Ивановна"}))
    wait(passport)
    assert confirm(passport, [("student", "p", ALL)]) == len(PUPIL)
    assert asked(passport) == set()
    wait(passport)
    waiting = [one for one in check(passport).findings if one.rule == UNCONFIRMED and one.class_name == "9А"]
    assert confirm_class(passport, "9А") == len(waiting)
    left = [one for one in check(passport).findings if one.rule == UNCONFIRMED]
    assert {one.class_name for one in left} == {"8А", ""}
    assert asked(passport, "class", classes["9А"]) == set()


@pytest.mark.parametrize(
    ("texts", "confirmed"),
    [
        ({"phone": "8 913 800-00-09"}, {"phone"}),
        ({"phone": ""}, {"phone"}),
        ({"phone": "не применимо"}, {"phone"}),
        ({"email": "что-то", "ovz": "нет"}, {"email", "ovz"}),
        ({"phone": "+79138000002"}, set()),  # the same number written otherwise
        ({"first_name": "Лев"}, set()),
    ],
)
def test_a_changed_value_is_confirmed_by_its_save(
    passport: Passport, seed: int, texts: dict[str, str], confirmed: set[str]
) -> None:
    make_old(passport, seed)
    card = load_card(passport, "student", "p")
    save_card(passport, Edit("student", "p", card.version, texts))
    assert asked(passport) == PUPIL - confirmed


def test_a_changed_row_of_a_list_is_confirmed_by_its_save(passport: Passport, seed: int) -> None:
    make_old(passport, seed)
    card = load_card(passport, "student", "p")
    (mother,) = card.details["guardians"]
    rows = (Row(mother.id, {**mother.texts, "phone": "8 913 800-00-08"}), Row("", {"name": "Юдин Иван Ильич"}))
    save_card(passport, Edit("student", "p", card.version, details={"guardians": rows}))
    assert asked(passport) == PUPIL - {"guardians.1.phone"}
    school = school_card(passport)
    save_card(passport, Edit("school", school.id, school.version, {"keeper_name": "Юдина Анна Ивановна"}))
    wait(passport)
    assert asked(passport, "school", school.id) == {"keeper_name"}


def test_a_list_that_brings_another_value_confirms_it(passport: Passport, seed: int, tmp_path: Path) -> None:
    import openpyxl

    make_old(passport, seed)
    told = load_card(passport, "student", "p").texts
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "Телефон", "Электронная почта"])
    names = [told[name] for name in ("last_name", "first_name", "middle_name", "birth", "class_name")]
    book.active.append([*names, "8 913 800-00-77", told["email"]])
    book.save(tmp_path / "list.xlsx")
    assert import_students(passport, tmp_path / "list.xlsx").changed == 1
    assert asked(passport) == PUPIL - {"phone"}


def test_unknown_entity_is_refused(passport: Passport, seed: int) -> None:
    make_old(passport, seed)
    with pytest.raises(Refused, match="нет"):
        confirm(passport, [("student", "p", ALL), ("draft", "p", ALL)])
    assert asked(passport) == PUPIL
