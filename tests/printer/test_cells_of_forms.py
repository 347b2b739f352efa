"""What stands in the cells of each form, and who stands on it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace as changed

from app.domain.exams import Attempt, ExamChoice
from app.domain.family import Guardian
from app.domain.field import field_by_name
from app.domain.health import HealthPaper
from app.domain.rooms import Room
from app.domain.staff import Staff
from app.domain.student import STUDENT_TABS, Student
from app.printer.form import Case, Form, fill
from app.printer.forms import form_of
from app.printer.pairs import field_line, record_lines
from data.for_forms import YEAR, records_for
from data.papers import sheet_of
from data.records import exams, pupil, school, school_class


def row(form: Form, record: Any) -> dict[str, str]:
    """The texts of a record's line by heading, the pieces of a cell parted by «|»."""
    columns = form.columns(YEAR)
    cells = zip(columns, next(iter(form.lines(columns, record, YEAR))).cells, strict=True)
    return {column.heading: "|".join(piece.text for piece in cell) for column, cell in cells}


def pairs(form: Form, record: Any) -> dict[str, str]:
    """The lines of a sheet of one record: label and value."""
    lines = form.lines(form.columns(YEAR), record, YEAR)
    return {line.cells[0][0].text: "|".join(piece.text for piece in line.cells[1]) for line in lines}


# --- choice of subjects --------------------------------------------------------------------------------


def test_chosen_subjects_are_crossed_with_form_and_oral_part() -> None:
    chosen = [*exams("oge", "rus", "math"), *exams("gve", "phys")]
    chosen.append(ExamChoice(subject="eng", form="oge", oral=True, unread={}))
    found = row(form_of("choice_9"), pupil(9, exams=chosen))
    assert {name: text for name, text in found.items() if text and len(name) <= 4} == {
        "РУС": "X",
        "МАТ": "X",
        "ФИЗ": "ГВЭ",
        "АНГ": "X|устн.",
    }
    assert found["Подпись"] == ""


def test_a_subject_without_a_column_is_still_seen() -> None:
    found = row(form_of("choice_9"), pupil(9, exams=exams("gve", "native_lang")))
    assert found["Другие"] == "РОД ГВЭ"


def test_subjects_are_those_of_the_year() -> None:
    other = replace_year(subjects=("phys",))
    headings = [column.heading for column in form_of("choice_9").columns(other)]
    assert headings[2:-1] == ["РУС", "МАТ", "ФИЗ", "Другие"]
    assert sum(column.width for column in form_of("choice_9").columns(other)) == pytest.approx(259)


def replace_year(**gia9: Any) -> Any:
    return changed(YEAR, gia9=changed(YEAR.gia9, **gia9))


def test_only_those_who_sit_choose() -> None:
    form = form_of("choice_11")
    assert form.takes(pupil(11), YEAR)
    assert form.takes(pupil(11, category=None), YEAR)  # a gap is no reason to leave anybody out
    assert not form.takes(pupil(10), YEAR)  # «не проходит ГИА»
    assert [form.is_for(name, YEAR) for name in ("9А", "10А", "11Б", "12", None)] == [False, True, True, True, False]


# --- сочинение, собеседование --------------------------------------------------------------------------


def test_an_appointment_puts_a_pupil_on_the_form_of_its_day_alone() -> None:
    one = pupil(11, attempts=[Attempt(kind="summary", day=date(2020, 2, 5), unread={})], ovz=True)
    taken = [key for key in ("essay_1", "essay_2", "essay_3") if form_of(key).takes(one, YEAR)]
    assert taken == ["essay_2"]
    found = row(form_of("essay_2"), one)
    assert found["Что сдаёт"] == "итоговое изложение"
    assert found["Основания и условия"] == "Относится к категории ОВЗ: да"
    assert form_of("essay_2").title_in(YEAR).endswith("вторая дата, 05.02.2020")


