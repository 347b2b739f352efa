"""Copies of a file, made by SQLite's own backup so that they are whole at any moment."""

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import AppError


def copy_beside(connection: Any, path: Path, label: str) -> Path:
    """A verified copy ``NAME.LABEL-N.copy`` in the file's folder; an earlier copy is never overwritten."""
    number = 1
    while (target := path.with_name(f"{path.name}.{label}-{number}.copy")).exists():
        number += 1
    partial = target.with_name(target.name + ".tmp")
    partial.unlink(missing_ok=True)
    copy = driver.connect(str(partial))
    try:
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


def sync(path: Path) -> None:
    """Put a written file on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's new names on the disk; Windows does this by itself and has no call for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
