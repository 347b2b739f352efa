"""Bases in memory: another base read as it stands, without a trace on the disk, or what came in a file."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.orm import Session

from app.domain.imprint import Imprint
from app.domain.taken_year import TakenYear
from app.errors import BadFile, Refused
from app.storage.driver import check_header, explained
from app.storage.passport import Passport, make_engine
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


_IN_MEMORY = Path("в памяти")
_making = threading.Lock()


def new_snapshot(kind: str, year: str, taken_year: bytes | None = None) -> Passport:
    """An empty base in memory, without its school; ``taken_year`` is the content of a year file to check it by."""

    def fill(session: Session) -> None:
        session.add(Imprint(kind=kind, year=year, made_with=""))
        if taken_year is not None:
            session.add(TakenYear(id=1, content=taken_year, taken_at=datetime(1970, 1, 1)))

    return fill_in_memory(_IN_MEMORY, fill)


def fill_in_memory(path: Path, fill: Callable[[Session], None]) -> Passport:
    """A base in memory only, filled in one transaction and open; ``path`` is what it is called by."""
    memory = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with _making:
            _empty().backup(memory)
        memory.execute("PRAGMA foreign_keys = 1")
        with Session(make_engine(memory)) as session:
            fill(session)
            session.commit()
        return Passport(path, memory)
    except BaseException:
        memory.close()
        raise


@cache
def _empty() -> Any:
    """The newest schema without a row: the migrations run once, and their result is copied in a millisecond."""
    memory = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    upgrade(memory)
    return memory
