"""Bases in memory: another base read as it stands, without a trace on the disk, or what came in a file."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.orm import Session

from app.domain.imprint import Imprint
from app.domain.taken_year import TakenYear
from app.errors import BadFile, Refused, WrongPassword
from app.progress import Progress, silent
from app.storage.backups import copy_pages
from app.storage.base_key import NO_PASSWORD, SALT, BaseKey, Secret, key_of
from app.storage.driver import APPLICATION_ID, explained, give_key, is_plain, log_of, reading, salt_of
from app.storage.engine import make_engine
from app.storage.passport import Passport
from app.storage.schema import HEAD, check_not_newer, revision, upgrade


def open_snapshot(path: Path, *secrets: Secret, progress: Progress = silent) -> Passport:
    """A base as an open passport whose file is never touched; what is done to it is lost when it is closed.

    It opens without a password, or by the first of the secrets that fits. Raises :class:`BadFile` for what is not
    our base or cannot be read, :class:`WrongPassword` where nothing given opens it, :class:`Refused` for one that is
    open elsewhere, was not closed well, or is newer than the program; and what ``progress`` raises.
    """
    plain = is_plain(path)
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        raise Refused(f"База {path.name} открыта или не была закрыта как следует.", "Откройте её и закройте.")
    salt = b"" if plain else salt_of(path)
    key = None if plain else _fitting(path, salt, secrets)
    memory = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        give_key(memory, key, salt)  # what is enciphered is copied only into what is enciphered
        _copy(path, memory, key, progress)
        _bring_up_to_date(memory, path)
        return Passport(path, memory, key or NO_PASSWORD, salt)
    except BaseException:
        memory.close()
        raise


def _fitting(path: Path, salt: bytes, secrets: Sequence[Secret]) -> BaseKey:
    """The key that opens a base. Raises :class:`WrongPassword` of the last one tried."""
    keys = [NO_PASSWORD, *(key_of(secret, salt) for secret in secrets if secret not in {"", NO_PASSWORD})]
    for key in keys[:-1]:
        with suppress(WrongPassword), reading(path, key):
            return key
    with reading(path, keys[-1]):
        return keys[-1]


def _copy(path: Path, memory: Any, key: BaseKey | None, progress: Progress) -> None:
    try:
        with reading(path, key) as source:
            copy_pages(source, memory, progress)
        whole = memory.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except driver.Error as problem:
        raise explained(problem, path) from problem
    if not whole:
        raise BadFile(f"База {path.name} повреждена.", "Возьмите её целую копию.")
    memory.execute("PRAGMA foreign_keys = 1")


def _bring_up_to_date(memory: Any, path: Path) -> None:
    check_not_newer(memory, path)
    if revision(memory) != HEAD:
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
    memory = _in_memory()
    try:
        put_schema(memory)
        memory.execute("PRAGMA foreign_keys = 1")
        with Session(make_engine(memory)) as session:
            fill(session)
            session.commit()
        return Passport(path, memory, NO_PASSWORD, b"")
    except BaseException:
        memory.close()
        raise


def put_schema(connection: Any) -> None:
    """Give an empty file with a key, or an empty base in memory, the newest schema."""
    with _making:
        _empty().backup(connection)


@cache
def _empty() -> Any:
    """The newest schema without a row: the migrations run once, and their result is copied in milliseconds."""
    memory = _in_memory()
    memory.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    upgrade(memory)
    return memory


def _in_memory() -> Any:
    """An empty base in memory; with a key, as what is enciphered is copied only into what is enciphered."""
    memory = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    give_key(memory, NO_PASSWORD, bytes(SALT))
    return memory
