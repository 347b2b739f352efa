"""Records built straight from their rows, whole with their lists: for reading many without the cost of a session.

They look like mapped objects and belong to no session: what is written into one is kept nowhere, and a column that
was not read raises instead of being fetched. Reading 100,000 pupils so takes a tenth of the time.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import JSON, Boolean, Column, Date, Table
from sqlalchemy.orm import Session

from app.domain.field import Details, Record, details_of

RecordT = TypeVar("RecordT", bound=Record)
Read = Callable[[Any], Any]

_KEPT_FOR_LISTS = frozenset({"search", "sort_key"})  # made from the other columns; no rule reads them


@dataclass(frozen=True, slots=True)
class _Told:
    """How rows of a mapped class are read: the query up to its condition, the columns, what turns texts into values."""

    query: str
    names: tuple[str, ...]
    reads: tuple[tuple[str, Read], ...]
    order: str = ""


def read_only(
    session: Session, model: type[RecordT], ids: Sequence[str] | None = None, columns: Sequence[str] = ()
) -> list[RecordT]:
    """The records with these ids (None: all) that are there, in the order of the ids, with all their lists.

    With ``columns`` only these are read, and no lists.
    """
    found: dict[str, RecordT] = {
        one.id: one for one in _rows(session, model, _record_query(model, *columns), "id", ids)
    }
    if not columns:
        for told in details_of(model):
            _give_list(session, told, found, _owner(told.model, model), None if ids is None else list(found))
    return list(found.values()) if ids is None else [found[id] for id in ids if id in found]


def _give_list(session: Session, told: Details, found: dict[str, Any], owner: str, ids: Sequence[str] | None) -> None:
    name = told.name
    for one in found.values():
        vars(one)[name] = []
    for detail in _rows(session, told.model, _detail_query(told.model, told.order_by), owner, ids):
        holder = found.get(getattr(detail, owner))
        if holder is not None:
            vars(holder)[name].append(detail)


def _rows(session: Session, model: type[RecordT], told: _Told, key: str, ids: Sequence[str] | None) -> list[RecordT]:
    connection = session.connection()
    if ids is None:
        rows = connection.exec_driver_sql(told.query + told.order).fetchall()
    else:
        some = f" WHERE {key} IN (SELECT value FROM json_each(?))"  # however many, and one statement for all
        rows = connection.exec_driver_sql(told.query + some + told.order, (json.dumps(list(ids)),)).fetchall()
    return [_made(model, told, row) for row in rows]


def _made(model: type[RecordT], told: _Told, row: Sequence[Any]) -> RecordT:
    values = dict(zip(told.names, row, strict=True))
    for name, read in told.reads:
        if (stored := values[name]) is not None:
            values[name] = read(stored)
    record: RecordT = object.__new__(model)
    record.__dict__ = values
    return record


@cache
def _record_query(model: type[Record], *columns: str) -> _Told:
    wanted = columns or tuple(one.key for one in model.__table__.columns if one.key not in _KEPT_FOR_LISTS)
    return _query(cast(Table, model.__table__), wanted, "")


@cache
def _detail_query(model: type[Record], order_by: str) -> _Told:
    table = cast(Table, model.__table__)
    return _query(table, tuple(one.key for one in table.columns), f' ORDER BY "{order_by}", id')


def _query(table: Table, names: tuple[str, ...], order: str) -> _Told:
    listed = ", ".join(f'"{name}"' for name in names)
    reads = ((name, _read_of(table.columns[name])) for name in names)
    return _Told(f"SELECT {listed} FROM {table.name}", names, tuple((name, one) for name, one in reads if one), order)


@cache
def _owner(detail: type[Record], model: type[Record]) -> str:
    """The column of a detail that points at its record."""
    return next(key.parent.name for key in detail.__table__.foreign_keys if key.column.table is model.__table__)


def _read_of(column: Column[Any]) -> Read | None:
    if isinstance(column.type, Date):
        return date.fromisoformat
    if isinstance(column.type, Boolean):
        return bool
    return _unread if isinstance(column.type, JSON) else None


def _unread(stored: str) -> Any:
    return json.loads(stored) if stored != "{}" else {}
