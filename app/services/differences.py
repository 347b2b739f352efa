"""What is new, gone or changed between two packages of a school, field by field; on plain lines, without a base."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from app.domain.field import Details, Field, Record, details_of, fields
from app.domain.listed import Listed, listing_of
from app.domain.student import full_name
from app.exchange.line_values import shown
from app.services.package_base import RECORDS
from app.services.plain_lines import owner_of, part_of

Line = Mapping[str, Any]
Lines = Mapping[str, Sequence[Line]]
How = Literal["new", "gone", "changed"]

ENTITIES = {"school": "school", "classes": "class", "students": "student", "staff": "staff", "rooms": "room"}
COUNTED = ("students", "staff", "rooms")
PEOPLE = ("students", "staff")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record or of a line of its lists; ``old`` and ``new`` as people read them."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is new, gone or changed, by the entity that findings name it by; ``fields`` where changed."""

    entity: str
    id: str
    who: str
    class_name: str
    how: How
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All records that differ; ``new``, ``changed``, ``gone`` and ``same`` count pupils, workers and rooms."""

    records: tuple[RecordChange, ...]
    new: int
    changed: int
    gone: int
    same: int

    @property
    def gone_people(self) -> tuple[RecordChange, ...]:
        """The pupils and workers who are there no more."""
        return tuple(one for one in self.records if one.how == "gone" and one.entity in ("student", "staff"))


@dataclass(frozen=True, slots=True)
class Owned:
    """To which part the lines of a list belong, by which column, and what the list is."""

    part: str
    column: str
    told: Details


def differences(held: Lines | None, new: Lines) -> Differences:
    """What stands otherwise in ``new``; without ``held`` all of it is new."""
    held = held or {}
    lists = _changes_in_lists(held, new)
    records: list[RecordChange] = []
    counts = {"new": 0, "changed": 0, "gone": 0, "same": 0}
    for part in RECORDS:
        before, now = by_id(held, part), by_id(new, part)
        found = list(_in_part(part, before, now, lists))
        records += found
        if part in COUNTED:
            for one in found:
                counts[one.how] += 1
            counts["same"] += len(now) - sum(one.how != "gone" for one in found)
    return Differences(tuple(records), **counts)


def by_id(lines: Lines, part: str) -> dict[str, Line]:
    """The lines of a part by their ids; none where the part is not there."""
    return {line["id"]: line for line in lines.get(part, ())}


def _in_part(
    part: str, before: Mapping[str, Line], now: Mapping[str, Line], lists: Mapping[str, list[FieldChange]]
) -> Iterator[RecordChange]:
    for id, line in now.items():
        old = before.get(id)
        if old is None:
            yield change_of(part, line, "new")
        elif found := (*_fields_of(RECORDS[part], old, line), *lists.get(id, ())):
            yield change_of(part, line, "changed", found)
    for id, line in before.items():
        if id not in now:
            yield change_of(part, line, "gone")


def change_of(part: str, line: Line, how: How, found: tuple[FieldChange, ...] = ()) -> RecordChange:
    """A changed record named by its line."""
    class_name = line["name"] if part == "classes" else line.get("class_name") or ""
    return RecordChange(ENTITIES[part], line["id"], who_of(part, line), class_name, how, found)


def who_of(part: str, line: Line) -> str:
    """What the record of a line is called."""
    model = RECORDS[part]
    if not issubclass(model, Listed):
        return str(line["short_name"] if part == "school" else line["name"]) or "?"
    if part in PEOPLE:
        return full_name(line["last_name"], line["first_name"], line["middle_name"]) or "без имени"
    told = {one.name: one for one in fields(model)}
    return " ".join(filter(None, (shown(told[name], line) for name in listing_of(model).name))) or "?"


def _fields_of(model: type[Record], old: Line, new: Line) -> Iterator[FieldChange]:
    if old != new:
        for one in fields(model):
            if (was := shown(one, old)) != (now := shown(one, new)):
                yield FieldChange(one.label, was, now)


@cache
def owned() -> dict[str, Owned]:
    """The parts with the lines of lists, and whose they are."""
    return {
        part_of(told.model): Owned(part, owner_of(told.model), told)
        for part, model in RECORDS.items()
        for told in details_of(model)
    }


def _changes_in_lists(held: Lines, new: Lines) -> dict[str, list[FieldChange]]:
    """What changed in the lists of records that were there before and are there still, by the record's id."""
    found: dict[str, list[FieldChange]] = {}
    for part, of in owned().items():
        before, now = by_id(held, part), by_id(new, part)
        both = by_id(held, of.part).keys() & by_id(new, of.part).keys()
        for id in (*now, *(id for id in before if id not in now)):
            owner = (now.get(id) or before[id])[of.column]
            if owner in both and before.get(id) != now.get(id):
                found.setdefault(owner, []).extend(_of_row(of.told, before.get(id), now.get(id)))
    return found


def _of_row(told: Details, old: Line | None, new: Line | None) -> Iterator[FieldChange]:
    if old is None or new is None:
        yield FieldChange(told.title, row_text(told, old), row_text(told, new))
        return
    for one in fields(told.model):
        if (was := shown(one, old)) != (now := shown(one, new)):
            yield FieldChange(label_of(told, one), was, now)


def row_text(told: Details, line: Line | None) -> str:
    """A line of a list in one text; '' for none."""
    return "" if line is None else ", ".join(filter(None, (shown(one, line) for one in fields(told.model))))


def label_of(told: Details, one: Field) -> str:
    """A field of a list as people find it: «Представители: Телефон»."""
    return f"{told.title}: {one.label}"
