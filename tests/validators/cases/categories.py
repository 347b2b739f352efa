"""Categories of участники."""

from data.records import exams, pupil
from validators.case import Case, of

CASES = [
    Case("C1", "category", lambda: of(pupil(5, category="C1")), lambda: of(pupil(9), pupil(11), pupil(12))),
    Case(
        "C1a",
        "category",
        lambda: of(pupil(12, category="C2", exams=[])),
        lambda: of(pupil(12), pupil(12, category="C4")),
    ),
    Case(
        "C2",
        "category",
        lambda: of(pupil(11, category="C2", exams=exams("gve", "rus"), ovz=True)),
        lambda: of(pupil(10)),
    ),
    Case(
        "C3",
        "category",
        lambda: of(pupil(10, category="C2", exams=exams("ege", "geo"))),
        lambda: of(pupil(10, category="C3", exams=exams("ege", "geo"))),
    ),
    Case("C3", "category", lambda: of(pupil(7, category="C3")), lambda: of(pupil(10, category="C2"))),
    Case(
        "C3a",
        "exams",
        lambda: of(pupil(10, category="C3")),
        lambda: of(pupil(10, category="C3", exams=exams("ege", "geo")), pupil(5)),
    ),
    Case("C3a", "exams", lambda: of(pupil(10, category="C3", exams=exams("gve", "geo"))), lambda: of(pupil(10))),
    Case("C4", "category", lambda: of(pupil(10, category="C4")), lambda: of(pupil(11, category="C4"))),
    Case("C5", "category", lambda: of(pupil(11, category="C5")), lambda: of(pupil(11))),
    Case(
        "C5a",
        "exams",
        lambda: of(pupil(11, category="C5", ovz=True, exams=exams("gve", "rus"))),
        lambda: of(pupil(11, category="C5", exams=exams("ege", "rus"))),
    ),
    Case("CAT-3", "category", lambda: of(pupil(11, class_name=None, category="C5")), lambda: of(pupil(11))),
    Case("CAT-6", "category", lambda: of(pupil(10, category="C1")), lambda: of(pupil(10))),
    Case("CAT-6", "category", lambda: of(pupil(9, category="C2")), lambda: of(pupil(9))),
    Case("CAT-6", "category", lambda: of(pupil(11, category="C3")), lambda: of(pupil(11))),
    Case("CAT-7", "category", lambda: of(pupil(5, category="C2")), lambda: of(pupil(5))),
    Case("CAT-7", "category", lambda: of(pupil(10, category="C99")), lambda: of(pupil(10))),
    Case("CAT-7", "exams", lambda: of(pupil(8, exams=exams("oge", "rus"))), lambda: of(pupil(8))),
]
