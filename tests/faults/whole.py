"""What «the base is whole» means: it opens, and every check that it carries says so."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.storage.base_key import NO_PASSWORD, Secret
from app.storage.history import check_chain
from app.storage.opening import open_passport
from app.storage.passport import Passport


@contextmanager
def opened_whole(path: Path, secret: Secret = NO_PASSWORD) -> Iterator[Passport]:
    """The base, open and found whole."""
    with open_passport(path, secret) as passport:
        check_whole(passport)
        yield passport


def check_whole(passport: Passport) -> None:
    """AssertionError unless pages, checksums, links of records and the chain of the history are as they should be."""
    check_pages(passport)
    with passport.reading() as session:
        assert check_chain(session) is None, "the chain of the history is broken"


def check_pages(passport: Passport) -> None:
    """AssertionError unless pages, their checksums and the links of records are as they should be.

    The log is folded in before: SQLCipher checks the pages of the bare file, and those that a kill left half written
    there stand whole in the log.
    """
    with passport.source() as source:  # what is folded in here is our own doing
        connection = source.connection
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def rows_of(passport: Passport) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, past the program: two bases with the same of these hold the same."""
    connection = passport._connection
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
