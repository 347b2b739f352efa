"""Exams chosen or changed after the last day."""

from datetime import date

from app.domain.moves import Move
from data.records import exam, pupil
from validators.case import Case, of

JUNE = date(2020, 6, 20)
GEK = "Решение ГЭК № 7 от 10.05.2020"


def changed(entered: date | None, ground: str | None = GEK, kind: str = "exams", **more: object) -> list[Move]:
    values = {"kind": kind, "learned": entered, "entered": entered, "ground": ground, "unread": {}}
    return [Move(**(values | more))]


CASES = [
    Case(
        "DL-4",
        "moves.1.ground",
        lambda: of(pupil(9, moves=changed(date(2020, 3, 2), None)), pupil(11, moves=changed(date(2020, 2, 2), None))),
        lambda: of(
            pupil(9, moves=changed(date(2020, 3, 1), None)),
            pupil(11, moves=changed(date(2020, 2, 1), None)),
            pupil(11, moves=changed(date(2020, 4, 2))),
            pupil(11, moves=changed(date(2020, 4, 2), None, "document")),
            pupil(11, moves=changed(date(2020, 4, 2), None, unread={"ground": "не применимо"})),
            pupil(11, moves=changed(None, None)),
            pupil(5, moves=changed(date(2020, 4, 2), None)),
        ),
        as_of=JUNE,
    ),
    Case(
        "DL-4b",
        "moves.1.entered",
        lambda: of(pupil(11, moves=changed(date(2020, 5, 15)))),  # русский язык is on 28.05
        lambda: of(
            pupil(11, moves=changed(date(2020, 5, 14))),
            pupil(11, moves=changed(date(2020, 6, 15))),  # every exam is over
            pupil(9, moves=changed(date(2020, 5, 15))),  # the days of ОГЭ by subject are not known
            pupil(5, moves=changed(date(2020, 5, 15))),
        ),
        as_of=JUNE,
    ),
    Case(
        "DL-4b",
        "moves.1.entered",
        lambda: of(pupil(9, moves=changed(date(2020, 5, 15)), exams=[exam("rus", "oge", day=date(2020, 5, 28))])),
        lambda: of(pupil(9, moves=changed(date(2020, 5, 15)), exams=[exam("rus", "oge", day=date(2020, 5, 29))])),
        as_of=JUNE,
    ),
]
