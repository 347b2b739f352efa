"""What an act changed in all: the notes of its writes, folded to one change a record.

What is made and taken away again in one act leaves nothing; what is changed twice tells its first value and its last.
The details that came or went with their record are not told one by one: a new record is told by its key alone, one
that is gone holds them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.domain.history import ChangeKind
from app.domain.recorded import RECORDED, goes_with, recorded_columns
from app.storage.history_chain import Change
from app.storage.history_watch import stored_row, take_notes

Key = tuple[str, str]  # entity, id
Values = dict[str, Any]


_WHOLES = {entity: goes_with(model) for entity, (model, _) in RECORDED.items()}


@dataclass(slots=True)
class _Folded:
    """The notes by record, in the order of the first one of each."""

    owners: dict[Key, str] = field(default_factory=dict)
    made: dict[Key, None] = field(default_factory=dict)
    changed: dict[Key, dict[str, list[Any]]] = field(default_factory=dict)
    gone: dict[Key, Values] = field(default_factory=dict)

    def take(self, note: tuple[Any, ...]) -> None:
        """Fold one note in."""
        entity, id, owner, sign, name, old, new = note
        key = (entity, id if isinstance(id, str) else str(id))
        if sign == "+":
            self.made[key] = None
        elif sign == "-":
            self._take_gone(key, old)
        elif key not in self.made:
            self.changed.setdefault(key, {}).setdefault(name, [old, None])[1] = new
        self.owners.setdefault(key, owner or "")

    def _take_gone(self, key: Key, row: str) -> None:
        if key in self.made:
            del self.made[key]
            return
        values = dict(zip(recorded_columns(RECORDED[key[0]][0]), json.loads(row), strict=True))
        values |= {name: pair[0] for name, pair in self.changed.pop(key, {}).items()}
        self.gone[key] = {name: value for name, value in values.items() if value is not None}

    def parent(self, key: Key) -> Key | None:
        """The record with which one comes and goes; None for one that stands by itself."""
        table = _WHOLES[key[0]]
        return (table, self.owners[key]) if table else None

    def replace(self, key: Key, now: Values) -> None:
        """A row that was taken away and put back has only changed."""
        before = self.gone.pop(key)
        del self.made[key]
        names = recorded_columns(RECORDED[key[0]][0])
        self.changed[key] = {name: [before.get(name), now.get(name)] for name in names}

    def row(self, key: Key, kind: ChangeKind, values: str = "") -> Change:
        """A change as it is stored."""
        entity, id = key
        owner = self.owners[key]
        return Change(entity, owner or id, id if owner else "", kind.value, values)


def take_changes(connection: Any) -> list[Change]:
    """The changes noted since they were last taken: records that were made, changed, and that are gone."""
    notes = take_notes(connection)
    if not notes:
        return []
    folded = _Folded()
    for one in notes:
        folded.take(one)
    for key in [key for key in folded.gone if key in folded.made]:
        folded.replace(key, stored_row(connection, *key))
    return [*_made(folded), *_changed(folded), *_gone(folded)]


def _made(folded: _Folded) -> Iterator[Change]:
    for key in folded.made:
        if folded.parent(key) not in folded.made:
            yield folded.row(key, ChangeKind.MADE)


def _changed(folded: _Folded) -> Iterator[Change]:
    for key, pairs in folded.changed.items():
        told = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        if told:
            yield folded.row(key, ChangeKind.CHANGED, _json(told))


def _gone(folded: _Folded) -> Iterator[Change]:
    wholes: dict[Key, Values] = {key: {"row": row} for key, row in folded.gone.items()}
    for key, whole in wholes.items():
        parent = folded.parent(key)
        if parent in wholes:
            wholes[parent].setdefault("lists", {}).setdefault(key[0], []).append(whole)
    for key, whole in wholes.items():
        if folded.parent(key) not in wholes:
            yield folded.row(key, ChangeKind.GONE, _json(whole))


def _json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
