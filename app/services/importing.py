"""Loading a list: every row becomes a new record, a change, nothing new, or a rejected row with its reason."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.disk import Beside, why, write_whole
from app.domain.roles import Right
from app.errors import BadFile
from app.exchange.class_list import ListRead, Problem, guess_kind, label_of, read_list
from app.exchange.list_kinds import list_kind, list_kinds
from app.exchange.mapping import checked_mapping, read_mapping
from app.exchange.rejects import rejects_workbook
from app.exchange.sheets import read_workbook
from app.services.backups import Reason, copy_before
from app.services.import_batches import record_batch
from app.services.import_plan import make_plan
from app.services.import_state import NEW, SKIP, Candidate, Change, Decisions, Doubt, Plan, State, who
from app.services.import_writes import write
from app.services.places import WORKBOOK, check_place, check_source
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.services.saved_mappings import remember_mapping, saved_mappings
from app.services.season import check_not_frozen
from app.services.uncollected import uncollected
from app.storage.passport import Passport

__all__ = [
    "NEW",
    "SKIP",
    "Candidate",
    "Change",
    "Doubt",
    "ImportReport",
    "Outcome",
    "Problem",
    "guess_entity",
    "import_list",
    "import_students",
    "save_template",
]

_SEEN = 60  # signs of a cell in a notice


@dataclass(frozen=True, slots=True)
class Outcome:
    """An accepted row: where it stands, whom it is about, whether it makes, changes, or says nothing new."""

    sheet: str
    row: int
    who: str
    state: State


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do.

    ``new + changed + same + rejected == read``. ``columns`` are (sheet, heading, label of the field, '' where it
    was not taken); ``changes`` are all changes of records that were there, field by field. ``doubtful`` rows wait for
    a person and are among the rejected. ``whose`` tells beside each problem whom its row names.
    ``outcomes`` are told by a dry run only; ``batch`` is the number by which the load can be taken back, None where
    nothing was written.
    """

    read: int
    new: int
    changed: int
    same: int
    rejected: int
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    columns: tuple[tuple[str, str, str], ...]
    changes: tuple[Change, ...]
    doubtful: tuple[Doubt, ...] = ()
    whose: tuple[str, ...] = field(default=(), compare=False)
    outcomes: tuple[Outcome, ...] = field(default=(), compare=False)
    batch: int | None = field(default=None, compare=False)


@needs(Right.IMPORT)
def import_list(
    passport: Passport,
    path: Path,
    entity: str = "students",
    *,
    sheet: str | None = None,
    mapping: Path | Mapping[str, str] | None = None,
    decisions: Decisions | None = None,
    dry_run: bool = False,
    copy: bool = True,
    rejects: Path | None = None,
    progress: Progress = silent,
) -> ImportReport:
    """Load a list (a key of :func:`list_kinds`) by its headings, all in one transaction; a dry run reports the same.

    A row with a cell that cannot be read is rejected whole, every such cell being named, unless nobody is asked
    for its field: then its text is kept as a card keeps it, and a notice tells so. A blank cell leaves its field
    as it is. ``mapping`` (a JSON file or a dict) says for a heading the name of its field, '' to skip it; it is
    remembered for lists with the same headings, and without one a remembered mapping is taken. ``decisions`` say of
    doubtful rows whom they mean. With ``copy`` the base has a copy of the present state before the first change.
    ``rejects`` is written when rows were rejected; it may replace a workbook, but neither the list, the base nor a
    file of another kind (:class:`Refused`). Raises :class:`BadFile` for what is no safe list, and what ``progress``
    raises; then nothing has changed.
    """
    kind = list_kind(entity)
    _check_files(passport, rejects, (path, mapping) if isinstance(mapping, Path) else (path,))
    told = read_mapping(mapping, kind) if isinstance(mapping, Path) else checked_mapping(mapping or {}, kind)
    with uncollected(), Beside(rejects or path) as file, passport.held():
        found = read_list(path, kind, sheet, told, saved_mappings(passport, entity) if mapping is None else {})
        with passport.reading() as session:
            plan = make_plan(session, passport, found, decisions or {}, progress)
        if copy and not dry_run and plan.writes:
            copy_before(passport, Reason.IMPORT)
        with passport.reading() if dry_run else passport.writing("Загрузка списка", detail=path.name) as session:
            batch = None if dry_run else _carry_out(session, plan, path.name, progress)
            remember_mapping(session, found, told)
            _write_rejects(file, found, plan, rejects)
        with _writing(file.path, "" if dry_run else "Сам список загружен; загрузите его ещё раз, указав другое имя."):
            file.put()
        return _report(found, plan, batch, dry_run=dry_run)


