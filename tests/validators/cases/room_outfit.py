"""What a room is for and what stands in it."""

from dataclasses import replace

from data.records import FACTS, room
from validators.case import Case, of

HQ = {"headquarters": True}

CASES = [
    Case(
        "ROOM-10",
        "purpose",
        lambda: of(room(specialised=True), room(specialised=True, purpose="ordinary")),
        lambda: of(
            room(),
            room(purpose="ordinary"),
            room(specialised=True, purpose="speech"),
            room(specialised=True, unread={"purpose": "не применимо"}),
        ),
    ),
    Case(
        "ROOM-10",
        "specialised",
        lambda: of(room(purpose="deaf")),
        lambda: of(room(purpose="computer"), room(specialised=None, purpose="deaf")),
    ),
    Case(
        "ROOM-11",
        "headquarters",
        lambda: of(room(purpose="headquarters")),
        lambda: of(
            room(purpose="headquarters", **HQ),
            room(**HQ),
            room(purpose="headquarters", unread={"headquarters": "может быть"}),
        ),
    ),
    Case(
        "ROOM-11",
        "laboratory",
        lambda: of(room(purpose="lab")),
        lambda: of(room(purpose="lab", laboratory=True), room(laboratory=True)),
    ),
    Case(
        "ROOM-5",
        "equipment",
        lambda: of(room(**HQ, equipment="computer")),
        lambda: of(room(**HQ, equipment="computer phone"), room(), room(**HQ, unread={"equipment": "не применимо"})),
    ),
    Case(
        "ROOM-5",
        "equipment",
        lambda: of(room(**HQ)),
        lambda: of(room()),
        other=lambda context: replace(context, school=replace(FACTS, point_exams=frozenset())),
    ),
    Case(
        "ROOM-7",
        "equipment",
        lambda: of(room(purpose="computer"), room(purpose="oral", equipment="computer")),
        lambda: of(
            room(purpose="computer", equipment="computer"),
            room(purpose="oral", equipment="headset"),
            room(purpose="waiting"),
            room(purpose="computer", unread={"equipment": "не применимо"}),
        ),
    ),
    Case(
        "ROOM-12",
        "subjects",
        lambda: of(room(laboratory=True, subjects="hist")),
        lambda: of(room(laboratory=True, subjects="chem hist"), room(laboratory=True), room(subjects="hist")),
    ),
]
