"""Saving what an open base holds under a new name, when the file under its own name is no longer ours to write."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder, why
from app.errors import AppError, Refused
from app.paths import user_data
from app.storage.base_key import BaseKey
from app.storage.driver import explained, give_key
from app.storage.plain_base import forget


def save_aside(connection: Any, path: Path, key: BaseKey, salt: bytes) -> Path:
    """A base with all that is stored, beside the old one, or where that cannot be, in the user's own folder.

    It opens by the same password. Raises :class:`AppError` where neither can be written or the base cannot be read.
    """
    try:
        return _save(connection, path, _free_name(path.parent, path), key, salt)
    except AppError:
        return _save(connection, path, _free_name(_own_folder(), path), key, salt)


def _own_folder() -> Path:
    try:
        folder = user_data() / "saved"
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise Refused(f"Сохранить базу под другим именем не удалось: {why(problem)}.") from problem
    return folder


def _free_name(folder: Path, path: Path) -> Path:
    number = 1
    while os.path.lexists(made := folder / f"{path.stem}.saved-{number}{path.suffix}"):
        number += 1
    return made


def _save(connection: Any, path: Path, target: Path, key: BaseKey, salt: bytes) -> Path:
    partial = target.with_name(f"{target.name}.tmp")
    try:
        forget(partial)
        copy = driver.connect(str(partial))
        try:
            give_key(copy, key, salt)
            connection.backup(copy)
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        finally:
            copy.close()
        if not whole:
            raise Refused(
                f"Файл базы {path.name} изменила другая программа, прежнего в нём больше нет; туда ничего не пишется.",
                "Закройте базу и возьмите последнюю целую копию.",
            )
        sync(partial)
        partial.rename(target)
    except OSError as problem:
        raise Refused(f"Сохранить базу под другим именем не удалось: {why(problem)}.") from problem
    except driver.Error as problem:
        raise explained(problem, path) from problem
    finally:
        with suppress(OSError):
            forget(partial)
    with suppress(OSError):
        sync_folder(target.parent)
    return target


def keep_log(log: Path) -> bool:
    """Copy a log whose base can no longer be read or saved, before it is emptied; whether it is kept."""
    if not log.exists() or not log.stat().st_size:
        return True
    try:
        shutil.copyfile(log, kept := _free_name(log.parent, log))
        sync(kept)
    except OSError:
        return False
    return True
