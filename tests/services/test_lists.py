"""Lists of records: their order, their search, and the texts for both, whoever writes the record."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import select

from app.domain.field import fields, new_id
from app.domain.listed import listed_values
from app.domain.rooms import Room
from app.domain.staff import Staff
from app.domain.student import Student
from app.services.cards import Edit, load_card, save_card
from app.services.importing import import_students
from app.services.lists import (
    CELLS,
    GROUP,
    ID,
    LEFT,
    NAME,
    Row,
    columns_of,
    find,
    first_columns,
    group_title,
    in_groups,
    list_row,
    list_rows,
    ordered,
    place_of,
)
from app.services.school import school_card
from app.services.students import class_names, list_classes
from app.storage.passport import Passport
from data.people import People


def stays_right(passport: Passport, model: type[Any] = Student) -> int:
    """Whether every record's stored texts are those of its present values; how many records there are."""
    with passport.reading() as session:
        found = session.scalars(select(model)).all()
        for one in found:
            values = {name: getattr(one, name) for name in model.listing.sources}
            assert {"search": one.search, "sort_key": one.sort_key} == listed_values(model, values)
        return len(found)


def add(passport: Passport, **texts: str) -> str:
    saved = save_card(passport, Edit("student", new_id(), 0, texts))
    assert saved.card is not None
    return saved.card.id


def shown(passport: Passport, *columns: str) -> list[list[str]]:
    known = columns_of("student")
    rows = list_rows(passport, "student", columns)
    return [[known[name].text(row, place) for place, name in enumerate(columns)] for row in rows]


