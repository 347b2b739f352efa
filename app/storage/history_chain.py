"""The chain of acts: each bears a hash over the one before, all it says of itself and all of its changes.

Whoever holds the password can write the chain anew from any act on; that shows only against a hash that lies outside
the base: in a package, in a receipt.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.history import HistoryAct, HistoryChange

BEFORE_THE_FIRST = bytes(32)


class Change(NamedTuple):
    """One change of an act, as stored (see ``HistoryChange``)."""

    entity: str
    card: str
    record: str
    kind: str
    values: str


class Head(NamedTuple):
    """The last act: its number and its hash, in hex; 0 and '' of a base without a history."""

    number: int
    hash: str


# What an act tells of itself, in the order in which it is hashed.
TOLD = ("number", "at", "actor_id", "actor", "program", "what", "detail", "why")


def digest(previous: bytes, told: Iterable[str | bytes], changes: Iterable[Iterable[str | bytes]]) -> bytes:
    """SHA-256 over the hash before, what an act tells of itself (``TOLD``, as SQLite stores it) and its changes, each
    part led by its length, so that none runs into the next."""
    made = hashlib.sha256(previous)
    for parts in (told, *changes):
        for part in parts:
            whole = part if isinstance(part, bytes) else part.encode()
            made.update(len(whole).to_bytes(8, "big") + whole)
    return made.digest()


def head(session: Session) -> Head:
    """The last act of a base."""
    return _head(session, None)


def record_head(session: Session, entities: Iterable[str]) -> Head:
    """The last act that changed a record of these tables: the same for as long as they hold the same."""
    return _head(session, entities)


def hash_of(session: Session, number: int) -> str:
    """The hash of an act in hex; '' for one that is not there."""
    found = session.scalar(select(HistoryAct.hash).where(HistoryAct.number == number))
    return found.hex() if found else ""


def _head(session: Session, entities: Iterable[str] | None) -> Head:
    query = select(HistoryAct.number, HistoryAct.hash).order_by(HistoryAct.number.desc()).limit(1)
    if entities is not None:
        newest = select(HistoryChange.act).where(HistoryChange.entity.in_(list(entities)))
        last = session.scalar(newest.order_by(HistoryChange.act.desc()).limit(1))
        query = query.where(HistoryAct.number <= (last if last is not None else 1))
    found = session.execute(query).first()
    return Head(found.number, found.hash.hex()) if found else Head(0, "")


def check_chain(session: Session) -> int | None:
    """The number of the first act that is not as it was written: changed, taken out, swapped, put in, or with other
    changes; None where the chain holds from the first act to the last."""
    acts = _acts(session)
    changes = _changes(session)
    previous, expected = BEFORE_THE_FIRST, 1
    waiting = next(changes, None)
    for number, before, its_hash, told in acts:
        own: list[list[bytes]] = []
        if waiting is not None and waiting[0] <= number:
            if waiting[0] < number:
                return min(waiting[0], expected)
            own = waiting[1]
            waiting = next(changes, None)
        if number != expected or before != previous or its_hash != digest(previous, told, own):
            return min(number, expected)
        previous, expected = its_hash, expected + 1
    return None if waiting is None else waiting[0]


def _as_bytes(names: Iterable[str]) -> str:
    """What is stored, whatever somebody has put there."""
    return ", ".join(f'CAST("{name}" AS BLOB)' for name in names)


def _acts(session: Session) -> Iterator[tuple[int, bytes, bytes, list[bytes]]]:
    query = f"SELECT number, {_as_bytes(('previous', 'hash', *TOLD))} FROM history_act ORDER BY number"
    for number, previous, its_hash, *told in session.connection().exec_driver_sql(query):
        yield number, previous, its_hash, told


def _changes(session: Session) -> Iterator[tuple[int, list[list[bytes]]]]:
    """The changes of each act that has any, in the order of the acts; none of one whose changes are not all there."""
    query = f"SELECT act, place, {_as_bytes(Change._fields)} FROM history_change ORDER BY act, place"
    rows = session.connection().exec_driver_sql(query)
    for number, some in groupby(rows, key=itemgetter(0)):
        own = list(some)
        whole = [place for _, place, *_ in own] == list(range(len(own)))
        yield number, [list(change) for _, _, *change in own] if whole else []
