"""Whether the file of a base is whole: its pages by their checksums, its structure, the links of its records."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.orm import Session

from app.progress import Progress, silent
from app.storage.driver import explained
from app.storage.engine import make_engine
from app.storage.stoppable import stoppable


def is_sound(connection: Any) -> bool:
    """The quick look that every opening can afford: some 5 ms for each megabyte."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except driver.OperationalError:
        raise  # the disk does not answer: that is no damage
    except driver.DatabaseError:
        return False


def look_through(connection: Any, path: Path) -> dict[str, int]:
    """A full check: what was looked at, in words, and how much was found wrong there.

    Raises :class:`Refused` where the disk fails.
    """
    try:
        return _checks(connection)
    except driver.Error as problem:
        raise explained(problem, path) from problem


def _checks(connection: Any, progress: Progress = silent) -> dict[str, int]:
    found: dict[str, int] = {}
    with stoppable(connection, lambda: progress(len(found), len(_LOOKS))):
        for name, look in _LOOKS:
            progress(len(found), len(_LOOKS))
            found[name] = look(connection)
    return found


def faults(connection: Any, progress: Progress = silent) -> tuple[str, ...]:
    """What a full check finds, in words; nothing for a whole base. Raises the driver's error where the disk fails.

    ``progress`` gets the parts done and their number, also in the midst of one, and may raise to stop.
    """
    return tuple(f"{name}: неверно {count}" for name, count in _checks(connection, progress).items() if count)


def bad_act(connection: Any) -> int | None:
    """The first act of the history that is not as it was written, as a mixture of two states shows; None for none."""
    from app.storage.history_chain import check_chain  # noqa: PLC0415 - most openings have no need to look at it

    if last_act(connection) is None:
        return None
    with Session(make_engine(connection)) as session:
        return check_chain(session)


def last_act(connection: Any) -> tuple[Any, ...] | None:
    """Number and hash of the last act of the history; None where there is none."""
    try:
        found = connection.execute("SELECT number, hash FROM history_act ORDER BY number DESC LIMIT 1").fetchone()
    except driver.OperationalError:  # a base of before the history
        return None
    return tuple(found) if found else None


def _pages(connection: Any) -> int:
    """Pages whose checksum (HMAC) does not fit; a base in memory has none to look at."""
    return _count(connection, "PRAGMA cipher_integrity_check")


def _structure(connection: Any) -> int:
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except driver.OperationalError:
        raise
    except driver.DatabaseError:
        return 1
    return 0 if found == ["ok"] else len(found)


def _count(connection: Any, question: str) -> int:
    try:
        return len(connection.execute(question).fetchall())
    except driver.OperationalError:
        raise
    except driver.DatabaseError:  # it cannot even be asked of what is damaged
        return 1


def counts_of(connection: Any) -> dict[str, int]:
    """How many rows every table has."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


_LOOKS: tuple[tuple[str, Callable[[Any], int]], ...] = (
    ("контрольные суммы страниц", _pages),
    ("строение файла", _structure),
    ("связи записей", lambda connection: _count(connection, "PRAGMA foreign_key_check")),
)
