"""The school's numbers: here the sums are bad or good, not the school; the good ones stand in :data:`SILENT`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from app.validators.context import LastSums
from app.validators.registry import Context
from data.records import SUMS, school
from validators.case import Case, of

Changed = Callable[[Context], Context]

LAST = LastSums(year="2018-19", pupils={"4А": 25, "8А": 25, "9А": 20, "10А": 20}, ovz=0, workers=30)
NOBODY = {"gek": 0, "room": 0}


def sums(as_of: date | None = None, **changed: Any) -> Changed:
    """The context with other sums of this year, and last year's as usual."""
    return lambda context: replace(
        context, sums=replace(SUMS, **changed), last_year=LAST, as_of=as_of or context.as_of, chosen={}
    )


def last(**changed: Any) -> Changed:
    """The context with the usual sums, and others of last year."""
    return lambda context: replace(context, sums=SUMS, last_year=replace(LAST, **changed), chosen={})


def forms(*found: str, **changed: Any) -> Changed:
    """The context of a ППЭ of these forms, with other sums."""
    return lambda context: replace(
        sums(**changed)(context), school=replace(context.school, point_exams=frozenset(found)), chosen={}
    )


def without_sums(context: Context) -> Context:
    """The context of any other record's check."""
    return replace(context, sums=None, last_year=None, chosen={})


BAD: list[tuple[str, Changed]] = [
    ("SUM-1", sums(pupils={"9А": 31, "10А": 60, "10Б": 10})),
    ("SUM-1", sums(pupils={f"{grade}А": 31 for grade in range(1, 8)})),
    ("SUM-1a", sums(pupils={"9А": 61})),
    ("SUM-2", sums(classes=frozenset({"9А", "9Б"}))),
    ("SUM-3", last(pupils={"9А": 113})),
    ("SUM-3", sums(pupils={"9А": 109})),
    ("SUM-4", sums(workers=20)),
    ("SUM-4", sums(workers=40)),
    ("SUM-5", sums(ovz=10)),
    ("SUM-5", last(ovz=5)),
    ("LY-S", last(vanished=tuple(f"Иванов {letter}, 5А" for letter in "АБВГДЕЖ"))),
    ("STAFF-1", sums(workers=0)),
    ("STAFF-2", sums(organisers={})),
    ("STAFF-2", sums(organisers=NOBODY)),
    ("ROOM-14", sums(rooms=0, seats=0)),
    ("ROOM-2", sums(rooms=7)),
    ("PPE-3", sums(organisers={"gek": 1, "technician": 1})),
    ("PPE-3", sums(organisers={"gek": 2})),
    ("ROOM-6", sums(seats=24)),
    ("ROOM-6", forms("ege", seats=19)),
]

SILENT: list[tuple[str, Changed]] = [
    *((rule, without_sums) for rule in sorted({rule for rule, _ in BAD})),
    ("SUM-1", sums(pupils={"9А": 30, "": 200})),
    ("SUM-1", sums(pupils={"9А": 61})),
    ("SUM-1a", sums(pupils={"9А": 60, "": 200})),
    ("SUM-2", sums(classes=frozenset({"9А", "5А"}))),
    ("SUM-2", sums(as_of=date(2019, 9, 30), classes=frozenset({"9А", "9Б"}))),
    ("SUM-3", last(pupils={"9А": 112})),
    ("SUM-3", sums(pupils={"9А": 108})),
    ("SUM-3", sums(as_of=date(2019, 9, 30), pupils={"9А": 10})),
    ("SUM-4", sums(workers=21)),
    ("SUM-4", sums(workers=39)),
    ("SUM-4", sums(workers=0)),
    ("SUM-5", sums(ovz=9)),
    ("SUM-5", last(ovz=4)),
    ("SUM-5", last(pupils={})),
    ("SUM-5", sums(pupils={}, ovz=3)),
    ("LY-S", last(vanished=())),
    ("LY-S", last(vanished=None)),
    ("STAFF-1", sums(as_of=date(2019, 9, 30), workers=0)),
    ("STAFF-2", sums(as_of=date(2020, 2, 10), organisers={})),
    ("STAFF-2", sums(organisers={"assistant": 1})),
    ("STAFF-2", sums(workers=0, organisers={})),
    ("ROOM-14", sums(as_of=date(2020, 2, 3), rooms=0)),
    ("ROOM-2", sums(rooms=6)),
    ("ROOM-2", sums(rooms=0)),
    ("ROOM-2", sums(rooms=7, organisers={})),
    ("ROOM-2", sums(as_of=date(2020, 2, 10), rooms=7)),
    ("PPE-3", sums(organisers={"gek": 2, "technician": 1})),
    ("PPE-3", sums(organisers={})),
    ("PPE-3", forms("oge", organisers={"room": 10})),
    ("PPE-3", sums(as_of=date(2020, 2, 10), organisers={"gek": 1})),
    ("ROOM-6", sums(seats=25)),
    ("ROOM-6", forms("ege", seats=20)),
    ("ROOM-6", forms("gve", seats=1)),
    ("ROOM-6", sums(as_of=date(2020, 2, 3), seats=1)),
]

OF_POINT = ("ROOM-14", "ROOM-2", "PPE-3", "ROOM-6")


def _case(rule: str, bad: Changed) -> Case:
    good = (lambda: of(school(is_point=False))) if rule in OF_POINT else list
    return Case(rule, "", lambda: of(school()), good, other=bad)


CASES = [_case(rule, bad) for rule, bad in BAD]
