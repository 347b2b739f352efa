"""The choice of exams."""

from datetime import date

from data.records import exam, exams, pupil
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
    Case(
        "CAT-5",
        "exams",
        lambda: of(pupil(9, exams=[exam(one, "oge", day=date(2020, 6, 2), period="main") for one in ("bio", "geo")])),
        lambda: of(
            pupil(9, exams=[exam("bio", "oge", day=date(2020, 6, 2)), exam("geo", "oge", day=date(2020, 6, 3))]),
            pupil(11, exams=[exam("hist", "ege", day=date(2020, 6, 22)), exam("phys", "ege")]),
            pupil(11, exams=[exam("hist", "ege", period="early"), exam("phys", "ege")]),
        ),
    ),
    Case(
        "CAT-5",
        "exams",
        lambda: of(pupil(11, class_name=None, category="C5", exams=exams("ege", "hist", "phys"))),
        lambda: of(pupil(11, class_name=None, category="C5", exams=exams("ege", "hist", "rus"))),
    ),
    Case(
        "EXAM-5",
        "exams.1.oral",
        lambda: of(pupil(9, exams=[exam("bio", "oge", oral=True)])),
        lambda: of(
            pupil(9, exams=[exam("bio", "oge", oral=False), exam("eng", "oge")]), pupil(11, exams=exams("ege", "chi"))
        ),
    ),
]
