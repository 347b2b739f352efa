"""The one representative that a class list tells beside a pupil, who is the first in the list of the pupil's card.

While an import is decided he stands in the pupil's own values under names such as ``guardian_phone``; here he is
put there and taken out again.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.family import Guardian
from app.exchange.list_kinds import GUARDIAN
from app.services.import_writes import Changed, Writes, beginning, table_of

_PARTS = ("relation", "name", "phone")
NAMES = tuple(GUARDIAN + part for part in _PARTS)
_SILENT = [None] * len(NAMES)
ID, VERSION = GUARDIAN + "id", GUARDIAN + "version"
NOBODY: dict[str, Any] = dict.fromkeys((*NAMES, ID, VERSION))


def known_guardians(session: Session) -> dict[str, dict[str, Any]]:
    """The first representative of every pupil that has one, by the pupil's id; his unread texts under «unread»."""
    table = table_of(Guardian)
    parts = [table.c[part].label(GUARDIAN + part) for part in _PARTS]
    query = select(table.c.student_id, table.c.id.label(ID), table.c.version.label(VERSION), table.c.unread, *parts)
    found: dict[str, dict[str, Any]] = {}
    for row in session.execute(query.order_by(table.c.place.desc(), table.c.id.desc())).mappings():
        unread = {GUARDIAN + name: text for name, text in row["unread"].items()}
        found[row["student_id"]] = {**{name: row[name] for name in (*NAMES, ID, VERSION)}, "unread": unread}
    return found


def write_guardian(writes: Writes, student: str, known: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Add what is to be written of a pupil's representative: from what is known of both and what changes."""
    told = {part: new.get(GUARDIAN + part) for part in _PARTS if GUARDIAN + part in new}
    before = _unread(known)
    unread = _unread({**known, **new}) if "unread" in new else before
    if known.get(ID):
        changed: dict[str, Any] = told if unread == before else {**told, "unread": unread}
        if changed:
            there = {part: known[GUARDIAN + part] for part in told} | {"unread": before}
            old = {name: there[name] for name in changed}
            writes.changed.append(Changed(Guardian, known[ID], known[VERSION], old, changed, student))
    else:
        make_guardian(writes, student, {**known, **new})


def make_guardian(writes: Writes, student: str, values: Mapping[str, Any]) -> None:
    """Add the representative of a new pupil, if the list tells of one."""
    told = [values[name] for name in NAMES]
    unread = _unread(values) if values["unread"] else {}
    if unread or told != _SILENT:
        row = dict(zip(_PARTS, told, strict=True))
        writes.made[Guardian].append({**beginning(place=0, student_id=student), "unread": unread, **row})


def _unread(values: Mapping[str, Any]) -> dict[str, str]:
    told: Mapping[str, str] = values.get("unread") or {}
    return {name.removeprefix(GUARDIAN): text for name, text in told.items() if name.startswith(GUARDIAN)}


def own_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """A pupil's values without those of the representative."""
    own = {name: value for name, value in values.items() if not name.startswith(GUARDIAN)}
    if "unread" in own:
        own["unread"] = {name: text for name, text in own["unread"].items() if not name.startswith(GUARDIAN)}
    return own
