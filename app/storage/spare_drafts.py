"""Drafts kept apart from their base, in the user's own folder, while the base's disk takes nothing.

A small file of the same cipher with the key of the base, so that they are as safe as the base is; it is named by a
digest of salt and year, which copies of a base share.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import cast

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.disk import why
from app.domain.drafts import Draft
from app.errors import Refused, WrongPassword
from app.paths import user_data
from app.storage.base_key import SALT
from app.storage.driver import connect, explained
from app.storage.engine import make_engine
from app.storage.passport import Passport
from app.storage.plain_base import forget


def has_spare(passport: Passport) -> bool:
    """Whether drafts of a base were kept apart."""
    try:
        return spare_path(passport).exists()
    except OSError:
        return False


@contextmanager
def spare(passport: Passport) -> Iterator[Session]:
    """A session over the drafts kept apart, committed when the block ends well.

    Drafts under a password that is no longer that of the base can be read by nobody and are dropped. Raises
    :class:`AppError` where the file cannot be made, read or written.
    """
    try:
        path = spare_path(passport)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        connection = _opened(path, passport)
    except OSError as problem:
        raise Refused(f"Набранное отдельно от базы не записано: {why(problem)}.") from problem
    try:
        with Session(make_engine(connection)) as session:
            cast(Table, Draft.__table__).create(session.connection(), checkfirst=True)
            yield session
            session.commit()
    except DBAPIError as problem:
        raise explained(problem.orig or problem, path) from problem
    finally:
        connection.close()


def forget_spare(passport: Passport) -> None:
    """Remove the file itself; raises :class:`OSError`."""
    forget(spare_path(passport))


def _opened(path: Path, passport: Passport) -> driver.Connection:
    if path.exists():
        try:
            return connect(path, passport.key)
        except WrongPassword:
            forget(path)
    return connect(path, passport.key, new_salt=token_bytes(SALT))


def spare_path(passport: Passport) -> Path:
    """Where the drafts of a base are kept when they are kept apart."""
    name = sha256(passport.salt + passport.year.name.encode()).hexdigest()[:24]
    return user_data() / "drafts" / f"{name}.drafts"
