"""Rules stay silent on people who are right: a made-up school, and the hard cases of real ones."""

from datetime import date

import pytest
from msgspec.structs import replace

import app.validators.all_rules  # noqa: F401
from app.domain.exams import ExamChoice, ExamResult
from app.domain.family import FormerName
from app.domain.field import Record
from app.domain.school import School
from app.domain.student import Student
from app.domain.year import AcademicYear, ExamDay, RuleSetting, academic_year
from app.validators.registry import RULES, Context, Finding, Level, findings_of, findings_over
from data.people import People
from data.records import (
    CHECK_DAY,
    attempt,
    exam,
    exams,
    former_document,
    guardian,
    health_paper,
    move,
    pupil,
    school,
    school_class,
    student_of,
)

YEAR = academic_year("2019-20")


def told(*records: Record, as_of: date = CHECK_DAY) -> list[Finding]:
    """All findings above advice."""
    context = Context(YEAR, as_of)
    found = [*(one for record in records for one in findings_of(record, context)), *findings_over(records, context)]
    return [one for one in found if one.level is not Level.ADVICE]


@pytest.mark.parametrize("as_of", [date(2019, 9, 30), date(2019, 12, 31)])
def test_made_up_school_is_clean(seed: int, as_of: date) -> None:
    people = People(seed)
    classes = [f"{grade}{letter}" for grade in range(1, 12) for letter in "АБ"]
    students = [student_of(people.pupil(name), people.exams(name), as_of) for name in classes for _ in range(8)]
    # Who comes of 14 years and 90 days within the year does need a passport by then, and of 176 made-up people two may
    # have the name of one another and nearly the birthday.
    assert [one for one in told(*students, as_of=as_of) if one.rule not in ("FMT-5", "DUP-4")] == []


def test_made_up_exams_are_clean_after_the_choice(seed: int) -> None:
    people = People(seed)
    students = [student_of(people.pupil(name), people.exams(name)) for name in ("9А", "10А", "11А", "12А") * 10]
    assert [one for one in told(*students, as_of=YEAR.last_day) if one.rule != "DUP-4"] == []


def test_school_and_class_are_clean() -> None:
    assert told(school()) == []
    assert told(school_class()) == []


