"""What a finding offers to put is a value of its field, and putting it clears the finding."""

import pytest

from app.domain.field import field_by_name
from validators.case import Case, told
from validators.cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.field}")
def test_change_clears_the_finding(case: Case) -> None:
    records = {record.id: record for record in case.bad()}
    context = case.context()
    for one in told(list(records.values()), context):
        record = records.get(one.id)
        if one.rule != case.rule or record is None or not one.change or any("." in name for name, _ in one.change):
            continue
        known = field_by_name(type(record))
        for name, text in one.change:
            value, kept = known[name].value(text)
            setattr(record, name, value)
            record.unread = {other: text for other, text in (record.unread or {}).items() if other != name}
            if kept:
                record.unread = {**record.unread, name: kept}
        left = [(other.rule, other.id, other.field) for other in told([record], context)]
        assert (one.rule, one.id, one.field) not in left
