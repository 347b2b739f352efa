"""One pupil's record read by another school: whole, once, and never over somebody else."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.student import Student
from app.errors import BadFile, Refused
from app.services.cards import Card, Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.newcomer import Taken, lines_of_pupil, look_at_pupil, take_pupil
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.people import People

PAPER = {"kind": "заключение ПМПК", "number": "12/19", "issued": "01.09.2019", "issuer": "ПМПК", "until": "01.09.2021"}
LISTS = {
    "guardians": (
        Row("", {"name": "Юдина Анна Ильинична", "phone": "8 913 800-00-01", "relation": "мать"}),
        Row("", {"name": "Юдин Ян Ильич"}),
    ),
    "health_papers": (Row("", PAPER),),
    "exams": (Row("", {"subject": "Русский язык", "form": "ОГЭ"}), Row("", {"subject": "Физика", "form": "ОГЭ"})),
    "attempts": (Row("", {"kind": "собеседование", "day": "12.02.2020", "result": "зачёт"}),),
    "former_documents": (Row("", {"doc_kind": "свидетельство о рождении", "doc_number": "123456"}),),
}


@pytest.fixture
def here(passport: Passport) -> Passport:
    return passport


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Passport]:
    path = tmp_path / "there.passport"
    with new_passport(path, year="2019-20", kind="school", code="700202", name="МАОУ СОШ № 4") as opened:
        yield opened


@pytest.fixture
def lines(there: Passport, seed: int) -> dict[str, Any]:
    """The record of a pupil who leaves, as a file would bring it."""
    told = People(seed).pupil("9Б")
    own = {
        "category": "C1",
        "admitted": "да",
        "phone": "8 913 800-00-02",
        "email": "не применимо",
        "file_number": "Ю-1",
    }
    left = {"left": "10.02.2020", "leaving_order": "№ 7", "consent": "получено", "file_number": "Ю-1"}
    save_card(there, Edit("student", "p", 0, told | own | left, LISTS))
    with there.writing() as session:  # an id as the program makes it
        from sqlalchemy import text

        session.execute(text("PRAGMA defer_foreign_keys = 1"))
        for table, column in (("student", "id"), *((name, "student_id") for name in TABLES)):
            session.execute(text(f"UPDATE {table} SET {column} = :id WHERE {column} = 'p'"), {"id": PUPIL})
    return dict(json.loads(json.dumps(lines_of_pupil(there, PUPIL))))


PUPIL = "11111111-2222-4333-8444-555555555555"
TABLES = ("guardian", "health_paper", "exam_choice", "attempt", "former_document", "move", "exam_result", "former_name")


def count(passport: Passport) -> int:
    with passport.reading() as session:
        return session.scalar(select(func.count()).select_from(Student)) or 0


def said(card: Card, name: str) -> list[dict[str, str]]:
    return [dict(row.texts) for row in card.details[name]]


def test_newcomer_comes_whole_under_a_new_id(here: Passport, there: Passport, lines: dict[str, Any]) -> None:
    old = load_card(there, "student", PUPIL)
    found = look_at_pupil(here, lines)
    assert (found.school, found.class_name, found.year, found.same) == ("МАОУ СОШ № 4", "9Б", "2019-20", "")
    assert found.who.split()[0] == old.texts["last_name"]
    assert count(here) == 0
    done = take_pupil(here, lines, class_name="9А", enrolled=date(2020, 2, 11))
    assert done.new
    assert done.id != PUPIL
    card = load_card(here, "student", done.id)
    for name in ("last_name", "birth", "snils", "doc_number", "phone", "email", "category", "registered_address"):
        assert card.texts[name] == old.texts[name], name
    for name in LISTS:
        assert said(card, name) == said(old, name), name
        assert not {row.id for row in card.details[name]} & {row.id for row in old.details[name]}
    own = ("class_name", "enrolled", "enrolled_from", "left", "leaving_order", "admitted", "consent", "file_number")
    assert [card.texts[name] for name in own] == ["9А", "11.02.2020", "МАОУ СОШ № 4", "", "", "", "", ""]
    assert card.texts["enrolment_reason"]


def test_class_is_left_open_where_none_is_chosen(here: Passport, lines: dict[str, Any]) -> None:
    assert load_card(here, "student", take_pupil(here, lines).id).texts["class_name"] == ""


def test_taken_twice_adds_nobody_and_changes_nothing(here: Passport, lines: dict[str, Any]) -> None:
    first = take_pupil(here, lines, class_name="9А")
    before = load_card(here, "student", first.id)
    assert look_at_pupil(here, lines).changes == ()
    assert take_pupil(here, lines, class_name="9В") == Taken(first.id, new=False, changed=0)
    assert load_card(here, "student", first.id) == before
    assert count(here) == 1


def test_card_that_is_there_changes_field_by_field(here: Passport, lines: dict[str, Any]) -> None:
    id = take_pupil(here, lines, class_name="9А").id
    card = load_card(here, "student", id)
    texts = {"phone": "", "birth_place": "г. Асино", "first_name": card.texts["first_name"]}
    save_card(here, Edit("student", id, card.version, texts, {"guardians": LISTS["guardians"][:1], "attempts": ()}))
    found = look_at_pupil(here, lines)
    assert found.same == id
    assert "СНИЛС" in found.why
    assert [(one.name, one.fills) for one in found.changes] == [
        ("birth_place", False),
        ("phone", True),
        ("attempts", True),
        ("guardians", False),
    ]
    assert take_pupil(here, lines).changed == 2  # only what fills a gap
    card = load_card(here, "student", id)
    assert (card.texts["birth_place"], len(card.details["guardians"])) == ("г. Асино", 1)
    assert take_pupil(here, lines, names={"guardians", "birth_place"}).changed == 2
    assert look_at_pupil(here, lines).changes == ()


def test_plans_of_another_year_stay_behind(tmp_path: Path, lines: dict[str, Any]) -> None:
    path = tmp_path / "later.passport"
    with new_passport(path, year="2024-25", kind="school", code="700303", name="Школа") as later:
        card = load_card(later, "student", take_pupil(later, lines).id)
    assert (card.texts["category"], card.details["exams"]) == ("", ())
    assert len(card.details["attempts"]) == 1  # a passed собеседование is not of one year's plans


def test_number_of_somebody_else_is_refused(here: Passport, lines: dict[str, Any], seed: int) -> None:
    student = lines["students"][0]
    other = People(seed + 1).pupil("9А") | {"first_name": "Яромир", "birth": "01.02.2003", "snils": student["snils"]}
    save_card(here, Edit("student", "other", 0, other))
    with pytest.raises(Refused, match="имя и дата рождения другие"):
        take_pupil(here, lines)
    assert count(here) == 1
    twin = other | {"snils": "", "doc_series": student["doc_series"], "doc_number": student["doc_number"]}
    save_card(here, Edit("student", "twin", 0, twin | {"doc_kind": "Паспорт РФ"}))
    with pytest.raises(Refused, match="нескольким"):
        take_pupil(here, lines)
    assert count(here) == 2


def test_who_refused_is_not_handed_over(there: Passport, lines: dict[str, Any]) -> None:
    card = load_card(there, "student", PUPIL)
    save_card(there, Edit("student", PUPIL, card.version, {"consent": "отказ"}))
    with pytest.raises(Refused, match="отказ"):
        lines_of_pupil(there, PUPIL)
    with pytest.raises(Refused):
        lines_of_pupil(there, "nobody")


def without_list(lines: dict[str, Any]) -> None:
    del lines["guardians"]


def of_another(lines: dict[str, Any]) -> None:
    lines["guardians"][0]["student_id"] = PUPIL.replace("1", "9")


def unknown_code(lines: dict[str, Any]) -> None:
    lines["students"][0]["sex"] = "нет такого"


def two_pupils(lines: dict[str, Any]) -> None:
    lines["students"] *= 2


def no_school(lines: dict[str, Any]) -> None:
    lines["from"] = [{"code": 7}]


def other_day(lines: dict[str, Any]) -> None:
    lines["students"][0]["birth"] = "31.02.2004"


def added_field(lines: dict[str, Any]) -> None:
    lines["students"][0]["admin"] = True


@pytest.mark.parametrize(
    "spoil", [without_list, of_another, unknown_code, two_pupils, no_school, other_day, added_field]
)
def test_lines_that_we_would_not_write_are_refused(here: Passport, lines: dict[str, Any], spoil: Any) -> None:
    spoiled = deepcopy(lines)
    spoil(spoiled)
    with pytest.raises(BadFile):
        take_pupil(here, spoiled)
    assert count(here) == 0
