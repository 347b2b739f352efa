"""Rows in terms of РИС: the codes of each base, nothing cut, and what has no code said by name."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ris_lines import SCHOOL_ID, Parts, empty, exam, files, pupil, school, table


def taken(parts: Parts, base: str, year: str = "2019-20") -> list[tuple[str, str, str, str]]:
    """Kind of test, subject, date and wave of the exams of a base."""
    rows = table(files(parts, year), base, "rbd_ParticipantsExams")
    columns = ("Код вида тестирования", "Код предмета", "Дата экзамена", "Код этапа")
    return [tuple(row[name] for name in columns) for row in rows]  # type: ignore[misc]


def test_participant_as_the_federal_base_wants_him() -> None:
    one = pupil("p", "9А", phone="+79138000001")
    parts = {"school": [school()], "students": [one], "exam_choices": [exam("e", "p", "rus", "oge")]}
    made = files(parts | {"classes": [{"id": "c", "unread": {}, "name": "9А"}]})
    (row,) = table(made, "gia9", "rbd_Participants")
    assert {name: value for name, value in row.items() if value} == {
        "Guid": "p",
        "Признак удаленной строки": "0",
        "Фамилия": "Ёлкин",
        "Имя": "Пётр",
        "Серия документа": "6917",
        "Номер документа": "123456",
        "Код типа документа, удостоверяющего личность": "1",
        "Пол": "0",
        "Класс": "9А",
        "Дата рождения": "02.12.2003",
        "Признак специализированной рассадки": "0",
        "Guid ОО, основная ОО участника": SCHOOL_ID,
        "Guid ОО, выпускная ОО": SCHOOL_ID,
        "Форма ГИА": "1",
        "Действующие результаты ГИА": "0",
        "СНИЛС": "112-233-445 95",
        "Телефоны": "+79138000001",
        "Guid класса": "c",
    }
    assert table(made, "ege", "rbd_Participants") == []


def test_classes_and_categories_part_the_bases() -> None:
    names = ["8А", "9А", "10А", "11А", "12А"]
    students = [pupil(name, name) for name in names] + [
        pupil("not", "9А", category="C2"),
        pupil("none", "9А", category=None),
    ]
    made = files({"school": [school()], "students": students})
    assert [row["Guid"] for row in table(made, "gia9", "rbd_Participants")] == ["9А", "none"]
    assert sorted(row["Guid"] for row in table(made, "ege", "rbd_Participants")) == ["10А", "11А", "12А"]
    assert ("none", "ParticipantCategoryFK", "не внесено") in empty(made)


def test_code_14_is_a_birth_certificate_in_one_base_only() -> None:
    students = [pupil(name, name, doc_kind="birth", doc_series="II-ОМ") for name in ("9А", "11А")]
    made = files({"school": [school()], "students": students})
    column = "Код типа документа, удостоверяющего личность"
    assert table(made, "gia9", "rbd_Participants")[0][column] == "14"
    assert table(made, "ege", "rbd_Participants")[0][column] == ""
    told = {(id, why) for id, name, why in empty(made) if name == "DocumentTypeCode"}
    assert told == {("11А", "нет кода РИС: «Документ, удостоверяющий личность» — Свидетельство о рождении")}


def test_who_left_is_marked_and_stays() -> None:
    staff = {"id": "w", "unread": {}, "ege_organiser": True, "dismissed": "2020-01-09"}
    made = files({"school": [school()], "students": [pupil("p", "9А", left="2019-12-25")], "staff": [staff]})
    assert table(made, "gia9", "rbd_Participants")[0]["Признак удаленной строки"] == "4"
    assert table(made, "ege", "rbd_StationWorkers")[0]["Признак удаленной строки"] == "7"
    assert table(made, "gia9", "rbd_StationWorkers") == []


def test_exams_have_the_codes_of_their_base_form_and_part() -> None:
    choices = [
        exam("1", "9", "rus", "gve"),
        exam("2", "9", "eng", "oge", oral=True, day="2020-05-22", period="main"),
        exam("3", "11", "math_profile", "ege", day="2020-06-01", period="main"),
        exam("4", "11", "eng", "ege", oral=True),
        exam("5", "11", "rus", "gve"),
        exam("6", "11", "phys", "gve"),
    ]
    attempts = [
        {"id": "a", "unread": {}, "student_id": "9", "kind": "interview", "day": "2020-02-12"},
        {"id": "b", "unread": {}, "student_id": "11", "kind": "summary", "day": "2019-12-04"},
    ]
    students = [pupil("9", "9А"), pupil("11", "11А")]
    parts = {"school": [school()], "students": students, "exam_choices": choices, "attempts": attempts}
    assert taken(parts, "gia9") == [
        ("6", "29", "", "2"),
        ("6", "9", "2020.05.22", "2"),
        ("7", "51", "", ""),
        ("9", "20", "2020.02.12", ""),
    ]
    assert taken(parts, "ege") == [
        ("3", "21", "2019.12.04", ""),
        ("4", "2", "2020.06.01", "2"),
        ("4", "29", "", ""),
        ("4", "9", "", ""),
        ("5", "51", "", ""),
        ("5", "", "", ""),  # ГВЭ-11 in physics: no public source has its code
    ]
    assert any(name == "SubjectCode" and "Физика" in why for _, name, why in empty(files(parts)))
    made = files(parts)
    assert [table(made, base, "rbd_Participants")[0]["Форма ГИА"] for base in ("gia9", "ege")] == ["3", "3"]


@pytest.mark.parametrize(("year", "code"), [("2019-20", "5"), ("2024-25", "25")])
def test_informatics_is_sat_on_a_computer_since_2021(year: str, code: str) -> None:
    parts = {"school": [school()], "students": [pupil("p", "11А")], "exam_choices": [exam("e", "p", "inf", "ege")]}
    assert taken(parts, "ege", year) == [("4", code, "", "")]


def test_properties_tell_yes_and_no_and_leave_out_what_nobody_entered() -> None:
    one = pupil("a", "9А", admitted=True, closed_institution=False, ovz=False, disabled=True)
    other = pupil("b", "9А", snils="нет", ovz=None)
    rows = table(files({"school": [school()], "students": [one, other]}), "gia9", "rbd_ParticipantProperties")
    told = [(row["GUID участника"], row["Свойство"], row["Значение свойства"]) for row in rows]
    assert told == [("a", "4", "1"), ("a", "6", "2"), ("a", "7", "1"), ("a", "9", "112-233-445 95")]
    assert len({row["GUID записи"] for row in rows}) == 4


def test_seating_is_known_without_a_mark_only_for_who_needs_none() -> None:
    marks = [(False, None, "0"), (True, None, ""), (True, True, "1"), (None, None, ""), (True, False, "0")]
    students = [pupil(str(n), "9А", ovz=ovz, special_seating=seat) for n, (ovz, seat, _) in enumerate(marks)]
    rows = table(files({"school": [school()], "students": students}), "gia9", "rbd_Participants")
    assert [row["Признак специализированной рассадки"] for row in rows] == [mark for *_, mark in marks]


def test_worker_of_several_posts_has_them_in_a_table_of_their_own() -> None:
    worker = {"id": "w", "unread": {}, "oge_organiser": True, "birth": "1979-05-01", "employer": "mouo"}
    made = files({"school": [school()], "staff": [{**worker, "positions": "room hall", "barred_subjects": "phys chi"}]})
    (row,) = table(made, "gia9", "rbd_StationWorkers")
    assert (row["Год рождения"], row["Должность в ППЭ"], row["Основное место работы (если не ОО)"]) == (
        "1979",
        "",
        "МОУО",
    )
    assert [one["Код должности"] for one in table(made, "gia9", "rbd_StationWorkersPositions")] == ["2", "3"]
    assert [one["Код предмета"] for one in table(made, "gia9", "rbd_StationWorkersSubjects")] == ["3"]
    assert any(id == "w" and name == "WorkerPositionID" for id, name, _ in empty(made))


def test_rooms_places_and_the_point_they_belong_to() -> None:
    room = {"unread": {}, "row_count": 2, "places_in_row": 2, "seats": 3, "broken": "1-2", "purpose": "oral computer"}
    rooms = [room | {"id": "a", "number": "12", "video": "online"}, room | {"id": "b", "number": "12а"}]
    point = school(is_point=True, point_code="0412", point_exams="ege gve", remote=False)
    made = files({"school": [point], "rooms": rooms})
    (station,) = table(made, "ege", "rbd_Stations")
    assert (station["Код ППЭ"], station["Вместимость"], station["Форма экзамена"]) == ("0412", "6", "3")
    assert station["Доп. признаки"] == "12"
    assert [row["Номер аудитории"] for row in table(made, "ege", "rbd_Auditoriums")] == ["0012", ""]
    assert ("b", "AuditoriumCode", "не только цифры") in empty(made)
    places = table(made, "ege", "rbd_Places")[:4]
    assert [row["Признак исключения из рассадки"] for row in places] == ["0", "1", "0", "0"]
    assert {row["Guid ППЭ"] for row in places} == {station["Guid"]}
    only_ege = files({"school": [school(is_point=True, point_exams="ege")], "rooms": rooms})
    assert table(only_ege, "gia9", "rbd_Stations") == table(only_ege, "gia9", "rbd_Auditoriums") == []


def test_school_that_is_no_point_has_rooms_without_one() -> None:
    made = files({"school": [school()], "rooms": [{"id": "a", "unread": {}, "number": "1"}]})
    assert table(made, "ege", "rbd_Stations") == []
    assert ("a", "StationID", "школа не ППЭ") in empty(made)


def test_pupils_are_counted_for_each_base() -> None:
    names = ["8А", "8А", "9А", "10А", "11А", "11А", "12А"]
    students = [pupil(str(n), name) for n, name in enumerate(names)] + [pupil("x", "9А", left="2019-10-01")]
    made = files({"school": [school()], "students": students})
    columns = ("Количество обучающихся в выпускных классах", "Количество обучающихся в предвыпускных классах")
    counts = {base: tuple(table(made, base, "rbd_Schools")[0][name] for name in columns) for base in ("ege", "gia9")}
    assert counts == {"ege": ("3", "1"), "gia9": ("1", "2")}


def test_signs_of_the_format_are_quoted_and_formulas_left_alone() -> None:
    name = '=1+1; «Школа "№ 1"»'
    made = files({"school": [school(full_name=name)]})
    assert table(made, "ege", "rbd_Schools")[0]["Полное наименование ОО по уставу"] == name
    assert table(made, "ege", "rbd_Schools")[0]["Код ОО"] == "000101"


def test_what_could_not_be_read_is_told_and_what_does_not_apply_is_not() -> None:
    line = school(ogrn=None, kpp=None, unread={"ogrn": "12а", "kpp": "не применимо"})
    told = {(name, why) for _, name, why in empty(files({"school": [line]}))}
    assert ("Ogrn", "внесено так, что не читается") in told
    assert "Kpp" not in {name for name, _ in told}


@given(st.text(max_size=120), st.text(max_size=30))
def test_a_value_stands_whole_or_is_told_as_missing(name: str, number: str) -> None:
    one = pupil("p", "9А", last_name=name, doc_number=number)
    made = files({"school": [school(full_name=name)], "students": [one]})
    (row,) = table(made, "gia9", "rbd_Participants")
    (of_school,) = table(made, "gia9", "rbd_Schools")
    told = {(id, column) for id, column, _ in empty(made)}
    cells = {
        ("p", "Surname"): (row["Фамилия"], name),
        ("p", "DocumentNumber"): (row["Номер документа"], number),
        (SCHOOL_ID, "SchoolName"): (of_school["Полное наименование ОО по уставу"], name),
    }
    for place, (written, value) in cells.items():
        assert written in {"", value}
        if value not in {"", "нет"}:
            assert (place in told) == (written == "")


def test_order_of_lines_does_not_matter(seed: int) -> None:
    students = [pupil(str(n), "9А", last_name="Ёж") for n in range(9)]
    choices = [exam(f"{n}{key}", str(n), key, "oge") for n in range(9) for key in ("rus", "math", "phys")]
    parts = {"school": [school()], "students": students, "exam_choices": choices}
    mixed = {name: random.Random(seed).sample(lines, len(lines)) for name, lines in parts.items()}
    assert files(parts) == files(mixed)
    assert all(content.isascii() or content.decode("windows-1251") for content in files(parts).values())


def test_empty_school_has_all_files_with_their_headings() -> None:
    made = files({})
    assert len(made) == 25
    assert all(content.endswith(b"\r\n") for content in made.values())
