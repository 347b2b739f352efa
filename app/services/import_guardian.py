"""The one representative that a class list tells beside a pupil, who is the first in the list of the pupil's card.

While an import is decided he stands in the pupil's own values under names such as ``guardian_phone``; here he is
put there and taken out again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.domain.family import Guardian
from app.domain.field import new_id
from app.exchange.headings import GUARDIAN
from app.services.confirming import confirm_changed
from app.storage.rows import insert_rows

_PARTS = ("relation", "name", "phone")
NAMES = tuple(GUARDIAN + part for part in _PARTS)
ID = GUARDIAN + "id"
NOBODY: dict[str, Any] = dict.fromkeys((*NAMES, ID))


def known_guardians(session: Session) -> dict[str, dict[str, Any]]:
    """The first representative of every pupil that has one, by the pupil's id; his unread texts under «unread»."""
    table = _table()
    parts = [table.c[part].label(GUARDIAN + part) for part in _PARTS]
    query = select(table.c.student_id, table.c.id.label(ID), table.c.unread, *parts)
    found: dict[str, dict[str, Any]] = {}
    for row in session.execute(query.order_by(table.c.place.desc(), table.c.id.desc())).mappings():
        unread = {GUARDIAN + name: text for name, text in row["unread"].items()}
        found[row["student_id"]] = {**{name: row[name] for name in (*NAMES, ID)}, "unread": unread}
    return found


def write_guardians(session: Session, pupils: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> None:
    """Write the representatives of pupils: each as id, what is known of him, and what changes."""
    added, changed = [], []
    confirmed: dict[str, tuple[str, ...]] = {}
    for student, known, new in pupils:
        told = {part: new.get(GUARDIAN + part) for part in _PARTS if GUARDIAN + part in new}
        unread = _unread({**known, **new}) if "unread" in new else None
        if known.get(ID):
            if told or (unread is not None and unread != _unread(known)):
                there = {part: known[GUARDIAN + part] for part in _PARTS}
                row = {**there, **told, "unread": unread if unread is not None else _unread(known)}
                confirmed[known[ID]] = tuple(told)
                changed.append({"the_id": known[ID], **{f"new_{name}": value for name, value in row.items()}})
        elif unread or any(value is not None for value in told.values()):
            row = {part: told.get(part) for part in _PARTS}
            own = {"id": new_id(), "version": 1, "place": 0, "student_id": student, "unread": unread or {}}
            added.append({**own, **row})
    _write(session, added, changed)
    confirm_changed(session, Guardian, confirmed)


def _write(session: Session, added: list[dict[str, Any]], changed: list[dict[str, Any]]) -> None:
    table = _table()
    insert_rows(session, table, added)
    if changed:
        new = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in (*_PARTS, "unread")}
        statement = update(table).where(table.c.id == bindparam("the_id"))
        session.execute(statement.values(version=table.c.version + 1, **new), changed)


def _unread(values: Mapping[str, Any]) -> dict[str, str]:
    told: Mapping[str, str] = values.get("unread") or {}
    return {name.removeprefix(GUARDIAN): text for name, text in told.items() if name.startswith(GUARDIAN)}


def own_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """A pupil's values without those of the representative."""
    own = {name: value for name, value in values.items() if not name.startswith(GUARDIAN)}
    if "unread" in own:
        own["unread"] = {name: text for name, text in own["unread"].items() if not name.startswith(GUARDIAN)}
    return own


def _table() -> Table:
    table = Guardian.__table__
    assert isinstance(table, Table)
    return table
