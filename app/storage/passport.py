"""One open file of a school (or municipality) and a year: «the passport» that every service takes first.

There is one connection and one lock: whoever reads or writes has the file to himself for that moment, in
whichever thread. No session outlives its ``with`` block, and no mapped object leaves a service.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from app.domain.actors import OWNER, Actor
from app.domain.imprint import Imprint
from app.domain.taken_year import TakenYear
from app.domain.year import AcademicYear, academic_year, known_years, read_year
from app.errors import BadFile, StaleRecord
from app.storage.base_key import NO_PASSWORD, BaseKey, Secret, key_of
from app.storage.copies import copy_beside, keep_newest
from app.storage.driver import check_key, connect, explained
from app.storage.history import Act, record
from app.storage.history_watch import know_trace, watch

_ROOMY = -32_000  # pages in memory for an act that reads the whole file; SQLite takes less than 0 as kilobytes


class Passport:
    """An open file. Use :func:`app.storage.opening.open_passport` or ``new_passport`` to get one.

    ``actor`` is who works in it. With ``recorded`` every change goes into its history; a base in memory has none.
    """

    def __init__(self, path: Path, connection: Any, key: BaseKey, salt: bytes, *, recorded: bool = False) -> None:
        self.path = path
        self.key = key
        self.salt = salt
        self.actor: Actor = OWNER
        self._recorded = recorded
        self._watched: Any = None
        self._use(connection)
        self._lock = threading.RLock()
        with self.reading() as session:
            imprint = session.execute(select(Imprint.__table__)).one_or_none()
            if imprint is None:
                raise BadFile(
                    f"База {path.name} повреждена: в ней нет записи о том, чья она и какого года.",
                    "Возьмите последнюю целую копию.",
                )
            self.kind = imprint.kind
            self.year = _year(session, imprint.year)

    @property
    def has_password(self) -> bool:
        """Whether a secret of the school is needed to open the file."""
        return self.key != NO_PASSWORD

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes, if any, are thrown away; it cannot commit."""
        with self.held(), self._session() as session:
            event.listen(session, "before_commit", _refuse)
            yield session

    @contextmanager
    def writing(self, what: str = "", why: str = "", detail: str = "") -> Iterator[Session]:
        """A session that is committed when the block ends well and leaves no trace when it does not.

        ``what`` names the act in the history in a few words («Карточка»), ``why`` is what a person gave as his
        reason, ``detail`` says more of what. Raises :class:`StaleRecord` when a record was changed since it was read,
        and other :class:`AppError` for a full disk, a lock, a damaged file.
        """
        with self.held(), self._session() as session:
            if self._recorded:
                self._watch()
                event.listen(session, "before_commit", lambda its: record(its, Act(what, why, detail, self.actor)))
            yield session
            session.commit()

    def _watch(self) -> None:
        """From the first act on the connection notes what is written: a base that is only read pays nothing."""
        if self._watched is not self._connection:
            watch(self._connection)
            self._watched = self._connection

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other thread from the file, so that several sessions, one after another, see one moment."""
        with self._lock:
            yield

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Keep more of the file in memory for an act that reads all of it, and give that back afterwards."""
        with self._lock:
            usual = self._connection.execute("PRAGMA cache_size").fetchone()[0]
            self._connection.execute(f"PRAGMA cache_size = {_ROOMY}")
        try:
            yield
        finally:
            with self._lock:
                self._connection.execute(f"PRAGMA cache_size = {usual}")
                self._connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def _session(self) -> Iterator[Session]:
        if self._connection.in_transaction:
            raise RuntimeError("a session within a session of the same thread")
        try:
            with self._explaining(), Session(self.engine, expire_on_commit=False) as session:
                yield session
        finally:
            if self._connection.in_transaction:  # a COMMIT that fails leaves its transaction open
                self._connection.rollback()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except StaleDataError:
            raise StaleRecord(
                "Эту запись тем временем изменили; сохранение не выполнено.",
                "Откройте её заново и внесите изменение ещё раз.",
            ) from None
        except DBAPIError as problem:
            if isinstance(problem.orig, driver.OperationalError | driver.DatabaseError) and not isinstance(
                problem.orig, driver.IntegrityError | driver.ProgrammingError
            ):
                raise explained(problem.orig, self.path) from problem
            raise
        except driver.OperationalError as problem:  # the history is written without SQLAlchemy
            raise explained(problem, self.path) from problem

    def copy_beside(self, label: str, keep: int) -> Path:
        """A verified copy of what is stored, in the file's folder; of copies with this label the newest are kept.

        Raises :class:`AppError` where it cannot be made.
        """
        with self._lock:
            if self._connection.in_transaction:  # SQLite would wait for its end for ever
                raise RuntimeError("a copy within a session of the same thread")
            made = copy_beside(self._connection, self.path, label, self.key, self.salt)
        keep_newest(self.path, label, keep)
        return made

    def rekey(self, secret: Secret) -> None:
        """Give the file another password ('' is none); every page is written anew, in one transaction.

        Copies made before keep the old password. Raises :class:`AppError` where it cannot be done; the file then
        opens as before, here too.
        """
        key = key_of(secret, self.salt)
        with self._lock:
            if self._connection.in_transaction:
                raise RuntimeError("a change of password within a session of the same thread")
            try:
                self._connection.execute(f"PRAGMA rekey = \"x'{key.raw.hex()}'\"")
                check_key(self._connection, self.path, key)
                self.key = key
            except driver.Error as problem:
                self._open_again()  # the driver would go on to write with the new key and to read with the old one
                raise explained(problem, self.path) from problem
            with suppress(driver.OperationalError):  # the password is changed, whether or not the log can be emptied
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # no page of the old key stays in it

    def _open_again(self) -> None:
        self.engine.dispose()
        self._connection.close()
        self._use(connect(self.path, self.key))

    def _use(self, connection: Any) -> None:
        know_trace(connection)
        self._connection = connection
        self.engine = make_engine(connection)

    def close(self) -> None:
        """Give the file back whole: the write-ahead log is folded in and removed."""
        with self._lock:
            self.engine.dispose()
            self._connection.close()

    def __enter__(self) -> "Passport":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _year(session: Session, name: str) -> AcademicYear:
    """The year of the file: the program's own, or the one taken into the base where its edition is newer or the
    program has none."""
    content = session.scalar(select(TakenYear.__table__.c.content))
    if content is None:
        return academic_year(name)
    taken = read_year(content, f"{name}.toml")
    if name not in known_years():
        return taken
    own = academic_year(name)
    return taken if taken.edition > own.edition else own


def make_engine(connection: Any) -> Engine:
    """An engine over the one connection; transactions are real (BEGIN said aloud), parameters never shown."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _refuse(_session: Session) -> None:
    raise RuntimeError("a session that only reads was to be committed")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
