"""Levels by the status of the year's data, changes that clear their findings, and texts that name the right thing."""

from collections.abc import Iterator
from datetime import date

import pytest

import app.validators.all_rules  # noqa: F401
from app.domain.exams import ExamResult
from app.domain.field import NOT_APPLICABLE, Record, field_by_name
from app.domain.student import Student
from app.domain.year import academic_year, known_years
from app.validators.findings import Finding
from app.validators.registry import RULES, Context, findings_of
from data.records import attempt, exam, exams, pupil
from validators.case import Case, told
from validators.cases import CASES

OURS = set(
    "admission attempts categories essay exam_choice exam_days exams9 exams11 gve interview late_choice medals "
    "results".split()
)
RULES_OF_EXAMS = {one.id: one for one in RULES.values() if one.function.__module__.rpartition(".")[2] in OURS}


def found(rule: str, student: Student, year: str = "2019-20", as_of: date | None = None) -> list[Finding]:
    """What one rule says of a pupil, by default on the last day of the year."""
    context = Context(academic_year(year), as_of or academic_year(year).last_day)
    return [one for one in findings_of(student, context) if one.rule == rule]


def levels(rule: str, student: Student, year: str = "2019-20", as_of: date | None = None) -> list[str]:
    return [one.level.value for one in found(rule, student, year, as_of)]


def sat(subject: str, form: str, day: date, period: str | None = "main") -> list:
    return [exam(subject, form, day=day, period=period)]


@pytest.mark.parametrize(
    ("year", "grade", "day", "period", "level"),
    [
        ("2019-20", 11, date(2020, 6, 2), "main", "error"),
        ("2019-20", 11, date(2020, 6, 2), None, "question"),  # September is only a draft
        ("2024-25", 11, date(2025, 6, 3), "main", "error"),
        ("2024-25", 9, date(2025, 6, 10), "main", "question"),  # one list of subjects was cut in its source
        ("2025-26", 9, date(2026, 6, 10), "main", "error"),
        ("2025-26", 9, date(2026, 4, 22), "early", "question"),
    ],
)
def test_day_is_as_firm_as_its_calendar(year: str, grade: int, day: date, period: str | None, level: str) -> None:
    student = pupil(grade, exams=sat("rus", "oge" if grade == 9 else "ege", day, period))
    assert levels("EXAM-2", student, year) == [level]


def test_oral_day_is_only_asked_about() -> None:
    assert levels("EXAM-2", pupil(11, exams=sat("eng", "ege", date(2020, 6, 15)))) == ["question"]


@pytest.mark.parametrize("rule", ["EXAM-2", "EXAM-3", "EXAM-4", "CAT-4", "CAT-5", "RES-2", "ADM-6"])
def test_year_without_exam_days_is_silent(rule: str) -> None:
    assert not academic_year("2026-27").exam_days
    student = pupil(
        11,
        exams=[*sat("rus", "ege", date(2027, 5, 31)), *sat("phys", "ege", date(2027, 6, 3), None)],
        results=[ExamResult(subject="rus", day=date(2027, 5, 31), test_score=60, unread={})],
    )
    assert found(rule, student, "2026-27") == []


def test_july_is_as_firm_as_its_switch() -> None:
    july = pupil(11, category="C4", exams=sat("phys", "ege", date(2020, 7, 8), "retake"))
    assert levels("G11-10", july) == levels("G11-10", july, "2025-26") == ["error"]
    assert levels("G11-10", july, "2026-27") == ["question"]
    assert "пересдачи в июле нет" in found("G11-10", july)[0].text
    assert found("EXAM-2", july) == found("EXAM-3", july) == []  # one fault, one finding


@pytest.mark.parametrize(("year", "level"), [("2019-20", "error"), ("2025-26", "error"), ("2026-27", "question")])
def test_lists_are_as_firm_as_their_days(year: str, level: str) -> None:
    assert levels("ESS-1", pupil(11, attempts=[]), year) == [level]
    assert levels("INT-1", pupil(9, attempts=[]), year) == [level]
    strange = pupil(11, attempts=[attempt("essay", academic_year(year).last_day)])
    assert levels("ATT-1", strange, year) == [level]


