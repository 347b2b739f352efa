"""The overview for the head: the numbers agree with the cards, and a table that says nothing is left out."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.control_totals import TotalsBlock
from app.errors import BadFile, Refused
from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.overview import Overview, overview, save_overview
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People

DAY = date(2020, 2, 1)
EXAMS = ("rus", "oge"), ("math", "oge")


def block(told: Overview, title: str) -> TotalsBlock:
    return next(one for one in told.blocks if one.title == title)


def rows(told: Overview, title: str) -> dict[str, tuple[int, ...]]:
    return {row.label: row.numbers for row in block(told, title).rows}


@pytest.fixture
def school(passport: Passport) -> Passport:
    """Two pupils of 9А, one of 9Б, one of 11А, and one who left before the day."""
    people = People(7)
    told = (
        ("a", "9А", (*EXAMS, ("phys", "oge")), ""),
        ("b", "9А", EXAMS, ""),
        ("c", "9Б", (*EXAMS, ("phys", "oge")), ""),
        ("d", "11А", (("rus", "ege"), ("math_basic", "ege")), ""),
        ("e", "9А", EXAMS, "15.01.2020"),
    )
    for id, name, exams, left in told:
        save_card(passport, Edit("student", id, 0, people.pupil(name) | {"left": left}, chosen(exams)))
    return passport


def test_subjects_by_class_count_who_is_there(school: Passport) -> None:
    told = overview(school, (), DAY)
    assert block(told, "ГИА-9: предметы").headings == ("9А", "9Б", "всего")
    assert rows(told, "ГИА-9: предметы") == {
        "Обучающихся": (2, 1, 3),
        "Русский язык": (2, 1, 3),
        "Математика": (2, 1, 3),
        "Физика": (1, 1, 2),
    }
    assert rows(told, "ГИА-11: предметы")["Русский язык"] == (1, 1)
    before = overview(school, (), date(2020, 1, 10))
    assert rows(before, "ГИА-9: предметы")["Русский язык"] == (3, 1, 4)


def test_days_of_exams_tell_how_many_rooms_they_fill(school: Passport) -> None:
    told = rows(overview(school, (), DAY), "Дни экзаменов")
    by_day = {label: numbers for label, numbers in told.items() if "Русский язык" in label}
    assert list(by_day.values()) == [(0, 1, 1, 1)]  # of ГИА-11, whose days the order of 2019/20 gives
    assert sum(numbers[2] for numbers in told.values()) == 10
    assert told["День не указан"] == (8, 0, 8, 0)


def test_a_day_of_the_card_goes_before_that_of_the_year(school: Passport) -> None:
    card = chosen((("rus", "oge"),))
    dated = tuple(row.__class__(row.id, {**row.texts, "day": "05.06.2020"}) for row in card["exams"])
    save_card(school, Edit("student", "b", 1, details={"exams": dated}))
    told = rows(overview(school, (), DAY), "Дни экзаменов")
    assert told["05.06.2020: Русский язык"] == (1, 0, 1, 1)


def test_readiness_counts_pupils_without_an_open_finding(school: Passport) -> None:
    findings = check(school, as_of=DAY).findings
    told = rows(overview(school, findings, DAY), "Готовность по классам")
    assert [numbers[0] for numbers in told.values()] == [2, 1, 1, 4]
    for numbers in told.values():
        assert 0 <= numbers[1] <= numbers[0]
    errors = sum(one.level.value == "error" and one.entity == "student" for one in findings)
    assert told["Школа"][2] == errors
    calm = rows(overview(school, (), DAY), "Готовность по классам")
    assert calm["Школа"] == (4, 4, 0, 0)


def test_works_say_days_left_and_what_is_handed_in(school: Passport) -> None:
    told = rows(overview(school, (), DAY), "Готовность по работам")
    choice = next(numbers for label, numbers in told.items() if "Выбор предметов ГИА-9" in label)
    assert choice == ((date(2020, 3, 1) - DAY).days, 2, 0, 0)


def test_rooms_are_set_against_the_fullest_day(school: Passport) -> None:
    for number, seats in (("1", ("3", "5")), ("2", ("2", "4"))):
        texts = {"building": "Корпус", "number": number, "row_count": seats[0], "places_in_row": seats[1]}
        save_card(school, Edit("room", number, 0, {**texts, "seats": str(int(seats[0]) * int(seats[1]))}))
    save_card(school, Edit("room", "h", 0, {"building": "Корпус", "number": "9", "headquarters": "да", "seats": "4"}))
    told = rows(overview(school, (), DAY), "Аудитории")
    assert told == {"Корпус": (2, 23), "Нужно в самый полный день": (1, 1)}


def test_workers_by_position(school: Passport) -> None:
    for id, oge, left in (("x", "да", ""), ("y", "нет", ""), ("z", "да", "01.12.2019")):
        texts = {"last_name": f"Юдин{id}", "oge_organiser": oge, "ege_organiser": "нет", "dismissed": left}
        save_card(school, Edit("staff", id, 0, texts | {"positions": "Организатор в аудитории"}))
    told = rows(overview(school, (), DAY), "Работники")
    assert told == {"Работников": (2, 1, 0), "Организатор в аудитории": (2, 1, 0)}


def test_an_empty_school_has_no_tables_but_its_forms(passport: Passport) -> None:
    titles = {one.title for one in overview(passport, (), DAY).blocks}
    assert titles <= {"Готовность по работам"}


def test_the_paper_says_the_same(school: Passport, tmp_path: Path) -> None:
    told, out = overview(school, (), DAY), tmp_path / "a.pdf"
    pages = save_overview(school, told, out)
    read = PdfReader(out)
    text = "\n".join(page.extract_text() for page in read.pages)
    assert len(read.pages) == pages
    for one in told.blocks:
        assert one.title in text
    assert "на 01.02.2020" in text
    assert "Иван" not in text


def test_the_place_of_the_paper_is_checked(school: Passport, tmp_path: Path) -> None:
    told = overview(school, (), DAY)
    with pytest.raises(Refused):
        save_overview(school, told, school.path)
    with pytest.raises(BadFile):
        save_overview(school, told, tmp_path / "nowhere" / "a.pdf")
