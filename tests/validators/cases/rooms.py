"""Rooms of a ППЭ."""

from dataclasses import replace
from datetime import date

from app.validators.context import BuildingFacts
from data.records import BUILDING, FACTS, room
from validators.case import Case, of

NO_POINT = replace(FACTS, is_point=False)
WITH_LIFT = replace(FACTS, buildings={BUILDING: BuildingFacts(floors=3, lift=True, ramp=False)})
LARGE = {"row_count": 6, "places_in_row": 6}
BLIND = {"specialised": True, "purpose": "blind"}

CASES = [
    Case(
        "ROOM-1",
        "seats",
        lambda: of(room(seats=16, **LARGE)),
        lambda: of(
            room(seats=15),
            room(seats=None),
            room(seats=30, headquarters=True, **LARGE),
            room(seats=16, **LARGE, **BLIND),
        ),
    ),
    Case("ROOM-1", "seats", lambda: of(room(seats=16, **LARGE)), lambda: of(room()), year="2024-25"),
    Case(
        "ROOM-3",
        "seats",
        lambda: of(room(seats=9, **BLIND)),
        lambda: of(room(seats=8, **BLIND), room(seats=9), room(seats=None, **BLIND)),
    ),
    Case(
        "ROOM-3a",
        "purpose",
        lambda: of(room(seats=8, specialised=True, purpose="blind low_vision")),
        lambda: of(room(seats=8, **BLIND), room(specialised=True, purpose="speech delay"), room()),
    ),
    Case(
        "ROOM-4",
        "noda",
        lambda: of(room(floor=2)),
        lambda: of(
            room(floor=1), room(floor=0), room(floor=2, noda=False), room(floor=None), room(floor=2, building="Другой")
        ),
    ),
    Case(
        "ROOM-4",
        "purpose",
        lambda: of(room(floor=2, noda=False, specialised=True, purpose="motor")),
        lambda: of(room(specialised=True, purpose="motor")),
    ),
    Case(
        "ROOM-4a",
        "noda",
        lambda: of(room()),
        lambda: of(room(noda=False), room(building="Другой"), room(building=None)),
        facts=WITH_LIFT,
    ),
    Case(
        "ROOM-4a",
        "purpose",
        lambda: of(room(noda=False, specialised=True, purpose="motor")),
        lambda: of(room(noda=None, specialised=True, purpose="deaf")),
        facts=WITH_LIFT,
    ),
    Case(
        "ROOM-8",
        "number",
        lambda: of(room(), room(number="12"), room(number="13")),
        lambda: of(room(), room(building="Другой"), room(number="13"), room(number=None), room(number=None)),
    ),
    Case(
        "ROOM-8a",
        "number",
        lambda: of(room(number="21а")),
        lambda: of(room(number="0021"), room(number="7"), room(number=None)),
    ),
    Case(
        "ROOM-8a",
        "number",
        lambda: of(room(number="00211")),
        lambda: of(room()),
    ),
    Case(
        "ROOM-9",
        "floor",
        lambda: of(room(floor=4, noda=False)),
        lambda: of(room(floor=3, noda=False), room(floor=9, building="Другой"), room(floor=None)),
        facts=NO_POINT,
    ),
    Case(
        "ROOM-13",
        "ready_from",
        lambda: of(room(ready_from=date(2020, 10, 1))),
        lambda: of(room(ready_from=date(2020, 9, 30)), room(ready_from=None)),
    ),
]
