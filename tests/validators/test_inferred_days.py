"""What is late by a day that the year file only infers is asked about, never refused."""

from datetime import date

import pytest

import app.validators.all_rules  # noqa: F401
from app.domain.year import academic_year
from app.validators.registry import Context, Level, findings_of
from data.records import pupil


@pytest.mark.parametrize(
    ("year", "as_of", "level"),
    [("2019-20", date(2019, 11, 26), Level.ERROR), ("2024-25", date(2024, 11, 26), Level.QUESTION)],
)
def test_an_inferred_day_makes_no_error(year: str, as_of: date, level: Level) -> None:
    context = Context(academic_year(year), as_of)
    assert [one.level for one in findings_of(pupil(ovz=True), context) if one.rule == "OVZ-1"] == [level]
