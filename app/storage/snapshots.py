"""Another base read as it stands, in memory: nothing is written beside it, and it is not brought up to date itself."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import BadFile, Refused
from app.storage.driver import check_header, explained
from app.storage.passport import Passport
from app.storage.schema import HEAD, revision, upgrade


def open_snapshot(path: Path) -> Passport:
    """A base as an open passport whose file is never touched; what is done to it is lost when it is closed.

    Raises :class:`BadFile` for what is not our base or cannot be read, :class:`Refused` for one that is open
    elsewhere, was not closed well, or is newer than the program.
    """
    check_header(path)
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise Refused(f"База {path.name} открыта или не была закрыта как следует.", "Откройте её и закройте.")
    memory = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        _copy(path, memory)
        _bring_up_to_date(memory, path)
        return Passport(path, memory)
    except BaseException:
        memory.close()
        raise


def _copy(path: Path, memory: Any) -> None:
    try:
        source = driver.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        try:
            source.execute("PRAGMA cipher_log_level = NONE")
            source.backup(memory)
        finally:
            source.close()
        whole = memory.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except driver.Error as problem:
        raise explained(problem, path) from problem
    if not whole:
        raise BadFile(f"База {path.name} повреждена.", "Возьмите её целую копию.")
    memory.execute("PRAGMA foreign_keys = 1")


def _bring_up_to_date(memory: Any, path: Path) -> None:
    found = revision(memory)
    if found > HEAD:
        raise Refused(f"База {path.name} создана более новой программой.", "Обновите программу.")
    if found != HEAD:
        upgrade(memory)
