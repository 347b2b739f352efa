"""The choice of exams."""

from datetime import date

from data.records import exams, pupil
from validators.case import Case, of

SEPTEMBER = date(2019, 9, 20)

CASES = [
    Case(
        "CAT-5",
        "exams",
        lambda: of(pupil(11, exams=exams("ege", "hist", "phys"))),
        lambda: of(
            pupil(11),
            pupil(11, exams=exams("ege", "math_basic", "math_profile")),
            pupil(11, exams=exams("gve", "hist", "phys"), ovz=True),
            pupil(9, exams=exams("oge", "hist", "phys")),
        ),
    ),
    Case("EXAM-1", "exams", lambda: of(pupil(9, exams=[])), lambda: of(pupil(9), pupil(10)), SEPTEMBER),
]
