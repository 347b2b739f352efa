"""The schema that is known, and bases in which another program has put something of its own (S31)."""

from pathlib import Path

import pytest

from app.errors import BadFile
from app.storage import known_schema, snapshots
from app.storage.known_schema import KNOWN, schema_digest
from app.storage.opening import new_passport, open_passport
from data.raw_base import raw_base


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "a.passport"
    new_passport(path, year="2019-20", kind="school", code="700101", name="X").close()
    return path


def test_the_known_schema_is_that_of_the_migrations() -> None:
    assert schema_digest(snapshots._empty()) == KNOWN, "write the new sum into app/storage/known_schema.py"


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TRIGGER t AFTER UPDATE ON student BEGIN DELETE FROM school; END",
        "CREATE VIEW v AS SELECT * FROM student",
        "CREATE TABLE t (a)",
        "CREATE INDEX i ON student (snils)",
        "CREATE UNIQUE INDEX i ON student (snils)",
        "ALTER TABLE student ADD COLUMN t",
        "DROP TABLE draft",
        "CREATE VIRTUAL TABLE t USING fts5(a)",
    ],
)
def test_what_another_program_put_there_is_refused_and_stays_as_it_was(base: Path, foreign: str) -> None:
    with raw_base(base) as connection:
        connection.execute(foreign)
    before = base.read_bytes()
    with pytest.raises(BadFile, match="чужие"):
        open_passport(base)
    assert base.read_bytes() == before


def test_a_trigger_in_a_base_of_an_older_schema_does_not_live_to_its_upgrade(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with raw_base(base) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON student BEGIN DELETE FROM school; END")
    before = base.read_bytes()
    with pytest.raises(BadFile, match="чужие"):
        open_passport(base)
    assert base.read_bytes() == before


def test_the_text_of_a_statement_is_no_part_of_the_sum(base: Path) -> None:
    with raw_base(base) as connection:
        assert known_schema.schema_digest(connection) == KNOWN
        connection.execute("CREATE INDEX one ON student (snils)")
        first = schema_digest(connection)
        connection.execute("DROP INDEX one")
        connection.execute('CREATE INDEX   "one" ON student("snils")')
        assert schema_digest(connection) == first != KNOWN
