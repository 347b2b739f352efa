"""What сочинение, изложение and собеседование have in common."""

from datetime import date

from app.domain.exams import Attempt
from data.records import attempt, pupil
from validators.case import Case, of

ESSAY = date(2019, 12, 4)
SECOND = date(2020, 2, 5)
INTERVIEW = date(2020, 2, 12)

CASES = [
    Case(
        "ATT-1",
        "attempts.1.day",
        lambda: of(pupil(11, attempts=[attempt("essay", date(2019, 12, 5))])),
        lambda: of(
            pupil(11),
            pupil(11, attempts=[attempt("essay", date(2018, 12, 5))]),  # an earlier year's
            pupil(11, attempts=[attempt("summary", SECOND)], ovz=True),
            pupil(11, attempts=[Attempt(kind="essay", unread={})]),
        ),
    ),
    Case(
        "ATT-1",
        "attempts.1.day",
        lambda: of(pupil(9, attempts=[attempt("interview", date(2026, 4, 6))])),
        lambda: of(*(pupil(9, attempts=[attempt("interview", date(2026, month, 11))]) for month in (2, 3))),
        as_of=date(2026, 5, 1),
        year="2025-26",
    ),
    Case(
        "ATT-2",
        "attempts.1.result",
        lambda: of(pupil(9)),
        lambda: of(pupil(9, attempts=[attempt("interview", INTERVIEW, None)])),
        as_of=date(2020, 2, 11),
    ),
    Case(
        "ATT-2",
        "attempts.2.result",
        lambda: of(pupil(11, attempts=[attempt("essay", ESSAY, "fail"), attempt("essay", SECOND)])),
        lambda: of(pupil(11)),
        as_of=date(2020, 2, 4),
    ),
    Case(
        "ATT-3",
        "attempts.1.result",
        lambda: of(pupil(9, attempts=[attempt("interview", INTERVIEW, None)])),
        lambda: of(
            pupil(9),
            pupil(9, attempts=[attempt("interview", INTERVIEW, None)], enrolled=date(2020, 2, 13)),
            pupil(9, attempts=[attempt("interview", INTERVIEW, None, unread={"result": "не применимо"})]),
        ),
        as_of=date(2020, 2, 27),
    ),
    Case(
        "ATT-3",
        "attempts.1.result",
        lambda: of(pupil(11, attempts=[attempt("essay", ESSAY, None)])),
        lambda: of(pupil(9, attempts=[attempt("interview", INTERVIEW, None)])),
        as_of=date(2020, 2, 26),
    ),
    Case(
        "ATT-4",
        "attempts.1.day",
        lambda: of(pupil(9, attempts=[Attempt(kind="interview", unread={})])),
        lambda: of(pupil(9), pupil(9, attempts=[Attempt(kind="interview", unread={"day": "12 фев"})])),
    ),
    Case(
        "ATT-4",
        "attempts.1.kind",
        lambda: of(pupil(11, attempts=[Attempt(day=ESSAY, unread={})])),
        lambda: of(pupil(11)),
    ),
]
