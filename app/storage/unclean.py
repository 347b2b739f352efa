"""A base that was not closed well has a log beside it: whether the log is its own, and whether all of it is there.

SQLite takes whatever log lies beside a file for its own. An older copy put there by hand is so mixed with newer pages,
and no check of the file is sure to see it. What this computer noted of the base tells (``base_notes``); where nothing
was noted, a trial on a copy of both tells in most cases. The base itself is not touched before that.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from app.disk import why
from app.errors import AppError, BadFile, Damaged, Refused
from app.paths import user_data
from app.storage.base_key import BaseKey
from app.storage.base_notes import log_salts, read_note
from app.storage.driver import connect, explained, log_of, reading
from app.storage.held import is_held
from app.storage.restoring import free_name
from app.storage.saves import Saves, saves_of
from app.storage.soundness import bad_act, faults


@dataclass(frozen=True, slots=True)
class Noticed:
    """What an opening noticed: the base was not closed well; how many answered saves it lacks; where a log that was
    not its own lies now."""

    unclean: bool = False
    missing: int = 0
    log_aside: Path | None = None
    data: str = ""  # what is wrong with the update of the program's data

    def told(self) -> Iterator[str]:
        """The same in sentences; nothing where nothing is wrong."""
        if self.log_aside is not None:
            yield (
                "Журнал рядом с базой был не от этого файла (старую копию положили на место базы) или повреждён. "
                f"Он не подмешан, а отложен: {self.log_aside.name}."
            )
        if self.missing:
            yield (
                f"В базе нет последних сохранений, которые были на этом компьютере: {self.missing}. Если вы сами не "
                "возвращали старую копию — посмотрите «Файл → Копии базы…»: в новейшей копии они могут быть."
            )
        if self.data:
            yield self.data


def look_at_log(base: Path, key: BaseKey) -> Noticed:
    """Judge the log beside a base, and set one aside that is not its own or not whole. The base stays untouched.

    Raises :class:`WrongPassword`, :class:`Damaged` where the base is whole neither with its log nor without,
    :class:`Refused` where it is open elsewhere.
    """
    log = log_of(base)
    try:
        if not log.exists() or not log.stat().st_size:
            return Noticed()
        if is_held(base):
            raise Refused(
                f"База {base.name} уже открыта в другом окне или другой программой.", "Закройте её там и повторите."
            )
        if _put_over(base, key) or not _fits(base, key):
            return Noticed(unclean=True, log_aside=_moved(base))
    except OSError as problem:
        raise BadFile(f"База {base} не читается: {why(problem)}.") from problem
    return Noticed(unclean=True)


def missing_saves(base: Path, saves: Saves) -> int:
    """How many saves that were answered here an open base lacks."""
    return max(0, read_note(base).saves - saves.number)


def _put_over(base: Path, key: BaseKey) -> bool:
    """Whether the file is older than what its log was begun on: somebody has put it there."""
    note = read_note(base)
    if not note.log or note.log != log_salts(base):
        return False
    try:
        with reading(base, key) as connection:
            return saves_of(connection).number < note.based
    except (AppError, driver.Error):
        return False  # torn between two states, as a crash may leave it: its log makes it whole


def _fits(base: Path, key: BaseKey) -> bool:
    """Whether a base is whole with its log, tried on a copy of both; False where it is whole only without.

    Raises :class:`Damaged` where it is neither.
    """
    with TemporaryDirectory(prefix="trial-", dir=user_data(), ignore_cleanup_errors=True) as folder:
        trial = Path(folder) / "trial"
        shutil.copyfile(base, trial)
        shutil.copyfile(log_of(base), log_of(trial))
        if not _faulty(trial, key):
            return True
        shutil.copyfile(base, trial)
        log_of(trial).unlink(missing_ok=True)
        if not _faulty(trial, key):
            return False
    raise Damaged(f"База {base.name} повреждена.", "Возьмите последнюю целую копию.")


def _faulty(trial: Path, key: BaseKey) -> bool:
    try:
        connection = connect(trial, key)
    except Damaged:
        return True
    try:
        # The checksums are read from the bare file, and what a cut left half written there stands whole in the log.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(faults(connection)) or bad_act(connection) is not None
    except driver.OperationalError as problem:
        raise explained(problem, trial) from problem
    except DBAPIError:
        return True
    finally:
        connection.close()


def _moved(base: Path) -> Path:
    """The log under a free name, as the log of a base that is not there."""
    aside = log_of(free_name(base))
    log_of(base).rename(aside)
    base.with_name(f"{base.name}-shm").unlink(missing_ok=True)  # it tells of that log alone
    return aside
