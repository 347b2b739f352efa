"""Seats of a room."""

from data.records import room
from validators.case import Case, of

CASES = [
    Case(
        "SEAT-1",
        "seats",
        lambda: of(room(seats=16)),
        lambda: of(room(seats=15), room(row_count=None), room(places_in_row=None), room(seats=None)),
    ),
    Case(
        "SEAT-2",
        "seats",
        lambda: of(room(broken="1-1"), room(seats=1, row_count=1, places_in_row=1, broken="1-1")),
        lambda: of(room(broken="1-1", seats=14), room(broken="4-1"), room(broken="1-1", seats=16), room()),
    ),
    Case(
        "SEAT-3",
        "broken",
        lambda: of(room(broken="1-1, 4-1, 3-6", seats=14)),
        lambda: of(room(broken="3-5", seats=14), room(broken="9-9", row_count=None), room()),
    ),
    Case(
        "SEAT-4",
        "spare",
        lambda: of(room(spare=1)),
        lambda: of(room(seats=14, spare=1), room(spare=None), room(spare=1, row_count=None), room(spare=1, seats=16)),
    ),
]
