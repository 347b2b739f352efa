"""One open file of a school (or municipality) and a year: «the passport» that every service takes first.

There is one connection and one lock: whoever reads or writes has the file to himself for that moment, in
whichever thread. No session outlives its ``with`` block, and no mapped object leaves a service.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.domain.actors import OWNER, Actor, Role
from app.domain.imprint import Imprint
from app.errors import AppError, Damaged, ReadOnly, Refused, StaleRecord
from app.storage.aside import keep_log, save_aside
from app.storage.backups import Source
from app.storage.base_key import NO_PASSWORD, BaseKey, Secret, key_of
from app.storage.driver import check_key, connect, disk_fault, explained, is_damage, is_disk_fault
from app.storage.engine import make_engine
from app.storage.guard import Guard
from app.storage.history_trace import know_trace
from app.storage.key_slots import Entry
from app.storage.own_signs import OwnSigns
from app.storage.saves import Saves, count_save, saves_of
from app.storage.unclean import Noticed
from app.storage.user_slots import check_secret, lock_again
from app.storage.year_of_base import year_of

_REFUSED = "Отказано: нет права"
_TURN_S = 0.001  # long enough for a thread that waits to wake
_ROOMY = -32_000  # pages in memory for an act that reads the whole file; SQLite takes less than 0 as kilobytes


class Passport:
    """An open file. Use :func:`app.storage.opening.open_passport` or ``new_passport`` to get one.

    ``read_only`` says in a sentence why nothing of it may be changed; it is '' where it may. ``saved_aside`` is the
    file into which its content was saved when the one it was opened from had been changed by somebody else.

    ``actor`` is who works in it. With ``recorded`` every change goes into its history; a base in memory has none.
    """

    def __init__(self, path: Path, connection: Any, key: BaseKey, salt: bytes, *, recorded: bool = False) -> None:
        self.path = path
        self.key = key
        self.salt = salt
        self.entry: Entry = key
        self.actor: Actor = OWNER
        self.read_only = ""
        self.may_be_edited = False  # whether a person may decide that it is not read only
        self.saved_aside: Path | None = None
        self.noticed = Noticed()
        self.on_saved: Callable[[Saves], None] = _nobody
        self._recorded = recorded
        self._watched: Any = None
        self._use(connection)
        self._lock = threading.RLock()
        self._guard: Guard | None = None
        self._signs: OwnSigns | None = None
        self._ill = False  # its disk has failed: nothing is written before what was confirmed is known to be there
        self._stuck = False  # the driver reads nothing any more by this connection
        with self.reading() as session:
            imprint = session.execute(select(Imprint.__table__)).one_or_none()
            if imprint is None:
                raise Damaged(
                    f"База {path.name} повреждена: в ней нет записи о том, чья она и какого года.",
                    "Возьмите последнюю целую копию.",
                )
            self.kind = imprint.kind
            self.year = year_of(session, imprint.year)

    @property
    def has_password(self) -> bool:
        """Whether a secret of the school is needed to open the file."""
        return self.key != NO_PASSWORD

    def become(self, actor: Actor) -> None:
        """Let somebody else than the owner work with the file from now on; there is no way back but to open it anew."""
        with self._lock:
            self.actor = actor
            if actor.role is not Role.OWNER:
                self._guard = Guard(self._connection, self.engine, actor)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Hold the file for an act that the program vouches for: a user's change of his own password."""
        with self._lock:
            if self._guard is None:
                yield
                return
            with self._guard.lifted():
                yield

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes, if any, are thrown away; it cannot commit."""
        with self.held(), self._session() as session:
            event.listen(session, "before_commit", _refuse)
            yield session

    @contextmanager
    def writing(self, what: str = "", why: str = "", detail: str = "", *, counts: bool = True) -> Iterator[Session]:
        """A session that is committed when the block ends well and leaves no trace when it does not.

        ``what`` names the act in the history in a few words («Карточка»), ``why`` is what a person gave as his
        reason, ``detail`` says more of what. Where anything changed it is one more save (``saves``), unless it
        ``counts`` for none. Raises :class:`ReadOnly` at once where nothing may be changed, :class:`StaleRecord` when a
        record was changed since it was read, and other :class:`AppError` for a full disk, a lock, a damaged file.
        """
        from app.storage.history import Act, record  # noqa: PLC0415 - it knows every record, the first list does not

        try:
            with self.held(), self._session(to_write=True) as session:
                if self._recorded:
                    self._watch()
                    event.listen(session, "before_commit", lambda its: record(its, Act(what, why, detail, self.actor)))
                before = self._connection.total_changes
                yield session
                session.flush()
                self._commit(session, counted=counts and self._connection.total_changes != before)
        except Refused:
            if self._guard is not None and (denied := self._guard.take_denied()):
                self.note_refusal(denied)
            raise

    def _commit(self, session: Session, *, counted: bool) -> None:
        if counted:
            count_save(session)
        session.commit()
        if counted:
            self.on_saved(saves_of(self._connection))

    def note_refusal(self, right: str) -> None:
        """Have it in the history that who works tried what he has no right to; what of, stays untold."""
        from app.storage.history import note  # noqa: PLC0415 - as in :meth:`writing`

        with suppress(AppError), self.writing(_REFUSED) as session:
            note(session, _REFUSED, right)

    def _watch(self) -> None:
        """From the first act on the connection notes what is written: a base that is only read pays nothing."""
        from app.storage.history_watch import watch  # noqa: PLC0415 - as in :meth:`writing`

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
            if self._stuck:
                self._open_again()
            usual = self._connection.execute("PRAGMA cache_size").fetchone()[0]
            self._connection.execute(f"PRAGMA cache_size = {_ROOMY}")
        try:
            yield
        finally:
            with self._lock:
                self._connection.execute(f"PRAGMA cache_size = {usual}")
                self._connection.execute("PRAGMA shrink_memory")

    def watch(self) -> None:
        """Look from now on whether somebody else changes the file while it is open."""
        self._signs = OwnSigns(self.path)

    @contextmanager
    def _session(self, *, to_write: bool = False) -> Iterator[Session]:
        self._make_ready(to_write=to_write)
        try:
            with self._explaining(), Session(self.engine, expire_on_commit=False) as session:
                yield session
        finally:
            if self._connection.in_transaction:  # a COMMIT that fails leaves its transaction open
                self._connection.rollback()
            self._keep_signs()

    def _keep_signs(self) -> None:
        if self._signs is not None:
            self._signs.keep()

    def _make_ready(self, *, to_write: bool) -> None:
        """Before an act: a connection whose disk failed is made anew, and what may not be written is refused."""
        if self._stuck:
            self._open_again()
        if self._connection.in_transaction:  # a copy would wait for its end for ever
            raise RuntimeError("an act within a session of the same thread")
        if self._ill and to_write:
            self._mend()
        if self._signs is not None:
            self._signs.look()
            if self._signs.changed and to_write and not self.read_only:
                self._save_aside(self._signs)
        if to_write and self.read_only:
            raise ReadOnly(self.read_only, self._instead())

    def _save_aside(self, signs: OwnSigns) -> None:
        """Keep what is stored in a new file, and write into the old one no more."""
        what = "пропал" if signs.gone else "изменила другая программа"
        self.saved_aside = made = save_aside(self._connection, self.path, self.key, self.salt)
        place = "рядом" if made.parent == self.path.parent else f"в папке {made.parent}"
        self.read_only = (
            f"Файл базы {self.path.name} {what}, пока он был открыт; в него больше ничего не пишется. "
            f"Всё сохранённое до этого — в файле {made.name} {place}."
        )

    def _instead(self) -> str:
        if self.saved_aside is None:
            return ""
        return f"Откройте {self.saved_aside.name}: набранное в карточке программа предложит в нём."

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
            if self._guard is not None and (told := self._guard.explained(problem.orig)) is not None:
                raise told from None
            if isinstance(problem.orig, driver.OperationalError | driver.DatabaseError) and not isinstance(
                problem.orig, driver.IntegrityError | driver.ProgrammingError
            ):
                raise self._told(problem.orig) from problem
            raise
        except (driver.IntegrityError, driver.ProgrammingError):
            raise
        except driver.DatabaseError as problem:  # the history is written without SQLAlchemy
            raise self._told(problem) from problem

    def _told(self, problem: BaseException) -> AppError:
        """The driver's error in words; whether the disk or the base is at fault, the file itself says."""
        if (signs := self._signs) is not None and (is_disk_fault(problem) or is_damage(problem)):
            self._ill, self._stuck = True, is_damage(problem)
            if not signs.readable():
                return disk_fault(self.path)
        return explained(problem, self.path)

    @contextmanager
    def source(self) -> Iterator[Source]:
        """The file itself, for copies and checks; nobody else has it meanwhile."""
        with self._lock:
            self._make_ready(to_write=False)
            try:
                yield Source(self._connection, self.path, self.key, self.salt, self._let_others)
            finally:
                self._keep_signs()

    def _let_others(self) -> None:
        """Give who waits for the file a turn; one whose disk failed meanwhile may have been opened anew."""
        connection = self._connection
        self._keep_signs()
        self._lock.release()
        sleep(_TURN_S)  # without it this thread takes the lock again before the other one is awake
        self._lock.acquire()
        if self._stuck or self._connection is not connection:
            raise disk_fault(self.path)

    def rekey(self, secret: Secret) -> None:
        """Give the file another password ('' is none); every page is written anew, in one transaction.

        Its users keep theirs. Copies made before keep the old password. Raises :class:`AppError` where it cannot be
        done; the file then opens as before, here too.
        """
        check_secret(self, secret)
        key = key_of(secret, self.salt)
        with self._lock:
            self._make_ready(to_write=True)
            try:
                self._connection.execute(f"PRAGMA rekey = \"x'{key.raw.hex()}'\"")
                check_key(self._connection, self.path, key)
                self.key = self.entry = key
            except driver.Error as problem:
                self._keep_signs()
                self._open_again()  # the driver would go on to write with the new key and to read with the old one
                raise explained(problem, self.path) from problem
            with suppress(driver.OperationalError):  # the password is changed, whether or not the log can be emptied
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # no page of the old key stays in it
            self._keep_signs()
        lock_again(self)

    def _mend(self) -> None:
        """After a fault of the disk: bring to the disk itself what was confirmed, and nothing else, then open anew.

        What a failed save left in the log is dropped by that. While the disk still fails, nothing is written.
        """
        self._check_same()
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except driver.Error as problem:
            raise self._told(problem) from problem
        finally:
            self._keep_signs()
        self._open_again()
        self._ill = False

    def _check_same(self) -> None:
        if self._signs is not None and not self._signs.same_as_kept():
            raise Refused(
                f"Файл базы {self.path.name} пропал или уже не тот; изменение не сохранено.",
                "Верните флешку или диск на место и повторите; набранное остаётся в карточке.",
            )

    def _open_again(self) -> None:
        self._check_same()
        self._stuck = True  # until it has been opened
        self.engine.dispose()
        self._connection.close()
        if self._signs is not None:
            self._signs.let_go()
        self._keep_signs()  # what was confirmed has been folded in
        self._use(connect(self.path, self.key))
        if self._guard is not None:
            self._guard = Guard(self._connection, self.engine, self.actor)
        self._stuck = False
        self._keep_signs()

    def _use(self, connection: Any) -> None:
        know_trace(connection)
        self._connection = connection
        self.engine = make_engine(connection)

    def close(self) -> None:
        """Give the file back whole: the write-ahead log is folded in and removed.

        Into a file that somebody else has changed nothing is folded: what is stored stands in ``saved_aside`` then.
        """
        with self._lock:
            if signs := self._signs:
                self._let_go(signs)
            self.engine.dispose()
            self._connection.close()
            if signs is not None:
                signs.let_go()

    def _let_go(self, signs: OwnSigns) -> None:
        self._signs = None
        signs.look()
        if not signs.changed:
            return
        if self.saved_aside is None:
            with suppress(AppError):
                self._save_aside(signs)
        if self.saved_aside is not None or keep_log(signs.log):
            signs.empty_log()

    def __enter__(self) -> "Passport":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _nobody(_: Saves) -> None:
    """Nobody notes the saves of a base in memory."""


def _refuse(_session: Session) -> None:
    raise RuntimeError("a session that only reads was to be committed")
