"""Loaded lists, each remembered as a whole, and taking one back while later edits stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.import_batches import Act, ImportBatch, ImportChange
from app.exchange.list_kinds import list_kind, list_kinds
from app.services import moments
from app.services.import_writes import Changed, Writes, owner_of, table_of
from app.storage.passport import Passport
from app.storage.rows import insert_rows

KEPT = 20  # of so many lists the changes are kept; older ones can no longer be taken back
_LONGEST = 255

Row = dict[str, Any]


def kinds_offered() -> tuple[tuple[str, str], ...]:
    """All kinds of list by key and title, in the order in which they are offered."""
    return tuple((one.key, one.title) for one in list_kinds().values())


@dataclass(frozen=True, slots=True)
class Batch:
    """A loaded list: ``loaded_at`` and ``undone_at`` by the local clock; ``may_undo`` while its changes are kept."""

    number: int
    loaded_at: datetime
    kind: str
    title: str
    source: str
    read: int
    new: int
    changed: int
    same: int
    rejected: int
    undone_at: datetime | None
    may_undo: bool


def batches(passport: Passport) -> tuple[Batch, ...]:
    """All loaded lists, the newest first."""
    with passport.reading() as session:
        kept = set(session.scalars(select(ImportChange.batch).distinct()))
        found = session.scalars(select(ImportBatch).order_by(ImportBatch.number.desc()))
        return tuple(_told(one, one.number in kept) for one in found)


def _told(one: ImportBatch, kept: bool) -> Batch:
    names = ("number", "kind", "source", "read", "new", "changed", "same", "rejected")
    undone = moments.local(one.undone_at) if one.undone_at else None
    return Batch(
        **{name: getattr(one, name) for name in names},
        title=list_kind(one.kind).title,
        loaded_at=moments.local(one.loaded_at),
        undone_at=undone,
        may_undo=kept and undone is None,
    )


def record_batch(session: Session, kind: str, source: str, figures: dict[str, int], writes: Writes) -> int:
    """Remember what a load has written, in its own transaction; its number. Forgets the changes of old ones."""
    batch = ImportBatch(loaded_at=moments.now(), kind=kind, source=source[:_LONGEST], **figures)
    session.add(batch)
    session.flush()
    insert_rows(session, table_of(ImportChange), list(_changes(writes, batch.number)))
    session.execute(delete(ImportChange).where(ImportChange.batch <= batch.number - KEPT))
    return batch.number


def _changes(writes: Writes, batch: int) -> Iterator[Row]:
    new: set[str] = set()
    for model, rows in writes.made.items():
        ids = [(row["id"], owner_of(model, row)) for row in rows]
        new.update(id for id, owner in ids if not owner)
        told = {"batch": batch, "entity": model.__tablename__, "act": Act.MADE.value, "version": 1}
        yield from ({**told, "record": id, "owner": owner} for id, owner in ids if owner not in new)
    for one in writes.changed:
        told = {"batch": batch, "entity": one.model.__tablename__, "act": Act.CHANGED.value, "version": one.version + 1}
        yield {**told, "record": one.id, "owner": one.owner, "fields": _pairs(one)}
    for model, row in writes.removed:
        told = {"batch": batch, "entity": model.__tablename__, "act": Act.REMOVED.value, "version": row["version"]}
        kept = {name: _plain(value) for name, value in row.items()}
        yield {**told, "record": row["id"], "owner": owner_of(model, row), "fields": kept}


_DERIVED = frozenset({"search", "sort_key"})


def _pairs(one: Changed) -> Row:
    pairs = {
        name: [_plain(one.old[name]), _plain(value)]
        for name, value in one.new.items()
        if name != "unread" and name not in _DERIVED
    }
    if "unread" in one.new:
        old, new = one.old["unread"] or {}, one.new["unread"]
        pairs |= {
            f"?{name}": [old.get(name), new.get(name)] for name in {**old, **new} if old.get(name) != new.get(name)
        }
    return pairs


def _plain(value: Any) -> Any:
    """A value as JSON says it."""
    return value.isoformat() if isinstance(value, date) else value
