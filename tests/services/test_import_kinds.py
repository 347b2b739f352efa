"""Lists of workers, rooms, chosen exams and results: matched, told, rejected and loaded twice like those of pupils."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from app.domain.exams import ExamChoice, ExamResult
from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import Building
from app.domain.staff import Staff
from app.errors import BadFile
from app.services.importing import guess_entity, import_list, import_students
from app.storage.passport import Passport
from data.lists import IVANOV, NAMES, PETROVA, everybody, figures, save
from data.people import snils_of


def stored(passport: Passport, model: type[Record]) -> list[dict[str, Any]]:
    with passport.reading() as session:
        return [dict(row) for row in session.execute(select(model.__table__)).mappings()]


WORKERS = [
    ["Должность", "ФИО", "Дата рождения", "СНИЛС", "Предметы", "Педстаж", "Организатор ОГЭ"],
    ["Учитель физики", "Петрова Анна Ивановна", "02.03.1980", snils_of(130_000_011), "Физика", 18, "да"],
    ["Директор", "Ким Олег", "05.06.1975", "", "-", "", "нет"],
]  # fmt: skip


def test_workers(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["Список работников"], *WORKERS])
    assert figures(import_list(passport, path, "staff")) == (2, 2, 0, 0, 0)
    found = {row["last_name"]: row for row in stored(passport, Staff)}
    assert found["Петрова"]["teaching_experience"] == 18
    assert found["Петрова"]["oge_organiser"] is True
    assert found["Ким"]["post"] == "Директор"  # a post is no signature under the list
    assert found["Петрова"]["search"].startswith("петрова анна ивановна")
    assert figures(import_list(passport, path, "staff"))[1:3] == (0, 0)
    changed = save(tmp_path / "b.xlsx", [["СНИЛС", "Должность"], [snils_of(130_000_011), "Завуч"]])
    report = import_list(passport, changed, "staff")
    assert [(one.label, one.old, one.new) for one in report.changes] == [("Должность", "Учитель физики", "Завуч")]


def test_rooms_and_their_buildings(passport: Passport, tmp_path: Path) -> None:
    heads = ["Корпус", "Аудитория", "Этаж", "Количество рядов", "Видеонаблюдение"]
    rows = [heads, ["Главный", "012", 1, 3, "нет"], ["Главный", "12", 2, "много", ""], ["Мастерские", "012", 1, 2, ""]]
    out = tmp_path / "rejected.xlsx"
    report = import_list(passport, save(tmp_path / "a.xlsx", rows), "rooms", rejects=out)
    assert figures(report) == (3, 2, 0, 0, 1)
    assert report.problems[0].column == "D «Количество рядов»"
    assert "Новые здания: Главный, Мастерские." in report.notices
    assert sorted((row["name"], row["place"]) for row in stored(passport, Building)) == [
        ("Главный", 0),
        ("Мастерские", 1),
    ]
    assert sorted((row["building"], row["number"]) for row in stored(passport, Room)) == [
        ("Главный", "012"),
        ("Мастерские", "012"),
    ]
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert (sheet["B2"].value, sheet["D2"].comment is not None) == ("12", True)
    report = import_list(passport, save(tmp_path / "b.xlsx", [["Номер", "Этаж"], ["012", 3]]), "rooms")
    assert figures(report) == (1, 0, 0, 0, 1)
    assert [one.who for one in report.doubtful[0].candidates] == ["012, Главный", "012, Мастерские"]
    again = save(tmp_path / "c.xlsx", [heads, ["главный", "012", 3, 3, "нет"]])
    assert figures(import_list(passport, again, "rooms")) == (1, 0, 1, 0, 0)


def _pupils(passport: Passport, tmp_path: Path) -> None:
    rows = [[*NAMES, "Номер", "Серия"], [*IVANOV, "123456", "6904"], [*PETROVA, "", ""]]
    import_students(passport, save(tmp_path / "pupils.xlsx", rows))


def test_choices_a_row_each(passport: Passport, tmp_path: Path) -> None:
    _pupils(passport, tmp_path)
    rows = [
        ["ФИО", "Класс", "Предмет", "Форма", "Период"],
        ["Иванов Иван Иванович", "9А", "физика", "", ""],
        ["Иванов Иван Иванович", "9А", "русский", "ГВЭ", "досрочный"],
        ["Никто Никита Никитич", "9А", "физика", "", ""],
        ["Петрова Анна", "9Б", "", "", ""],
        ["Иванов Иван Иванович", "9А", "физика", "", ""],
    ]
    path = save(tmp_path / "a.xlsx", rows)
    report = import_list(passport, path, "choices")
    assert figures(report) == (5, 2, 0, 0, 3)
    assert [one.text.split(";")[0] for one in report.problems] == [
        "Такого обучающегося в базе нет",
        "В строке не указан предмет.",
        "«Физика» этого ученика уже назван в строке 2",
    ]
    chosen = {row["subject"]: (row["form"], row["period"]) for row in stored(passport, ExamChoice)}
    assert chosen == {"phys": ("oge", None), "rus": ("gve", "early")}
    assert everybody(passport)[0]["version"] == 2  # a card open meanwhile is stale
    assert figures(import_list(passport, path, "choices")) == (5, 0, 0, 2, 3)


def test_choices_in_columns_of_subjects(passport: Passport, tmp_path: Path) -> None:
    _pupils(passport, tmp_path)
    heads = ["ФИО", "Класс", "Русский", "Матем.", "Физика", "Химия"]
    rows = [heads, ["Иванов Иван Иванович", "9А", "+", "да", "ГВЭ", ""], ["Петрова Анна", "9Б", "+", "?", "", ""]]
    report = import_list(passport, save(tmp_path / "a.xlsx", rows), "choices")
    assert figures(report) == (2, 1, 0, 0, 1)
    assert report.problems[0].column == "D «Матем.»"
    rows = [heads, ["Иванов Иван Иванович", "9А", "+", "", "ОГЭ", "+"], ["Иванов Иван", "9А", "", "-", "", ""]]
    report = import_list(passport, save(tmp_path / "b.xlsx", rows), "choices")
    assert figures(report) == (2, 0, 2, 0, 0)
    assert [(one.label, one.old, one.new) for one in report.changes] == [
        ("Физика: Форма", "ГВЭ", "ОГЭ"),
        ("Математика", "ОГЭ", ""),
    ]
    chosen = {row["subject"]: row["form"] for row in stored(passport, ExamChoice)}
    assert chosen == {"rus": "oge", "phys": "oge", "chem": "oge"}


def test_results(passport: Passport, tmp_path: Path) -> None:
    _pupils(passport, tmp_path)
    heads = ["ФИО", "Номер документа", "Экзамен", "Дата", "Первичный балл", "Тестовый балл", "Оценка", "Статус"]
    one = ["Иванов Иван Иванович", "123456", "Физика", date(2020, 6, 5), 24, "", 4, "официальный"]
    rows = [heads, one, [*one[:2], "Русский", "", "", 101, "", ""]]
    path = save(tmp_path / "a.xlsx", rows)
    report = import_list(passport, path, "results")
    assert figures(report) == (2, 1, 0, 0, 1)
    result = stored(passport, ExamResult)[0]
    assert (result["primary_score"], result["mark"], result["status"]) == (24, 4, "official")
    assert figures(import_list(passport, path, "results")) == (2, 0, 0, 1, 1)
    mended = save(tmp_path / "b.xlsx", [heads, [*one[:3], "", 26, "", 5, "апелляция"]])
    report = import_list(passport, mended, "results")
    assert figures(report) == (1, 0, 1, 0, 0)
    assert ("Физика: Отметка", "4", "5") in [(told.label, told.old, told.new) for told in report.changes]
    assert len(stored(passport, ExamResult)) == 1


@pytest.mark.parametrize(
    ("heads", "entity"),
    [
        ([*NAMES, "Предметы по выбору"], "students"),
        (WORKERS[0], "staff"),
        (["Здание", "Номер аудитории", "Этаж", "Рядов"], "rooms"),
        (["ФИО", "Класс", "Русский язык", "Физика", "Химия"], "choices"),
        (["ФИО", "Номер документа", "Предмет", "Первичный балл", "Отметка"], "results"),
    ],
)
def test_the_kind_of_a_list_is_told_by_its_headings(tmp_path: Path, heads: list[str], entity: str) -> None:
    assert guess_entity(save(tmp_path / "a.xlsx", [["Список"], heads, ["x"]])) == (entity, ("Лист1",))


def test_a_list_of_another_kind_is_refused(passport: Passport, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [NAMES, IVANOV])
    with pytest.raises(BadFile, match="заголовками"):
        import_list(passport, path, "rooms")
