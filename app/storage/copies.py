"""Copies of a file, made by SQLite's own backup so that they are whole at any moment."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder, why
from app.errors import AppError, Refused
from app.storage.base_key import BaseKey
from app.storage.driver import give_key


def copy_beside(connection: Any, path: Path, label: str, key: BaseKey, salt: bytes) -> Path:
    """A verified copy ``NAME.LABEL-N.copy`` in the file's folder; an earlier copy is never overwritten.

    It has the key and salt of the base, so that the same password opens it. Raises :class:`AppError` where it cannot
    be made; what was begun is taken away.
    """
    number = max(_numbered(path, label), default=0) + 1
    target = path.with_name(f"{path.name}.{label}-{number}.copy")
    partial = target.with_name(target.name + ".tmp")
    try:
        partial.unlink(missing_ok=True)
        _copy(connection, partial, key, salt)
        sync(partial)
        partial.replace(target)
        sync_folder(target.parent)
    except (OSError, driver.Error) as problem:
        why_not = why(problem) if isinstance(problem, OSError) else "не хватает места или диск не отвечает"
        raise Refused(
            f"Копия базы перед изменением не сделана: {why_not}; ничего не изменено.",
            "Освободите место на диске и повторите.",
        ) from problem
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def _copy(connection: Any, partial: Path, key: BaseKey, salt: bytes) -> None:
    copy = driver.connect(str(partial))
    try:
        give_key(copy, key, salt)
        connection.backup(copy)
        whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        copy.close()
    if not whole:
        raise AppError("Копия базы не прошла проверку; работа остановлена до изменения базы.")


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
