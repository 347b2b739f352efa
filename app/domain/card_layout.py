"""How the fields and lists of a record stand on its card, from the first tab to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from app.domain.field import Details, Field, Record, Tab, details_by_name, details_of, fields
from app.domain.rooms import ROOM_TABS, Room
from app.domain.school import CLASS, SCHOOL_TABS, School, SchoolClass
from app.domain.staff import Staff
from app.domain.staff_tabs import STAFF_TABS
from app.domain.student import STUDENT_TABS, Student

TABS: dict[type[Record], tuple[Tab, ...]] = {
    School: SCHOOL_TABS,
    SchoolClass: (CLASS,),
    Student: STUDENT_TABS,
    Staff: STAFF_TABS,
    Room: ROOM_TABS,
}

Place = tuple[int, int, int]  # of the field or list on the card, of the row in the list, of the field in the row


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand under one title ('' for none)."""

    title: str
    fields: tuple[Field, ...]


def parts_of(model: type[Record], tab: Tab) -> Iterator[Section | Details]:
    """The sections and lists of a tab, from the top down."""
    told = [one for one in fields(model) if one.tab == tab]
    lists = [one for one in details_of(model) if one.tab == tab]
    for title in dict.fromkeys(one.section for one in told):
        yield Section(title, tuple(one for one in told if one.section == title))
        yield from (one for one in lists if one.after == title)
    yield from (one for one in lists if one.after is None)


@lru_cache(maxsize=4096)
def place_on_card(model: type[Record], name: str) -> Place:
    """Where a field stands on the card; what has no place on it ('' is the card as a whole) comes after them."""
    first, *rest = name.split(".")
    at = _places(model).get(first, len(_places(model)))
    listed = details_by_name(model).get(first)
    inside = [one.name for one in fields(listed.model)] if listed else []
    row = int(rest[0]) if rest and rest[0].isdigit() else 0
    return at, row, inside.index(rest[-1]) if rest and rest[-1] in inside else 0


@cache
def _places(model: type[Record]) -> dict[str, int]:
    """The names of all fields and lists of a card, with their places."""
    parts = (part for tab in TABS[model] for part in parts_of(model, tab))
    told = (one for part in parts for one in (part.fields if isinstance(part, Section) else (part,)))
    return {one.name: place for place, one in enumerate(told)}
