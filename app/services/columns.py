"""Chosen fields of many records as plain text, as a table of a class is read, and what is typed into it as edits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.domain.field import field_by_name
from app.domain.kinds import NONE
from app.domain.listed import listing_of
from app.services.cards import ENTITIES, Edit
from app.storage.passport import Passport

_AT_ONCE = 500  # ids in one query


@dataclass(frozen=True, slots=True)
class Line:
    """One record: what it is called, its group (a pupil's class), and the texts of the chosen fields by name."""

    entity: str
    id: str
    version: int
    who: str
    group: str
    texts: Mapping[str, str]


def read_lines(passport: Passport, entity: str, ids: Sequence[str], names: Sequence[str]) -> list[Line]:
    """The records in the order of ``ids``, without those that are there no more; text that could not be read is
    given as it was typed."""
    model: Any = ENTITIES[entity]
    listing = listing_of(model)
    wanted = [*names, *listing.name, *([listing.group] if listing.group else [])]
    columns = (model.id, model.version, model.unread, *(getattr(model, name) for name in wanted))
    found = {}
    with passport.reading() as session:
        for start in range(0, len(ids), _AT_ONCE):
            query = select(*columns).where(model.id.in_(ids[start : start + _AT_ONCE]))
            found.update({row[0]: row for row in session.execute(query)})
    known = field_by_name(model)

    def line(row: Any) -> Line:
        unread = row[2] or {}
        shown = {
            name: unread.get(name) or known[name].kind.show(value) for name, value in zip(wanted, row[3:], strict=True)
        }
        who = " ".join(shown[name] for name in listing.name if shown[name] and shown[name] != NONE)
        texts = {name: shown[name] for name in names}
        return Line(entity, row[0], row[1], who or "(без имени)", shown.get(listing.group, ""), texts)

    return [line(found[id]) for id in ids if id in found]


def edits_of(lines: Sequence[Line], typed: Mapping[tuple[str, str], str]) -> tuple[Edit, ...]:
    """The edits that put typed texts, by id of the record and name of the field, in place of those that stand there."""
    edits = []
    for line in lines:
        own = {name: typed[line.id, name] for name in line.texts if (line.id, name) in typed}
        changed = {name: text for name, text in own.items() if text.strip() != line.texts[name].strip()}
        if changed:
            edits.append(Edit(line.entity, line.id, line.version, changed))
    return tuple(edits)
