"""Rooms of a ППЭ: how many sit there, for whom, on which floor (gia-rules.md 6.2; ris.md 3.7)."""

import re
from collections.abc import Iterator, Sequence

from app.domain.choice_kinds import keys_of
from app.domain.rooms import Room
from app.domain.text import fold
from app.validators.context import BuildingFacts, at_most
from app.validators.registry import Context, Level, Remark, rule, rule_over_all
from app.validators.wording import day, shown

ORDER = "{order}, аудиторный фонд"
BLIND = "blind"
MOTOR = "motor"
GROUND_FLOOR = 1
FOR_HEALTH = frozenset(
    ["blind", "low_vision", "deaf", "hard_of_hearing", "motor", "speech", "delay", "autism", "mixed"]
)
LABORATORY_SUBJECTS = frozenset({"phys", "chem"})
BY_ROOM = "Проверьте на месте или по акту готовности ППЭ."
_NUMBER = re.compile(r"[0-9]{1,4}")

NOWHERE = BuildingFacts()


def purposes(room: Room) -> tuple[str, ...]:
    """For whom or what the room is."""
    return keys_of(room.purpose)


def _is_point(context: Context) -> bool:
    """Whether anybody will sit exams in the school at all."""
    return context.school.is_point is True


def _building(room: Room, context: Context) -> BuildingFacts:
    return context.school.buildings.get(room.building or "", NOWHERE)


def _for_motor(room: Room) -> bool:
    return bool(room.noda) or MOTOR in purposes(room)


@rule(
    "ROOM-1",
    "Участников в аудитории больше допустимого",
    Level.ERROR,
    "Наибольшее число участников в аудитории (ROOM-1)",
    Room,
    norm="В аудитории ППЭ сидит не больше участников, чем допускает порядок этого года.",
    checker="Спросите, сколько рабочих мест занимается на экзамене: лишние места исключают из рассадки.",
    uses=("seats",),
)
def seats_within_limit(room: Room, context: Context) -> Iterator[Remark]:
    """As many participants as the year allows; a room for the blind has a limit of its own (ROOM-3)."""
    limit = context.year.limits.room_seats
    if room.seats is None or room.seats <= limit.value or not _is_point(context):
        return
    if not room.headquarters and BLIND not in purposes(room):
        yield Remark(
            f"Мест для участников {room.seats}, а допускается не больше {limit.value}; уменьшите число мест.",
            "seats",
            f"внести не больше {limit.value} мест",
            at_most=at_most(limit.status),
        )


@rule(
    "ROOM-3",
    "Аудитория для слепых: число мест",
    Level.ERROR,
    "Слепые и поздноослепшие: отдельная аудитория (ROOM-3)",
    Room,
    norm="В аудитории для слепых и поздноослепших мест не больше, чем допускает порядок этого года.",
    checker=BY_ROOM,
    uses=("seats", "purpose"),
)
def blind_seats_within_limit(room: Room, context: Context) -> Iterator[Remark]:
    """Fewer places for who needs a table for Braille."""
    limit = context.year.limits.blind_room_seats
    if room.seats is None or room.seats <= limit.value or BLIND not in purposes(room) or not _is_point(context):
        return
    yield Remark(
        f"Аудитория для слепых на {room.seats} мест, а в ней бывает не больше {limit.value}; уменьшите число мест.",
        "seats",
        f"внести не больше {limit.value} мест",
        at_most=at_most(limit.status),
    )


@rule(
    "ROOM-3a",
    "Аудитория для слепых не отдельная",
    Level.QUESTION,
    "Слепые и поздноослепшие: отдельная аудитория (ROOM-3)",
    Room,
    norm="Аудитория для слепых и поздноослепших предназначена только для них.",
    checker=BY_ROOM,
    uses=("purpose",),
)
def blind_room_apart(room: Room, context: Context) -> Iterator[Remark]:
    """Who is blind sits apart from all others."""
    if room.purpose and BLIND in purposes(room) and len(purposes(room)) > 1 and _is_point(context):
        yield Remark(
            f"Аудитория «{shown(room, 'purpose')}»: слепым нужна отдельная; оставьте одно назначение.",
            "purpose",
            "оставить одно назначение",
        )


@rule(
    "ROOM-4",
    "НОДА выше первого этажа без лифта",
    Level.QUESTION,
    "НОДА: первый этаж, если нет лифта (ROOM-4)",
    Room,
    norm="Аудитория, пригодная для участников с НОДА, — на первом этаже или в здании с лифтом.",
    checker=BY_ROOM,
    uses=("noda", "purpose", "floor", "building"),
    phrases=("Есть подъёмник.",),
)
def ground_floor(room: Room, context: Context) -> Iterator[Remark]:
    """Who cannot walk stairs sits on the ground floor where there is no lift."""
    if room.floor is None or room.floor <= GROUND_FLOOR or not _for_motor(room) or not _is_point(context):
        return
    if _building(room, context).lift is False:
        yield Remark(
            f"Пригодна для участников с НОДА, а этаж {room.floor}, лифта в здании нет; исправьте этаж или отметку.",
            "noda" if room.noda else "purpose",
            "исправить этаж, пригодность для НОДА или лифт здания",
            values=(("Лифт", "нет"),),
        )


