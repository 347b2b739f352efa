"""Making the next school year's base from the old one, which is only read.

The plan says what becomes of the pupils (``new_year_plan``), the rows are made in ``new_year_rows``.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app import __version__
from app.domain.carry_over import MADE_FROM
from app.domain.field import Model, new_id
from app.domain.imprint import SCHOOL, Imprint
from app.domain.last_year import LastPupil, LastYear
from app.domain.roles import Right
from app.domain.settings import Setting
from app.domain.taken_year import TakenYear
from app.domain.year import AcademicYear, academic_year, known_years, only_of_update
from app.errors import BadFile, Refused
from app.services import moments
from app.services.backups import Reason, copy_before
from app.services.checking import Report, check
from app.services.new_year_plan import NewYearPlan
from app.services.new_year_rows import Content, content_of
from app.services.past_years import mark_past
from app.services.places import of_base
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.services.year_file import YearFile
from app.storage.base_key import BaseKey
from app.storage.opening import build_base
from app.storage.passport import Passport
from app.storage.rows import insert_rows
from app.storage.settings import setting
from app.storage.snapshots import fill_in_memory, open_snapshot
from app.storage.user_slots import open_users, put_slots


@dataclass(frozen=True, slots=True)
class Made:
    """The next year's base at its place; ``already``: it had been made before, from the same data by the same plan."""

    path: Path
    already: bool


def following_year(old: AcademicYear, file: YearFile | None = None) -> AcademicYear:
    """The school year after one: the program's own, or that of a file given in its place.

    Raises :class:`BadFile` where the program has none and no file was given, :class:`Refused` for a file of another
    year or one that is no newer than the program's.
    """
    begins = old.first_day.year + 1
    name, title = f"{begins}-{(begins + 1) % 100:02}", f"{begins}/{(begins + 1) % 100:02}"
    own = academic_year(name) if name in known_years() else None
    if file is None:
        if own is None:
            raise BadFile(
                f"Сведений о {title} учебном годе в программе нет: сроки и дни экзаменов взять неоткуда.",
                "Обновите программу или дайте файл учебного года (ключ --year-file, в окне — «Файл года…»).",
            )
        return own
    if file.year.name != name:
        raise Refused(f"Файл {file.name} — {file.year.title} учебного года, а следующий год — {title}.")
    if own is not None and file.year.edition <= own.edition:
        raise Refused(f"Файл {file.name} не новее: его редакция {file.year.edition}, а в программе {own.edition}.")
    return file.year


@needs(Right.MANAGE)
def make_new_year(
    old: Passport, path: Path, plan: NewYearPlan, *, file: YearFile | None = None, progress: Progress = silent
) -> Made:
    """Make the next year's base at a path by a plan; the old base has a copy, is read and stays as it was.

    It appears under its name only when whole, and opens by the passwords of the old one. Where the very result lies
    there already, even one that people have worked in since, nothing is done. Raises :class:`Refused` where anything
    else lies there, :class:`BadFile` where it cannot be written; then nothing is changed.
    """
    if of_base(path, old.path):
        raise Refused("Новая база не может лечь на место прошлогодней; ничего не сделано.", "Выберите другое имя.")
    content = content_of(old, plan, file)
    if path.exists():
        if _made_from(path, old.key) == content.digest:
            return Made(path, already=True)
        raise Refused(f"Файл {path} уже есть; он не тронут.", "Выберите другое имя.")
    if old.salt:  # a base that an earlier program wrote plain has none, and gets its first copy when it is opened
        copy_before(old, Reason.NEW_YEAR, progress=progress)
    build_base(path, _filler(content, plan, progress), old.key, old.salt)
    _let_in(old, path)
    mark_past(old.path, path, plan.year.title)
    return Made(path, already=False)


def rehearse_new_year(
    old: Passport, plan: NewYearPlan, *, file: YearFile | None = None, progress: Progress = silent
) -> Report:
    """What a check will find in the next year's base, made in memory only."""
    content = content_of(old, plan, file)
    with fill_in_memory(old.path, _filler(content, plan, silent)) as made:
        return check(made, progress=progress)


def _made_from(path: Path, key: BaseKey) -> str:
    """The digest of what a base was made from; '' where it was not made so, or is no base that can be read."""
    try:
        with open_snapshot(path, key) as there, there.reading() as session:
            told = setting(session, MADE_FROM)
    except (BadFile, Refused):
        return ""
    return str(told.get("digest", "")) if isinstance(told, dict) else ""


def _let_in(old: Passport, path: Path) -> None:
    """Put the slots of the users beside the new base, which has the same key; what fails here the owner mends, by
    opening it."""
    with old.reading() as session:
        users = open_users(session)
    with suppress(OSError):
        put_slots(path, old.key, users)


def _filler(content: Content, plan: NewYearPlan, progress: Progress) -> Callable[[Session], None]:
    def fill(session: Session) -> None:
        for done, (model, rows) in enumerate(content.rows.items()):
            progress(done, len(content.rows))
            whole = [row if row.get("id", "") is not None else {**row, "id": new_id()} for row in rows]
            insert_rows(session, cast(Table, model.__table__), whole)
        insert_rows(session, cast(Table, LastPupil.__table__), content.pupils)
        session.add_all(_anew(content, plan))
        session.flush()
        progress(len(content.rows), len(content.rows))

    return fill


def _anew(content: Content, plan: NewYearPlan) -> list[Model]:
    now = moments.now()
    made: list[Model] = [
        Imprint(kind=SCHOOL, year=plan.year.name, made_with=__version__),
        LastYear(id=1, year=plan.old_year.name, given_at=now, workers=content.workers),
        Setting(name=MADE_FROM, value={"year": plan.old_year.name, "digest": content.digest}),
    ]
    taken = content.file.content if content.file is not None else only_of_update(plan.year.name)
    if taken is not None:
        made.append(TakenYear(id=1, content=taken, taken_at=now))
    return made
