"""ГИА-11."""

from data.records import exams, pupil
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
]
