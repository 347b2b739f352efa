"""Making a new file and opening one that is there."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import __version__
from app.disk import sync_folder, why
from app.domain.field import field_by_name
from app.domain.health import HealthPaper
from app.domain.health_images import HealthImage
from app.domain.imprint import Imprint
from app.domain.school import School
from app.domain.year import academic_year
from app.errors import AppError, BadFile, BadValue, Refused
from app.storage.base_key import NO_PASSWORD, SALT, BaseKey, Secret, key_of
from app.storage.driver import connect, explained, is_plain, salt_of
from app.storage.history import begin
from app.storage.passport import Passport, make_engine
from app.storage.plain_base import forget, give_open_key
from app.storage.schema import HEAD, bring_up_to_date, revision, upgrade


def open_passport(path: Path, secret: Secret = NO_PASSWORD) -> Passport:
    """Open a file by its password or key, upgrading its schema if it is older.

    Raises :class:`BadFile` for what is not our base, :class:`WrongPassword` where the secret does not open it,
    :class:`Refused` for one that is newer than the program or open elsewhere. A refused file is not changed.
    """
    if is_plain(path):
        give_open_key(path)
    salt = salt_of(path)
    key = key_of(secret, salt)
    connection = connect(path, key)
    try:
        before = revision(connection)
        bring_up_to_date(connection, path, key, salt)
        passport = Passport(path, connection, key, salt, recorded=True)
        if before != HEAD:
            _tell_upgrade(passport, before)
        _sweep_images(passport)
    except driver.DatabaseError as problem:
        connection.close()
        raise explained(problem, path) from problem
    except BaseException:
        connection.close()
        raise
    return passport


def _tell_upgrade(passport: Passport, before: str) -> None:
    """The first act of a base from before the history, else one more: what was changed earlier nobody knows."""
    with passport.writing() as session:
        begin(session, "База переведена на новую версию программы", f"схема {before} → {HEAD}")


def _sweep_images(passport: Passport) -> None:
    """Take away images of papers that were removed: what undo could bring back ended with the session before."""
    left = HealthImage.paper_id.not_in(select(HealthPaper.id))
    with suppress(Refused):  # a file that cannot be written is swept when it can
        with passport.reading() as session:
            if session.scalar(select(HealthImage.id).where(left).limit(1)) is None:
                return
        with passport.writing("Уборка изображений убранных документов") as session:
            session.execute(delete(HealthImage).where(left))


def new_passport(path: Path, *, year: str, kind: str, code: str, name: str, password: str = "") -> Passport:
    """Make a file for one school (or municipality) and one year, under a password if one is given, and open it.

    It is built under another name and renamed when whole, so that no half-made base can be met. Raises
    :class:`Refused` where the path is taken, :class:`BadFile` for an unknown year or a folder that is not
    there, :class:`BadValue` for a code or name that is blank or unreadable.
    """
    academic_year(year)
    school = School(
        code=_given("code", code), short_name=_given("short_name", name), full_name=_given("full_name", name)
    )
    salt = token_bytes(SALT)
    key = key_of(password, salt)
    imprint = Imprint(kind=kind, year=year, made_with=__version__)
    build_base(path, lambda session: session.add_all([imprint, school]), key, salt)
    return open_passport(path, key)


def build_base(path: Path, fill: Callable[[Session], None], key: BaseKey = NO_PASSWORD, salt: bytes = b"") -> None:
    """Make a base under another name, fill it in one transaction, and give it its name when whole.

    With the key and salt of another base it opens by the same password.

    Raises :class:`Refused` where the path is taken, :class:`BadFile` where it cannot be written, and what ``fill``
    does; then nothing is there.
    """
    if path.exists():
        raise Refused(f"Файл {path} уже есть; он не тронут.", "Выберите другое имя.")
    if not path.parent.is_dir():
        raise BadFile(f"Папки {path.parent} нет.")
    partial = path.with_name(path.name + ".new")
    try:
        _build(partial, fill, key, salt or token_bytes(SALT))
        partial.rename(path)
    except OSError as problem:
        raise BadFile(f"Базу {path} создать не удалось: {why(problem)}.") from problem
    except (driver.DatabaseError, DBAPIError) as problem:
        raise _not_built(problem, path) from problem
    finally:
        with suppress(OSError):  # what stopped us is worth telling, not that its rest cannot be removed
            forget(partial)
    with suppress(OSError):  # the base is there; not every file system can sync a folder
        sync_folder(path.parent)


def _not_built(problem: BaseException, path: Path) -> AppError:
    """The sentence for an error of the driver; what is wrong in our own statements stays a fault of the program."""
    found = problem.orig if isinstance(problem, DBAPIError) else problem
    if found is None or isinstance(found, driver.IntegrityError | driver.ProgrammingError):
        raise problem
    return explained(found, path)


def _given(name: str, text: str) -> str:
    """The value of a field that a new file cannot do without: by it everybody else tells whose file it is."""
    told = field_by_name(School)[name]
    if not text.strip():
        raise BadValue(f"Поле «{told.label}» не заполнено; база не создана.")
    try:
        value: str = told.kind.parse(text)
    except BadValue as problem:
        raise BadValue(f"Поле «{told.label}»: {problem.text}", "База не создана.") from None
    return value


def _build(path: Path, fill: Callable[[Session], None], key: BaseKey, salt: bytes) -> None:
    forget(path)
    connection = connect(path, key, new_salt=salt)
    try:
        _fill(connection, fill)
    finally:
        connection.close()
    if path.with_name(f"{path.name}-wal").exists():  # closing tells no error: the rest of the base stands there
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _fill(connection: Any, fill: Callable[[Session], None]) -> None:
    upgrade(connection)
    with Session(make_engine(connection)) as session:
        fill(session)
        begin(session)
        session.commit()