CAME = {"enrolment_order": "№ 4", "enrolled_from": "МАОУ СОШ № 4 г. Томска"}
HARD = {
    "no отчество": pupil(middle_name="нет"),
    "double surname": pupil(last_name="Петров-Водкин"),
    "surname in two words": pupil(last_name="Гарсиа Лопес"),
    "оглы": pupil(middle_name="Гасан оглы"),
    "кызы": pupil(middle_name="Айдын кызы", first_name="Лейла", sex="female"),
    "ё": pupil(last_name="Щёкин", first_name="Пётр"),
    "one-letter surname": pupil(last_name="О", first_name="Ен Хи"),
    "saint in the surname": pupil(last_name="Сент-Экзюпери"),
    "foreign passport": pupil(citizenship="860", doc_kind="foreign_passport", doc_series="AA", doc_number="1234567"),
    "foreign passport without series": pupil(
        citizenship="398", doc_kind="foreign_passport", doc_series="нет", doc_number="N12345678"
    ),
    "residence permit": pupil(citizenship="762", doc_kind="residence", doc_series="82", doc_number="0123456"),
    "Ukrainian birth certificate": pupil(
        5, citizenship="804", doc_kind="foreign_birth", doc_series="I-БК", doc_number="123456"
    ),
    "born here to foreigners": pupil(citizenship="762", doc_kind="birth", doc_series="II-ОМ"),
    "foreign birth certificate": pupil(5, doc_kind="foreign_birth", doc_series="АА", doc_number="0000012345"),
    "no СНИЛС": pupil(snils="нет", snils_absence="Не выдавался"),
    "no СНИЛС and no reason to name": pupil(snils="нет", unread={"snils_absence": "не применимо"}),
    "Ильич": pupil(middle_name="Ильич"),
    "Никитична": pupil(middle_name="Никитична", sex="female"),
    "СНИЛС that ends with 00": pupil(snils="08765430300"),
    "17 years old in class 9": pupil(birth=date(2002, 3, 15), doc_issued=date(2016, 4, 2)),
    "6 years old in class 1": pupil(1, birth=date(2013, 8, 30)),
    "born on 29 February": pupil(birth=date(2004, 2, 29), doc_issued=date(2018, 3, 1)),
    "passport on the day of 14": pupil(birth=date(2004, 3, 15), doc_issued=date(2018, 3, 15)),
    "not passed earlier": pupil(11, category="C4", birth=date(2001, 3, 15), doc_issued=date(2015, 4, 2)),
    "class 10 with ЕГЭ": pupil(10, category="C3", exams=exams("ege", "geo")),
    "ОВЗ with two exams": pupil(ovz=True, exams=exams("gve", "rus", "math"), health_papers=[health_paper()]),
    "ОВЗ with both forms": pupil(
        disabled=True,
        exams=[*exams("gve", "rus"), *exams("oge", "math", "bio", "geo")],
        health_papers=[health_paper("mse")],
    ),
    "both ОВЗ and a disability": pupil(
        ovz=True,
        disabled=True,
        health_papers=[health_paper(), health_paper("mse", group=None, until=date(2020, 6, 30))],
    ),
    "Braille for the blind": pupil(
        ovz=True, conditions="extra_time assistant braille", health_papers=[health_paper(group="blind")]
    ),
    "at home": pupil(home_schooling=True, health_papers=[health_paper("medical", group=None)]),
    "of age and alone": pupil(11, birth=date(2002, 4, 10), doc_issued=date(2016, 5, 2), guardians=[]),
    "represented by himself": pupil(
        11,
        consent_date=date(2020, 3, 16),
        guardians=[guardian(relation="self", birth=None)],
        consent_by="Берёзов Лев Андреевич",
    ),
    "parent of another surname": pupil(guardians=[guardian(name="Смит Джейн", relation="father")]),
    "guardian with a paper": pupil(guardians=[guardian(relation="guardian", ground="Постановление № 14")]),
    "newcomer in the middle of the year": pupil(
        enrolled=date(2020, 1, 14),
        enrolment_order="№ 4",
        enrolment_reason="moved",
        enrolled_from="СОШ № 4 г. Томска",
        moves=[move("enrolment", date(2020, 1, 14), date(2020, 1, 16))],
    ),
    "new passport": pupil(
        former_documents=[former_document()], moves=[move("document", date(2020, 3, 5), date(2020, 3, 10))]
    ),
    "taken into class 1": pupil(
        1, birth=date(2012, 3, 15), enrolled=date(2019, 9, 1), enrolment_order="№ 40", enrolment_reason="first_class"
    ),
    "married": pupil(11, former_names=[FormerName(last_name="Берёзова", until=date(2020, 1, 9), unread={})]),
    "regional test": pupil(exams=exams("oge", "rus", "math", "bio", "geo", "native_lit")),
    "two foreign languages": pupil(11, exams=exams("ege", "rus", "math_profile", "eng", "chi")),
    "many electives": pupil(11, exams=exams("ege", "rus", "math_profile", "eng", "phys", "inf", "soc", "hist")),
    "class 12": pupil(12),
    "family education": pupil(study_form="family"),
    "came in the middle of the year": pupil(enrolled=date(2020, 3, 2), attempts=[], **CAME),
    "came after the сочинение, written elsewhere": pupil(11, enrolled=date(2020, 1, 13), attempts=[], **CAME),
    "собеседование on the second day": pupil(
        attempts=[attempt("interview", date(2020, 2, 12), "absent_valid"), attempt("interview", date(2020, 3, 11))]
    ),
    "сочинение thrice": pupil(
        11,
        attempts=[
            attempt("essay", date(2019, 12, 4), "fail"),
            attempt("essay", date(2020, 2, 5), "unfinished"),
            attempt("essay", date(2020, 5, 6), None, applied=date(2020, 4, 10)),
        ],
    ),
    "изложение at home": pupil(
        11,
        home_schooling=True,
        health_papers=[health_paper("medical", group=None)],
        attempts=[attempt("summary", date(2019, 12, 4))],
    ),
    "not passed earlier, one exam left": pupil(
        11,
        category="C4",
        exams=exams("ege", "rus"),
        results=[ExamResult(subject="math_basic", day=date(2019, 6, 3), mark=4, status="official", unread={})],
    ),
    "reserve day for want of a main one": pupil(
        11,
        exams=[
            *exams("ege", "rus", "math_profile", "hist"),
            exam("phys", "ege", day=date(2020, 6, 22), period="main"),
        ],
    ),
}


@pytest.mark.parametrize("who", HARD)
def test_hard_case_is_silent(who: str) -> None:
    assert told(HARD[who]) == []


def test_twins_are_no_doubles() -> None:
    twin = {"snils": "08765430300", "doc_number": "123457"}
    assert told(pupil(first_name="Лев"), pupil(first_name="Глеб", **twin)) == []


def test_open_choice_is_no_error() -> None:
    early = {"attempts": []}  # nothing has been held yet
    for one in (
        pupil(9, exams=[], **early),
        pupil(9, exams=exams("oge", "rus"), **early),
        pupil(11, exams=[], **early),
        pupil(10, category="C3"),
    ):
        assert told(one, as_of=date(2019, 9, 20)) == []


def test_pupil_without_a_class_is_asked_for_the_class() -> None:
    fields = {one.field for one in told(pupil(9, class_name=None))}
    assert fields == {"class_name"}


def test_empty_cards_break_no_rule() -> None:
    for record in (Student(), School(), Student(exams=[ExamChoice(subject="?", form="?")], class_name="9А")):
        assert {one.rule for one in told(record)} <= set(RULES)


