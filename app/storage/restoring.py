"""Putting a copy in the place of a base: what was there is set aside first, whole, and nothing is ever lost between.

The present file goes together with its companions (a log of another file beside a base would be mixed into it, and no
check may see that) under one numbered name. A mark beside the base lives from before the first renaming until after
the last: whoever opens the base after a crash in the middle carries it through, or takes it back.
"""

import json
import shutil
from contextlib import suppress
from pathlib import Path

from app.disk import copy_file, sync, sync_folder, why, write_whole
from app.errors import AppError, BadFile, Refused
from app.progress import Progress, part, silent
from app.storage.backups import looking, read_back
from app.storage.base_key import BaseKey
from app.storage.base_notes import changing
from app.storage.copy_list import sum_of
from app.storage.held import is_held
from app.storage.saves import Saves

COMPANIONS = ("-wal", "-shm", "-journal", ".users")
_PARTS = 4  # of making a copy ready: its bytes, and three looks at it
_USERS = ".users"


def put_in_place(copy: Path, base: Path, key: BaseKey, progress: Progress = silent) -> Path | None:
    """Put a copy in the place of a base that nobody has open; where what was there lies now, None if nothing was.

    The copy itself stays. Raises :class:`AppError` where it is not whole or the disk refuses, and what ``progress``
    raises, which is called only as long as nothing has been set aside; the base is then as it was.
    """
    settle(base)
    if base.exists() and is_held(base):
        raise Refused(f"База {base.name} открыта; её нельзя заменить копией.", "Закройте её и повторите.")
    ready, aside = _ready(base), free_name(base)
    try:
        saves = _prepare(copy, ready, key, progress)
        progress(_PARTS, _PARTS)
        write_whole(_mark(base), json.dumps({"aside": aside.name}).encode())
        _swap(base, ready, aside)
    except OSError as problem:
        _take_back(base, aside)
        raise BadFile(f"Копия не положена на место базы {base.name}: {why(problem)}.") from problem
    except AppError:
        ready.unlink(missing_ok=True)
        raise
    settle(base)
    with changing(base) as note:
        note.saves, note.mark, note.log, note.based = *saves, "", 0
    return aside if aside.exists() else None


def settle(base: Path) -> None:
    """End a restore that was cut off: carry it through where the old base was set aside already, else take it back.

    Raises :class:`BadFile` where the disk refuses even that.
    """
    if not base.parent.is_dir():
        return  # nothing is there; whoever wants to open it says so
    mark, ready = _mark(base), _ready(base)
    try:
        if not mark.exists():
            ready.unlink(missing_ok=True)  # nothing had begun but this
            return
        aside = _aside_told(mark, base)
        if base.exists():
            ready.unlink(missing_ok=True)  # either nothing was moved yet, or all was
            _users_back(base, aside)
        elif ready.exists():
            _swap(base, ready, aside)
        elif aside is not None:
            move_all(aside, base)
        mark.unlink(missing_ok=True)
        _on_disk(base.parent)
    except OSError as problem:
        raise BadFile(
            f"Возврат базы {base.name} из копии был прерван, и закончить его не удаётся: {why(problem)}.",
            "Прежняя база цела и лежит рядом под именем с «отложена».",
        ) from problem


def set_aside(base: Path) -> Path:
    """Move a base with all its companions to a free name beside it. Raises :class:`OSError`."""
    aside = free_name(base)
    move_all(base, aside)
    return aside


def free_name(base: Path) -> Path:
    """The next numbered name beside a base that neither a file nor a companion of one bears."""
    number = 1
    while any(_aside(base, number).with_name(_aside(base, number).name + end).exists() for end in ("", *COMPANIONS)):
        number += 1
    return _aside(base, number)


def move_all(old: Path, new: Path) -> None:
    """Rename a base, then its companions. Raises :class:`OSError`."""
    for end in ("", *COMPANIONS):
        companion = old.with_name(old.name + end)
        if companion.exists():
            companion.rename(new.with_name(new.name + end))
    _on_disk(new.parent)


def _take_back(base: Path, aside: Path) -> None:
    """As it was before; where even that is refused, the mark stays and the next opening goes on."""
    with suppress(OSError):
        if not base.exists():
            move_all(aside, base)
        _ready(base).unlink(missing_ok=True)
        _mark(base).unlink(missing_ok=True)


def _prepare(copy: Path, ready: Path, key: BaseKey, progress: Progress) -> Saves:
    ready.unlink(missing_ok=True)
    copy_file(copy, ready, part(progress, 0, _PARTS))
    sync(ready)
    if sum_of(ready) != sum_of(copy):
        raise BadFile(f"Копия {copy.name} прочитана с ошибкой; база не тронута.", "Проверьте диск или флешку.")
    return read_back(ready, key, progress=looking(progress))


def _swap(base: Path, ready: Path, aside: Path | None) -> None:
    if aside is not None:
        move_all(base, aside)
    ready.rename(base)
    _users_back(base, aside)
    _on_disk(base.parent)


def _users_back(base: Path, aside: Path | None) -> None:
    """The file by which other users open the base stays in force; in the set aside one it stays too."""
    if aside is None:
        return
    theirs, ours = (one.with_name(one.name + _USERS) for one in (aside, base))
    if theirs.exists() and not ours.exists():
        shutil.copyfile(theirs, ours)


def _aside_told(mark: Path, base: Path) -> Path | None:
    """The name that a mark tells; None where it tells none of ours."""
    try:
        name = json.loads(mark.read_text(encoding="utf-8"))["aside"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    ours = isinstance(name, str) and name.startswith(f"{base.name}.отложена-") and Path(name).name == name
    return base.with_name(name) if ours else None


def _aside(base: Path, number: int) -> Path:
    return base.with_name(f"{base.name}.отложена-{number}")


def _ready(base: Path) -> Path:
    return base.with_name(f"{base.name}.из-копии")


def _mark(base: Path) -> Path:
    return base.with_name(f"{base.name}.возврат")


def _on_disk(folder: Path) -> None:
    with suppress(OSError):  # not every file system can sync a folder
        sync_folder(folder)
