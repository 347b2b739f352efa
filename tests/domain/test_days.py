"""Days told by formulas, over all the years whose dates are known (gia-rules.md 3), and working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain.days import AttemptDay, SpecialDays, WorkingDays

# Days off that the formulas meet: the first of May, the moved days of May, 8 March.
OFF = {
    2018: ("05-01", "05-02", "05-03", "05-09", "05-10", "03-08"),
    2019: ("05-04", "05-05", "05-11", "05-01", "03-09"),
    2020: ("05-03", "05-10", "03-08"),
    2021: ("05-02", "05-03", "05-09", "05-10", "03-08"),
    2022: ("05-01", "05-08", "05-09", "03-08"),
    2023: ("03-08",),
    2024: ("05-01",),
    2025: ("03-09",),
    2026: ("03-08",),
}
TO_2023 = ((5, "wed", 1, True), (5, "mon", 1, True))
FROM_2023 = ((4, "wed", 2, False), (4, "mon", 3, False))
ESSAY = {
    2018: "12-05 02-06 05-08",
    2019: "12-04 02-05 05-06",
    2020: "12-02 02-03 05-05",
    2021: "12-01 02-02 05-04",
    2022: "12-07 02-01 05-03",
    2023: "12-06 02-07 04-10",
    2024: "12-04 02-05 04-09",
    2025: "12-03 02-04 04-08",
    2026: "12-02 02-03 04-14",
}
INTERVIEW = {
    2018: "02-13 03-13 05-06",
    2019: "02-12 03-11 05-18",
    2020: "02-10 03-10 05-17",
    2021: "02-09 03-09 05-16",
    2022: "02-08 03-15 05-15",
    2023: "02-14 03-13 04-15",
    2024: "02-12 03-12 04-21",
    2025: "02-11 03-11 04-20",
    2026: "02-10 03-10 04-19",
}


def formula(month: int, weekday: str, nth: int, working: bool) -> AttemptDay:
    return AttemptDay(1, month, weekday, nth, "", "", "I", working)  # type: ignore[arg-type]


def off_in(begins: int) -> WorkingDays:
    return WorkingDays(SpecialDays(date.fromisoformat(f"{begins + 1}-{day}"), "") for day in OFF[begins])


@pytest.mark.parametrize("begins", ESSAY)
def test_formulas_give_the_days_of_every_known_year(begins: int) -> None:
    essay, interview = TO_2023 if begins < 2023 else FROM_2023
    rows = {
        ESSAY[begins]: ((12, "wed", 1, False), (2, "wed", 1, False), essay),
        INTERVIEW[begins]: ((2, "wed", 2, False), (3, "wed", 2, True), interview),
    }
    for days, formulas in rows.items():
        found = [formula(*one).day(begins, off_in(begins)) for one in formulas]
        assert " ".join(f"{one:%m-%d}" for one in found if one) == days
        assert all(one and one.year == begins + (one.month < 9) for one in found)


def test_month_without_such_a_day_has_none() -> None:
    assert formula(2, "wed", 5, False).day(2025, WorkingDays(())) is None


def test_special_days_outweigh_the_weekday() -> None:
    saturday, monday = date(2024, 11, 2), date(2024, 11, 4)
    plain = WorkingDays(())
    assert (plain.holds(saturday), plain.holds(monday)) == (False, True)
    special = WorkingDays((SpecialDays(saturday, "", working=True), SpecialDays(monday, "", last=date(2024, 11, 5))))
    assert (special.holds(saturday), special.holds(monday), special.holds(date(2024, 11, 5))) == (True, False, False)
    assert special.after(date(2024, 11, 1), 2) == date(2024, 11, 6)


@given(some.dates(date(2019, 9, 1), date(2027, 8, 31)), some.integers(0, 30))
def test_working_days_add_up(day: date, count: int) -> None:
    days = WorkingDays((SpecialDays(date(2020, 1, 1), "", last=date(2020, 1, 8)),))
    end = days.after(day, count)
    between = sum(days.holds(day + timedelta(days=one)) for one in range(1, (end - day).days + 1))
    assert between == count
    assert end == day or days.holds(end)
