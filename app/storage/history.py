"""Writing the history: what an act changed, chained to the act before.

``Passport.writing`` lets :func:`record` run before every commit, so that a change and its history are stored together
or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from app import __version__
from app.domain.actors import OWNER, Actor
from app.storage.history_chain import (
    BEFORE_THE_FIRST,
    TOLD,
    Change,
    Head,
    check_chain,
    digest,
    hash_of,
    head,
    record_head,
)
from app.storage.history_fold import take_changes

__all__ = ["CREATED", "Act", "Head", "begin", "check_chain", "hash_of", "head", "note", "record", "record_head"]

CREATED = "База создана"
UNNAMED = "Изменение"

_NOTED = "history_noted"  # where a session keeps the acts that it only notes, until its commit
_LONGEST = {"what": 80, "detail": 255, "why": 500}  # signs


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: in a few words, why where he was asked, more of it, and who he is."""

    what: str
    why: str = ""
    detail: str = ""
    actor: Actor = OWNER


def note(session: Session, what: str, detail: str = "") -> None:
    """Have an act in the history that changes no recorded data: a package made, a form printed, a copy put back.

    It is written when the session is committed, after what the session has changed.
    """
    session.info.setdefault(_NOTED, []).append((what, detail))


def begin(session: Session, what: str = CREATED, detail: str = "") -> None:
    """Write the first act of a base; where there is a history already, one act more."""
    _write(_driver(session), Act(what, detail=detail), ())


def record(session: Session, act: Act) -> None:
    """Write what has changed since the last commit as an act, and after it what was noted; nothing where neither."""
    session.flush()
    connection = _driver(session)
    changes = take_changes(connection)
    if changes:
        _write(connection, act, changes)
    for what, detail in session.info.pop(_NOTED, ()):
        _write(connection, Act(what, detail=detail, actor=act.actor), ())


def _driver(session: Session) -> Any:
    """The driver's connection, in the session's transaction: every save pays for what stands above it."""
    return session.connection().connection.driver_connection


_LAST = "SELECT number, hash FROM history_act ORDER BY number DESC LIMIT 1"
_ACT = (*TOLD, "previous", "hash")
_CHANGE = ("act", "place", *Change._fields)


def _insert(table: str, names: Sequence[str]) -> str:
    told = ", ".join(f'"{name}"' for name in names)
    # «main» leads past the views that a class teacher has over the tables.
    return f"INSERT INTO main.{table} ({told}) VALUES ({', '.join('?' * len(names))})"


_INSERT_ACT, _INSERT_CHANGE = _insert("history_act", _ACT), _insert("history_change", _CHANGE)


def _write(connection: Any, act: Act, changes: Sequence[Change]) -> None:
    before, previous = connection.execute(_LAST).fetchone() or (0, BEFORE_THE_FIRST)
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat(" ", "microseconds")
    texts = {name: getattr(act, name)[:longest] for name, longest in _LONGEST.items()}
    texts |= {"at": at, "actor_id": act.actor.id, "actor": act.actor.name, "program": __version__}
    texts["what"] = texts["what"] or UNNAMED
    told = [str(before + 1), *(texts[name] for name in TOLD[1:])]
    connection.execute(_INSERT_ACT, (*told, previous, digest(previous, told, changes)))
    rows = ((before + 1, place, *one) for place, one in enumerate(changes))
    connection.executemany(_INSERT_CHANGE, rows)
