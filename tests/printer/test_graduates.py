"""The form «Данные о выпускниках»: what stands in its cells."""

import pytest

from app.domain.student import Student
from app.printer.form import signed_name
from app.printer.graduates import GRADUATES
from data.for_forms import YEAR
from data.records import exams, pupil


def shown(student: Student) -> list[str]:
    return ["|".join(piece.text for piece in column.cell(student)) for column in GRADUATES.columns(YEAR)]


def strong(student: Student) -> list[str]:
    return [piece.text for column in GRADUATES.columns(YEAR) for piece in column.cell(student) if piece.strong]


def test_a_full_card() -> None:
    assert shown(pupil(9)) == [
        "Берёзов|Лев Андреевич",
        "15.03.2004|мужской|г. Томск",
        "Паспорт гражданина РФ 6918 №\u00a0123456|02.04.2018, УМВД России по Томской области",
        "112-233-445\u00a095|Российская Федерация",
        "г. Томск, ул. Лесная, д. 1 (там же живёт)",
        "Выпускник общеобразовательного учреждения текущего года|Форма обучения: очная",
        "ОГЭ: Русский язык, Математика, Физика, География",
        "ОВЗ: нет|инвалид: нет",
    ]
    assert strong(pupil(9)) == []


def test_an_empty_card_tells_every_gap() -> None:
    assert shown(Student(exams=[], unread={})) == [
        "Фамилия: не внесено|Имя: не внесено|Отчество: не внесено",
        "Дата рождения: не внесено|Пол: не внесено|Место рождения: не внесено",
        "Вид документа: не внесено|Серия документа: не внесено|Номер документа: не внесено|Дата выдачи: не внесено|"
        "Кем выдан: не внесено",
        "не внесено|не внесено",
        "Адрес регистрации: не внесено|Фактический адрес: не внесено",
        "не внесено|Форма обучения: не внесено",
        "не внесено",
        "ОВЗ: не внесено|инвалид: не внесено",
    ]
    assert len(strong(Student(exams=[], unread={}))) == 20


def test_no_is_not_a_gap() -> None:
    student = pupil(10, middle_name="нет", snils="нет", doc_series="нет")
    cells = shown(student)
    assert cells[0] == "Берёзов|Лев|Отчество: нет"
    assert cells[2].startswith("Паспорт гражданина РФ серии\u00a0нет №\u00a0123456")
    assert cells[3] == "нет|Российская Федерация"
    assert cells[6] == "нет"  # category «не проходит ГИА»: no exam is no gap
    assert strong(student) == []


def test_what_does_not_apply_is_no_gap() -> None:
    student = pupil(9, disabled=None, unread={"disabled": "не применимо"})
    assert shown(student)[7] == "ОВЗ: нет|инвалид: не применимо"
    assert strong(student) == []


def test_two_addresses_stand_each_on_its_line() -> None:
    assert shown(pupil(9, actual_address="с. Пудино"))[4] == "г. Томск, ул. Лесная, д. 1|с. Пудино"


def test_a_text_that_is_no_value_is_told_and_cut() -> None:
    student = pupil(9, birth=None, unread={"birth": "31.02.2004 " * 90})
    found = strong(student)
    assert len(found) == 1
    assert found[0].startswith("Дата рождения: не прочитано: «31.02.2004")
    assert len(found[0]) < 100


def test_exams_go_by_form_in_the_order_of_the_list() -> None:
    student = pupil(11, exams=exams("gve", "math", "rus") + exams("ege", "lit", "phys"))
    assert shown(student)[6] == "ЕГЭ: Физика, Литература|ГВЭ: Русский язык, Математика"


@pytest.mark.parametrize(
    ("full", "signed"),
    [
        ("Петрова Анна Ивановна", "А. И. Петрова"),
        ("Алиев Вагиф Рашид оглы", "В. Р. Алиев"),
        ("Ван дер Берг Анна Петровна", "А. П. Ван дер Берг"),
        ("Петрова Анна", "А. Петрова"),
        ("Петрова А.И.", "Петрова А.И."),
        ("Петрова", "Петрова"),
        ("", ""),
        (None, ""),
    ],
)
def test_names_in_signatures(full: str | None, signed: str) -> None:
    assert signed_name(full) == signed
