"""Categories of участники."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.domain.last_year import LastPupil
from app.validators.context import Context
from data.records import exams, pupil
from validators.case import Case, of


def last_year(class_name: str | None) -> Callable[[Context], Context]:
    """A context in which last year's base has everybody in a class."""
    return lambda context: replace(context, last_pupil=lambda _student: LastPupil(class_name=class_name))


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
    Case(
        "C4a",
        "enrolled",
        lambda: of(pupil(11, category="C4", enrolled=date(2018, 8, 31))),
        lambda: of(
            pupil(11, category="C4"),
            pupil(11, category="C4", enrolled=date(2018, 9, 1)),
            pupil(11, category="C4", enrolled=date(2019, 9, 2)),
            pupil(11, enrolled=date(2010, 9, 1)),
        ),
    ),
    Case(
        "C4a",
        "category",
        lambda: of(pupil(11, category="C4")),
        lambda: of(pupil(11)),
        other=last_year("10А"),
    ),
    *(
        Case(
            "C4a",
            "enrolled",
            lambda: of(pupil(11, category="C4", enrolled=date(2010, 9, 1))),
            lambda: of(pupil(11, category="C4")),
            other=last_year(name),
        )
        for name in ("11А", "12А", None)
    ),
    Case(
        "C5b",
        "exams",
        lambda: of(pupil(11, class_name=None, category="C5", exams=[])),
        lambda: of(pupil(11, class_name=None, category="C5"), pupil(11, category="C5", exams=[]), pupil(11, exams=[])),
        as_of=date(2020, 2, 2),
    ),
    Case(
        "C5b",
        "exams",
        lambda: of(pupil(11, class_name=None, category="C5", exams=[])),
        lambda: of(pupil(11, class_name=None, category="C5")),
        as_of=date(2026, 2, 3),
        year="2025-26",
    ),
    Case(
        "CAT-3a",
        "study_form",
        lambda: of(pupil(9, study_form="external"), pupil(11, study_form="external")),
        lambda: of(
            pupil(9, study_form="family"),
            pupil(10, study_form="external"),
            pupil(5, study_form="external"),
            pupil(11, category="C5", study_form="external"),
        ),
    ),
]
