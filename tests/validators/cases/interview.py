"""Собеседование."""

from datetime import date

from data.records import attempt, pupil
from validators.case import Case, of

FIRST, SECOND, THIRD = date(2020, 2, 12), date(2020, 3, 11), date(2020, 5, 18)
SPRING = date(2026, 3, 25)

CASES = [
    Case(
        "INT-1",
        "attempts",
        lambda: of(pupil(9, attempts=[])),
        lambda: of(
            pupil(9, attempts=[attempt("interview", FIRST, None)]),
            pupil(9, attempts=[], enrolled=date(2020, 1, 14)),
            pupil(8),
            pupil(10),
        ),
        as_of=date(2020, 1, 14),
    ),
    Case(
        "INT-1",
        "attempts",
        lambda: of(pupil(9, attempts=[])),
        lambda: of(pupil(9, attempts=[attempt("interview", date(2026, 2, 11))])),
        as_of=SPRING,
        year="2025-26",
    ),
    Case(
        "INT-1a",
        "attempts.1.kind",
        lambda: of(pupil(11, attempts=[attempt("interview", FIRST)])),
        lambda: of(pupil(9), pupil(11), pupil(9, class_name=None)),
    ),
    Case(
        "INT-2",
        "attempts.1.applied",
        lambda: of(pupil(9, attempts=[attempt("interview", FIRST, applied=date(2020, 1, 30))])),
        lambda: of(pupil(9, attempts=[attempt("interview", FIRST, applied=date(2020, 1, 29))]), pupil(11)),
    ),
    Case(
        "INT-3",
        "attempts.1.day",
        lambda: of(pupil(9, attempts=[attempt("interview", SECOND)])),
        lambda: of(
            pupil(9),
            pupil(9, attempts=[attempt("interview", SECOND)], enrolled=date(2020, 2, 13)),
            pupil(9, attempts=[attempt("interview", FIRST, "fail"), attempt("interview", SECOND)]),
        ),
    ),
    Case(
        "INT-3",
        "attempts.1.day",
        lambda: of(pupil(9, attempts=[attempt("interview", THIRD, None)], enrolled=date(2020, 1, 13))),
        lambda: of(
            pupil(9, attempts=[attempt("interview", THIRD, None)], enrolled=date(2020, 1, 14)),  # the list was closed
            pupil(9, attempts=[attempt("interview", date(2020, 5, 4), None)]),  # no day of the year: ATT-1
        ),
    ),
    Case(
        "INT-5",
        "attempts.2.day",
        lambda: of(pupil(9, attempts=[attempt("interview", FIRST), attempt("interview", SECOND, None)])),
        lambda: of(pupil(9, attempts=[attempt("interview", FIRST, "fail"), attempt("interview", SECOND)])),
    ),
]
