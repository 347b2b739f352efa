"""Whether the file of a base is whole: its pages by their checksums, its structure, the links of its records."""

from typing import Any

import sqlcipher3.dbapi2 as driver


def is_sound(connection: Any) -> bool:
    """The quick look that every opening can afford: some 5 ms for each megabyte."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except driver.OperationalError:
        raise  # the disk does not answer: that is no damage
    except driver.DatabaseError:
        return False


def faults(connection: Any) -> tuple[str, ...]:
    """What a full check finds, in words; nothing for a whole base. Raises the driver's error where the disk fails."""
    found = {
        "страницы с неверной контрольной суммой": _pages(connection),
        "нарушено строение": _structure(connection),
        "нарушены связи записей": _count(connection, "PRAGMA foreign_key_check"),
    }
    return tuple(f"{name}: {count}" for name, count in found.items() if count)


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
