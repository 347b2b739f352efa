"""For whom a room is and what stands in it, against each other (gia-rules.md 6.2, ROOM-5 and ROOM-7; ris.md D-14)."""

from collections.abc import Iterator

from app.domain.choice_kinds import keys_of
from app.domain.dictionaries import entry
from app.domain.rooms import Room
from app.validators.registry import Context, Level, Remark, rule
from app.validators.rooms import BY_ROOM, FOR_HEALTH, LABORATORY_SUBJECTS, ORDER, purposes
from app.validators.wording import answered, shown

HEADQUARTERS = "headquarters"
LAB = "lab"
ORDINARY = "ordinary"
OF_HEADQUARTERS = ("phone", "computer")
WORKS_WITH = {"computer": ("computer",), "oral": ("headset", "audio")}  # any of them will do


@rule(
    "ROOM-10",
    "Специализированная — для кого",
    Level.QUESTION,
    f"{ORDER}; признак специализированной рассадки",
    Room,
    norm="У специализированной аудитории указано, для кого она; у обычной назначения для ОВЗ нет.",
    checker=BY_ROOM,
    uses=("specialised", "purpose"),
)
def specialised_for_somebody(room: Room, context: Context) -> Iterator[Remark]:
    """The mark that РИС keeps and the purpose that we keep say the same."""
    found = purposes(room)
    if room.specialised and not found and not answered(room, "purpose"):
        yield Remark(
            "Аудитория специализированная, а для кого — не указано; выберите назначение.",
            "purpose",
            "выбрать, для кого аудитория",
        )
    elif room.specialised and found == (ORDINARY,):
        yield Remark(
            "Аудитория специализированная, а назначение — «обычная»; исправьте одно из двух.",
            "purpose",
            "исправить назначение или признак",
        )
    elif room.specialised is False and not FOR_HEALTH.isdisjoint(found):
        yield Remark(
            f"Аудитория не специализированная, а назначение — «{shown(room, 'purpose')}»; исправьте одно из двух.",
            "specialised",
            "исправить признак специализированной или назначение",
        )


@rule(
    "ROOM-11",
    "Назначение и признак расходятся",
    Level.QUESTION,
    ORDER,
    Room,
    norm="Штаб и лаборатория отмечены и признаком, и назначением одинаково.",
    checker=BY_ROOM,
    uses=("purpose", "headquarters", "laboratory"),
)
def marks_agree(room: Room, context: Context) -> Iterator[Remark]:
    """A purpose «штаб» or «лаборатория» comes with its mark, by which forms and sums go."""
    if not room.purpose:
        return
    found = purposes(room)
    for purpose, name in ((HEADQUARTERS, "headquarters"), (LAB, "laboratory")):
        if purpose in found and not getattr(room, name) and name not in (room.unread or {}):
            named = entry("room_purposes", purpose).name
            yield Remark(
                f"Назначение — «{named}», а признака нет; поставьте «да».",
                name,
                "поставить признак «да»",
                change=((name, "да"),),
            )


@rule(
    "ROOM-5",
    "Оснащение штаба",
    Level.ADVICE,
    "В штабе ППЭ — телефон и компьютер (ROOM-5)",
    Room,
    norm="В оборудовании штаба ППЭ есть телефон и компьютер.",
    checker=BY_ROOM,
    uses=("headquarters", "equipment"),
)
def outfit_of_headquarters(room: Room, context: Context) -> Iterator[Remark]:
    """The head of the ППЭ needs a telephone and a computer."""
    if not room.headquarters or context.school.is_point is not True:
        return
    lacking = [key for key in OF_HEADQUARTERS if key not in keys_of(room.equipment)]
    if lacking and "equipment" not in (room.unread or {}):
        named = ", ".join(entry("room_equipment", key).name for key in lacking)
        yield Remark(f"В штабе нужны ещё: {named}; отметьте, если есть.", "equipment", f"отметить: {named}")


@rule(
    "ROOM-7",
    "Аудитория без того, чем в ней работают",
    Level.ADVICE,
    "Аудитории компьютерные и для устной части (ROOM-7)",
    Room,
    norm="В компьютерной аудитории есть компьютеры, в аудитории проведения устной части — запись или гарнитуры.",
    checker=BY_ROOM,
    uses=("purpose", "equipment"),
)
def outfit_of_purpose(room: Room, context: Context) -> Iterator[Remark]:
    """A computer room has computers, a room for the oral part has something to hear and to speak into."""
    if not room.purpose or "equipment" in (room.unread or {}):
        return
    there = set(keys_of(room.equipment))
    for purpose in purposes(room):
        if (wanted := WORKS_WITH.get(purpose)) and there.isdisjoint(wanted):
            named = " или ".join(entry("room_equipment", key).name for key in wanted)
            yield Remark(
                f"Аудитория «{entry('room_purposes', purpose).name}», а в оборудовании нет: {named}; отметьте, если "
                "есть.",
                "equipment",
                f"отметить: {named}",
            )
            return


@rule(
    "ROOM-12",
    "Лаборатория не для лабораторных работ",
    Level.QUESTION,
    "РИС: является лабораторией (ГИА-9)",
    Room,
    norm="Лаборатория предназначена для физики или химии.",
    checker=BY_ROOM,
    uses=("laboratory", "subjects"),
)
def laboratory_subjects(room: Room, context: Context) -> Iterator[Remark]:
    """Laboratory work is part of физика and химия only."""
    if room.laboratory and room.subjects and LABORATORY_SUBJECTS.isdisjoint(keys_of(room.subjects)):
        yield Remark(
            f"Лаборатория, а предметы — «{shown(room, 'subjects')}»: лабораторные работы бывают по физике и химии; "
            "исправьте одно из двух.",
            "subjects",
            "исправить предметы или признак лаборатории",
        )