def test_finding_names_the_other_class_and_the_latin_letter() -> None:
    texts = {one.rule: one.text for one in told(pupil(), pupil(class_name="9Б"))}
    assert "(9Б)" in texts["DUP-3"] or "(9А)" in texts["DUP-3"]
    assert "«A»" in told(pupil(first_name="Aлександр"))[0].text


def test_many_doubles_are_counted() -> None:
    same = [
        pupil(5, snils="00000000000", doc_number=str(100000 + one), first_name=name)
        for one, name in enumerate("АБВГДЕ")
    ]
    assert "и ещё 2" in next(one.text for one in told(*same) if one.rule == "DUP-3")


def test_rule_that_does_not_hold_in_a_year_is_off() -> None:
    off = replace(YEAR, rules=(RuleSetting("FMT-4", "проба", on=False),))
    wrong = pupil(snils="11223344596")
    assert [one.rule for one in findings_of(wrong, Context(off, CHECK_DAY))] == []
    assert [one.rule for one in findings_of(wrong, Context(YEAR, CHECK_DAY))] == ["FMT-4"]


def test_rule_ids_are_unique() -> None:
    from app.validators.registry import rule

    with pytest.raises(ValueError, match="REQ-1"):
        rule("REQ-1", "again", Level.ERROR, "", Student)(lambda student, context: [])


def test_levels_have_russian_names() -> None:
    assert [level.label for level in Level] == ["Ошибка", "Вопрос", "Совет"]


def test_who_of_nameless_records() -> None:
    assert {one.who for one in told(Student())} == {"(без имени)"}
    assert {one.who for one in told(school(short_name=None))} == {"Школа"}
    assert {(one.who, one.class_name) for one in told(school_class(teacher=None))} == {("Класс 9А", "9А")}


def test_long_unread_text_is_shown_cut() -> None:
    found = told(pupil(5, birth=None, unread={"birth": "кот " * 200}))
    assert [one.rule for one in found] == ["READ-1"]
    assert len(found[0].text) < 200


EDGES = {
    "document issued on the day of birth": pupil(5, birth=date(2008, 3, 15), doc_issued=date(2008, 3, 15)),
    "consent given on the day of the check": pupil(9, consent_date=CHECK_DAY),
    "passport 90 days after 14": pupil(
        9,
        birth=date(2006, 1, 11),
        doc_kind="birth",
        doc_series="II-ОМ",
        doc_issued=date(2006, 2, 1),
        class_name="8А",
        attempts=[],
    ),
}


@pytest.mark.parametrize("edge", EDGES)
def test_edge_is_inside(edge: str) -> None:
    assert [one.rule for one in told(EDGES[edge]) if one.rule not in ("CAT-7", "C1")] == []


def test_choice_lasts_to_the_end_of_its_last_day() -> None:
    late = pupil(9, exams=[])
    assert told(late, as_of=date(2020, 3, 1)) == []
    assert {one.rule for one in told(late, as_of=date(2020, 3, 2))} == {"G9-1", "G9-2"}


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (pupil(5, doc_series="6918"), "DOC-2"),
        (pupil(10, category="C2", exams=exams("ege", "geo")), "C3"),
        (pupil(last_name="нет"), "FMT-3"),
        (pupil(snils="00100199800"), "FMT-4a"),
        (pupil(11, category="C2"), "CAT-6"),
        (pupil(11, category="C5", exams=[]), "C5"),
    ],
)
def test_one_fault_is_told_once(record: Student, rule: str) -> None:
    assert [one.rule for one in told(record)] == [rule]


def test_no_middle_name_and_none_entered_are_one_person() -> None:
    other = pupil(middle_name=None, snils="08765430300", doc_number="123457")
    assert "DUP-1" in {one.rule for one in told(pupil(middle_name="нет"), other)}


def clashes(year: AcademicYear, *subjects: str) -> list[str]:
    chosen = pupil(11, exams=exams("ege", *subjects))
    return [one.text for one in findings_of(chosen, Context(year, CHECK_DAY)) if one.rule == "CAT-5"]


def test_oral_and_reserve_days_make_no_clash() -> None:
    reserve = ExamDay(date(2020, 6, 22), "gia11", "main", ("hist", "geo"), reserve=True)
    second = ExamDay(date(2020, 6, 20), "gia11", "main", ("hist",))
    assert "11.06.2020" in clashes(YEAR, "eng", "bio")[0]  # the oral part has days of its own
    assert clashes(YEAR, "hist", "geo") == []
    with_reserve = replace(YEAR, exam_days=(*YEAR.exam_days, reserve))
    assert clashes(with_reserve, "hist", "geo") == []
    assert "04.06.2020" in clashes(with_reserve, "hist", "phys")[0]
    # Where a subject has two main days, its day is a matter of choice (so from 2026 in ОГЭ).
    assert clashes(replace(YEAR, exam_days=(*YEAR.exam_days, second)), "hist", "phys") == []
