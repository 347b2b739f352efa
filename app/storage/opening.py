"""Making a new file and opening one that is there."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_bytes
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as driver
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import __version__
from app.disk import sync_folder, why
from app.domain.field import Model, field_by_name
from app.domain.file_names import check_new_name
from app.domain.health import HealthPaper
from app.domain.health_images import HealthImage
from app.domain.imprint import Imprint
from app.domain.school import School
from app.domain.taken_year import TakenYear
from app.domain.year import academic_year, only_of_update
from app.errors import AppError, BadFile, BadValue, Damaged, OnShare, Refused, WrongPassword
from app.storage.access import why_read_only
from app.storage.base_key import NO_PASSWORD, SALT, BaseKey, key_of
from app.storage.base_notes import note_save
from app.storage.driver import connect, explained, is_plain, log_of, salt_of
from app.storage.engine import make_engine
from app.storage.key_slots import Entry, Unlocked, unlocked
from app.storage.known_schema import check_no_strangers, check_schema
from app.storage.passport import Passport
from app.storage.plain_base import forget, give_open_key
from app.storage.restoring import settle
from app.storage.saves import saves_of
from app.storage.schema import HEAD, bring_up_to_date, revision
from app.storage.snapshots import open_snapshot, put_schema
from app.storage.soundness import is_sound
from app.storage.unclean import Noticed, look_at_log, missing_saves
from app.storage.user_slots import admit
from app.storage.whereabouts import Place, whereabouts

T = TypeVar("T")


def open_passport(path: Path, secret: Entry = NO_PASSWORD) -> Passport:
    """Open a file by its password or key, upgrading its schema if it is older.

    A password may be the owner's or that of a user whom he let in; it tells who works from now on. By its ``entry`` a
    base that was open is opened again for the same person, without a password. One that cannot be written where it
    lies is open for reading only. Raises :class:`BadFile` for what is not our base, :class:`WrongPassword` where the
    secret does not open it, :class:`OnShare` for one on another computer, :class:`InUse` and :class:`Refused` for one
    that is open elsewhere or newer than the program. A refused file is not changed.
    """
    check_not_on_share(path)
    if reason := why_read_only(path):
        return _open_to_read(path, secret, reason)
    settle(path)
    if is_plain(path):
        give_open_key(path)
    (connection, noticed, key), by = _entered(path, secret, partial(_connected, path))
    salt = salt_of(path)
    try:
        _check(connection, path)
        before = revision(connection)
        bring_up_to_date(connection, path, key, salt)
        check_schema(connection, path)
        passport = Passport(path, connection, key, salt, recorded=True)
        passport.noticed = replace(noticed, missing=missing_saves(path, saves_of(connection)))
        passport.on_saved = partial(note_save, path)
        if before != HEAD:
            _tell_upgrade(passport, before)
        _sweep_images(passport)
        admit(passport, by)
        passport.entry = by or key
    except driver.DatabaseError as problem:
        connection.close()
        raise explained(problem, path) from problem
    except BaseException:
        connection.close()
        raise
    passport.watch()
    return passport


def _entered(path: Path, secret: Entry, opened: Callable[[BaseKey], T]) -> tuple[T, Unlocked | None]:
    """What the key of a base opens, by its owner's secret, or else by the slot of the user whose password it is."""
    if isinstance(secret, Unlocked):
        return opened(secret.key), secret
    try:
        return opened(key_of(secret, salt_of(path))), None
    except WrongPassword:
        by = unlocked(path, secret) if isinstance(secret, str) and secret else None
        if by is None:
            raise
        return opened(by.key), by


def _connected(path: Path, key: BaseKey) -> tuple[Any, Noticed, BaseKey]:
    """A connection, what was noticed of the log beside the base before it, and the key that opened it."""
    noticed = look_at_log(path, key)
    return connect(path, key), noticed, key


def _open_to_read(path: Path, secret: Entry, reason: str) -> Passport:
    """A base that lies where nothing can be written: read into memory whole, as SQLite cannot open it there."""
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        raise Refused(
            f"База {path.name} не была закрыта как следует: последние изменения лежат в {log.name}, а {reason}.",
            f"Скопируйте оба файла, {path.name} и {log.name}, на диск компьютера и откройте там.",
        )
    passport, by = _entered(path, secret, lambda key: open_snapshot(path, key))
    admit(passport, by)
    passport.entry = by or passport.key
    passport.read_only = f"База {path.name} открыта только для чтения: {reason}."
    return passport


