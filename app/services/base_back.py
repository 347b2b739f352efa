"""The whole base put back from a copy, and what to do about a base that does not open any more."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.domain.school import School
from app.errors import AppError, Damaged, Refused, WrongPassword
from app.services.backups import GOOD_ONES, CopyLine, Health, health_of, line_of
from app.services.progress import Cancelled, Progress, part, silent
from app.storage.backups import known_copies
from app.storage.base_key import NO_PASSWORD, BaseKey, Secret
from app.storage.base_notes import read_note
from app.storage.copy_list import Copy, copies_in, stem_in
from app.storage.history import note
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.storage.restoring import put_in_place
from app.storage.snapshots import open_snapshot

_PARTS = 8  # of the way back: two looks, and six for the copy, which is written and looked through
_TRIED = 3  # copies: each costs the time of a password


class OtherBase(Refused):
    """The copy is of another school or year than the base in whose place it would come; a person may want that."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Of which school and year a base or copy is, how many saves it holds, and the key by which it opened (None: it
    was not opened)."""

    code: str
    year: str
    title: str
    saves: int
    key: BaseKey | None


@dataclass(frozen=True, slots=True)
class Restored:
    """The base is back; ``aside`` is where what lay there before lies now, ``password_of_then`` says that it does not
    open by the password of today, but by that of the day of the copy."""

    base: Path
    aside: Path | None
    key: BaseKey
    password_of_then: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Which copies there are of a base that is damaged.

    ``best`` is the newest copy that is whole; it holds
    all but ``missing`` of the saves that were answered on this computer.
    """

    base: Path
    copies: tuple[CopyLine, ...]
    best: CopyLine | None
    missing: int


def whose(copy: Path, *secrets: Secret, progress: Progress = silent) -> Whose:
    """Look into a copy. Raises :class:`WrongPassword`, :class:`Damaged`, :class:`Refused` of a newer program's."""
    with open_snapshot(copy, *secrets, progress=progress) as then:
        return _whose(then)


def restore_base(
    base: Path, copy: Path, *secrets: Secret, other: bool = False, progress: Progress = silent
) -> Restored:
    """Put a copy in the place of a base that nobody has open; what lay there is set aside whole.

    It can be stopped by what ``progress`` raises, as long as nothing has been set aside.

    Raises :class:`OtherBase` for a copy of another school or year, unless that is wanted (``other``);
    :class:`WrongPassword` where none of the secrets opens the copy, :class:`AppError` where it is not whole or the
    disk refuses. Then nothing has changed.
    """
    found = whose(copy, *secrets, progress=part(progress, 0, _PARTS))
    assert found.key is not None
    present = _present(base, part(progress, 1, _PARTS), found.key, *secrets)
    if present is not None and not other and (present.code, present.year) != (found.code, found.year):
        raise OtherBase(
            f"Это копия другой базы: код ОО {found.code or 'не указан'}, {found.title} учебный год, а здесь — "
            f"{present.code or 'не указан'}, {present.title}.",
            "Ничего не изменено. Положите её под другим именем.",
        )
    aside = put_in_place(copy, base, found.key, lambda done, total: progress(total + 3 * done, 4 * total))
    with suppress(AppError):  # it is back, whatever the note comes to
        _note(base, found.key, copy)
    changed = present is not None and present.key is not None and present.key != found.key
    return Restored(base, aside, found.key, changed)


def _note(base: Path, key: BaseKey, copy: Path) -> None:
    with open_passport(base, key) as passport, passport.writing("Возврат из копии") as session:
        note(session, "База возвращена из копии", copy.name)


def diagnose(base: Path, problem: AppError, *secrets: Secret, progress: Progress = silent) -> Diagnosis | None:
    """What is known of a base whose opening ended with ``problem``; None where it is no matter of damage, or there
    is no copy to speak of.

    A wrong password and a damaged beginning look the same. Where the secret opens a copy of the base, the password
    is right, and it is the base that is damaged.
    """
    copies = known_copies(base) if isinstance(problem, Damaged | WrongPassword) else []
    if not copies:
        return None
    lines = []
    for done, copy in enumerate(copies):
        progress(done, len(copies))
        lines.append(line_of(copy, health_of(copy, None)))
    best = next(_opening(lines, secrets), None)
    if isinstance(problem, WrongPassword) and best is None:
        return None
    if best is None:
        best = next((line for line in lines if line.health in GOOD_ONES), None)
    missing = max(0, read_note(base).saves - best.saves) if best else 0
    return Diagnosis(base, tuple(lines), best, missing)


def looked_at(path: Path) -> CopyLine:
    """A file that somebody has chosen as a copy, as the list would show it."""
    listed = {copy.path: copy for copy in copies_in(path.parent, stem_in(path))} if stem_in(path) else {}
    copy = listed.get(path, Copy(path, 0, None))
    return line_of(copy, health_of(copy, None))


def _opening(lines: list[CopyLine], secrets: tuple[Secret, ...]) -> Iterator[CopyLine]:
    """The copies, newest first, that are not known to be damaged and open by what was given."""
    hopeful = [line for line in lines if line.health not in (Health.DAMAGED, Health.UNREADABLE)]
    for line in hopeful[:_TRIED]:
        with suppress(AppError):
            whose(line.path, *(secrets or (NO_PASSWORD,)))
            yield line


def _present(base: Path, progress: Progress, *secrets: Secret) -> Whose | None:
    """Whose base lies there, as far as it can be told: from itself, or from what this computer noted of it."""
    if not base.exists():
        return None
    try:
        with open_snapshot(base, *secrets, progress=progress) as now:
            return _whose(now)
    except Cancelled:
        raise
    except AppError:
        pass  # what was noted of it is left
    told = read_note(base).stem.split()
    return Whose(told[0], told[1], told[1], 0, None) if len(told) == 3 else None


def _whose(passport: Passport) -> Whose:
    with passport.reading() as session:
        code = session.scalar(select(School.code)) or ""
    with passport.source() as source:
        saves = source.saves.number
    return Whose(code, passport.year.name, passport.year.title, saves, passport.key)
