"""The two working days."""

from datetime import date

from app.domain.moves import Move
from data.records import move, pupil
from validators.case import Case, of

# 6 March 2020 is a Friday; 7 to 9 are free, so that its two working days end on the 11th.
FRIDAY = date(2020, 3, 6)
DUE = date(2020, 3, 11)

CASES = [
    Case(
        "CLK-1",
        "moves.1.entered",
        lambda: of(
            pupil(moves=[move("document", FRIDAY, date(2020, 3, 12))]),
            pupil(5, moves=[move("leaving", FRIDAY, date(2020, 3, 12))], left=date(2020, 3, 12)),
            pupil(moves=[move("enrolment", date(2020, 3, 5), date(2020, 3, 14))]),
        ),
        lambda: of(
            pupil(moves=[move("document", FRIDAY, DUE)]),
            pupil(moves=[move("exams", FRIDAY, date(2020, 3, 30))]),
            pupil(moves=[move("document", date(2019, 8, 30), date(2019, 9, 30))]),
            pupil(moves=[]),
        ),
    ),
    Case(
        "CLK-2",
        "moves.1.entered",
        lambda: of(pupil(moves=[move("health", FRIDAY)]), pupil(moves=[move("leaving", FRIDAY)], left=FRIDAY)),
        lambda: of(
            pupil(moves=[move("health", FRIDAY, DUE), move("exams", FRIDAY)]),
            pupil(moves=[move("health", None), Move(learned=FRIDAY, unread={})]),
        ),
        as_of=date(2020, 3, 12),
    ),
    Case(
        "CLK-2",
        "moves.1.entered",
        lambda: of(pupil(moves=[move("health", date(2020, 3, 5))])),
        lambda: of(pupil(moves=[move("health", FRIDAY)])),
        as_of=DUE,
    ),
    Case(
        "CLK-3",
        "moves.1.entered",
        lambda: of(pupil(moves=[move("health", FRIDAY)])),
        lambda: of(pupil(moves=[move("health", date(2020, 3, 5)), move("health", date(2020, 3, 12))])),
        as_of=DUE,
    ),
    Case(
        "CLK-4",
        "moves.1.learned",
        lambda: of(pupil(moves=[move("document", None, FRIDAY)])),
        lambda: of(
            pupil(moves=[move("exams", None, FRIDAY), move("document", None)]),
            pupil(moves=[Move(kind="document", entered=FRIDAY, unread={"learned": "не применимо"})]),
        ),
    ),
    Case(
        "CLK-5",
        "moves.1.learned",
        lambda: of(
            pupil(moves=[move("document", DUE, FRIDAY)]),
            pupil(moves=[Move(learned=date(2020, 4, 11), unread={})]),
        ),
        lambda: of(pupil(moves=[move("document", FRIDAY, FRIDAY), move("exams", date(2020, 4, 10))])),
    ),
]
