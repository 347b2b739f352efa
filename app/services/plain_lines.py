"""Records as lines of plain values, the way packages and records of a newcomer carry them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from app.domain.ageing import Ageing, unconfirmed_of
from app.domain.field import Detail, Record, details_of, fields

Line = dict[str, Any]


def plain(record: Record) -> Line:
    """A record's id and fields as JSON has them: days in ISO, dictionary keys, null for «не внесено»."""
    values = {one.name: getattr(record, one.name) for one in fields(type(record))}
    days = {name: value.isoformat() for name, value in values.items() if isinstance(value, date)}
    waiting = {"unconfirmed": list(unconfirmed_of(record))} if isinstance(record, Ageing) else {}
    return {"id": record.id, **values, **days, **waiting, "unread": dict(record.unread or {})}


def plain_detail(detail: Detail) -> Line:
    """A detail with the id of the record it belongs to and its place in the list."""
    owner = owner_of(type(detail))
    return {**plain(detail), owner: getattr(detail, owner), "place": detail.place}


def owner_of(model: type[Detail]) -> str:
    """The name of the column by which a detail points at its record."""
    return str(next(iter(model.__table__.foreign_keys)).parent.name)


def part_of(model: type[Detail]) -> str:
    """The part in which details of a kind stand: «exam_choices», «guardians» …"""
    return f"{model.__tablename__}s"


def detail_parts(model: type[Record], records: Sequence[Record]) -> dict[str, list[Line]]:
    """The details of records by part."""
    return {
        part_of(told.model): by_id(plain_detail(one) for record in records for one in getattr(record, told.name))
        for told in details_of(model)
    }


def by_id(lines: Iterable[Line]) -> list[Line]:
    """Lines in the order of their ids."""
    return sorted(lines, key=lambda line: str(line["id"]))


def moment(stored: datetime) -> str:
    """A stored moment (UTC) as ISO 8601 with a Z."""
    return stored.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
