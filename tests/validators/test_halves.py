"""Every finding tells what is wrong and what is expected, by an example where a form of writing is meant."""

import pytest

from app.domain.field import Record, field_by_name
from app.validators.all_rules import MODULES
from app.validators.registry import Finding
from halves import COUNTED, check_halves, example_in
from validators.case import Case, told
from validators.cases import CASES

assert MODULES  # all rules are registered


def mine(case: Case, records: list[Record]) -> list[Finding]:
    return [one for one in told(records, case.context()) if one.rule == case.rule]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.field}")
def test_finding_says_what_is_wrong_and_what_is_expected(case: Case) -> None:
    for one in mine(case, case.bad()):
        check_halves(one.text)
        if COUNTED.search(one.text):
            assert example_in(one.text), one.text


def shown(case: Case, records: list[Record]) -> list[tuple[Record, Finding, str]]:
    """The findings of the case's field that show an example, with their record and the example."""
    found = [one for one in mine(case, records) if one.field == case.field and "." not in one.field]
    with_example = [(one, example) for one in found if (example := example_in(one.text))]
    return [(record, one, example) for one, example in with_example for record in records if record.id == one.id]


@pytest.mark.parametrize(
    "case", [case for case in CASES if shown(case, case.bad())], ids=lambda case: f"{case.rule}-{case.field}"
)
def test_the_example_put_into_the_field_clears_the_finding(case: Case) -> None:
    records = case.bad()
    for record, one, example in shown(case, records):
        setattr(record, one.field, field_by_name(type(record))[one.field].kind.read(example))
        record.unread = {name: text for name, text in (record.unread or {}).items() if name != one.field}
    assert case.field not in {one.field for one in mine(case, records)}
