"""Bringing a base from a share, a cloud or a stick to this computer: a copy that is read back and compared."""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from app.disk import partial_of, sync, sync_folder, why
from app.domain.file_names import check_new_name
from app.errors import BadFile, Refused
from app.services.progress import Progress, silent
from app.storage.driver import is_plain
from app.storage.opening import check_not_on_share

_PIECE = 1 << 20  # bytes
_OPEN = ("-wal", "-journal")  # what lies beside a base that is open, or was not closed well


def copy_here(base: Path, target: Path, progress: Progress = silent) -> Path:
    """Copy a closed base to another place, byte by byte, and compare what lies there with what was read.

    The base it comes from stays as it was. Raises :class:`BadFile` for what is no base or cannot be read or written,
    :class:`Refused` where it is open anywhere, where the place is taken or has no room, and what ``progress`` raises;
    then there is nothing new.
    """
    check_new_name(target, base=True)
    check_not_on_share(target, new=True)
    if target.exists():
        raise Refused(f"Файл {target} уже есть; он не тронут.", "Выберите другое имя.")
    is_plain(base)  # refuses what is no base of ours
    partial = partial_of(target)
    try:
        _check_room(base, target)
        _check_closed(base)
        before = _signs(base)
        progress(0, 3)
        shutil.copyfile(base, partial)
        sync(partial)
        progress(1, 3)
        read = _digest(base)
        progress(2, 3)
        _check_closed(base)
        if _signs(base) != before:
            raise Refused(f"База {base.name} изменилась, пока её копировали.", "Закройте её там и повторите.")
        if _digest(partial) != read:
            raise BadFile(f"Копия базы {base.name} прочиталась не такой, как записана.", "Проверьте диск.")
        partial.rename(target)
    except OSError as problem:
        raise BadFile(f"База {base.name} не скопирована в {target.parent}: {why(problem)}.") from problem
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    with suppress(OSError):
        sync_folder(target.parent)
    return target


def _check_closed(base: Path) -> None:
    for ending in _OPEN:
        log = base.with_name(f"{base.name}{ending}")
        if log.exists() and log.stat().st_size:
            raise Refused(
                f"База {base.name} открыта на другом компьютере или не была закрыта как следует.",
                "Закройте её везде; если она нигде не открыта — откройте и закройте там, где с ней работали.",
            )


def _check_room(base: Path, target: Path) -> None:
    size, free = base.stat().st_size, shutil.disk_usage(target.parent).free
    if size > free:
        raise Refused(
            f"В папке {target.parent} не хватает места: нужно {size // 1024} КБ, свободно {free // 1024} КБ.",
            "Освободите место или выберите другой диск.",
        )


def _signs(base: Path) -> tuple[int, int]:
    told = base.stat()
    return told.st_size, told.st_mtime_ns


def _digest(path: Path) -> bytes:
    told = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            told.update(piece)
    return told.digest()
