"""The overview for the head: the numbers agree with the cards, and a table that says nothing is left out."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.control_totals import TotalsRow
from app.domain.overview_table import Bar, Lead, OverviewTable, per_cent, share
from app.errors import BadFile, Refused
from app.printer.overview import overview_paper
from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.overview import Overview, overview, save_overview
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People

DAY = date(2020, 2, 1)
EXAMS = ("rus", "oge"), ("math", "oge")


def block(told: Overview, title: str) -> OverviewTable:
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
        "Экзаменов всего": (5, 3, 8),
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
    assert told == {"Корпус": (2, 23), "Нужно в самый полный день": (1, 1), "Останется свободных": (1, 22)}


def test_workers_by_position(school: Passport) -> None:
    for id, oge, left in (("x", "да", ""), ("y", "нет", ""), ("z", "да", "01.12.2019")):
        texts = {"last_name": f"Юдин{id}", "oge_organiser": oge, "ege_organiser": "нет", "dismissed": left}
        save_card(school, Edit("staff", id, 0, texts | {"positions": "Организатор в аудитории"}))
    told = rows(overview(school, (), DAY), "Работники")
    assert told == {"Работников": (2, 1, 0), "Организатор в аудитории": (2, 1, 0)}


def behind(told: Overview, title: str, label: str, heading: str) -> Lead | None:
    found = block(told, title)
    row = next(place for place, one in enumerate(found.rows) if one.label == label)
    return found.leads.get((row, found.headings.index(heading)))


def test_behind_each_number_stand_those_who_are_counted(school: Passport) -> None:
    findings = check(school, as_of=DAY).findings
    told = overview(school, findings, DAY)
    physics = behind(told, "ГИА-9: предметы", "Физика", "всего")
    assert physics is not None
    assert (physics.kind, set(physics.keys)) == ("student", {"a", "c"})
    assert behind(told, "ГИА-9: предметы", "Физика", "9Б") == Lead("student", ("c",))
    everybody = behind(told, "Готовность по классам", "Школа", "обучающихся")
    assert everybody is not None
    assert set(everybody.keys) == {"a", "b", "c", "d"}
    for one in told.blocks:
        for (row, column), lead in one.leads.items():
            if lead.kind == "student" and one.title != "Дни экзаменов":  # where one person sits several
                assert len(lead.keys) == one.rows[row].numbers[column]
    forms = behind(told, "Готовность по работам", "01.03.2020: Выбор предметов ГИА-9", "форм")
    assert forms == Lead("forms", ("choice_9",))
    errors = next(one for one in findings if one.level.value == "error" and one.entity == "student")
    assert behind(told, "Готовность по классам", errors.class_name, "ошибок") == Lead(
        "findings", (errors.class_name, "error")
    )


def test_rooms_that_do_not_suffice_are_told_with_their_sign(school: Passport) -> None:
    save_card(school, Edit("room", "1", 0, {"building": "Корпус", "number": "1", "seats": "1"}))
    for id in "abc":
        card = chosen((("rus", "oge"),))
        dated = tuple(row.__class__(row.id, {**row.texts, "day": "05.06.2020"}) for row in card["exams"])
        save_card(school, Edit("student", id, 1, details={"exams": dated}))
    assert rows(overview(school, (), DAY), "Аудитории")["Остаток: минус — не хватает"] == (0, -2)


def test_honours_and_medals_are_counted_by_class_with_their_day(school: Passport) -> None:
    for id, field, value in (("a", "distinction", "да"), ("c", "distinction", "да"), ("d", "medal", "I степень")):
        save_card(school, Edit("student", id, 1, {field: value}))
    title = "Отличия и медали (до 30.06.2020)"
    told = overview(school, (), DAY)
    assert block(told, title).headings[:2] == ("с отличием", "I степень")
    assert rows(told, title) == {
        "9А": (1, 0, 0, 0), "9Б": (1, 0, 0, 0), "11А": (0, 1, 0, 0), "Школа": (2, 1, 0, 0)
    }  # fmt: skip
    assert behind(told, title, "11А", "I степень") == Lead("student", ("d",))


def test_bars_are_parts_of_a_whole_or_of_the_largest(school: Passport) -> None:
    told = overview(school, (), DAY)
    ready = block(told, "Готовность по классам")
    assert [ready.told(row) for row in range(len(ready.rows))] == ["100 %"] * 4
    days = block(told, "Дни экзаменов")
    shares = {row.label: days.share(place) for place, row in enumerate(days.rows)}
    assert shares.pop("День не указан") is None  # it would dwarf the days
    assert max(one for one in shares.values() if one is not None) == 1


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(0, 0, "0 %"), (199, 200, "99 %"), (2, 2, "100 %"), (1, 3, "33 %")]
)
def test_a_hundred_per_cent_is_only_said_when_all_is_there(part: int, whole: int, told: str) -> None:
    assert per_cent(share(part, whole)) == told


def test_a_large_school_leaves_no_white_page(tmp_path: Path) -> None:
    """Thirty-three classes take a page of their own; the first one is used all the same."""
    lines = tuple(TotalsRow(f"{number}", (1, 1, 0, 0)) for number in range(33))
    table = OverviewTable("Готовность по классам", ("a", "b", "c", "d"), lines, Bar("Готовность", 1, 0))
    pdf, pages = overview_paper("Школа", "2019/20", "01.02.2020", (table,), datetime(2020, 2, 1))
    first = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert pages == 2
    assert "100 %" in first


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
