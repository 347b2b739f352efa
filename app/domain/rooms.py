"""A room of the школьный аудиторный фонд: what the order wants to know of it, and which places it has."""

import re
from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.choice_kinds import Choice, Choices
from app.domain.field import ALL_GRADES, Record, Tab, field
from app.domain.kinds import Day, Flag, Text, Whole
from app.domain.listed import Listed, Listing
from app.domain.text import clean
from app.errors import BadValue

CLAUSE = "{order}: аудиторный фонд ОО"

ROOM = Tab("room", "Аудитория", clause=CLAUSE)
ROOM_TABS = (ROOM,)

PLACES = "Места"
OUTFIT = "Оснащение"


class RoomNumber(Text):
    """Number of a room, at most 10 signs, leading zeros kept: «0012», «21а» (РИС takes four digits; ris.md 3.7)."""

    def __init__(self) -> None:
        super().__init__(10, example="0012")

    def tidy(self, text: str) -> str:
        return text.lower()


class BrokenPlaces(Text):
    """Places out of use, each as «row-place»: «1-3, 2-5»; kept in order, each once."""

    _PLACE = re.compile(r"(\d{1,2})\s*[-–—/]\s*(\d{1,2})")

    def __init__(self) -> None:
        super().__init__(500, example="1-3, 2-5")

    def parse(self, text: str) -> str:
        text = clean(text, self.limit)
        found = [(int(row), int(place)) for row, place in self._PLACE.findall(text)]
        rest = self._PLACE.sub("", text).strip(" ,;.")
        if not found or rest or any(0 in pair for pair in found):
            raise BadValue("Места не прочитаны; напишите их как «ряд-место» через запятую, например 1-3, 2-5.")
        return places_text(found)


def places_text(places: list[tuple[int, int]]) -> str:
    """«1-3, 2-5» for pairs of row and place, in order, each once."""
    return ", ".join(f"{row}-{place}" for row, place in sorted(set(places)))


def places_of(text: str | None) -> set[tuple[int, int]]:
    """Pairs of row and place that a value of :class:`BrokenPlaces` names."""
    return {(int(row), int(place)) for row, place in re.findall(r"(\d+)-(\d+)", text or "")}


class Room(Listed, Record):
    """An аудитория. The building is pointed at by its name; a renamed building takes its rooms along."""

    __tablename__ = "room"
    __table_args__ = (
        ForeignKeyConstraint(
            ["school_id", "building"],
            ["building.school_id", "building.name"],
            name="fk_room_building",
            onupdate="CASCADE",
        ),
        Index("ix_room_building", "school_id", "building"),
    )

    listing = Listing(
        title="Номер",
        name=("number",),
        group="building",
        search=(("name",),),
        columns=("name",),
    )

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))

    building: Mapped[str | None] = field(
        "Здание",
        ROOM,
        Text(120, example="Главный корпус"),
        needed=ALL_GRADES,
        help="Одно из зданий школы; новое появится в её карточке само.",
        sticky=True,
        headings=("корпус",),
    )
    number: Mapped[str | None] = field(
        "Номер аудитории",
        ROOM,
        RoomNumber(),
        needed=ALL_GRADES,
        help="Как на двери; ведущие нули сохраняются, номера в здании не повторяются.",
        own=True,
        headings=("номер", "аудитория", "кабинет", "номер кабинета"),
    )
    name: Mapped[str | None] = field(
        "Название",
        ROOM,
        Text(22, example="Кабинет физики"),
        help="До 22 знаков: столько печатает РИС.",
        headings=("название аудитории", "наименование"),
    )
    floor: Mapped[int | None] = field(
        "Этаж", ROOM, Whole(0, 30, "1"), needed=ALL_GRADES, help="0 — цокольный.", sticky=True
    )
    ready_from: Mapped[date | None] = field(
        "Готова с", ROOM, Day(first=2000), help="С какого дня может быть занята под экзамен."
    )
    headquarters: Mapped[bool | None] = field(
        "Штаб ППЭ", ROOM, Flag(), help="Аудитория руководителя ППЭ: участников в ней нет."
    )

    row_count: Mapped[int | None] = field(
        "Рядов",
        ROOM,
        Whole(1, 20, "3"),
        section=PLACES,
        needed=ALL_GRADES,
        help="Сколько рядов столов.",
        sticky=True,
        headings=("число рядов", "количество рядов"),
    )
    places_in_row: Mapped[int | None] = field(
        "Мест в ряду",
        ROOM,
        Whole(1, 20, "5"),
        section=PLACES,
        needed=ALL_GRADES,
        help="Один участник за столом.",
        sticky=True,
        headings=("число мест в ряду", "количество мест в ряду"),
    )
    broken: Mapped[str | None] = field(
        "Места, которые не занимать",
        ROOM,
        BrokenPlaces(),
        section=PLACES,
        help="Их можно отметить и на схеме; если таких нет — пусто.",
    )
    seats: Mapped[int | None] = field(
        "Мест для участников",
        ROOM,
        Whole(1, 400, "15"),
        section=PLACES,
        needed=ALL_GRADES,
        help="Сколько участников сажать; обычно не больше 15.",
        headings=("мест", "число мест", "количество мест"),
    )
    spare: Mapped[int | None] = field(
        "Запасных мест", ROOM, Whole(0, 100, "1"), section=PLACES, help="Сверх мест для участников."
    )

    specialised: Mapped[bool | None] = field(
        "Специализированная", ROOM, Flag(), section=OUTFIT, needed=ALL_GRADES, help="Для участников с ОВЗ.", sticky=True
    )
    purpose: Mapped[str | None] = field(
        "Для кого", ROOM, Choices("room_purposes"), section=OUTFIT, help="Если специализированная."
    )
    video: Mapped[str | None] = field(
        "Видеонаблюдение",
        ROOM,
        Choice("videos"),
        section=OUTFIT,
        needed=ALL_GRADES,
        help="Нет, offline или online.",
        sticky=True,
        headings=("видео",),
    )
    equipment: Mapped[str | None] = field(
        "Оборудование", ROOM, Choices("room_equipment"), section=OUTFIT, help="Через точку с запятой."
    )
    noda: Mapped[bool | None] = field(
        "Пригодна для участников с НОДА",
        ROOM,
        Flag(),
        section=OUTFIT,
        wanted=ALL_GRADES,
        help="Первый этаж или лифт, широкие двери, пандус.",
        sticky=True,
        headings=("нода",),
    )
    laboratory: Mapped[bool | None] = field(
        "Лаборатория", ROOM, Flag(), section=OUTFIT, help="Для лабораторных работ по физике и химии.", sticky=True
    )
    subjects: Mapped[str | None] = field(
        "Предметы", ROOM, Choices("subjects"), section=OUTFIT, help="Если аудитория только для некоторых предметов."
    )

    def places(self) -> int | None:
        """How many places rows and places in a row give, without those out of use; None where they are not told."""
        if self.row_count is None or self.places_in_row is None:
            return None
        broken = {(r, p) for r, p in places_of(self.broken) if r <= self.row_count and p <= self.places_in_row}
        return self.row_count * self.places_in_row - len(broken)
