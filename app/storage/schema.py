"""The schema of a file: which revision it has, and bringing an older one up to date.

Revisions are numbers («0001»), so that older and newer can be told without loading Alembic, which is
imported only when there is something to upgrade.
"""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import AppError, Refused
from app.paths import migrations
from app.storage.backups import Source, back_up
from app.storage.base_key import BaseKey
from app.storage.engine import make_engine

HEAD = "0014"


def revision(connection: Any) -> str:
    """The file's revision; '' for one without tables."""
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.OperationalError:
        return ""
    return str(found[0]) if found else ""


def check_not_newer(connection: Any, path: Path) -> None:
    """Refuse a file of a newer program."""
    found = revision(connection)
    if found > HEAD:
        raise Refused(
            f"База {path.name} создана более новой программой (вид базы {found}, эта программа знает {HEAD}).",
            "Обновите программу.",
        )


def bring_up_to_date(connection: Any, path: Path, key: BaseKey, salt: bytes) -> None:
    """Refuse a newer file; make a copy of an older one, then upgrade it in one transaction.

    Raises :class:`Refused` for a newer file, untouched; :class:`AppError` naming the copy when the upgrade
    fails, the file then being as it was.
    """
    check_not_newer(connection, path)
    found = revision(connection)
    if found == HEAD:
        return
    source = Source(connection, path, key, salt)
    copy = back_up(lambda: nullcontext(source), f"перед переводом со схемы {found or '0000'}")
    try:
        upgrade(connection)
    except Exception as problem:
        raise AppError(
            f"Базу {path.name} не удалось обновить ({type(problem).__name__}); она осталась прежней.",
            f"Копия до обновления: {copy.path}.",
        ) from problem


def upgrade(connection: Any) -> None:
    """Run the migrations up to the newest, all or none.

    Foreign keys are off meanwhile (rebuilding a parent table would delete its children) and are checked
    before the commit.
    """
    from alembic import command  # noqa: PLC0415 - 0.15 s, needed only here
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    connection.execute("PRAGMA foreign_keys = 0")
    try:
        with make_engine(connection).begin() as bound:
            config.attributes["connection"] = bound
            command.upgrade(config, "head")
            broken = bound.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise AppError(f"После перевода нарушены связи записей: {len(broken)}.")
    finally:
        connection.execute("PRAGMA foreign_keys = 1")
