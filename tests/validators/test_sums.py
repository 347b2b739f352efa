"""Rules over the school's sums stay silent where the numbers are as they should be, up to the boundary."""

from datetime import date

import pytest

from app.domain.year import academic_year
from app.validators.registry import Context, findings_of
from data.records import CHECK_DAY, FACTS, SUMS, school
from validators.cases.school_sums import LAST, SILENT, Changed, last, sums


def told(changed: Changed) -> dict[str, str]:
    """What the rules say of a right school with such sums, by rule."""
    context = changed(Context(academic_year("2019-20"), CHECK_DAY, FACTS, SUMS))
    return {one.rule: one.text for one in findings_of(school(), context)}


@pytest.mark.parametrize(("rule", "changed"), SILENT)
def test_silent(rule: str, changed: Changed) -> None:
    assert rule not in told(changed)


def test_usual_sums_say_nothing() -> None:
    assert told(lambda context: context) == {}
    assert told(last()) == {}
    assert LAST.vanished == ()


def test_only_a_few_are_named() -> None:
    text = told(last(vanished=tuple(f"Иванов {letter}, 5А" for letter in "АБВГДЕЖ")))["LY-S"]
    assert "(7)" in text
    assert "и ещё 2" in text
    assert "Иванов Е" not in text


def test_classes_stand_in_order() -> None:
    text = told(sums(pupils={"10А": 31, "9А": 32}))["SUM-1"]
    assert text.index("9А — 32") < text.index("10А — 31")


def test_nothing_is_due_on_the_first_day() -> None:
    found = told(sums(as_of=date(2019, 9, 1), workers=0, organisers={}, rooms=0, seats=0, classes=frozenset({"1А"})))
    assert set(found) <= {"CONF-1", "CONF-2"}
