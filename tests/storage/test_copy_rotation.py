"""Which copies are kept: by number alone, with the days that were noted, however the clock went."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.storage.rotation import DAYS, LAST, MONTHS, superfluous

BEGUN = date(2019, 9, 2)


def kept(copies: list[tuple[int, date | None]]) -> list[int]:
    return sorted({number for number, _ in copies} - superfluous(copies))


def test_the_last_ones_stay_and_of_older_ones_one_a_day_a_week_a_month() -> None:
    daily = [(number, BEGUN + timedelta(days=number)) for number in range(1, 271)]
    stay = kept(daily)
    assert stay[-LAST:] == list(range(271 - LAST, 271))
    months = {(day.year, day.month) for number, day in daily if number in stay}
    assert len(months) == 9  # of all nine months of work
    assert len(stay) <= LAST + DAYS + 4 + MONTHS


def test_many_copies_of_one_day_leave_the_last() -> None:
    copies = [(number, BEGUN) for number in range(1, 31)]
    assert kept(copies) == list(range(21, 31))


def test_a_copy_without_a_day_is_never_superfluous() -> None:
    assert superfluous([(number, None) for number in range(50)]) == set()


def test_a_clock_set_back_or_forward_never_takes_the_newest() -> None:
    for day in (date(2018, 9, 1), date(2029, 9, 1)):
        copies = [(number, BEGUN + timedelta(days=number)) for number in range(1, 31)]
        copies += [(number, day) for number in range(31, 61)]
        assert set(range(60 - LAST + 1, 61)) <= set(kept(copies))


@given(st.lists(st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)), max_size=60))
def test_the_newest_stay_whatever_days_were_noted(days: list[date | None]) -> None:
    copies = list(enumerate(days, 1))
    stay = set(kept(copies))
    assert {number for number, _ in copies[-LAST:]} <= stay
    months = {(day.year, day.month) for day in days if day}
    of_months = {(day.year, day.month) for number, day in copies if day and number in stay}
    assert len(of_months) >= min(len(months), MONTHS)
