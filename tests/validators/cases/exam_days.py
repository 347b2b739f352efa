"""Days of exams."""

from datetime import date

from data.records import exam, pupil
from validators.case import Case, of

RUS, HIST = date(2020, 5, 28), date(2020, 6, 4)
RESERVE = date(2020, 6, 22)
ORAL = date(2020, 6, 15)
JULY = date(2026, 7, 8)
SUMMER = date(2026, 7, 20)


def sat(subject: str, day: date | None, period: str | None = "main", form: str = "ege", **changed: object) -> list:
    """One chosen exam with its day and period."""
    return [exam(subject, form, day=day, period=period, **changed)]


CASES = [
    Case(
        "EXAM-2",
        "exams.1.day",
        lambda: of(pupil(11, exams=sat("rus", date(2020, 6, 1)))),
        lambda: of(
            pupil(11, exams=sat("rus", RUS)),
            pupil(11, exams=sat("rus", RESERVE)),
            pupil(9, exams=sat("bio", date(2020, 5, 22), form="oge")),
            pupil(9, exams=sat("bio", date(2020, 6, 30), form="oge")),
            pupil(11, exams=sat("rus", date(2020, 6, 1), form="gve"), ovz=True),
            pupil(5, exams=sat("rus", date(2020, 6, 1))),
        ),
    ),
    Case(
        "EXAM-2",
        "exams.1.day",
        lambda: of(pupil(9, exams=sat("bio", date(2020, 7, 1), form="oge"))),
        lambda: of(pupil(9, exams=sat("math", date(2020, 5, 12), "early", "oge"))),
    ),
    Case(
        "EXAM-2",
        "exams.1.day",
        lambda: of(pupil(11, exams=sat("eng", ORAL, oral=True))),
        lambda: of(pupil(11, exams=sat("eng", date(2020, 6, 11), oral=True))),
    ),
    Case(
        "EXAM-2",
        "exams.1.day",
        lambda: of(pupil(9, exams=sat("bio", date(2026, 6, 6), form="oge"))),
        lambda: of(
            pupil(9, exams=sat("bio", date(2026, 6, 5), form="oge")),
            pupil(9, exams=sat("bio", date(2026, 6, 16), form="oge")),
            pupil(11, exams=sat("rus", date(2026, 9, 4), "additional")),
        ),
        as_of=SUMMER,
        year="2025-26",
    ),
    Case(
        "EXAM-2",
        "exams.1.day",
        lambda: of(pupil(11, class_name=None, category="C5", exams=sat("hist", RUS))),
        lambda: of(pupil(11, class_name=None, category="C5", exams=sat("hist", date(2020, 4, 6), "early"))),
    ),
    Case(
        "EXAM-3",
        "exams.1.period",
        lambda: of(pupil(11, exams=sat("rus", RUS, "early"))),
        lambda: of(
            pupil(11, exams=sat("rus", RUS)),
            pupil(11, exams=sat("rus", RUS, None)),
            pupil(11, exams=sat("rus", date(2020, 6, 2), "early")),  # no day of the calendar: EXAM-2
            pupil(11, exams=sat("rus", None, "early")),
        ),
    ),
    Case(
        "EXAM-4",
        "exams.1.period",
        lambda: of(pupil(11, exams=sat("rus", RUS, None))),
        lambda: of(
            pupil(11, exams=sat("rus", RUS)),
            pupil(11),
            pupil(11, exams=sat("rus", RUS, None, unread={"period": "весной"})),
        ),
    ),
    Case(
        "CAT-4",
        "exams.1.day",
        lambda: of(pupil(11, class_name=None, category="C5", exams=sat("rus", RUS))),
        lambda: of(
            pupil(11, class_name=None, category="C5", exams=sat("rus", RESERVE)),
            pupil(11, class_name=None, category="C5", exams=sat("rus", date(2020, 3, 23), "early")),
            pupil(11, exams=sat("rus", RUS)),
            pupil(10, category="C3", exams=sat("geo", date(2020, 3, 20), "early")),
        ),
    ),
    Case(
        "CAT-4",
        "exams.1.period",
        lambda: of(pupil(11, exams=sat("rus", None, "early"))),
        lambda: of(
            pupil(11, exams=sat("rus", None)),
            pupil(9, exams=sat("rus", None, "early", "oge")),
            pupil(11, exams=sat("rus", None, "early", "gve"), ovz=True),
        ),
    ),
    Case(
        "CAT-4",
        "exams.1.day",
        lambda: of(pupil(11, exams=[*sat("hist", RESERVE), *sat("rus", RUS)])),
        lambda: of(pupil(11, exams=[*sat("hist", RESERVE), *sat("phys", HIST)])),  # both have one main day
    ),
    Case(
        "G11-10",
        "exams.1.period",
        lambda: of(pupil(11, exams=sat("phys", JULY, "retake"))),
        lambda: of(pupil(11, exams=sat("phys", HIST))),
    ),
    Case(
        "G11-10",
        "exams.1.period",
        lambda: of(
            pupil(9, exams=sat("phys", JULY, "retake", "oge")),
            pupil(11, category="C4", exams=sat("phys", JULY, "retake")),
            pupil(11, category="C5", class_name=None, exams=sat("phys", JULY, "retake")),
        ),
        lambda: of(
            pupil(11, exams=sat("phys", JULY, "retake")), pupil(12, exams=sat("phys", date(2026, 7, 9), "retake"))
        ),
        as_of=SUMMER,
        year="2025-26",
    ),
    Case(
        "G11-10",
        "exams",
        lambda: of(pupil(11, exams=[*sat("phys", JULY, "retake"), *sat("soc", None, "retake")])),
        lambda: of(pupil(11, exams=[*sat("phys", JULY, "retake"), *sat("soc", date(2026, 6, 11))])),
        as_of=SUMMER,
        year="2025-26",
    ),
]
