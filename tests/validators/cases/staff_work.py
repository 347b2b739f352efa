"""Service of workers."""

from datetime import date, timedelta

from data.records import CHECK_DAY, worker
from validators.case import Case, of

NEXT = CHECK_DAY + timedelta(days=1)
GONE = {"dismissed": date(2020, 1, 31), "dismissal_order": "№ 3 от 31.01.2020"}
AWAY = {"oge_organiser": False, "positions": None}

CASES = [
    Case(
        "STF-1",
        "teaching_experience",
        lambda: of(worker(teaching_experience=19)),
        lambda: of(worker(teaching_experience=18), worker(experience=None, teaching_experience=40)),
    ),
    Case(
        "STF-1",
        "post_experience",
        lambda: of(worker(post_experience=18), worker(post="Директор", post_experience=19)),
        lambda: of(
            worker(post_experience=17),
            worker(post="Бухгалтер", post_experience=18, teaching_experience=0),
            worker(post_experience=None),
            worker(experience=None, teaching_experience=None, post_experience=40),
        ),
    ),
    Case(
        "STF-2",
        "experience",
        lambda: of(worker(experience=27)),
        lambda: of(worker(experience=26), worker(experience=None), worker(birth=None, experience=60)),
    ),
    Case(
        "STF-3",
        "hired",
        lambda: of(worker(hired=NEXT), worker(hired=date(1994, 3, 14))),
        lambda: of(
            worker(hired=CHECK_DAY),
            worker(hired=date(1994, 3, 15)),
            worker(hired=date(1979, 1, 1)),
            worker(hired=None),
            worker(birth=None),
        ),
    ),
    Case(
        "STF-4",
        "dismissed",
        lambda: of(worker(**GONE, **AWAY, hired=date(2020, 2, 1))),
        lambda: of(worker(**GONE, **AWAY), worker(**GONE, **AWAY, hired=date(2020, 1, 31)), worker(hired=None)),
    ),
    Case(
        "STF-5",
        "dismissal_order",
        lambda: of(worker(**{**GONE, "dismissal_order": None}, **AWAY)),
        lambda: of(
            worker(**GONE, **AWAY),
            worker(),
            worker(**{**GONE, "dismissal_order": None}, **AWAY, unread={"dismissal_order": "не применимо"}),
        ),
    ),
    Case(
        "STF-5",
        "dismissed",
        lambda: of(worker(dismissal_order="№ 3"), worker(dismissal_order="№ 3", unread={"dismissed": "не применимо"})),
        lambda: of(worker(**GONE, **AWAY), worker(dismissal_order="№ 3", unread={"dismissed": "32.01.2020"})),
    ),
    Case(
        "STF-6",
        "oge_organiser",
        lambda: of(worker(**GONE)),
        lambda: of(worker(**GONE, **AWAY), worker(dismissed=NEXT, dismissal_order="№ 4"), worker()),
    ),
    Case(
        "STF-6",
        "ege_organiser",
        lambda: of(worker(**GONE, oge_organiser=False, ege_organiser=True)),
        lambda: of(worker(oge_organiser=False, ege_organiser=True)),
    ),
]
