"""ОВЗ, disability, schooling at home and their papers."""

from datetime import date

from app.domain.exams import ExamChoice
from app.domain.health import HealthPaper
from data.records import attempt, exams, health_paper, pupil
from validators.case import Case, of

OVZ_9 = date(2019, 11, 25)
OVZ_11 = date(2019, 11, 5)


def on_days(*days: date | None) -> list[ExamChoice]:
    return [
        ExamChoice(subject=subject, form="oge", day=one, unread={})
        for subject, one in zip(("rus", "math"), days, strict=True)
    ]


def until(day: date | None) -> HealthPaper:
    return health_paper("mse", until=day)


CASES = [
    Case(
        "OVZ-1",
        "health_papers",
        lambda: of(pupil(ovz=True), pupil(ovz=True, health_papers=[health_paper("mse")])),
        lambda: of(
            pupil(),
            pupil(ovz=True, health_papers=[health_paper()]),
            pupil(ovz=True, health_papers=[health_paper(None)]),
            pupil(10, ovz=True),
            pupil(ovz=True, category=None),
        ),
    ),
    Case(
        "OVZ-1",
        "health_papers",
        lambda: of(pupil(11, ovz=True)),
        lambda: of(pupil(9, ovz=True)),
        as_of=date(2019, 11, 6),
    ),
    Case("OVZ-1", "health_papers", lambda: of(pupil(ovz=True)), lambda: of(pupil(5)), as_of=date(2019, 11, 26)),
    Case(
        "OVZ-2",
        "health_papers",
        lambda: of(pupil(disabled=True)),
        lambda: of(pupil(disabled=True, health_papers=[health_paper("mse")])),
    ),
    Case(
        "OVZ-3",
        "health_papers",
        lambda: of(pupil(home_schooling=True)),
        lambda: of(pupil(home_schooling=True, health_papers=[health_paper("medical")])),
    ),
    Case(
        "OVZ-6",
        "health_papers",
        lambda: of(pupil(ovz=True, exams=exams("gve", "rus"))),
        lambda: of(
            pupil(ovz=True),
            pupil(exams=exams("gve", "rus")),
            pupil(ovz=True, exams=exams("gve", "rus"), health_papers=[health_paper()]),
        ),
        as_of=OVZ_9,
    ),
    Case(
        "OVZ-6",
        "health_papers",
        lambda: of(
            pupil(11, home_schooling=True, attempts=[attempt("summary", date(2019, 12, 4), None)]),
            pupil(11, disabled=True, conditions="extra_time"),
        ),
        lambda: of(pupil(11, disabled=True, conditions="access")),
        as_of=OVZ_11,
    ),
    Case(
        "OVZ-6",
        "health_papers",
        lambda: of(pupil(10, ovz=True, exams=exams("gve", "rus"))),
        lambda: of(pupil(ovz=True, exams=exams("gve", "rus"))),
    ),
    Case(
        "OVZ-9",
        "health_papers.1.until",
        lambda: of(pupil(disabled=True, health_papers=[health_paper("mse", until=date(2020, 6, 29))])),
        lambda: of(
            pupil(disabled=True, health_papers=[health_paper("mse", until=date(2020, 6, 30))]),
            pupil(disabled=True, health_papers=[health_paper("mse", until=date(2019, 9, 1))]),  # OVZ-11 speaks
        ),
    ),
    Case(
        "OVZ-9",
        "health_papers.1.until",
        lambda: of(
            pupil(exams=on_days(date(2020, 6, 9), date(2020, 6, 12)), health_papers=[until(date(2020, 6, 11))]),
            pupil(exams=on_days(date(2020, 6, 9), None), health_papers=[until(date(2020, 6, 29))]),
            pupil(10, health_papers=[until(date(2020, 4, 9))]),
        ),
        lambda: of(
            pupil(exams=on_days(date(2020, 6, 9), date(2020, 6, 12)), health_papers=[until(date(2020, 6, 12))]),
            pupil(health_papers=[until(date(2020, 6, 1)), until(date(2021, 6, 1))]),
            pupil(health_papers=[until(date(2020, 6, 1)), until(None)]),
            pupil(10, health_papers=[until(date(2020, 4, 10))]),
        ),
    ),
    Case(
        "OVZ-10",
        "ovz",
        lambda: of(pupil(health_papers=[health_paper()])),
        lambda: of(
            pupil(ovz=True, health_papers=[health_paper()]),
            pupil(disabled=True, health_papers=[health_paper()]),
            pupil(health_papers=[health_paper(until=date(2019, 8, 31))]),
            pupil(health_papers=[health_paper(None)]),
        ),
    ),
    Case(
        "OVZ-10",
        "disabled",
        lambda: of(pupil(ovz=True, health_papers=[health_paper(), health_paper("mse")])),
        lambda: of(pupil(disabled=True, health_papers=[health_paper("mse")])),
    ),
    Case(
        "OVZ-10",
        "home_schooling",
        lambda: of(pupil(health_papers=[health_paper("medical")])),
        lambda: of(pupil(ovz=True, health_papers=[health_paper("medical")])),
    ),
    Case(
        "OVZ-11",
        "health_papers.1.issued",
        lambda: of(
            pupil(ovz=True, health_papers=[health_paper(issued=date(2020, 4, 11))]),
            pupil(ovz=True, health_papers=[health_paper(issued=date(2004, 3, 14), number=None)]),
        ),
        lambda: of(pupil(ovz=True, health_papers=[health_paper(issued=date(2020, 4, 10)), health_paper(issued=None)])),
    ),
    Case(
        "OVZ-11",
        "health_papers.1.until",
        lambda: of(pupil(ovz=True, health_papers=[health_paper(None, until=date(2019, 9, 1))])),
        lambda: of(pupil(ovz=True, health_papers=[health_paper(until=date(2019, 9, 2))])),
    ),
    Case(
        "OVZ-9",
        "health_papers.1.until",
        lambda: of(pupil(disabled=True, health_papers=[until(date(2026, 11, 30))])),
        lambda: of(pupil(disabled=True, health_papers=[until(date(2026, 12, 1))])),
        as_of=date(2026, 12, 1),
        year="2026-27",  # whose exam days are not known yet
    ),
]
