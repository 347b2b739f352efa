"""Аттестат с отличием and medals."""

from datetime import date

from app.domain.exams import ExamResult
from data.records import exams, pupil
from validators.case import Case, of

JULY, LATER = date(2020, 7, 1), date(2026, 7, 1)


def scored(**scores: int) -> list[ExamResult]:
    """Results of ЕГЭ in test scores, базовая математика in marks."""
    return [
        ExamResult(subject=key, unread={}, **{"mark" if key == "math_basic" else "test_score": value})
        for key, value in scores.items()
    ]


def medallist(key: str, *chosen: str, **scores: int) -> list:
    return of(pupil(11, medal=key, exams=exams("ege", *(chosen or scores)), results=scored(**scores)))


def marked(mark: int, **changed: object) -> ExamResult:
    return ExamResult(subject="rus", mark=mark, unread={}, **changed)


CASES = [
    Case(
        "MED-1",
        "distinction",
        lambda: of(pupil(9, distinction=True, results=[marked(3)])),
        lambda: of(
            pupil(9, distinction=True, results=[marked(4)]),
            pupil(9, results=[marked(2)]),
            pupil(9, distinction=True),
        ),
        as_of=JULY,
    ),
    Case(
        "MED-1",
        "distinction",
        lambda: of(pupil(9, distinction=True, results=[marked(5, status="not_reached")])),
        lambda: of(pupil(9, distinction=True, results=[marked(5, status="official")])),
        as_of=JULY,
    ),
    Case(
        "MED-2",
        "medal",
        lambda: medallist("federal_1", rus=69, math_profile=90),
        lambda: [
            *medallist("federal_1", rus=70, math_profile=70),
            *medallist("federal_1", rus=70, math_basic=5),
            *medallist("federal_1", "rus", "math_profile", rus=70),  # not all results are there
            *medallist("regional", rus=40),
            *of(pupil(11, medal="federal_1")),
        ],
        as_of=JULY,
    ),
    Case(
        "MED-2",
        "medal",
        lambda: medallist("federal_1", rus=90, math_profile=69, soc=90),  # of 2019 only математика counts
        lambda: medallist("federal_1", rus=90, math_profile=71, soc=50),
        as_of=JULY,
    ),
    Case(
        "MED-2",
        "medal",
        lambda: [
            *medallist("federal_1", rus=70, math_basic=4),
            *medallist("federal_1", rus=70, math_profile=60, soc=69),
            *medallist("federal_2", rus=59, soc=80),
            *medallist("federal_2", rus=60, math_basic=5),
        ],
        lambda: [
            *medallist("federal_1", rus=70, math_profile=60, soc=70),
            *medallist("federal_1", rus=70, math_basic=5),
            *medallist("federal_2", rus=60, soc=60, math_basic=3),
        ],
        as_of=LATER,
        year="2025-26",
    ),
    Case(
        "MED-5",
        "medal",
        lambda: of(pupil(11, medal="federal_2")),
        lambda: of(pupil(11, medal="federal_1"), pupil(11, medal="regional"), pupil(5, medal="federal_2"), pupil(11)),
        as_of=JULY,
    ),
    Case(
        "MED-6",
        "distinction",
        lambda: of(pupil(11, distinction=True), pupil(5, distinction=True)),
        lambda: of(
            pupil(9, distinction=True), pupil(11, distinction=False), pupil(11, class_name=None, distinction=True)
        ),
        as_of=JULY,
    ),
    Case(
        "MED-6",
        "medal",
        lambda: of(pupil(9, medal="federal_1"), pupil(10, medal="regional")),
        lambda: of(pupil(11, medal="regional"), pupil(12, medal="federal_1"), pupil(9)),
        as_of=JULY,
    ),
    *(
        Case(
            "MED-7",
            "medal",
            lambda: of(pupil(11, medal="regional")),
            lambda: of(pupil(11, medal="federal_2"), pupil(9, medal="regional")),
            as_of=day,
            year=year,
        )
        for year, day in (("2024-25", date(2025, 6, 30)), ("2025-26", LATER), ("2026-27", date(2027, 6, 30)))
    ),
]
