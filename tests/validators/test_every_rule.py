"""Every registered rule has a record that breaks it and one, as like as can be, that does not."""

from pathlib import Path

import pytest

import app.validators
from app.domain.year import academic_year, known_years
from app.validators.all_rules import MODULES
from app.validators.findings import ORDER_OF_LEVELS
from app.validators.registry import RULES
from validators.case import Case, told
from validators.cases import CASES

WITHOUT_RULES = set("__init__ all_rules context findings likeness phrases registry spoken wording".split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.field}")
def test_rule_tells_the_bad_record(case: Case) -> None:
    context = case.context()
    mine = [one for one in told(case.bad(), context) if one.rule == case.rule]
    assert case.field in {one.field for one in mine}
    for one in mine:
        assert one.text.endswith(".")
        assert "None" not in one.text
        assert one.who
        assert one.title == RULES[one.rule].title
        assert ORDER_OF_LEVELS[one.level] >= ORDER_OF_LEVELS[RULES[one.rule].level]
        assert one.clause == context.clause(RULES[one.rule].clause)
        assert "{" not in one.clause
        assert one.values


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.field}")
def test_rule_is_silent_on_the_good_record(case: Case) -> None:
    assert [one for one in told(case.good(), case.context()) if one.rule == case.rule] == []


def test_every_rule_has_a_case() -> None:
    assert set(RULES) == {case.rule for case in CASES}


def test_every_module_of_rules_is_listed() -> None:
    folder = Path(app.validators.__path__[0])
    assert {path.stem for path in folder.glob("*.py")} - WITHOUT_RULES == {
        module.__name__.rpartition(".")[2] for module in MODULES
    }


@pytest.mark.parametrize("name", known_years())
def test_settings_of_a_year_are_of_known_rules(name: str) -> None:
    assert {one.id for one in academic_year(name).rules} <= set(RULES)
