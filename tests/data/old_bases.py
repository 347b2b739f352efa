"""Bases as programs of older schemas made them: plain SQLite, closed well, with a school and some pupils."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from alembic import command
from alembic.config import Config

from app.paths import migrations
from app.storage.driver import APPLICATION_ID
from app.storage.engine import make_engine
from app.storage.passport import Passport
from app.storage.schema import HEAD
from data.people import People

REVISIONS = tuple(f"{number:04}" for number in range(1, int(HEAD) + 1))


def old_base(path: Path, revision: str, pupils: int, seed: int = 7) -> None:
    """A base of a revision with pupils p0, p1 … of class 9А; each has all that the first schema asked for."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = wal")
        config = Config()
        config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
        with make_engine(connection).begin() as config.attributes["connection"]:
            command.upgrade(config, revision)
        connection.execute("BEGIN")
        _insert(connection, "imprint", {"id": 1, "kind": "school", "year": "2019-20", "made_with": "0"})
        school = {"id": "s", "version": 1, "unread": "{}", "code": "700101", "short_name": "МБОУ «СОШ № 1»"}
        _insert(connection, "school", school)
        _insert(connection, "school_class", {"id": "c", "version": 1, "unread": "{}", "school_id": "s", "name": "9А"})
        people = People(seed)
        for number in range(pupils):
            _insert(connection, "student", _pupil(people.pupil("9А"), number))
        connection.execute("COMMIT")
    finally:
        connection.close()


def old_people(passport: Passport) -> list[tuple[Any, ...]]:
    """Who is in a base, by id."""
    query = "SELECT id, last_name, first_name, class_name, birth_place, birth, snils FROM student ORDER BY id"
    return [tuple(row) for row in passport._connection.execute(query)]


def old_people_made(pupils: int, seed: int = 7) -> list[tuple[Any, ...]]:
    """Who must be in a base that :func:`old_base` made, whatever its schema is now."""
    people = People(seed)
    made = [_pupil(people.pupil("9А"), number) for number in range(pupils)]
    names = ("id", "last_name", "first_name", "class_name", "birth_place", "birth", "snils")
    return sorted(tuple(one[name] for name in names) for one in made)


def _pupil(texts: dict[str, str], number: int) -> dict[str, Any]:
    known = {name: texts[name] for name in ("last_name", "first_name", "middle_name", "class_name", "birth_place")}
    digits = "".join(sign for sign in texts["snils"] if sign.isdigit())
    own = {"id": f"p{number}", "version": 1, "unread": "{}", "school_id": "s", "snils": digits}
    return own | known | {"birth": "-".join(reversed(texts["birth"].split(".")))}


def _insert(connection: Any, table: str, values: dict[str, Any]) -> None:
    """A row; a column that must not be empty and that the first schema did not have holds ''."""
    for _, name, _, needed, default, _ in connection.execute(f"PRAGMA table_info({table})").fetchall():
        if needed and default is None:
            values.setdefault(name, "")
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
