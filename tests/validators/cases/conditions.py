"""Special conditions."""

from datetime import date

from data.records import exams, health_paper, pupil
from validators.case import Case, of

CASES = [
    Case(
        "OVZ-4",
        "conditions",
        lambda: of(pupil(conditions="extra_time")),
        lambda: of(
            pupil(ovz=True, conditions="extra_time"),
            pupil(disabled=True, conditions="extra_time"),
            pupil(home_schooling=True, conditions="extra_time"),
            pupil(ovz=None, conditions="extra_time"),
            pupil(disabled=None, conditions="extra_time"),
        ),
    ),
    Case(
        "OVZ-4",
        "special_seating",
        lambda: of(pupil(special_seating=True), pupil(11, special_seating=True, exams=[])),
        lambda: of(
            pupil(ovz=True, special_seating=True), pupil(11, special_seating=True), pupil(special_seating=False)
        ),
    ),
    Case(
        "OVZ-5",
        "conditions",
        lambda: of(pupil(ovz=True), pupil(disabled=True, conditions="access")),
        lambda: of(
            pupil(),
            pupil(ovz=True, conditions="extra_time access"),
            pupil(ovz=True, unread={"conditions": "не применимо"}),
            pupil(10, ovz=True),
        ),
    ),
    Case("OVZ-5", "conditions", lambda: of(pupil(11, ovz=True)), lambda: of(pupil(ovz=True)), as_of=date(2019, 11, 6)),
    Case(
        "OVZ-7",
        "conditions",
        lambda: of(
            pupil(disabled=True, conditions="extra_time assistant"),
            pupil(home_schooling=True, conditions="home", health_papers=[health_paper("medical")]),
        ),
        lambda: of(
            pupil(disabled=True, conditions="extra_time access furniture breaks"),
            pupil(disabled=True, conditions="assistant", health_papers=[health_paper()]),
            pupil(ovz=True, conditions="assistant"),
            pupil(conditions="assistant"),
        ),
    ),
    Case(
        "OVZ-7",
        "conditions",
        lambda: of(pupil(11, disabled=True, conditions="assistant")),
        lambda: of(pupil(disabled=True, conditions="assistant")),
        as_of=date(2019, 11, 6),
    ),
    Case(
        "OVZ-12",
        "conditions",
        lambda: of(pupil(ovz=True, conditions="braille", health_papers=[health_paper(group="motor")])),
        lambda: of(
            pupil(ovz=True, conditions="braille", health_papers=[health_paper(group="blind")]),
            pupil(ovz=True, conditions="braille", health_papers=[health_paper(group="other")]),
            pupil(ovz=True, conditions="braille", health_papers=[health_paper(group=None)]),
            pupil(ovz=True, conditions="assistant", health_papers=[health_paper(group="motor")]),
            pupil(ovz=True, conditions="braille"),
        ),
    ),
    Case(
        "OVZ-12",
        "conditions",
        lambda: of(pupil(ovz=True, conditions="oral", health_papers=[health_paper(group="autism")])),
        lambda: of(pupil(ovz=True, conditions="oral", health_papers=[health_paper(group="motor")])),
    ),
    Case(
        "OVZ-13",
        "conditions",
        lambda: of(pupil(ovz=True, conditions="braille large_print"), pupil(ovz=True, conditions="home hospital")),
        lambda: of(pupil(ovz=True, conditions="large_print home"), pupil()),
    ),
    Case(
        "OVZ-13",
        "conditions",
        lambda: of(pupil(ovz=True, conditions="oral")),
        lambda: of(
            pupil(ovz=True, conditions="oral", exams=exams("gve", "rus")),
            pupil(ovz=True, conditions="oral", exams=[]),
        ),
    ),
    Case(
        "OVZ-14",
        "special_seating",
        lambda: of(
            pupil(ovz=True, conditions="separate_room"),
            pupil(11, ovz=True, conditions="separate_room", special_seating=False),
        ),
        lambda: of(
            pupil(ovz=True, conditions="separate_room", special_seating=True),
            pupil(11, ovz=True, conditions="separate_room"),
            pupil(ovz=True, conditions="access"),
        ),
    ),
]