def check_not_on_share(path: Path, *, new: bool = False) -> None:
    """Refuse (:class:`OnShare`) a place on another computer's disk; ``new`` is whether the base is still to be made."""
    found = whereabouts(path)
    if found.place is not Place.NETWORK:
        return
    if new:
        raise OnShare(
            f"Папка {path.parent} — на диске другого компьютера ({found.name}): базу там держать нельзя.",
            "Выберите папку на диске этого компьютера.",
        )
    raise OnShare(
        f"База {path.name} лежит на диске другого компьютера ({found.name}): сеть не удержит двоих от записи в "
        "один файл, и он испортится.",
        "Скопируйте базу на диск этого компьютера и работайте с ней там.",
    )


def _check(connection: Any, path: Path) -> None:
    """Refuse a base that is damaged, or in which another program has put what acts by itself."""
    try:
        whole = is_sound(connection)
    except driver.Error as problem:
        raise explained(problem, path) from problem
    if not whole:
        raise Damaged(f"База {path.name} повреждена.", "Возьмите последнюю целую копию.")
    check_no_strangers(connection, path)


def _tell_upgrade(passport: Passport, before: str) -> None:
    """The first act of a base from before the history, else one more: what was changed earlier nobody knows."""
    with passport.writing() as session:
        from app.storage.history import begin  # noqa: PLC0415 - as in ``Passport.writing``

        begin(session, "База переведена на новую версию программы", f"схема {before} → {HEAD}")


def _sweep_images(passport: Passport) -> None:
    """Take away images of papers that were removed: what undo could bring back ended with the session before."""
    images = HealthImage.__table__.c  # the mapped classes would all be set up for it, a tenth of a start
    left = images.paper_id.not_in(select(HealthPaper.__table__.c.id))
    with suppress(Refused):  # a file that cannot be written is swept when it can
        with passport.reading() as session:
            if session.scalar(select(images.id).where(left).limit(1)) is None:
                return
        with passport.writing("Уборка изображений убранных документов") as session:
            session.execute(delete(HealthImage).where(left))


def new_passport(
    path: Path, *, year: str, kind: str, code: str, name: str, password: str = "", may_lack: bool = False
) -> Passport:
    """Make a file for one school (or municipality) and one year, under a password if one is given, and open it.

    It is built under another name and renamed when whole, so that no half-made base can be met. Raises
    :class:`Refused` where the path is taken, :class:`BadFile` for an unknown year or a folder that is not
    there, :class:`BadValue` for a code or name that is unreadable, or blank unless it ``may_lack``.
    """
    academic_year(year)
    told = {"code": code, "short_name": name}
    school = School(**{one: _given(one, text) for one, text in told.items() if text.strip() or not may_lack})
    salt = token_bytes(SALT)
    key = key_of(password, salt)
    imprint = Imprint(kind=kind, year=year, made_with=__version__)
    made: list[Model] = [imprint, school]
    if (content := only_of_update(year)) is not None:
        made.append(TakenYear(id=1, content=content, taken_at=datetime.now(UTC).replace(tzinfo=None)))
    build_base(path, lambda session: session.add_all(made), key, salt)
    return open_passport(path, key)


def build_base(path: Path, fill: Callable[[Session], None], key: BaseKey = NO_PASSWORD, salt: bytes = b"") -> None:
    """Make a base under another name, fill it in one transaction, and give it its name when whole.

    With the key and salt of another base it opens by the same password.

    Raises :class:`Refused` where the path is taken, is no name for a file or lies on a share, :class:`BadFile` where it
    cannot be written, and what ``fill`` does; then nothing is there.
    """
    check_new_name(path, base=True)
    check_not_on_share(path, new=True)
    if path.exists():
        raise Refused(f"Файл {path} уже есть; он не тронут.", "Выберите другое имя.")
    if not path.parent.is_dir():
        raise BadFile(f"Папки {path.parent} нет.")
    unready = path.with_name(path.name + ".new")
    try:
        _build(unready, fill, key, salt or token_bytes(SALT))
        unready.rename(path)
    except OSError as problem:
        raise BadFile(f"Базу {path} создать не удалось: {why(problem)}.") from problem
    except (driver.DatabaseError, DBAPIError) as problem:
        raise _not_built(problem, path) from problem
    finally:
        with suppress(OSError):  # what stopped us is worth telling, not that its rest cannot be removed
            forget(unready)
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
    if log_of(path).exists():  # closing tells no error: the rest of the base stands there
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _fill(connection: Any, fill: Callable[[Session], None]) -> None:
    put_schema(connection)
    with Session(make_engine(connection)) as session:
        fill(session)
        from app.storage.history import begin  # noqa: PLC0415 - as in ``Passport.writing``

        begin(session)
        session.commit()
