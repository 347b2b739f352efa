"""The form «Аудиторный фонд»: all rooms of the school as a table, and a seating plan of each under it."""

from app.domain.rooms import Room, places_of
from app.printer.cells import cell, entered, label, shown, value
from app.printer.form import HEAD, KEEPER, Cell, Column, Form, Piece
from app.printer.plan import Plan


def _room(room: Room) -> Cell:
    told = value(room, "name")
    return (shown(room, "number"), *((Piece(told),) if told else ()), *_marked(room, "headquarters"))


def _marked(room: Room, *names: str) -> Cell:
    """Labels of the flags that are set."""
    return tuple(Piece(label(name, of=Room)) for name in names if getattr(room, name))


def _places(room: Room) -> Cell:
    rows, places = cell(room, "row_count", "places_in_row")
    free = room.places()
    told = (Piece(f"{rows.text} × {places.text}", rows.strong or places.strong),)
    return (*told, *((Piece(f"годных {free}"),) if room.broken and free is not None else ()))


def _seats(room: Room) -> Cell:
    return (shown(room, "seats"), *entered(room, "spare"))


def _purpose(room: Room) -> Cell:
    told = value(room, "purpose")
    return (shown(room, "specialised"), *((Piece(told),) if told else ()))


def _outfit(room: Room) -> Cell:
    return (*entered(room, "equipment", "subjects"), *_marked(room, "laboratory"))


def _plan(room: Room) -> Plan | None:
    if room.row_count is None or room.places_in_row is None:
        return None
    where = ", ".join(part for part in (value(room, "building"), value(room, "name")) if part)
    broken = frozenset(
        (row, place) for row, place in places_of(room.broken) if row <= room.row_count and place <= room.places_in_row
    )
    return Plan(f"Аудитория {value(room, 'number')}", where, room.row_count, room.places_in_row, broken)


ROOMS = Form(
    key="rooms",
    title="Аудиторный фонд",
    ask="Сверьте с помещениями. Места, которые не занимать, на схемах зачёркнуты.",
    scope="school",
    of="room",
    columns=lambda _year: (
        Column(label("building", of=Room), 33, lambda room: cell(room, "building")),
        Column("Аудитория", 36, _room),
        Column(label("floor", of=Room), 18, lambda room: cell(room, "floor"), centred=True),
        Column("Рядов × мест", 22, _places, centred=True),
        Column(label("seats", of=Room), 24, _seats, centred=True),
        Column("Места, которые не занимать", 26, lambda room: (Piece(value(room, "broken") or "нет"),)),
        Column("Специализированная, для кого", 33, _purpose),
        Column("Видео", 20, lambda room: cell(room, "video")),
        Column(label("noda", of=Room), 20, lambda room: cell(room, "noda"), centred=True),
        Column("Оснащение", 27, _outfit),
    ),
    plan=_plan,
    signers=(KEEPER, HEAD),
    works=("rooms",),
)
