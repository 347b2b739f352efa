"""ГИА-9."""

from dataclasses import replace
from datetime import date

from msgspec.structs import replace as changed

from app.validators.context import Context
from data.records import exam, exams, pupil
from validators.case import Case, of


def with_experiment(context: Context) -> Context:
    """The context of a region that the experiment names."""
    switches = context.year.switches
    on = changed(switches, two_exams_for_vocational=changed(switches.two_exams_for_vocational, on=True))
    return replace(context, year=changed(context.year, switches=on))


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
    *(
        Case(
            "G9-2",
            "exams",
            lambda: of(pupil(9, exams=exams("oge", "rus", "math"))),
            lambda: of(pupil(9, attempts=[])),
            as_of=day,
            year=year,
        )
        for year, day in (("2024-25", date(2025, 3, 2)), ("2025-26", date(2026, 3, 3)), ("2026-27", date(2027, 3, 2)))
    ),
    Case(
        "G9-2",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math", "bio"))),
        lambda: of(pupil(9, exams=exams("oge", "rus", "math")), pupil(9)),
        other=with_experiment,
    ),
    Case(
        "G9-7",
        "exams",
        lambda: of(pupil(9, exams=exams("oge", "rus", "math"))),
        lambda: of(pupil(9), pupil(9, exams=exams("gve", "rus", "math"), ovz=True)),
        other=with_experiment,
    ),
    Case(
        "G9-9",
        "exams.1.oral",
        lambda: of(pupil(9, exams=[exam("eng", "oge", oral=False)])),
        lambda: of(
            pupil(9, exams=[exam("eng", "oge", oral=True), exam("bio", "oge", oral=False)]),
            pupil(9, exams=[exam("eng", "oge", oral=None)]),
            pupil(9, exams=[exam("eng", "gve", oral=False)], ovz=True),
        ),
    ),
]
