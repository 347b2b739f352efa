"""Bases that an earlier program wrote without any key: they are given one, and with it a checksum on every page."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder, why
from app.errors import BadFile, Refused
from app.storage.base_key import NO_PASSWORD, SALT
from app.storage.driver import APPLICATION_ID, connect, explained, log_of
from app.storage.schema import check_not_newer


def give_open_key(path: Path) -> None:
    """Write a plain base anew with the published key, and put it in place when it is whole and the same.

    Raises :class:`Refused` where it is newer than the program or open elsewhere, or there is no room beside it;
    :class:`BadFile` where it is damaged. Then it is as it was.
    """
    partial = path.with_name(f"{path.name}.new")
    try:
        forget(partial)
        _write_anew(path, partial)
        sync(partial)
        os.replace(partial, path)  # noqa: PTH105 - beside Path.replace, which tests let fail
    except OSError as problem:
        raise Refused(
            f"Базу {path.name} не удалось переписать с контрольными суммами: {why(problem)}; она не тронута.",
            "Освободите место на диске или положите базу в папку, куда можно писать.",
        ) from problem
    except driver.Error as problem:
        raise explained(problem, path) from problem
    finally:
        with suppress(OSError):
            forget(partial)
    with suppress(OSError):
        sync_folder(path.parent)


def _write_anew(path: Path, partial: Path) -> None:
    connection = connect(path, key=None)
    try:
        check_not_newer(connection, path)
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BadFile(f"База {path.name} повреждена.", "Возьмите последнюю целую копию.")
        target = f"x'{NO_PASSWORD.raw.hex()}{token_bytes(SALT).hex()}'"
        connection.execute("ATTACH ? AS anew KEY ?", (str(partial), target))
        connection.execute("BEGIN")
        connection.execute("SELECT sqlcipher_export('anew')")
        connection.execute(f"PRAGMA anew.application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
        whole = connection.execute("PRAGMA anew.integrity_check").fetchone()[0] == "ok"
        connection.execute("DETACH anew")
    finally:
        connection.close()
    if log_of(path).exists():  # what stands in it would be lost
        raise Refused(f"База {path.name} открыта другой программой или не дописана.", "Закройте её там и повторите.")
    if not whole:
        raise BadFile(f"База {path.name} переписана с ошибкой; она не тронута.", "Проверьте диск.")


def forget(partial: Path) -> None:
    """Remove a half-made base with its log, which would mix with the next one."""
    for ending in ("", "-wal", "-shm", "-journal"):
        partial.with_name(partial.name + ending).unlink(missing_ok=True)
