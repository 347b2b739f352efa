"""Сочинение and изложение."""

from datetime import date
from functools import partial

from app.domain.field import Record
from data.records import attempt, pupil
from validators.case import Case, of

FIRST, SECOND, THIRD = date(2019, 12, 4), date(2020, 2, 5), date(2020, 5, 6)
SUMMER = date(2020, 6, 1)


def graduate(*days: tuple[date, str | None], **changed: object) -> Record:
    """A graduate of class 11 with a сочинение on each day and what came of it."""
    return pupil(11, attempts=[attempt("essay", day, result) for day, result in days], **changed)


def on(day: date, **changed: object) -> Record:
    return pupil(11, attempts=[attempt("essay", FIRST, **changed)], enrolled=day)


CASES = [
    Case(
        "ESS-1",
        "attempts",
        lambda: of(pupil(11, attempts=[])),
        lambda: of(
            pupil(11, attempts=[], enrolled=date(2019, 11, 9)),
            pupil(11, attempts=[attempt("summary", FIRST)], ovz=True),
            pupil(11, attempts=[], category="C4"),
            pupil(10),
        ),
        as_of=date(2019, 11, 9),
    ),
    Case("ESS-1", "attempts", lambda: of(pupil(12, attempts=[])), lambda: of(pupil(12))),
    Case(
        "ESS-1",
        "attempts",
        lambda: of(pupil(11, attempts=[], enrolled=date(2019, 11, 8))),
        lambda: of(pupil(11)),
    ),
    Case(
        "ESS-1a",
        "attempts.1.kind",
        lambda: of(pupil(10, attempts=[attempt("essay", FIRST)])),
        lambda: of(
            pupil(10),
            pupil(12),
            pupil(9),
            pupil(11, class_name=None, category="C5"),
        ),
    ),
    Case(
        "ESS-2",
        "attempts.1.kind",
        lambda: of(pupil(11, attempts=[attempt("summary", FIRST)])),
        lambda: of(
            pupil(11),
            *(
                pupil(11, attempts=[attempt("summary", FIRST)], **{ground: True})
                for ground in ("ovz", "disabled", "home_schooling", "closed_institution")
            ),
        ),
    ),
    Case(
        "ESS-2a",
        "attempts.2.kind",
        lambda: of(pupil(11, ovz=True, attempts=[attempt("essay", FIRST), attempt("summary", FIRST)])),
        lambda: of(pupil(11, ovz=True, attempts=[attempt("essay", FIRST, "fail"), attempt("summary", SECOND)])),
    ),
    Case(
        "ESS-3",
        "attempts",
        lambda: of(pupil(11, class_name=None, category="C5")),
        lambda: of(pupil(11, class_name=None, category="C5", attempts=[]), pupil(11)),
    ),
    Case(
        "ESS-4",
        "attempts.1.applied",
        lambda: of(pupil(11, attempts=[attempt("essay", FIRST, applied=date(2019, 11, 21))])),
        lambda: of(
            pupil(11, attempts=[attempt("essay", FIRST, applied=date(2019, 11, 20))]),
            on(date(2019, 12, 5), applied=date(2019, 11, 25)),
            pupil(11, attempts=[attempt("essay", date(2018, 12, 5), applied=None)]),
        ),
    ),
    Case(
        "ESS-4",
        "attempts.1.applied",
        lambda: of(pupil(11, attempts=[attempt("essay", FIRST, None, applied=None)])),
        lambda: of(
            pupil(11),
            pupil(11, attempts=[attempt("essay", FIRST, applied=None, unread={"applied": "не применимо"})]),
            pupil(11, attempts=[attempt("essay", SECOND, applied=None)]),  # the list for it is still open
        ),
        as_of=date(2019, 11, 9),
    ),
    Case(
        "ESS-5",
        "attempts.1.day",
        lambda: of(graduate((SECOND, "pass")), graduate((SECOND, "pass"), enrolled=date(2019, 11, 8))),
        lambda: of(
            graduate((FIRST, "pass")),
            graduate((SECOND, "pass"), enrolled=date(2019, 12, 5)),
            graduate((SECOND, "pass"), enrolled=date(2019, 11, 9)),  # after the list of the first day was closed
            graduate((SECOND, "pass"), category="C4"),
        ),
    ),
    *(
        Case(
            "ESS-5",
            "attempts.2.day",
            partial(lambda result: of(graduate((FIRST, result), (SECOND, None))), result),
            lambda: of(
                *(graduate((FIRST, one), (SECOND, None)) for one in ("fail", "absent_valid", "unfinished")),
                graduate((FIRST, "fail"), (SECOND, "unfinished"), (THIRD, "pass")),
                graduate((FIRST, "pass"), (SECOND, None)),  # of this ESS-5a speaks
                graduate((FIRST, None), (SECOND, None), enrolled=date(2019, 12, 10)),
            ),
        )
        for result in ("absent", "removed", None)
    ),
    Case(
        "ESS-5",
        "attempts.2.day",
        lambda: of(graduate((FIRST, None), (SECOND, None))),
        lambda: of(graduate((FIRST, None))),
        as_of=FIRST,
    ),
    Case(
        "ESS-5",
        "attempts.3.day",
        lambda: of(graduate((FIRST, "fail"), (SECOND, "absent"), (THIRD, None))),
        lambda: of(graduate((FIRST, "absent"), (THIRD, None), enrolled=date(2020, 2, 1))),
        as_of=SUMMER,
    ),
    Case(
        "ESS-5",
        "attempts.2.day",
        lambda: of(graduate((date(2025, 12, 3), "absent"), (date(2026, 2, 4), None))),
        lambda: of(graduate((date(2025, 12, 3), "removed"), (date(2026, 2, 4), None))),  # so from 2023/24
        as_of=date(2026, 3, 1),
        year="2025-26",
    ),
    Case(
        "ESS-5a",
        "attempts.2.day",
        lambda: of(graduate((FIRST, "pass"), (SECOND, None))),
        lambda: of(
            graduate((FIRST, "fail"), (SECOND, "pass")),
            graduate((FIRST, "pass"), (SECOND, None), category="C5", class_name=None),
        ),
    ),
]