@rule(
    "ROOM-4a",
    "НОДА в здании без пандуса",
    Level.QUESTION,
    "НОДА: пандусы, широкие двери (ROOM-4)",
    Room,
    norm="В здании с аудиторией, пригодной для участников с НОДА, есть пандус.",
    checker=BY_ROOM,
    uses=("noda", "purpose", "building"),
    phrases=("Вход без ступеней.",),
)
def ramp(room: Room, context: Context) -> Iterator[Remark]:
    """Who uses a wheelchair must get into the building."""
    if _for_motor(room) and _is_point(context) and _building(room, context).ramp is False:
        yield Remark(
            f"Пригодна для участников с НОДА, а в здании «{room.building}» нет пандуса; исправьте карточку школы или "
            "пригодность.",
            "noda" if room.noda else "purpose",
            "исправить пригодность для НОДА или пандус здания",
            values=(("Пандус", "нет"),),
        )


@rule_over_all(
    "ROOM-8",
    "Номер аудитории повторяется",
    Level.QUESTION,
    "Номер аудитории не повторяется (ROOM-8)",
    Room,
    norm="Двух аудиторий с одним номером в здании нет.",
    checker="Сверьте с табличками на дверях: номер печатается в бланках участников.",
    uses=("number", "building"),
)
def number_unique(rooms: Sequence[Room], context: Context) -> Iterator[tuple[Room, Remark]]:
    """The number stands in the answer sheets, so that two rooms of a building must not share it."""
    groups: dict[tuple[str, str], list[Room]] = {}
    for room in rooms:
        if room.building and room.number:
            groups.setdefault((fold(room.building), _bare(room.number)), []).append(room)
    for group in groups.values():
        for room in group if len(group) > 1 else ():
            others = [one for one in group if one is not room]
            named = ", ".join(f"«{one.name or 'без названия'}»" for one in others[:3])
            text = f"Номер {room.number} в здании «{room.building}» есть ещё у: {named}; исправьте один из номеров."
            values = tuple(("Другая аудитория", f"{one.number} {one.name or ''}".strip()) for one in others)
            others_ids = tuple(one.id for one in others)
            yield room, Remark(text, "number", "исправить один из номеров", values=values, others=others_ids)


def _bare(number: str) -> str:
    """«0012» and «12» are one number in РИС, which fills it up with zeros."""
    return fold(number).lstrip("0")


@rule(
    "ROOM-8a",
    "Номер аудитории не для РИС",
    Level.QUESTION,
    "РИС: номер аудитории — до четырёх цифр (FMT-6)",
    Room,
    norm="Номер аудитории — от одной до четырёх цифр.",
    checker="В бланках печатаются четыре цифры; табличку на время экзамена делают с номером из базы.",
    uses=("number",),
    phrases=("Номер для РИС согласован с РЦОИ.",),
)
def number_of_digits(room: Room, context: Context) -> Iterator[Remark]:
    """РИС keeps four digits, filled up with zeros."""
    if room.number and _is_point(context) and not _NUMBER.fullmatch(room.number):
        yield Remark(
            f"Номер «{room.number}» — не из четырёх цифр, какие берёт РИС; дайте аудитории номер из цифр, например 12.",
            "number",
            "внести номер из 1–4 цифр",
        )


@rule(
    "ROOM-9",
    "Этаж выше здания",
    Level.QUESTION,
    "Этаж аудитории против этажей здания",
    Room,
    norm="Этаж аудитории не больше числа этажей её здания.",
    checker=BY_ROOM,
    uses=("floor", "building"),
)
def floor_exists(room: Room, context: Context) -> Iterator[Remark]:
    """A building of two floors has no third one."""
    floors = _building(room, context).floors
    if room.floor is not None and floors is not None and room.floor > floors:
        yield Remark(
            f"Этаж {room.floor}, а в здании «{room.building}» этажей {floors}; исправьте этаж или карточку школы.",
            "floor",
            "исправить этаж аудитории или число этажей здания",
            values=(("Этажей в здании", str(floors)),),
        )


@rule(
    "ROOM-13",
    "Аудитория готова после экзаменов",
    Level.QUESTION,
    ORDER,
    Room,
    norm="Аудитория готова не позже последнего дня экзаменов года.",
    checker=BY_ROOM,
    uses=("ready_from",),
)
def ready_in_time(room: Room, context: Context) -> Iterator[Remark]:
    """A room that is ready after the last exam is of no use this year."""
    last = context.year.exams_until or context.year.last_day
    if room.ready_from and room.ready_from > last and _is_point(context):
        yield Remark(
            f"Готова с {day(room.ready_from)}, а экзамены года кончаются {day(last)}; исправьте дату или уберите "
            "аудиторию.",
            "ready_from",
            "исправить дату готовности",
        )