def test_without_grounds_the_cell_says_no() -> None:
    one = pupil(9, attempts=[Attempt(kind="interview", day=date(2020, 2, 12), unread={})])
    assert row(form_of("interview_1"), one)["Основания и условия"] == "нет"


def test_a_year_without_the_day_has_no_such_form() -> None:
    without = changed(YEAR, essay_days=YEAR.essay_days[:1])
    assert form_of("essay_1").is_in(without)
    assert not form_of("essay_2").is_in(without)
    assert not form_of("essay_2").takes(pupil(11, attempts=[]), without)


# --- ОВЗ, медали, работники, аудитории -----------------------------------------------------------------


def test_papers_of_health_stand_in_a_sentence() -> None:
    paper = HealthPaper(kind="pmpk", number="12/19", issued=date(2019, 5, 6), issuer="ПМПК г. Томска", unread={})
    one = pupil(9, ovz=True, conditions="extra_time", health_papers=[paper])
    found = row(form_of("ovz_9"), one)
    assert found["Документы"] == (
        "Вид бумаги: заключение ПМПК; номер: 12/19; дата: 06.05.2019; кем выдан: ПМПК г. Томска"
    )
    assert found["Что по ним нужно"].startswith("Особые условия: ")
    assert found["Класс"] == "9А"


def test_a_mark_without_a_paper_stands_out() -> None:
    form = form_of("ovz_9")
    one = pupil(9, disabled=True, health_papers=[])
    assert form.takes(one, YEAR)
    assert row(form, one)["Документы"] == "Документ: не внесено"
    assert next(iter(form.lines(form.columns(YEAR), one, YEAR))).has_gaps
    assert not form.takes(pupil(9, health_papers=[]), YEAR)


def test_medals_and_distinction() -> None:
    form = form_of("medals")
    assert row(form, pupil(9, distinction=True))["Аттестат с отличием (9 класс)"] == "да"
    assert "областная" in row(form, pupil(11, medal="regional"))["Медаль (11–12 класс)"]
    assert not form.takes(pupil(11), YEAR)


def test_workers_of_other_offices_are_told() -> None:
    (one,) = records_for(form_of("staff"), 1)
    found = row(form_of("staff"), one)
    assert found["Должность"] == "Директор|основное место работы"
    assert found["Категория; стаж, лет"].startswith("первая|стаж: ")
    one.employer = "mouo"
    assert row(form_of("staff"), one)["Должность"] == "Директор|МОУО|основное место работы"


def test_only_workers_of_exams_sign_their_list() -> None:
    form = form_of("ppe_staff")
    assert form.takes(Staff(oge_organiser=False, ege_organiser=True), YEAR)
    assert not form.takes(Staff(oge_organiser=False, ege_organiser=None), YEAR)
    assert any(column.signed for column in form.columns(YEAR))
    assert not any(column.signed for column in form_of("staff").columns(YEAR))


def test_a_room_tells_what_of_it_can_be_used() -> None:
    one = Room(id="r", unread={}, number="0012", row_count=3, places_in_row=5, broken="1-3, 2-5, 9-9", laboratory=True)
    found = row(form_of("rooms"), one)
    assert found["Рядов × мест"] == "3 × 5|годных 13"
    assert found["Места, которые не занимать"] == "1-3, 2-5, 9-9"
    assert found["Оснащение"] == "Лаборатория"
    plan = form_of("rooms").plan(one)
    assert plan.broken == {(1, 3), (2, 5)}  # a place that is not there is not drawn
    assert form_of("rooms").plan(Room(id="r", unread={}, number="0012", row_count=3)) is None


# --- sheets of one record ------------------------------------------------------------------------------


