"""What differs between two packages, told on plain lines: new, gone and changed, fields and rows of lists."""

from typing import Any

from app.domain.family import Guardian
from app.domain.field import fields
from app.domain.rooms import Room
from app.domain.student import Student
from app.services.differences import FieldChange, differences


def line(model: type[Any], id: str, **values: object) -> dict[str, object]:
    empty = {one.name: None for one in fields(model)}
    return {"id": id, "unread": {}, **empty, **values}


def pupil(id: str, **values: object) -> dict[str, object]:
    return line(Student, id, **{"last_name": "Ёлкина", "first_name": "Анна", "class_name": "9А", **values})


def guardian(id: str, owner: str, **values: object) -> dict[str, object]:
    return line(Guardian, id, student_id=owner, place=0, **values)


def test_all_of_a_first_package_is_new() -> None:
    found = differences(None, {"students": [pupil("a"), pupil("b")], "rooms": [line(Room, "r")]})
    assert (found.new, found.changed, found.gone, found.same) == (3, 0, 0, 0)
    assert {one.how for one in found.records} == {"new"}


def test_equal_lines_are_the_same() -> None:
    lines = {"students": [pupil("a")], "guardians": [guardian("g", "a", phone="+79130000001")]}
    found = differences(lines, {part: [dict(one) for one in some] for part, some in lines.items()})
    assert (found.records, found.same) == ((), 1)


def test_a_field_is_told_as_people_read_it() -> None:
    before = pupil("a", birth="2004-05-01", sex="female")
    after = pupil("a", birth=None, sex="female", unread={"birth": "в мае"})
    (one,) = differences({"students": [before]}, {"students": [after]}).records
    assert (one.entity, one.who, one.class_name, one.how) == ("student", "Ёлкина Анна", "9А", "changed")
    assert one.fields == (FieldChange("Дата рождения", "01.05.2004", "в мае"),)


def test_a_row_of_a_list_changes_its_record() -> None:
    before = {"students": [pupil("a"), pupil("b")], "guardians": [guardian("g", "a"), guardian("h", "b")]}
    after = {**before, "guardians": [guardian("g", "a", name="Ёлкина"), guardian("i", "b", name="Сосна")]}
    found = differences(before, after)
    assert (found.changed, found.same) == (2, 0)
    told = {one.id: [(field.old, field.new) for field in one.fields] for one in found.records}
    assert told == {"a": [("", "Ёлкина")], "b": [("", "Сосна"), ("", "")]}


def test_rows_of_who_came_or_went_are_not_told_again() -> None:
    before = {"students": [pupil("a")], "guardians": [guardian("g", "a", name="А")]}
    after = {"students": [pupil("b")], "guardians": [guardian("h", "b", name="Б")]}
    found = differences(before, after)
    assert [(one.id, one.how, one.fields) for one in found.records] == [("b", "new", ()), ("a", "gone", ())]
    assert [one.id for one in found.gone_people] == ["a"]


def test_rooms_that_went_are_no_people() -> None:
    found = differences({"rooms": [line(Room, "r")]}, {"rooms": []})
    assert (found.gone, found.gone_people) == (1, ())
