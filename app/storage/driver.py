"""The SQLite driver: one connection to one file, with the settings that keep confirmed saves.

``sqlcipher3`` without a key reads and writes plain SQLite; the same driver will take a key later.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.disk import why
from app.errors import BadFile, Refused

# «ПШ» in UTF-8: marks our files, so that another program's base is refused before it is touched.
APPLICATION_ID = 0xD09FD0A8 - (1 << 32)

_SMALLEST = 512  # bytes: no page of SQLite is smaller
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


def check_header(path: Path) -> None:
    """Refuse what is not one of our files, reading its first page only and locking nothing.

    SQLite itself reads it: to open and close the file by any other means would drop the locks that this
    process may hold on it (POSIX), and a second program could then open a base that is in use.
    Raises :class:`BadFile` where there is no such file, it cannot be read, or it is something else.
    """
    try:
        found = _application_id(path) if path.stat().st_size >= _SMALLEST else None
    except FileNotFoundError:
        raise BadFile(f"Файла {path} нет.") from None
    except OSError as problem:
        raise BadFile(f"Файл {path} не читается: {why(problem)}.") from problem
    except driver.OperationalError as problem:
        raise BadFile(f"Файл {path} не читается: {problem}.") from problem
    except driver.DatabaseError:
        found = None
    if found is None:
        raise BadFile(f"Файл {path} — не база «Паспорта школы» (или повреждён в самом начале).")
    if found != APPLICATION_ID:
        raise BadFile(f"Файл {path} — база другой программы, не «Паспорта школы».")


def _application_id(path: Path) -> int:
    connection = driver.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        return int(connection.execute("PRAGMA application_id").fetchone()[0])
    finally:
        connection.close()


def connect(path: Path, *, new: bool = False) -> Any:
    """A connection in which nothing begins by itself (``isolation_level`` None), with our settings on.

    Raises :class:`Refused` when the file is open elsewhere or a setting did not take, :class:`BadFile`
    when the driver cannot read it.
    """
    mode = "rwc" if new else "rw"
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
        connection.execute("PRAGMA cipher_log_level = NONE")
        if new:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _apply(connection)
    except driver.Error as problem:
        connection.close()
        raise explained(problem, path) from problem
    except Refused:
        connection.close()
        raise
    return connection


def _apply(connection: Any) -> None:
    for name, value in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value:
            raise Refused(f"Настройка базы {name} не действует (получено {found}); работать небезопасно.")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the lock, reads the first page


def explained(problem: BaseException, path: Path) -> Refused | BadFile:
    """The driver's error in the user's words; none of them quotes values."""
    text = str(problem).lower()
    if "locked" in text or "busy" in text:
        return Refused(
            f"База {path.name} уже открыта в другом окне или другой программой.", "Закройте её там и повторите."
        )
    if "full" in text:
        return Refused(
            f"Не хватает места на диске, где лежит {path.name}; изменение не сохранено.",
            "Освободите место и повторите.",
        )
    if "readonly" in text or "read-only" in text:
        return Refused(f"База {path.name} открыта только для чтения: нет права писать в файл или папку.")
    if "disk i/o" in text:
        return Refused(f"Диск, где лежит {path.name}, не читается или не пишется; изменение не сохранено.")
    if "malformed" in text or "not a database" in text:
        return BadFile(f"База {path.name} повреждена: {problem}.", "Возьмите последнюю целую копию.")
    return BadFile(f"База {path.name} не открывается: {problem}.")