@pytest.mark.parametrize("year", known_years())
def test_lists_are_due_the_day_after(year: str) -> None:
    last = {rule: academic_year(year).work_day(work) for rule, work in (("ESS-1", "essay_1"), ("INT-1", "interview_1"))}
    for rule, grade in (("ESS-1", 11), ("ESS-1", 12), ("INT-1", 9)):
        assert found(rule, pupil(grade, attempts=[]), year, last[rule]) == []
        after = last[rule].replace(day=last[rule].day + 1)
        assert len(found(rule, pupil(grade, attempts=[]), year, after)) == 1
        assert found(rule, pupil(grade, attempts=[], enrolled=after), year) == []


def test_what_cannot_be_mended_is_asked_and_what_is_only_missing_is_advised() -> None:
    day = date(2019, 12, 4)
    assert levels("ESS-4", pupil(11, attempts=[attempt("essay", day, applied=date(2019, 11, 25))])) == ["question"]
    assert levels("ESS-4", pupil(11, attempts=[attempt("essay", day, applied=None)])) == ["advice"]
    twice = [attempt("essay", day, None), attempt("essay", date(2020, 2, 5), None)]
    assert levels("ESS-5", pupil(11, attempts=twice)) == ["question"]
    assert levels("ESS-5", pupil(11, attempts=twice), as_of=day) == ["error"]


def test_medal_is_as_firm_as_its_conditions() -> None:
    low = pupil(
        11,
        medal="federal_1",
        exams=exams("ege", "rus", "math_basic"),
        results=[ExamResult(subject="rus", test_score=60, unread={})],
    )
    assert levels("MED-2", low) == ["question"]
    assert levels("MED-2", low, "2025-26") == ["error"]
    text = found("MED-2", low, "2025-26")[0].text
    assert "I степени, а русский язык — 60 (нужно не меньше 70)" in text
    assert ("Условие", "Медаль I степени (MED-3)") in found("MED-2", low, "2025-26")[0].values


def test_why_two_exams_are_too_few() -> None:
    nothing = found("G9-2", pupil(9, exams=exams("oge", "rus", "math")))[0]
    assert "эксперимент" in nothing.text
    assert nothing.least == "добавить предметов по выбору: 2"
    assert "эксперимент" not in found("G9-2", pupil(9, exams=exams("oge", "rus", "math", "bio")))[0].text
    many = found("G9-2", pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "hist")))[0]
    assert many.least == "убрать предметов по выбору: 1"


@pytest.mark.parametrize("rule", sorted(RULES_OF_EXAMS))
def test_rule_says_its_norm_and_what_the_checker_does(rule: str) -> None:
    one = RULES_OF_EXAMS[rule]
    assert one.norm.endswith(".")
    assert one.checker.endswith(".")
    assert one.norm != one.checker
    assert all(phrase.endswith(".") for phrase in one.phrases)


def findings_of_cases() -> Iterator[tuple[Case, Record, Finding]]:
    for case in CASES:
        if case.rule in RULES_OF_EXAMS:
            for record in case.bad():
                for one in told([record], case.context()):
                    if one.rule == case.rule:
                        yield case, record, one


def put(record: Record, name: str, text: str) -> None:
    """Put a text into a field, or into a field of a row («exams.1.oral»), as if typed."""
    head, *rest = name.split(".")
    row = getattr(record, head)[int(rest[0]) - 1] if rest else record
    own = rest[1] if rest else head
    setattr(row, own, field_by_name(type(row))[own].kind.read(text))


def test_least_is_said_and_the_one_change_clears() -> None:
    changes = 0
    for case, record, one in findings_of_cases():
        assert one.least, one.rule
        assert not one.least.endswith("."), one.least
        assert one.least[0].islower(), one.least
        for name, text in one.change:
            assert text != NOT_APPLICABLE
            put(record, name, text)
            changes += 1
        if one.change:
            left = [other for other in told([record], case.context()) if other.key == one.key]
            assert left == [], one.text
    assert changes >= 4
