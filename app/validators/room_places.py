"""Seats of a room against its rows and places (ris.md 3.7: capacity is rows × places, less what is not used)."""

from collections.abc import Iterator

from app.domain.rooms import Room, places_of, places_text
from app.validators.registry import Context, Level, Remark, rule

BY_PLAN = "Сверьте со схемой аудитории: ряды, места в ряду и места, которые не занимать."
PLAN = ("seats", "row_count", "places_in_row")


@rule(
    "SEAT-1",
    "Мест больше, чем помещается",
    Level.ERROR,
    "РИС: вместимость — ряды × места в ряду (rbd_Auditoriums)",
    Room,
    norm="Мест для участников не больше, чем рядов, умноженных на места в ряду.",
    checker=BY_PLAN,
    uses=PLAN,
)
def more_than_plan(room: Room, context: Context) -> Iterator[Remark]:
    """More than the product of rows and places cannot be seated."""
    if room.seats is None or room.row_count is None or room.places_in_row is None:
        return
    if room.seats > (product := room.row_count * room.places_in_row):
        yield Remark(
            f"Мест для участников {room.seats}, а рядов {room.row_count} по {room.places_in_row} — это {product}; "
            "исправьте число мест или схему.",
            "seats",
            f"внести не больше {product} мест или исправить схему",
        )


@rule(
    "SEAT-2",
    "Посчитаны места, которые не занимать",
    Level.QUESTION,
    "Вместимость — без исключённых мест",
    Room,
    norm="Мест для участников не больше, чем остаётся без мест, которые не занимать.",
    checker=BY_PLAN,
    uses=(*PLAN, "broken"),
)
def more_than_usable(room: Room, context: Context) -> Iterator[Remark]:
    """Places out of use seat nobody."""
    usable = room.places()
    if room.seats is None or usable is None or not room.broken or room.seats <= usable:
        return
    if room.seats <= (room.row_count or 0) * (room.places_in_row or 0):
        yield Remark(
            f"Мест для участников {room.seats}, а без исключённых мест остаётся {usable}; исправьте число мест.",
            "seats",
            f"внести не больше {usable} мест",
            change=(("seats", str(usable)),) if usable else (),
        )


@rule(
    "SEAT-3",
    "Исключены места, которых нет",
    Level.QUESTION,
    "Места, которые не занимать, — на схеме аудитории",
    Room,
    norm="Каждое место, которое не занимать, есть на схеме аудитории.",
    checker=BY_PLAN,
    uses=("broken", "row_count", "places_in_row"),
)
def broken_outside(room: Room, context: Context) -> Iterator[Remark]:
    """A place in the sixth row of a room with three rows does not exist."""
    rows, places = room.row_count, room.places_in_row
    if not room.broken or rows is None or places is None:
        return
    outside = [(row, place) for row, place in places_of(room.broken) if row > rows or place > places]
    if outside:
        yield Remark(
            f"Места {places_text(outside)} нет на схеме: рядов {rows} по {places}; исправьте список или схему.",
            "broken",
            "исправить список мест или схему",
        )


@rule(
    "SEAT-4",
    "Запасные места не помещаются",
    Level.ADVICE,
    "Запасные места — сверх мест для участников",
    Room,
    norm="Места для участников и запасные вместе помещаются в аудитории.",
    checker=BY_PLAN,
    uses=(*PLAN, "spare"),
)
def spare_fit(room: Room, context: Context) -> Iterator[Remark]:
    """Spare places come on top of those for participants."""
    usable = room.places()
    if not room.spare or room.seats is None or usable is None or room.seats > usable:
        return
    if room.seats + room.spare > usable:
        yield Remark(
            f"Мест для участников {room.seats} и запасных {room.spare}, а помещается {usable}; уменьшите одно из них.",
            "spare",
            "уменьшить число запасных мест или мест для участников",
        )
