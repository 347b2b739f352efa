"""F14–F16: bases of every released schema, of a newer program, and upgrades broken off at every step."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, event

from app.errors import AppError, BadFile, Refused
from app.paths import user_data
from app.storage import schema
from app.storage.base_key import NO_PASSWORD
from app.storage.opening import open_passport
from app.storage.snapshots import open_snapshot
from data.old_bases import REVISIONS, old_base, old_people, old_people_made
from data.raw_base import raw_base
from faults.whole import digest, opened_whole

PUPILS = 12


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_base_of_every_released_schema_comes_through_whole(revision: str, tmp_path: Path) -> None:
    path = tmp_path / "old.passport"
    old_base(path, revision, PUPILS)
    with opened_whole(path) as passport:
        assert old_people(passport) == old_people_made(PUPILS)
    copies = list(user_data().rglob("*.copy"))
    assert bool(copies) == (revision != schema.HEAD)
    for one in copies:
        with open_snapshot(one) as copy:
            assert old_people(copy) == old_people_made(PUPILS)


class Broken(Exception):
    """Raised in the place of a statement."""


class _BrokenAt:
    """Breaks off at the n-th statement that SQLAlchemy sends; counts them."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def __call__(self, *_given: Any) -> None:
        self.count += 1
        if self.count == self.at:
            raise Broken


def upgraded(path: Path, at: int) -> int:
    """Open a base with the n-th statement broken off (0: none); how many there were."""
    broken = _BrokenAt(at)
    event.listen(Engine, "before_cursor_execute", broken)
    try:
        with suppress(AppError, Broken):
            open_passport(path).close()
    finally:
        event.remove(Engine, "before_cursor_execute", broken)
    return broken.count


@pytest.mark.parametrize("revision", ["0001", "0006", "0010"])
def test_an_upgrade_broken_off_at_any_statement_leaves_the_old_schema(revision: str, tmp_path: Path) -> None:
    ready, path = tmp_path / "ready.passport", tmp_path / "a.passport"
    old_base(ready, revision, PUPILS)
    with suppress(AppError):  # written anew with a key, and no further
        event.listen(Engine, "before_cursor_execute", at_once := _BrokenAt(1))
        open_passport(ready)
    event.remove(Engine, "before_cursor_execute", at_once)
    shutil.copy(ready, path)
    statements = upgraded(path, 0)
    assert statements > 10
    for at in range(1, statements + 1, max(1, statements // 25)):
        shutil.copy(ready, path)
        upgraded(path, at)
        with raw_base(path) as connection:
            found = schema.revision(connection)
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert found in (revision, schema.HEAD), f"statement {at}"
    with opened_whole(path) as passport:
        assert old_people(passport) == old_people_made(PUPILS)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "with a key"])
def test_a_newer_base_is_refused_to_the_byte(plain: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.passport"
    old_base(path, schema.HEAD, 1)
    if not plain:
        open_passport(path).close()
    with raw_base(path, None if plain else NO_PASSWORD) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = digest(path)
    with pytest.raises(Refused, match=f"новой.*9999.*{schema.HEAD}"):
        open_passport(path)
    assert digest(path) == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_plain_base_left_while_its_log_was_folded_in_opens(tmp_path: Path) -> None:
    """Its first page is newer than the rest: only together with the log is it a base."""
    path, left = tmp_path / "a.passport", tmp_path / "left.passport"
    old_base(path, "0010", PUPILS)
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("CREATE TABLE more AS SELECT randomblob(40000) AS what")
    before = path.read_bytes()
    shutil.copy(tmp_path / "a.passport-wal", tmp_path / "left.passport-wal")
    connection.execute("PRAGMA wal_checkpoint")
    left.write_bytes(path.read_bytes()[:4096] + before[4096:])
    connection.close()
    with pytest.raises(BadFile, match="чужие таблицы"):  # read as what it is, and ours no more for that table
        open_passport(left)
    with raw_base(left) as found:
        assert found.execute("SELECT length(what) FROM more").fetchall() == [(40000,)]
