"""The driver, SQLCipher: one connection to one file, its key, and the settings that keep confirmed saves."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.disk import why
from app.errors import AppError, BadFile, Damaged, InUse, Refused, WrongPassword
from app.storage.base_key import NO_PASSWORD, BaseKey

# «ПШ» in UTF-8: marks our files, so that another program's base is refused before it is touched.
APPLICATION_ID = 0xD09FD0A8 - (1 << 32)

_SMALLEST = 512  # bytes: no page of SQLite is smaller
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096  # bytes: of a file with a key
_SETTINGS = (
    ("locking_mode", "exclusive"),  # a second start is answered at once, and no stale lock can stay
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL: a save that was answered survives a power cut; NORMAL loses some
    ("foreign_keys", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("temp_store", 2),
    ("secure_delete", 1),
)


def log_of(base: Path) -> Path:
    """Where the write-ahead log of a base lies."""
    return base.with_name(f"{base.name}-wal")


def is_plain(path: Path) -> bool:
    """Whether a file is a base that an earlier program wrote without any key; what is no base of ours is refused.

    SQLite itself reads it, locking nothing: to open and close the file by any other means would drop the locks that
    this process may hold on it (POSIX), and a second program could then open a base that is in use. Raises
    :class:`BadFile` where there is no such file, it cannot be read, or it is something else.
    """
    try:
        size = path.stat().st_size
        found = _application_id(path) if size >= _SMALLEST else None
    except FileNotFoundError:
        raise BadFile(f"Файла {path} нет.") from None
    except OSError as problem:
        raise BadFile(f"Файл {path} не читается: {why(problem)}.") from problem
    except driver.OperationalError as problem:
        raise BadFile(f"Файл {path} не читается: {problem}.") from problem
    except driver.DatabaseError:
        found = None
    if found is not None and found != APPLICATION_ID:
        raise BadFile(f"Файл {path} — база другой программы, не «Паспорта школы».")
    if found is None and not _in_pages(path, size):
        raise Damaged(f"Файл {path} — не база «Паспорта школы» (или повреждён).")
    # Killed while it folded its log in, a plain base cannot be read without that log, but its first word is plain.
    return found is not None or salt_of(path) == _PLAIN


def _in_pages(path: Path, size: int) -> bool:
    """Whether a file may be an enciphered one: it looks like noise, and only its size can be judged.

    After a power cut the last page may be cut too; it is whole in the log then.
    """
    return size >= _PAGE and (size % _PAGE == 0 or log_of(path).exists())


def _application_id(path: Path) -> int:
    with _reading(path, None) as connection:
        return int(connection.execute("PRAGMA application_id").fetchone()[0])


@contextmanager
def reading(path: Path, key: BaseKey | None) -> Iterator[Any]:
    """A connection with a key (None: a plain file) that only reads and locks nothing.

    What stands in a log beside the file, and what another program writes meanwhile, it does not see. Raises
    :class:`WrongPassword`, :class:`BadFile`.
    """
    try:
        with _reading(path, key) as connection:
            check_key(connection, path, key)
            yield connection
    except driver.Error as problem:
        raise explained(problem, path) from problem


@contextmanager
def _reading(path: Path, key: BaseKey | None) -> Iterator[Any]:
    connection = driver.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
    try:
        give_key(connection, key)
        yield connection
    finally:
        connection.close()


def salt_of(path: Path) -> bytes:
    """The salt with which the password of a base is stirred: its first bytes. Raises :class:`BadFile`."""
    try:
        with _reading(path, NO_PASSWORD) as connection:  # any key: the salt is read, not checked
            return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
    except driver.Error as problem:
        raise BadFile(f"Файл {path} не читается: {problem}.") from problem


def give_key(connection: Any, key: BaseKey | None, salt: bytes = b"") -> None:
    """Say the key of a file before anything else is asked of it (None: a plain one); ``salt`` for a new file."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would tell every damaged page on stderr
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}{salt.hex()}'\"")


