"""Copies of a file, made by SQLite's own backup so that they are whole at any moment."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder
from app.errors import AppError
from app.storage.base_key import BaseKey
from app.storage.driver import give_key


def copy_beside(connection: Any, path: Path, label: str, key: BaseKey, salt: bytes) -> Path:
    """A verified copy ``NAME.LABEL-N.copy`` in the file's folder; an earlier copy is never overwritten.

    It has the key and salt of the base, so that the same password opens it.
    """
    number = max(_numbered(path, label), default=0) + 1
    target = path.with_name(f"{path.name}.{label}-{number}.copy")
    partial = target.with_name(target.name + ".tmp")
    partial.unlink(missing_ok=True)
    copy = driver.connect(str(partial))
    try:
        give_key(copy, key, salt)
        connection.backup(copy)
        whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        copy.close()
    if not whole:
        partial.unlink()
        raise AppError(f"Копия базы {path.name} не прошла проверку; работа остановлена до изменения базы.")
    sync(partial)
    partial.replace(target)
    sync_folder(target.parent)
    return target


def keep_newest(path: Path, label: str, keep: int) -> None:
    """Remove all but the newest copies of a label, told by their numbers; what cannot be removed stays."""
    there = _numbered(path, label)
    for number in sorted(there)[:-keep]:
        with suppress(OSError):
            there[number].unlink()


def _numbered(path: Path, label: str) -> dict[int, Path]:
    """The copies of a label in the file's folder, by number."""
    begin, end = f"{path.name}.{label}-", ".copy"
    names = (one for one in path.parent.iterdir() if one.name.startswith(begin) and one.name.endswith(end))
    numbers = ((one.name[len(begin) : -len(end)], one) for one in names)
    return {int(number): one for number, one in numbers if number.isascii() and number.isdigit()}