def test_the_sheet_of_a_pupil_has_every_field_of_the_three_tabs_and_its_lists() -> None:
    one = pupil(9, attempts=[], former_names=[], health_papers=[], former_documents=[], results=[])
    one.guardians = [Guardian(relation="mother", name="Громова Вера Львовна", phone="+79131112233", unread={})]
    lines = list(record_lines(one, STUDENT_TABS))
    keys = {line.key for line in lines}
    assert {"last_name", "snils", "category", "registered_address", "guardians.1", "exams.1", "exams.4"} <= keys
    told = {line.key: line.cells[1][0].text for line in lines}
    assert told["guardians.1"].endswith("ФИО: Громова Вера Львовна; телефон: +7 913 111-22-33")
    assert told["attempts"] == "нет записей"
    sections = [line.section for line in lines]
    assert sections[0] == "Общее"
    assert "Семья. Документ, удостоверяющий личность" in sections


def test_only_a_gap_that_should_be_filled_stands_out() -> None:
    known = field_by_name(Student)
    empty = Student(unread={})
    assert field_line(empty, known["snils"]).has_gaps
    assert not field_line(empty, known["phone"]).has_gaps
    assert field_line(empty, known["phone"]).cells[1][0].text == "не внесено"
    typed = Student(unread={"phone": "нет связи"})
    assert field_line(typed, known["phone"]).has_gaps  # what could not be read always does


def test_the_slip_tells_what_a_parent_can_check() -> None:
    one = pupil(9, attempts=[Attempt(kind="interview", day=date(2020, 2, 12), unread={})], guardians=[])
    found = pairs(form_of("slip"), one)
    assert found["Фамилия, имя, отчество"] == "Берёзов|Лев Андреевич"
    assert found["Сочинение (изложение), собеседование"] == "итоговое собеседование, 12.02.2020"
    assert found["Форма ГИА и выбранные предметы"] == "ОГЭ: Русский язык, Математика, Физика, География"
    assert "Телефон участника" not in found  # nothing is entered, and nothing is asked
    one.phone = "+79131112233"
    assert pairs(form_of("slip"), one)["Телефон участника"] == "+7 913 111-22-33"


def test_what_confirms_the_school_is_not_on_its_own_paper() -> None:
    (one,) = records_for(form_of("school_1"), 1)
    found = pairs(form_of("school_1"), one)
    assert "Этап 1: подтверждено" not in found
    assert found["ИНН"] == "7017000001"
    assert found["№ 1"].startswith(("Здание: ", "За что отвечает: "))


# --- signers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "posts"),
    [
        ("school_1", ["Ответственный за «Паспорт школы»", "Директор"]),
        ("pupils_1_8", ["Классный руководитель", "Ответственный за «Паспорт школы»", "Директор"]),
        ("choice_9", ["Классный руководитель", "Ответственный за «Паспорт школы»", "Директор"]),
        ("ppe_staff", ["Ответственный за «Паспорт школы»", "Директор"]),
        ("slip", ["Участник ГИА", "Родитель (законный представитель)"]),
    ],
)
def test_signers_are_those_of_the_order(key: str, posts: list[str]) -> None:
    form = form_of(key)
    sheet = sheet_of(form, records_for(form, 1))
    assert [one.post for one in sheet.signatures] == posts


def test_the_only_parent_is_named_and_of_several_whoever_signs_writes_the_name() -> None:
    form, of = form_of("slip"), school()
    mother, father = (Guardian(name=name, unread={}) for name in ("Громова Вера Львовна", "Громов Пётр Ильич"))
    for guardians, name in (([mother], "В. Л. Громова"), ([mother, father], ""), ([], "")):
        one = pupil(9, attempts=[], guardians=guardians)
        sheet = fill(form, Case(YEAR, of, school_class(), one), [one])
        assert sheet.signatures[1].name == name
        assert (sheet.whose, sheet.owner) == ("Берёзов Лев Андреевич", one.id)


def test_a_form_of_the_school_says_nothing_of_a_class() -> None:
    form = form_of("rooms")
    sheet = sheet_of(form, [])
    assert (sheet.class_name, sheet.about) == ("", "2019/20 учебный год")
    assert replace(sheet, class_name="9А").about == "9А класс, 2019/20 учебный год"