def people_list(folder: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    book.active.append(["Фамилия", "Имя", "Класс", "СНИЛС", "Дата рождения"])
    for row in rows:
        book.active.append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


# --- kept right, whoever writes -----------------------------------------------------------------------


def test_cards_keep_their_texts_right(passport: Passport, seed: int) -> None:
    people = People(seed)
    for name in ("9А", "5Б", "11А"):
        save_card(passport, Edit("student", new_id(), 0, people.pupil(name)))
    assert stays_right(passport) == 3
    id = list_rows(passport, "student", ())[0][ID]
    card = load_card(passport, "student", id)
    done = save_card(passport, Edit("student", id, card.version, {"last_name": "Ёжиков", "class_name": "1А"}))
    assert list_rows(passport, "student", (NAME,))[0][CELLS].startswith("Ёжиков")
    save_card(passport, done.undo)
    assert stays_right(passport) == 3


def test_an_import_keeps_the_texts_right(passport: Passport, tmp_path: Path) -> None:
    import_students(passport, people_list(tmp_path, ("Юдин", "Лев", "9А", "112-233-445 95", "")))
    assert stays_right(passport) == 1
    changed = people_list(tmp_path, ("Юдина", "Лев", "10А", "112-233-445 95", "15.03.2004"))
    assert import_students(passport, changed).changed == 1
    assert stays_right(passport) == 1
    assert shown(passport, NAME, "class_name", "birth") == [["Юдина Лев", "10А", "15.03.2004"]]


def test_a_renamed_class_takes_the_texts_along(passport: Passport) -> None:
    add(passport, last_name="Юдин", class_name="9А")
    add(passport, last_name="Агеев", class_name="10А")
    card = next(one for one in list_classes(passport) if one.name == "9А")
    save_card(passport, Edit("class", card.id, card.version, {"name": "11В"}))
    assert stays_right(passport) == 2
    assert shown(passport, NAME) == [["Агеев"], ["Юдин"]]
    assert class_names(passport) == ["10А", "11В"]


def test_a_renamed_building_takes_the_texts_of_its_rooms_along(passport: Passport) -> None:
    for number in ("12", "2"):
        save_card(passport, Edit("room", new_id(), 0, {"building": "Главный", "number": number}))
    school = school_card(passport)
    rows = [replace(one, texts={**one.texts, "name": "Новый"}) for one in school.details["buildings"]]
    save_card(passport, Edit("school", school.id, school.version, details={"buildings": tuple(rows)}))
    assert stays_right(passport, Room) == 2
    found = list_rows(passport, "room", (NAME, "number"))
    assert [(row[GROUP], row[CELLS]) for row in found] == [("Новый", "2"), ("Новый", "12")]
    assert [len(find(found, word)[0]) for word in ("новый", "главный")] == [2, 0]


def test_workers_stand_by_place_of_work_and_those_dismissed_are_told(passport: Passport) -> None:
    told = {"last_name": "Юдина", "first_name": "Анна", "employer": "школа"}
    save_card(passport, Edit("staff", new_id(), 0, told))
    save_card(passport, Edit("staff", new_id(), 0, told | {"last_name": "Агеева", "dismissed": "01.09.2019"}))
    assert stays_right(passport, Staff) == 2
    rows = list_rows(passport, "staff", first_columns("staff"))
    assert [(row[CELLS], row[LEFT]) for row in rows] == [("Агеева Анна", "2019-09-01"), ("Юдина Анна", None)]
    assert {group_title("staff", row[GROUP]) for row in rows} == {"школа"}


def test_a_save_that_changes_no_name_writes_no_new_texts(passport: Passport) -> None:
    id = add(passport, last_name="Юдин", class_name="9А")
    before = list_row(passport, "student", (), id)
    save_card(passport, Edit("student", id, 1, {"language": "русский"}))
    assert list_row(passport, "student", (), id) == before
    assert load_card(passport, "student", id).version == 2
    assert list_row(passport, "student", (), "nobody") is None


# --- order and cells ----------------------------------------------------------------------------------


def test_the_natural_order_is_by_class_then_by_name_in_russian_order(passport: Passport) -> None:
    right = [
        ("", "Юдин"),
        ("2А", "Яшин"),
        ("9А", "Елин"),
        ("9А", "Ёлкин"),
        ("9А", "Ельцов"),
        ("9Б", "Агеев"),
        ("10А", "Агеев"),
    ]
    for class_name, last in random.Random(1).sample(right, len(right)):
        add(passport, last_name=last, class_name=class_name)
    assert shown(passport, "class_name", NAME) == [list(one) for one in right]


def test_a_cell_shows_what_a_card_shows(passport: Passport, seed: int) -> None:
    id = add(passport, **People(seed).pupil("9А"))
    card = load_card(passport, "student", id)
    names = [one.name for one in fields(Student)]
    assert dict(zip(names, shown(passport, *names)[0], strict=True)) == card.texts
    other = add(passport, birth="ерунда", class_name="1А", middle_name="нет")
    assert shown(passport, "birth", NAME, "sex")[0] == ["ерунда", "", ""]
    assert load_card(passport, "student", other).texts["birth"] == "ерунда"


def test_a_column_orders_by_value_and_leaves_blanks_last(passport: Passport) -> None:
    births = ["02.01.2004", "", "01.12.2003", "15.01.2003"]
    for birth in births:
        add(passport, birth=birth)
    rows, column = list_rows(passport, "student", ("birth",)), columns_of("student")["birth"]
    for falling, right in (
        (False, ["15.01.2003", "01.12.2003", "02.01.2004", ""]),
        (True, ["02.01.2004", "01.12.2003", "15.01.2003", ""]),
    ):
        found = ordered(rows, lambda row: column.key(row, 0), falling=falling)
        assert [column.text(row, 0) for row in found] == right


def test_classes_order_as_numbers(passport: Passport) -> None:
    for name in ("10А", "9Б", "9А", ""):
        add(passport, class_name=name)
    rows, column = list_rows(passport, "student", ("class_name",)), columns_of("student")["class_name"]
    found = ordered(rows, lambda row: column.key(row, 0), falling=False)
    assert [column.text(row, 0) for row in found] == ["9А", "9Б", "10А", ""]
    assert {row[GROUP] for row in in_groups(rows, {"", "9А"})} == {None, "9А"}
    assert first_columns("student") == (NAME, "class_name")


# --- search -------------------------------------------------------------------------------------------


def row(id: str, search: str) -> Row:
    return (id, "", search, None, None, None)


@pytest.mark.parametrize(
    ("typed", "found", "mended"),
    [
        ("иван", ["surname", "father"], ""),
        ("лев иванов", ["surname", "father"], ""),
        ("6904", ["surname"], ""),
        ("bdfy", ["surname", "father"], "иван"),
        ("ktd 6904", ["surname"], "лев 6904"),
        ("ш-щь", ["birth"], "i-om"),
        ("i-ом", ["birth"], ""),
        ("hec", ["lookalike", "other"], "рус"),  # «нес» as it looks, then «рус» as it may be meant
        ("руслан", ["other"], ""),
        ("щщщ", [], ""),
        ("qqq", [], ""),
        ("", ["father", "surname", "birth", "other", "lookalike"], ""),
    ],
)
def test_search_puts_exact_hits_first_and_forgives_the_layout(typed: str, found: list[str], mended: str) -> None:
    rows = [
        row("father", "агеев лев иванович 9а"),
        row("surname", "иванов лев 10а 6904123456"),
        row("birth", "юдин i-ом 123456"),
        row("other", "руслан"),
        row("lookalike", "нестеров"),
    ]
    hits, told = find(rows, typed)
    assert ([one[ID] for one in hits], told) == (found, mended)


@given(st.lists(st.text("абвгё 9", max_size=8), max_size=12), st.text("абвгdult9 ", max_size=5))
def test_a_search_gives_each_row_at_most_once_and_all_exact_ones(texts: list[str], typed: str) -> None:
    rows = [row(str(number), text) for number, text in enumerate(texts)]
    hits, mended = find(rows, typed)
    ids = [one[ID] for one in hits]
    assert len(set(ids)) == len(ids)
    exact = {one[ID] for one in find(rows, typed, ranked=False)[0]}
    assert exact == set(ids)
    assert bool(mended) <= bool(hits)
    assert all(place_of(hits, id) == place for place, id in enumerate(ids))
    assert place_of(rows, "nobody") == -1