def connect(path: Path, key: BaseKey | None = NO_PASSWORD, *, new_salt: bytes = b"") -> Any:
    """A connection in which nothing begins by itself (``isolation_level`` None), with our settings on.

    ``new_salt`` makes a new file. Raises :class:`Refused` when the file is open elsewhere or a setting did not take,
    :class:`WrongPassword` when the key is not that of the file, :class:`BadFile` when the driver cannot read it.
    """
    mode = "rwc" if new_salt else "rw"
    try:
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=0,
            isolation_level=None,
            check_same_thread=False,
        )
    except driver.Error as problem:
        raise BadFile(f"База {path} не открывается: {problem}.") from problem
    try:
        give_key(connection, key, new_salt)
        connection.execute("PRAGMA locking_mode = exclusive")  # before the first page is read: no shared index then
        if new_salt:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        check_key(connection, path, key)
        _apply(connection)
    except driver.Error as problem:
        connection.close()
        raise explained(problem, path) from problem
    except AppError:
        connection.close()
        raise
    return connection


def check_key(connection: Any, path: Path, key: BaseKey | None = NO_PASSWORD) -> None:
    """Read the first page, which only the right key can. Raises :class:`WrongPassword`, :class:`BadFile`."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as problem:
        if "not a database" in str(problem).lower():
            raise _not_opened(path, key) from None
        raise
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise BadFile(f"Файл {path} — база другой программы, не «Паспорта школы».")


def _not_opened(path: Path, key: BaseKey | None) -> WrongPassword:
    if key == NO_PASSWORD:
        return WrongPassword(
            f"База {path.name} без пароля не открывается: она под паролем или повреждена в самом начале.",
            "Введите пароль; если пароля у неё не было — возьмите последнюю целую копию.",
        )
    return WrongPassword(
        f"Базу {path.name} открыть не удалось: пароль не тот, или файл повреждён в самом начале.",
        "Проверьте раскладку и Caps Lock; если пароль точно верный — возьмите последнюю целую копию.",
    )


def _apply(connection: Any) -> None:
    for name, value in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value:
            raise Refused(f"Настройка базы {name} не действует (получено {found}); работать небезопасно.")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the lock, reads the first page


def explained(problem: BaseException, path: Path) -> Refused | BadFile:
    """The driver's error in the user's words; none of them quotes values. A disk's fault is never called damage."""
    text = str(problem).lower()
    if "locked" in text or "busy" in text:
        return InUse(
            f"База {path.name} уже открыта в другом окне или другой программой.", "Закройте её там и повторите."
        )
    if "full" in text:
        return Refused(
            f"Не хватает места на диске, где лежит {path.name}{_room(path)}; изменение не сохранено.",
            "Освободите место и повторите: набранное остаётся в карточке.",
        )
    if "readonly" in text or "read-only" in text:
        return Refused(f"База {path.name} открыта только для чтения: нет права писать в файл или папку.")
    if is_disk_fault(problem):
        return disk_fault(path)
    if is_damage(problem):
        return Damaged(f"База {path.name} повреждена: {problem}.", "Возьмите последнюю целую копию.")
    return BadFile(f"База {path.name} не открывается: {problem}.")


def is_disk_fault(problem: BaseException | None) -> bool:
    """Whether the disk itself has failed, after which nothing may be written by the same connection."""
    return "disk i/o" in str(problem).lower()


def is_damage(problem: BaseException | None) -> bool:
    """Whether a page makes no sense; a page that could not be read looks the same to SQLCipher, which then reads none
    any more by the same connection (tried)."""
    text = str(problem).lower()
    return "malformed" in text or "not a database" in text


def disk_fault(path: Path) -> Refused:
    """What is said of a disk that fails; the driver does not tell which of reading, writing and confirming it was."""
    return Refused(
        f"Диск, где лежит {path.name}, не читается или не пишется; изменение не сохранено.",
        "Проверьте диск или флешку и повторите: набранное остаётся в карточке.",
    )


def _room(path: Path) -> str:
    """The free space of a disk, and which folder is meant; '' where it cannot be told."""
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return ""
    shown = f"{free // 1024} КБ" if free < 1024 * 1024 else f"{free // 1024 // 1024} МБ"
    return f" (свободно {shown}, папка {path.parent})"