def _check_files(passport: Passport, rejects: Path | None, sources: tuple[Path, ...]) -> None:
    for source in sources:
        check_source(source, passport.path)
    if rejects is not None:
        check_place(rejects, WORKBOOK, passport.path, *sources)


def import_students(passport: Passport, path: Path, **options: Any) -> ImportReport:
    """:func:`import_list` of pupils."""
    return import_list(passport, path, "students", **options)


def guess_entity(path: Path, sheet: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The kind of list that the headings of a file tell, and the names of its sheets.

    Raises :class:`BadFile` for what is no safe workbook."""
    book = read_workbook(path, sheet)
    visible = [one for one in book.sheets if not one.hidden]
    return guess_kind(visible, list(list_kinds().values())).key, tuple(one.name for one in visible)


def _carry_out(session: Session, plan: Plan, source: str, progress: Progress) -> int | None:
    """Write the plan and remember it as a batch; its number, None where there was nothing to write.

    Raises :class:`Refused` in a frozen season."""
    if not plan.writes:
        return None
    check_not_frozen(session, "список не загружен", "Изменения вносите в карточках: они станут предложениями.")
    write(session, plan.writes, progress)
    return record_batch(session, plan.kind.key, source, plan.figures(), plan.writes)


def _write_rejects(file: Beside, found: ListRead, plan: Plan, rejects: Path | None) -> None:
    if rejects is not None and plan.rejected:
        with _writing(rejects, "Ничего не загружено."):
            file.write(rejects_workbook(found, plan.rejected))


@contextmanager
def _writing(rejects: Path, hint: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise BadFile(f"Файл отклонённых строк {rejects} не записан: {why(problem)}.", hint) from problem
    except ValueError:
        raise BadFile("Имя файла отклонённых строк не подходит.", hint) from None


def _report(found: ListRead, plan: Plan, batch: int | None, *, dry_run: bool) -> ImportReport:
    rows = plan.rows if dry_run else ()
    return ImportReport(
        **plan.figures(),
        problems=tuple(problem for row in plan.rejected for problem in row.problems),
        notices=(*found.notices, *_doubted(plan), *_made(plan)),
        columns=tuple(
            (part.sheet.name, " ".join(column.heading.split()), label_of(column, found.kind))
            for part in found.parts
            for column in part.table.columns
        ),
        changes=tuple(plan.changes),
        doubtful=tuple(plan.doubtful),
        whose=tuple(who(row.values) for row in plan.rejected for _ in row.problems),
        outcomes=tuple(Outcome(row.sheet, row.number, who(values), state) for row, state, values in rows),
        batch=batch,
    )


def _doubted(plan: Plan) -> Iterator[str]:
    for one in plan.doubts:
        seen = one.value if len(one.value) <= _SEEN else f"{one.value[:_SEEN]}…"
        yield (
            f"Лист «{one.sheet}», строка {one.row}, столбец {one.column}: «{seen}» не прочитано; строка загружена, "
            f"а это исправьте в карточке. {one.text}"
        )


_HOMES = {"students": "Новые классы", "rooms": "Новые здания"}


def _made(plan: Plan) -> Iterator[str]:
    if plan.homes:
        yield f"{_HOMES[plan.kind.key]}: {', '.join(plan.homes)}."
    if plan.compulsory_added:
        yield "К предметам по выбору добавлены обязательные; уровень математики в 11 классе внесите сами."


def save_template(passport: Passport, entity: str, path: Path) -> None:
    """Write an empty list of a kind, to be filled and loaded; it may replace a workbook but nothing else.

    Raises :class:`Refused` and :class:`BadFile` where the file cannot be put there.
    """
    from app.exchange.template import template_workbook  # noqa: PLC0415 - only a template needs it

    check_place(path, WORKBOOK, passport.path)
    try:
        write_whole(path, template_workbook(list_kind(entity)))
    except OSError as problem:
        raise BadFile(f"Файл {path} не записан: {why(problem)}.", "Выберите другую папку или имя.") from problem
