"""Workers of exam points."""

from datetime import date

from data.records import worker
from validators.case import Case, of

AWAY = {"oge_organiser": False, "positions": None, "unread": {"positions": "не применимо"}}

OUTSIDER = {"employer": "mouo", "post": "Методист", **AWAY}

CASES = [
    Case(
        "PPE-11",
        "employer",
        lambda: of(worker(**OUTSIDER), worker(**{**OUTSIDER, "employer": "ate"})),
        lambda: of(
            worker(**AWAY),
            worker(**{**OUTSIDER, "oge_organiser": True}),
            worker(**{**OUTSIDER, "oge_organiser": None}),
        ),
        as_of=date(2020, 2, 11),
    ),
    Case(
        "PPE-11",
        "employer",
        lambda: of(worker(**OUTSIDER)),
        lambda: of(worker(employer=None)),
    ),
    Case(
        "PPE-6",
        "positions",
        lambda: of(worker(positions=None)),
        lambda: of(worker(), worker(oge_organiser=False, positions=None), worker(positions=None, oge_organiser=None)),
    ),
    Case("PPE-6", "mobile", lambda: of(worker(mobile=None)), lambda: of(worker(mobile=None, **AWAY))),
    Case(
        "PPE-6",
        "personal_email",
        lambda: of(worker(personal_email=None, unread={"personal_email": "не применимо"}, ege_organiser=True)),
        lambda: of(worker(personal_email=None, unread={"personal_email": "почта"})),
    ),
    Case(
        "PPE-6a",
        "barred_subjects",
        lambda: of(worker(post="Учитель начальных классов", subjects=None, barred_subjects=None)),
        lambda: of(
            worker(post="Учитель начальных классов", barred_subjects=None, unread={"barred_subjects": "не применимо"}),
            worker(post="Педагог-психолог", subjects=None, barred_subjects=None),
            worker(barred_subjects=None),
            worker(subjects=None, barred_subjects=None),
            worker(post="Учитель физкультуры", subjects=None, barred_subjects=None, **AWAY),
        ),
    ),
    Case(
        "PPE-7",
        "barred_subjects",
        lambda: of(worker(subjects="math phys")),
        lambda: of(
            worker(),
            worker(subjects="math", barred_subjects="math_profile"),
            worker(subjects="phys", barred_subjects=None, **AWAY),
            worker(subjects=None, barred_subjects="phys"),
            worker(barred_subjects=None, unread={"barred_subjects": "не знаю"}),
        ),
    ),
    Case(
        "PPE-7",
        "barred_subjects",
        lambda: of(
            worker(barred_subjects=None, unread={"barred_subjects": "не применимо"}),
            worker(subjects="phys chem", **AWAY),
        ),
        lambda: of(worker(subjects="rus native_lang", barred_subjects="rus native_lang")),
    ),
    Case(
        "PPE-7a",
        "positions",
        lambda: of(worker(oge_organiser=False)),
        lambda: of(worker(), worker(**AWAY), worker(oge_organiser=None), worker(ege_organiser=True)),
    ),
    Case(
        "PPE-1",
        "positions",
        lambda: of(worker(positions="assistant")),
        lambda: of(worker(positions="room assistant"), worker(positions="gek"), worker(**AWAY)),
    ),
    Case(
        "PPE-2",
        "oge_organiser",
        lambda: of(worker(oge_organiser=False, ege_organiser=True, positions="room instructor")),
        lambda: of(
            worker(positions="instructor"),
            worker(ege_organiser=True, positions="instructor"),
            worker(oge_organiser=None, ege_organiser=True, positions="instructor"),
            worker(oge_organiser=False, ege_organiser=True, positions="assistant"),
            worker(oge_organiser=False, ege_organiser=True, positions=None),
        ),
    ),
    Case(
        "PHONE",
        "mobile",
        lambda: of(worker(mobile="+73822530001"), worker(mobile="+78001002030", positions="hall")),
        lambda: of(
            worker(),
            worker(mobile="+77011234567"),
            worker(mobile="+375291234567"),
            worker(mobile="+73822530001", positions="assistant"),
            worker(mobile="+73822530001", positions=None),
            worker(mobile="+73822530001", oge_organiser=False),
        ),
    ),
    Case(
        "PPE-8",
        "trained",
        lambda: of(worker(trained=None), worker(trained=date(2019, 8, 31))),
        lambda: of(
            worker(trained=date(2019, 9, 1)),
            worker(trained=None, unread={"trained": "не применимо"}),
            worker(trained=None, **{**AWAY, "positions": "room"}),
        ),
        as_of=date(2020, 2, 11),
    ),
    Case(
        "RC-7",
        "category",
        lambda: of(worker(category=None)),
        lambda: of(
            worker(category="none"), worker(category=None, **AWAY), worker(category=None, unread={"category": "1-я"})
        ),
    ),
]
