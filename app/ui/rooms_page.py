"""The page «Аудитории»: rooms by building, and the plan of a room's places under its fields."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.field import Tab, field_by_name
from app.domain.rooms import ROOM_TABS, Room, places_of, places_text
from app.domain.year import AcademicYear
from app.errors import BadValue
from app.services.buildings import building_names
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.field_row import Offers
from app.ui.group_tree import Group
from app.ui.plain import PlainLabel, give_focus
from app.ui.record_list import NO_GROUP, ListWords, RecordList
from app.ui.record_page import RecordPage
from app.ui.seating_plan import HEIGHT, Place, SeatingPlan
from app.ui.tab_page import TabPage

WORDS = ListWords(
    table="Список аудиторий",
    search="Поиск: номер, название, здание",
    groups="Здания",
    whole="Все здания",
    ungrouped="Без здания",
    file="Аудитории",
)


LIST_SIZES = [160, 400]  # groups and table, in pixels


class RoomList(RecordList):
    """Rooms by building in the school's order; a building without rooms is in the tree too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "room", WORDS)
        self.building_names: list[str] = []

    def groups(self, counts: Counter[str]) -> Iterable[Group]:
        """The school, rooms without a building, each building."""
        self.building_names = building_names(self.desk.passport)
        yield Group(None, self.words.whole, counts.total(), None)
        if counts[NO_GROUP]:
            yield Group(NO_GROUP, self.words.ungrouped, counts[NO_GROUP], frozenset({NO_GROUP}))
        for name in self.building_names:
            yield Group(name, name, counts[name], frozenset({name}))


class RoomCard(CardView):
    """The fields of a room, and its plan under the field of places not to be taken, which it fills."""

    def __init__(self, year: AcademicYear, offers: Offers) -> None:
        self.plan = SeatingPlan()
        self.count = PlainLabel("", "quiet")
        super().__init__("room", Room, ROOM_TABS, year, offers)
        self.plan.changed.connect(self._cross)
        self.plan.next_wanted.connect(lambda: self.focus_field("seats"))
        self.edited.connect(self._draw)

    def make_page(self, tab: Tab) -> TabPage:
        """The one tab of a room, with the plan."""
        made = super().make_page(tab)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 2, 0, 4)
        box.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.count)
        give_focus(holder, self.plan)
        made.add_below("broken", holder, wide=True)
        made.shown.connect(self._draw)
        self.plan.moved.connect(lambda: self._show_place(made))
        return made

    def _show_place(self, page: TabPage) -> None:
        """Scroll to the place on which one stands: a plan may be higher than the page."""
        centre = self.plan.visualRect(self.plan.currentIndex()).center()
        middle = self.plan.viewport().mapTo(cast("QWidget", page.widget()), centre)
        page.ensureVisible(middle.x(), middle.y(), HEIGHT, 2 * HEIGHT)

    def _value(self, name: str) -> Any:
        """The value of a field as it stands; None where it is empty or cannot be read."""
        try:
            return field_by_name(Room)[name].kind.read(self.text(name))
        except BadValue:
            return None

    def _draw(self) -> None:
        """Show rows × places as they stand; text that is no places is left to be mended in its field first."""
        if self.card is None:
            return
        rows, places = self._value("row_count"), self._value("places_in_row")
        broken = self._value("broken")
        unread = broken is None and bool(self.text("broken"))
        self.plan.setVisible(bool(rows and places) and not unread)
        if unread:
            self._say("Места, которые не занимать, записаны непонятно: исправьте поле, и схема появится.", "question")
        elif rows and places:
            self.plan.show_places(rows, places, frozenset(places_of(broken)))
            self._say(*self._counted(rows, places, places_of(broken)))
        else:
            self._say("Внесите число рядов и мест в ряду: здесь появится схема.", "quiet")

    def _counted(self, rows: int, places: int, broken: set[Place]) -> tuple[str, str]:
        """How many places there are against those wanted for participants, as a sentence and its role."""
        usable = sum((r, p) not in broken for r in range(1, rows + 1) for p in range(1, places + 1))
        parts = [f"Мест на схеме {rows * places}, можно занять {usable}."]
        if outside := [one for one in broken if one[0] > rows or one[1] > places]:
            parts.append(f"Таких мест на схеме нет: {places_text(outside)}.")
        wanted = (self._value("seats") or 0) + (self._value("spare") or 0)
        if wanted > usable:
            parts.append(f"Для участников и запасных внесено {wanted}: не хватает {wanted - usable}.")
        elif wanted:
            parts.append(f"Для участников и запасных внесено {wanted}.")
        return " ".join(parts), "question" if outside or wanted > usable else "quiet"

    def _say(self, text: str, role: str) -> None:
        self.count.setText(text)
        self.count.set_role(role)

    def _cross(self, broken: frozenset[Place]) -> None:
        self.put({"broken": places_text(list(broken))})


class RoomsPage(RecordPage):
    """Rooms; the building of a card is one of the school's, or a new one."""

    entity = "room"
    follows = "school"
    list_width = 560
    removal = "Удаляют только внесённые по ошибке."

    def __init__(self, desk: Desk) -> None:
        self.rooms = RoomList(desk)
        super().__init__(desk, self.rooms)
        self.list.setSizes(LIST_SIZES)

    def make_card(self) -> CardView:
        """A room's card, which offers the school's buildings."""
        return RoomCard(self.desk.passport.year, {"building": lambda: self.rooms.building_names})

    def called(self, name: str) -> str:
        """«Аудитория 0012»."""
        return f"Аудитория {name}"
