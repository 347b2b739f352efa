"""Rules over the school, its classes, workers and rooms: both texts are told, the least change too, and it clears."""

import pytest

import app.validators.all_rules  # noqa: F401
from app.domain.field import field_by_name
from app.domain.student import Student
from app.domain.year import academic_year
from app.validators.registry import RULES, Context, Level, Rule, findings_of
from data.records import CHECK_DAY, FACTS, SUMS, room, worker
from validators.case import Case, told
from validators.cases import CASES

OURS = {one.id: one for one in RULES.values() if not issubclass(Student, one.entity)}


@pytest.mark.parametrize("one", OURS.values(), ids=lambda one: one.id)
def test_rule_is_told_to_typist_and_checker(one: Rule) -> None:
    assert one.norm.endswith(".")
    assert one.checker.endswith(".")
    assert all(phrase.endswith(".") for phrase in one.phrases)
    assert set(one.uses) <= {*field_by_name(one.entity), "courses", "responsibles", "buildings"}


@pytest.mark.parametrize("case", [one for one in CASES if one.rule in OURS], ids=lambda one: f"{one.rule}-{one.field}")
def test_least_change_is_named_and_clears_the_finding(case: Case) -> None:
    records = {record.id: record for record in case.bad()}
    context = case.context()
    for one in [one for one in told(list(records.values()), context) if one.rule == case.rule]:
        assert one.least
        assert not one.least.endswith(".")
        assert one.least[0].islower()
        record = records[one.id]
        for name, text in one.change:
            value, kept = field_by_name(type(record))[name].value(text)
            setattr(record, name, value)
            record.unread = {other: old for other, old in record.unread.items() if other != name}
            assert not kept
        if one.change:
            assert (one.rule, one.field) not in {(left.rule, left.field) for left in told([record], context)}


@pytest.mark.parametrize(("year", "level"), [("2019-20", Level.ERROR), ("2024-25", Level.QUESTION)])
def test_an_inferred_limit_makes_no_error(year: str, level: Level) -> None:
    large = room(seats=16, row_count=4)
    found = findings_of(large, Context(academic_year(year), academic_year(year).first_day, FACTS, SUMS))
    assert {one.rule: one.level for one in found} == {"ROOM-1": level}


def test_change_of_barred_subjects_keeps_what_was_there() -> None:
    found = told([worker(subjects="chem phys", barred_subjects="phys rus")], Context(*_day(), FACTS))
    assert [one.change for one in found] == [(("barred_subjects", "Русский язык; Физика; Химия"),)]


def test_a_dismissed_worker_is_asked_only_about_the_dismissal() -> None:
    gone = worker(dismissed=CHECK_DAY, inn="000000000000", mobile=None)
    assert {one.rule for one in told([gone], Context(*_day(), FACTS))} == {"STF-5", "STF-6"}


def _day():  # type: ignore[no-untyped-def]
    return academic_year("2019-20"), CHECK_DAY
