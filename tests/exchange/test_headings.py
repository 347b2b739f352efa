"""Headings in other words find their field, and a wrong guess is never made."""

import pytest

from app.domain.field import fields
from app.domain.student import Student
from app.exchange.heading_row import class_of_sheet
from app.exchange.headings import matches, read_columns
from app.exchange.list_kinds import list_kind, list_kinds

PUPILS = list_kind("students")


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Дата рожд.", "birth"),
        ("дата\nрождения", "birth"),
        ("Дата рождения (дд.мм.гггг)", "birth"),
        ("д/р", "birth"),
        ("№ СНИЛС", "snils"),
        ("СНИЛС ученика", "snils"),
        ("Ф.И.О.", "full_name"),
        ("Ф. И. О. обучающегося", "full_name"),
        ("ФАМИЛИЯ", "last_name"),
        ("Отчество (при наличии)", "middle_name"),
        ("Серия и номер", "document"),
        ("Паспорт", "document"),
        ("Серия", "doc_series"),
        ("Гражд.", "citizenship"),
        ("Форма обуч.", "study_form"),
        ("Форма ГИА", "exam_form"),
        ("Предметы по выбору", "electives"),
        ("Адрес регистрации ученика", "registered_address"),
        ("Телефон родителя", "guardian_phone"),
        ("КАТЕГОРИЯ", "category"),
        ("E-mail", "email"),
        ("id", "id"),
    ],
)
def test_other_words(heading: str, target: str) -> None:
    assert matches(heading, PUPILS)[0] == (target,)


@pytest.mark.parametrize(
    "heading",
    "№|№ п/п|Дата|ФИО матери|Телефон классного руководителя|Дата выдачи аттестата|Мат.|Полис|Примечание|1|Иванов||"
    "Адрес школы|очень длинный заголовок, который никто так не пишет".split("|"),
)
def test_no_wrong_guess(heading: str) -> None:
    assert matches(heading, PUPILS)[0] == ()


def test_every_field_is_found_by_its_own_label_and_words() -> None:
    for one in fields(Student):
        for heading in (one.label, one.label.upper(), *one.headings):
            assert matches(heading, PUPILS)[0] == (one.name,), heading


def test_two_columns_for_one_field_are_told_and_the_surer_one_is_taken() -> None:
    sure, other = read_columns(["Телефон участника", "Тел."], {}, PUPILS)
    assert (sure.target, other.target) == ("phone", "")
    assert "«Телефон участника»" in other.why
    one, two = read_columns(["Дата рождения", "Дата рождения"], {}, PUPILS)
    assert (one.target, two.target) == ("", "")
    assert "«Дата рождения»" in one.why


def test_parts_go_before_the_whole() -> None:
    taken = {one.heading: one.target for one in read_columns(["ФИО", "Фамилия", "Имя", "Паспорт", "Номер"], {}, PUPILS)}
    assert taken == {"ФИО": "", "Фамилия": "last_name", "Имя": "first_name", "Паспорт": "", "Номер": "doc_number"}


def test_a_mapping_goes_before_all_words() -> None:
    columns = read_columns(["Фамилия", "Прозвище", "Имя"], {"прозвище": "last_name", "ФАМИЛИЯ": ""}, PUPILS)
    assert [one.target for one in columns] == ["", "last_name", "first_name"]


@pytest.mark.parametrize("key", list(list_kinds()))
def test_every_column_of_every_list_is_found_by_its_own_label_and_words(key: str) -> None:
    kind = list_kind(key)
    for one in kind.targets.values():
        for heading in (one.label, one.label.upper(), *one.words):
            assert matches(heading, kind)[0] == (one.name,), heading


@pytest.mark.parametrize(
    ("name", "titles", "found"),
    [
        ("Лист1", ["Список 9А класса"], "9А"),
        ("Лист1", ["МБОУ СОШ № 7", "Список учащихся 9 «А» класса"], "9А"),
        ("9-Б", [], "9Б"),
        ("11А класс", [], "11А"),
        ("9 кл", [], "9"),
        ("Свод", ["Класс: 10 Б"], "10Б"),
        ("Лист1", ["Список 9-го класса"], "9"),
        ("Лист1", ["Список 9-й «А» класс"], "9А"),
        ("Лист1", ["Список 9 г класса"], "9Г"),
        ("Лист1", ["МБОУ СОШ № 7, 2019-2020 учебный год"], ""),
        ("Лист1", [], ""),
        ("1", [], ""),
        ("99А", [], ""),
    ],
)
def test_class_of_a_sheet(name: str, titles: list[str], found: str) -> None:
    assert class_of_sheet(name, titles) == found
