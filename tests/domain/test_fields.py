"""What every field statement must hold, and texts of a record."""

import pytest

from app.domain.all_records import Building, Guardian, Model, Room, School, SchoolClass, Staff, Student
from app.domain.field import (
    ALL_GRADES,
    NOT_APPLICABLE,
    Detail,
    Field,
    details_of,
    field_by_name,
    fields,
    new_id,
    texts,
    why_unread,
)
from app.domain.school import class_order, grade_of
from app.domain.student import STUDENT_TABS, full_name
from app.domain.text import fold, mixed_letters
from app.errors import BadValue

MODELS = sorted((one.class_ for one in Model.registry.mappers if fields(one.class_)), key=lambda one: one.__name__)
CARDS = (School, SchoolClass, Student, Staff, Room)


@pytest.mark.parametrize("model", MODELS)
def test_fields_stand_in_the_order_of_the_tabs(model: type[Model]) -> None:
    tabs = [told.tab.key for told in fields(model)]
    assert tabs == sorted(tabs, key=list(dict.fromkeys(tabs)).index)
    assert set(field_by_name(model)) == {told.name for told in fields(model)}


def test_every_tab_of_a_pupil_has_fields() -> None:
    assert tuple(dict.fromkeys(told.tab for told in fields(Student))) == STUDENT_TABS


@pytest.mark.parametrize("model", MODELS)
def test_headings_do_not_collide_when_folded(model: type[Model]) -> None:
    owner: dict[str, Field] = {}
    for told in fields(model):
        for heading in {fold(one) for one in (told.label, *told.headings)}:
            assert owner.setdefault(heading, told) is told, heading


@pytest.mark.parametrize("model", MODELS)
def test_labels_are_unique_and_asked_grades_exist(model: type[Model]) -> None:
    labels = [told.label for told in fields(model)]
    assert len(set(labels)) == len(labels)
    for told in fields(model):
        assert told.needed | told.wanted <= ALL_GRADES


def test_texts_show_unread_before_the_value() -> None:
    student = Student(last_name="Юдин", unread={"birth": "31.02.2004"})
    shown = texts(student)
    assert (shown["last_name"], shown["birth"], shown["snils"]) == ("Юдин", "31.02.2004", "")
    assert list(shown) == list(field_by_name(Student))
    assert texts(Student())["last_name"] == ""


def test_why_unread() -> None:
    assert "31.02.2004" in why_unread(Student, "birth", "31.02.2004")
    assert "ещё раз" in why_unread(Student, "birth", "01.02.2004")
    assert "ещё раз" in why_unread(Student, "gone", "что-то")


@pytest.mark.parametrize("model", CARDS)
def test_every_field_of_a_card_and_of_its_lists_says_what_to_write(model: type[Model]) -> None:
    for one in (model, *(told.model for told in details_of(model))):
        for told in fields(one):
            assert told.help.endswith((".", "?")), (one.__name__, told.name)


def test_every_detail_belongs_to_one_list() -> None:
    owned = [told.model for model in CARDS for told in details_of(model)]
    assert sorted(one.__name__ for one in owned) == sorted(
        one.class_.__name__ for one in Model.registry.mappers if issubclass(one.class_, Detail)
    )
    for model in CARDS:
        for told in details_of(model):
            sections = [one.section for one in fields(model) if one.tab == told.tab]
            assert told.after is None or told.after in sections
            assert set(told.key) <= set(field_by_name(told.model))


def test_not_applicable_is_read_only_where_nothing_is_asked() -> None:
    assert field_by_name(Building)["lift"].value(" Н/п ") == (None, NOT_APPLICABLE)
    assert field_by_name(Guardian)["ground"].tidy("неприменимо") == NOT_APPLICABLE
    with pytest.raises(BadValue, match="приказ требует; внесите"):
        field_by_name(Student)["birth"].value("не применимо")
    assert why_unread(Student, "enrolled_from", NOT_APPLICABLE) == ""


def test_ids_are_unique() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_grades_and_order_of_classes() -> None:
    assert [grade_of(one) for one in ("9А", "10", "11Б", "", None)] == [9, 10, 11, None, None]
    mixed = ["10А", "9Б", None, "1А", "9А", "11"]
    assert sorted(mixed, key=class_order) == [None, "1А", "9А", "9Б", "10А", "11"]
    assert Student(class_name="9А").grade == 9
    assert Student().grade is None


def test_names_in_one_line() -> None:
    assert full_name("Юдин", "Лев", "нет") == "Юдин Лев"
    assert Student(last_name="Юдин", first_name=None).full_name == "Юдин"


@pytest.mark.parametrize(
    ("one", "other"),
    [("ЁЛКИН", "елкин"), ("Aлександр", "александр"), ("  а   б ", "А Б"), ("HOMEP", "номер"), ("Cтас", "стас")],
)
def test_fold_makes_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(fold(one)) == fold(one)


def test_mixed_letters() -> None:
    assert [mixed_letters(one) for one in ("Aлексaндр", "Smith", "Семён", "")] == ["Aa", "", "", ""]
