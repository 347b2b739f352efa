"""One change of many records: what it would do, told before, and the edits that do it as one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.field import Field, fields
from app.errors import BadValue
from app.services.cards import ENTITIES, Edit
from app.services.columns import Line


class Where(Enum):
    """In which records a value is written."""

    EMPTY = "только где пусто"
    ALL = "у всех, заменить"
    CLEAR = "очистить у всех"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one record: who it is, what stands there and what will."""

    line: Line
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A bulk edit looked at before. ``problem`` says why the value cannot be written into anybody, if so.

    ``same`` have the value already, ``filled`` have another one that stays.
    """

    field: Field
    changes: tuple[Change, ...] = ()
    same: int = 0
    filled: int = 0
    problem: str = ""

    def edits(self) -> tuple[Edit, ...]:
        """The edits, for one transaction."""
        return tuple(
            Edit(one.line.entity, one.line.id, one.line.version, {self.field.name: one.new}) for one in self.changes
        )


def bulk_fields(entity: str) -> tuple[Field, ...]:
    """The fields of a card that many records may have alike: not names, not numbers of documents."""
    return tuple(one for one in fields(ENTITIES[entity]) if not one.own)


def plan_bulk(lines: Sequence[Line], field: Field, text: str, where: Where) -> Plan:
    """What writing one value into the records would do; ``lines`` were read with the field among their texts.

    A value that cannot be read is told and written nowhere: in one card it may wait to be mended, in a hundred
    it may not.
    """
    new = ""
    if where is not Where.CLEAR:
        try:
            new = field.tidy(text)
        except BadValue as problem:
            return Plan(field, problem=str(problem))
        if not new:
            return Plan(field, problem="Внесите значение. Чтобы стереть внесённое, выберите «очистить у всех».")
    changes, same, filled = [], 0, 0
    for line in lines:
        old = line.texts[field.name]
        if old == new:
            same += 1
        elif where is Where.EMPTY and old.strip():
            filled += 1
        else:
            changes.append(Change(line, old, new))
    return Plan(field, tuple(changes), same, filled)


def removal(lines: Sequence[Line]) -> tuple[Edit, ...]:
    """The edits that remove these records, for one transaction."""
    return tuple(Edit(line.entity, line.id, line.version, remove=True) for line in lines)
