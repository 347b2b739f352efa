"""Two copies of one school's base: what each changed since they parted, field by field, and the lines joined of both.

A field that only one side changed is taken from there; what both changed, or one took out, a person decides. What
the register of printed forms, explanations and last year say stays as in the copy that was held: they are of one base.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.field import Field, Record, fields
from app.exchange.line_values import shown
from app.services.differences import ENTITIES, Line, Lines, by_id, label_of, owned, row_text, who_of
from app.services.package_base import RECORDS

Side = Literal["held", "new"]
Key = tuple[str, str, str]  # part, id of the line, field; '' for the whole line
Patches = Mapping[Key, Any]


@dataclass(frozen=True, slots=True)
class Split:
    """A value in which two copies differ, as people read it. ``side`` is whose is taken; None for a person to say.

    ``entity``, ``record_id`` and ``who`` are of the record that it is on or belongs to.
    """

    key: Key
    entity: str
    record_id: str
    who: str
    label: str
    held: str
    new: str
    side: Side | None


def splits(common: Lines | None, held: Lines, new: Lines) -> tuple[Split, ...]:
    """All in which two copies differ; ``common`` is the last package of which both are made, None where unknown."""
    return tuple(one for part in (*RECORDS, *owned()) for one in _of_part(part, common, held, new))


def _of_part(part: str, common: Lines | None, held: Lines, new: Lines) -> Iterator[Split]:
    before, here, there = (by_id(lines or {}, part) for lines in (common, held, new))
    names = _Names(part, held, new)
    for id in (*here, *(id for id in there if id not in here)):
        ours, theirs = here.get(id), there.get(id)
        if not names.on_both(ours or theirs or {}):
            continue  # it comes or goes with its record
        if ours is None or theirs is None:
            side: Side = "held" if theirs is None else "new"
            yield names.split((part, id, ""), ours, theirs, None if id in before else side)
        elif ours != theirs:
            for one in fields(names.model):
                if (mine := _value(one, ours)) != (other := _value(one, theirs)):
                    was = _value(one, before[id]) if id in before else None
                    taken = _side(was, mine, other)
                    yield names.split((part, id, one.name), ours, theirs, taken, one)


def _value(one: Field, line: Line) -> tuple[Any, str]:
    return line[one.name], line["unread"].get(one.name, "")


def _side(was: object, mine: object, other: object) -> Side | None:
    if was == mine:
        return "new"
    return "held" if was == other else None


class _Names:
    """How the splits of a part are named."""

    def __init__(self, part: str, held: Lines, new: Lines) -> None:
        self._of = owned().get(part)
        self._owner = self._of.part if self._of else part
        ours, theirs = by_id(held, self._owner), by_id(new, self._owner)
        self._records, self._both = {**theirs, **ours}, ours.keys() & theirs.keys()
        self.model: type[Record] = self._of.told.model if self._of else RECORDS[part]

    def on_both(self, line: Line) -> bool:
        """Whether the line is a record, or of a list whose record both copies have."""
        return self._of is None or line[self._of.column] in self._both

    def split(
        self, key: Key, ours: Line | None, theirs: Line | None, side: Side | None, one: Field | None = None
    ) -> Split:
        """A split of a field, or of a whole line."""
        line = ours or theirs or {}
        record_id = line[self._of.column] if self._of else key[1]
        record = self._records.get(record_id)
        who = who_of(self._owner, record) if record else ""
        texts = (self._text(ours, one), self._text(theirs, one))
        return Split(key, ENTITIES[self._owner], record_id, who, self._label(one), *texts, side)

    def _label(self, one: Field | None) -> str:
        if self._of:
            return label_of(self._of.told, one) if one else self._of.told.title
        return one.label if one else "вся запись"

    def _text(self, line: Line | None, one: Field | None) -> str:
        if line is None:
            return ""
        if one:
            return shown(one, line)
        return row_text(self._of.told, line) if self._of else who_of(self._owner, line)


def patches(new: Lines, found: Iterable[Split], chosen: Mapping[Key, Side]) -> dict[Key, Any]:
    """What is taken from the new copy over the held one: {"value", "unread"} of a field; {"line", "rows"} of a record
    or a row of a list, with the rows of the record's own lists by part; None for one that is taken out."""
    taken = [one.key for one in found if (chosen.get(one.key) or one.side) == "new"]
    lines = {part: by_id(new, part) for part, _, _ in taken}
    return {key: _patch(key, lines[key[0]].get(key[1]), new) for key in taken}


def _patch(key: Key, line: Line | None, new: Lines) -> Any:
    part, id, name = key
    if line is None:
        return None
    if name:
        return {"value": line[name], "unread": line["unread"].get(name, "")}
    rows = {
        child: [dict(one) for one in new.get(child, ()) if one[of.column] == id]
        for child, of in owned().items()
        if of.part == part
    }
    return {"line": dict(line), "rows": rows}


def patched(held: Lines, taken: Patches) -> dict[str, list[dict[str, Any]]]:
    """The lines of the held copy with what was taken from the other; rows of lists whose record went go with it."""
    found = {part: {id: dict(line) for id, line in by_id(held, part).items()} for part in (*RECORDS, *owned())}
    for (part, id, name), value in taken.items():
        if name:
            if id in found[part]:
                _put(found[part][id], name, value)
        elif value is None:
            found[part].pop(id, None)
        else:
            found[part][id] = dict(value["line"])
            for child, rows in value["rows"].items():
                found[child] |= {row["id"]: dict(row) for row in rows}
    for part, of in owned().items():
        found[part] = {id: line for id, line in found[part].items() if line[of.column] in found[of.part]}
    joined = {part: [lines[id] for id in sorted(lines)] for part, lines in found.items()}
    return {part: joined[part] if part in joined else [dict(one) for one in lines] for part, lines in held.items()}


def _put(line: dict[str, Any], name: str, value: Mapping[str, Any]) -> None:
    unread = {key: text for key, text in line["unread"].items() if key != name}
    line[name] = value["value"]
    line["unread"] = {**unread, name: value["unread"]} if value["unread"] else unread
