"""ГИА-9."""

from datetime import date

from data.records import exams, pupil
from validators.case import Case, of

OVZ9 = {"ovz": True}
SEPTEMBER = date(2019, 9, 20)

CASES = [
    Case("G9-1", "exams", lambda: of(pupil(9, exams=exams("oge", "rus", "bio", "geo"))), lambda: of(pupil(9))),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"))),
        lambda: of(
            pupil(9),
            pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "native_lang")),
        ),
    ),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "soc"), ovz=True)),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math"), disabled=True)),
    ),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio", "geo", "soc"))),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"))),
        SEPTEMBER,
    ),
    Case("G9-3", "exams", lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio", "chi"))), lambda: of(pupil(9))),
    Case(
        "G9-4",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"), **OVZ9)),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math"), **OVZ9), pupil(9, **OVZ9)),
    ),
    Case("G9-5", "exams", lambda: of(pupil(9, exams=exams("ege", "rus", "math", "bio", "geo"))), lambda: of(pupil(9))),
    Case(
        "G9-5",
        "exams",
        lambda: of(pupil(9, exams=exams("gve", "rus", "math", "bio", "geo"))),
        lambda: of(
            pupil(9, exams=exams("gve", "rus", "math"), ovz=True),
            pupil(9, exams=exams("gve", "rus", "math", "bio", "geo"), closed_institution=True),
        ),
    ),
]
