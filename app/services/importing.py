"""Loading a class list: every row becomes a new pupil, a change, nothing new, or a rejected row with its reason."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.disk import Beside, why
from app.errors import BadFile
from app.exchange.class_list import ClassList, Problem, label_of, read_class_list
from app.exchange.mapping import checked_mapping, read_mapping
from app.exchange.rejects import rejects_workbook
from app.services.import_plan import Change, Plan, carry_out, make_plan
from app.services.places import WORKBOOK, check_place, check_source
from app.services.progress import Progress, silent
from app.services.uncollected import uncollected
from app.storage.passport import Passport

__all__ = ["Change", "ImportReport", "Problem", "import_students"]

_SEEN = 60  # signs of a cell in a notice


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do.

    ``new + changed + same + rejected == read``. ``columns`` are (sheet, heading, label of the field, '' where it
    was not taken); ``changes`` are all changes of pupils who were there, field by field.
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


def import_students(
    passport: Passport,
    path: Path,
    *,
    sheet: str | None = None,
    mapping: Path | Mapping[str, str] | None = None,
    dry_run: bool = False,
    rejects: Path | None = None,
    progress: Progress = silent,
) -> ImportReport:
    """Load pupils from an .xlsx by its headings, all in one transaction; a dry run gives the same report.

    A row with a cell that cannot be read is rejected whole, every such cell being named, unless nobody is asked
    for its field: then its text is kept as a card keeps it, and a notice tells so. A blank cell leaves its field
    as it is. ``mapping`` (a JSON file or a dict) says for a heading the name of its field, '' to
    skip it. ``rejects`` is written when rows were rejected; it may replace a workbook, but neither the list, the
    base nor a file of another kind (:class:`Refused`). Raises :class:`BadFile` for what is no safe list, and what
    ``progress`` raises; then nothing has changed.
    """
    for source in (path, mapping):
        if isinstance(source, Path):
            check_source(source, passport.path)
    told = read_mapping(mapping) if isinstance(mapping, Path) else checked_mapping(mapping or {})
    if rejects is not None:
        check_place(rejects, WORKBOOK, passport.path, path, *([mapping] if isinstance(mapping, Path) else []))
    with uncollected(), Beside(rejects or path) as file:
        found = read_class_list(path, sheet, told)
        with passport.reading() if dry_run else passport.writing() as session:
            plan = make_plan(session, passport.year, found, progress)
            if not dry_run:
                carry_out(session, plan, progress)
            if rejects is not None and plan.rejected:
                with _writing(rejects, "Ничего не загружено."):
                    file.write(rejects_workbook(found.parts, plan.rejected))
        with _writing(file.path, "" if dry_run else "Сам список загружен; загрузите его ещё раз, указав другое имя."):
            file.put()
        return _report(found, plan)


@contextmanager
def _writing(rejects: Path, hint: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise BadFile(f"Файл отклонённых строк {rejects} не записан: {why(problem)}.", hint) from problem
    except ValueError:
        raise BadFile("Имя файла отклонённых строк не подходит.", hint) from None


def _report(found: ClassList, plan: Plan) -> ImportReport:
    return ImportReport(
        read=sum(len(part.rows) for part in found.parts),
        new=len(plan.new),
        changed=plan.changed,
        same=plan.same,
        rejected=len(plan.rejected),
        problems=tuple(problem for row in plan.rejected for problem in row.problems),
        notices=(*found.notices, *_doubted(plan), *_made(plan)),
        columns=tuple(
            (part.sheet.name, " ".join(column.heading.split()), label_of(column))
            for part in found.parts
            for column in part.table.columns
        ),
        changes=tuple(plan.changes),
    )


def _doubted(plan: Plan) -> Iterator[str]:
    for one in plan.doubts:
        seen = one.value if len(one.value) <= _SEEN else f"{one.value[:_SEEN]}…"
        yield (
            f"Лист «{one.sheet}», строка {one.row}, столбец {one.column}: «{seen}» не прочитано; ученик загружен, "
            f"а это исправьте в его карточке. {one.text}"
        )


def _made(plan: Plan) -> Iterator[str]:
    if plan.classes:
        yield f"Новые классы: {', '.join(plan.classes)}."
    if plan.compulsory_added:
        yield "К предметам по выбору добавлены обязательные; уровень математики в 11 классе внесите сами."
