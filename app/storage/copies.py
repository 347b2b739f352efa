"""Copies of a file, made by SQLite's own backup so that they are whole at any moment."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.disk import sync, sync_folder
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
