"""Facts that age."""

from data.records import guardian, health_paper, pupil, school, school_class, worker
from validators.case import Case, of

CASES = [
    Case("AGE-1", "category", lambda: of(pupil(unconfirmed=["category"])), lambda: of(pupil(), pupil(unconfirmed=[]))),
    Case(
        "AGE-1",
        "guardians.2.phone",
        lambda: of(pupil(guardians=[guardian(), guardian(unconfirmed=["phone"])])),
        lambda: of(pupil(guardians=[guardian(), guardian()])),
    ),
    Case(
        "AGE-1",
        "health_papers.1.until",
        lambda: of(pupil(health_papers=[health_paper(unconfirmed=["until"])])),
        # a name that ages no more, as of an older program, is no question
        lambda: of(pupil(health_papers=[health_paper(unconfirmed=["number"])])),
    ),
    Case("AGE-1", "teacher", lambda: of(school_class(unconfirmed=["teacher"])), lambda: of(school_class())),
    Case("AGE-1", "oge_organiser", lambda: of(worker(unconfirmed=["oge_organiser"])), lambda: of(worker())),
    Case("AGE-1", "keeper_name", lambda: of(school(unconfirmed=["keeper_name"])), lambda: of(school())),
]
