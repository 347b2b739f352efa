"""Making a new file and opening one that is there."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import __version__
from app.disk import sync_folder, why
from app.domain.field import field_by_name
from app.domain.health import HealthPaper
from app.domain.health_images import HealthImage
from app.domain.imprint import Imprint
from app.domain.school import School
from app.domain.year import academic_year
from app.errors import BadFile, BadValue, Refused, WrongPassword
from app.storage.base_key import NO_PASSWORD, SALT, BaseKey, key_of
from app.storage.driver import connect, is_plain, salt_of
from app.storage.key_slots import Entry, Unlocked, unlocked
from app.storage.passport import Passport, make_engine
from app.storage.plain_base import forget, give_open_key
from app.storage.schema import HEAD, bring_up_to_date, revision, upgrade
from app.storage.user_slots import admit


def open_passport(path: Path, secret: Entry = NO_PASSWORD) -> Passport:
    """Open a file by its password or key, upgrading its schema if it is older.

    A password may be the owner's or that of a user whom he let in; it tells who works from now on. By its ``entry`` a
    base that was open is opened again for the same person, without a password. Raises
    :class:`BadFile` for what is not our base, :class:`WrongPassword` where the secret does not open it,
    :class:`Refused` for one that is newer than the program or open elsewhere. A refused file is not changed.
    """
    if is_plain(path):
        give_open_key(path)
    salt = salt_of(path)
    connection, key, by = _connected(path, secret, salt)
    try:
        before = revision(connection)
        bring_up_to_date(connection, path, key, salt)
        passport = Passport(path, connection, key, salt, recorded=True)
        if before != HEAD:
            _tell_upgrade(passport, before)
        _sweep_images(passport)
        admit(passport, by)
        passport.entry = by or key
    except BaseException:
        connection.close()
        raise
    return passport


def _connected(path: Path, secret: Entry, salt: bytes) -> tuple[Any, BaseKey, Unlocked | None]:
    """A connection by the owner's secret, or else by the slot of the user whose password it is; the key; the slot."""
    if isinstance(secret, Unlocked):
        return connect(path, secret.key), secret.key, secret
    key = key_of(secret, salt)
    try:
        return connect(path, key), key, None
    except WrongPassword:
        by = unlocked(path, secret) if isinstance(secret, str) and secret else None
        if by is None:
            raise
        return connect(path, by.key), by.key, by


def _tell_upgrade(passport: Passport, before: str) -> None:
    """The first act of a base from before the history, else one more: what was changed earlier nobody knows."""
    with passport.writing() as session:
        from app.storage.history import begin  # noqa: PLC0415 - as in ``Passport.writing``

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
    finally:
        forget(partial)
    sync_folder(path.parent)


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


def _fill(connection: Any, fill: Callable[[Session], None]) -> None:
    upgrade(connection)
    with Session(make_engine(connection)) as session:
        fill(session)
        from app.storage.history import begin  # noqa: PLC0415 - as in ``Passport.writing``

        begin(session)
        session.commit()
