"""ГИА-11."""

from datetime import date

from app.domain.exams import ExamResult
from data.records import exam, exams, pupil
from validators.case import Case, of

CASES = [
    Case(
        "G11-1",
        "exams",
        lambda: of(pupil(11, exams=exams("ege", "rus", "geo"))),
        lambda: of(pupil(11), pupil(10, category="C3", exams=exams("ege", "geo"))),
    ),
    Case(
        "G11-1",
        "exams",
        lambda: of(pupil(11, category="C4", exams=[])),
        lambda: of(pupil(11, category="C4", exams=exams("ege", "rus"))),
    ),
    Case(
        "G11-1a",
        "exams",
        lambda: of(pupil(11, category="C4", exams=exams("ege", "rus"))),
        lambda: of(pupil(11, category="C4")),
    ),
    Case(
        "G11-2",
        "exams",
        lambda: of(pupil(11, exams=exams("ege", "rus", "math_basic", "math_profile"))),
        lambda: of(pupil(11)),
    ),
    Case(
        "G11-3",
        "exams",
        lambda: of(pupil(11, category="C5", exams=exams("ege", "math_basic"))),
        lambda: of(pupil(11, category="C5", exams=exams("ege", "math_profile"))),
    ),
    Case(
        "G11-3a",
        "exams",
        lambda: of(pupil(10, category="C3", exams=exams("ege", "math_basic"))),
        lambda: of(pupil(10, category="C3", exams=exams("ege", "geo"))),
    ),
    Case("G11-4", "exams", lambda: of(pupil(11, exams=exams("ege", "rus", "math"))), lambda: of(pupil(11))),
    Case("G11-5", "exams", lambda: of(pupil(11, exams=exams("oge", "rus", "math_basic"))), lambda: of(pupil(11))),
    Case(
        "RC-3",
        "special_seating",
        lambda: of(pupil(11, special_seating=True)),
        lambda: of(pupil(11, special_seating=True, disabled=True), pupil(9, special_seating=True)),
    ),
    Case(
        "RC-3",
        "special_seating",
        lambda: of(pupil(11, ovz=True)),
        lambda: of(pupil(11, ovz=True, special_seating=False)),
    ),
    Case(
        "RC-3",
        "special_seating",
        lambda: of(pupil(11, ovz=True)),
        lambda: of(pupil(11, ovz=True, unread={"special_seating": "не применимо"}), pupil(11, ovz=True, exams=[])),
    ),
    Case(
        "G11-1a",
        "exams",
        lambda: of(pupil(11, category="C4", exams=exams("ege", "rus"))),
        lambda: of(
            pupil(
                11,
                category="C4",
                exams=exams("ege", "rus"),
                results=[ExamResult(subject="math_basic", day=date(2019, 6, 3), mark=4, status="official", unread={})],
            )
        ),
    ),
    *(
        Case(
            "G11-7a",
            "exams.1.oral",
            lambda: of(
                pupil(11, exams=[exam("eng", "ege", oral=None)]),
                pupil(10, category="C3", exams=[exam("chi", "ege", oral=False)]),
                pupil(11, class_name=None, category="C5", exams=[exam("eng", "ege", oral=None)]),
            ),
            lambda: of(
                pupil(11, exams=[exam("eng", "ege", oral=True), exam("phys", "ege")]),
                pupil(11, exams=[exam("eng", "ege", oral=None, unread={"oral": "не применимо"})]),
                pupil(11, exams=[exam("eng", "gve", oral=None)], ovz=True),
                pupil(9, exams=[exam("eng", "oge", oral=None)]),
            ),
            as_of=day,
            year=year,
        )
        for year, day in (("2019-20", date(2020, 2, 2)), ("2025-26", date(2026, 2, 3)))
    ),
    Case(
        "G11-7a",
        "exams.1.oral",
        lambda: of(pupil(11, exams=[exam("eng", "ege", oral=False)])),
        lambda: of(pupil(11, exams=exams("ege", "eng"))),
    ),
]
