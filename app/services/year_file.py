"""A newer file of the school year: what it would change is rehearsed before it is taken into the base."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete

from app.disk import why
from app.domain.roles import Right
from app.domain.taken_year import TakenYear
from app.domain.year import AcademicYear, read_year
from app.errors import BadFile, Refused
from app.services import moments
from app.services.checking import Report, check
from app.services.progress import Progress, silent
from app.services.rights import needs
from app.storage.passport import Passport
from app.validators.findings import ORDER_OF_LEVELS, Finding, Level

LARGEST = 1_000_000  # bytes; the largest of ours has 30,000


@dataclass(frozen=True, slots=True)
class YearFile:
    """A year file that was read: its bytes and what they say."""

    name: str
    content: bytes
    year: AcademicYear


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would change if the file were taken: as counts of cards, and of findings by rule.

    ``worse`` are findings that are new or more severe than now, ``cleared`` those that would be gone or milder.
    ``cards`` have at least one of the former.
    """

    cards: int
    worse: tuple[Finding, ...]
    cleared: tuple[Finding, ...]

    def by_rule(self) -> Mapping[str, int]:
        """How many of the findings that get worse each rule has, the most frequent first."""
        return dict(Counter(one.rule for one in self.worse).most_common())

    def count(self, level: Level) -> int:
        """How many of the findings that get worse are of a level."""
        return sum(one.level is level for one in self.worse)


def read_year_file(path: Path) -> YearFile:
    """Read a year file; :class:`BadFile` names what is wrong with it."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise BadFile(f"Файл {path.name} не прочитан: {why(problem)}.") from problem
    if len(content) > LARGEST:
        raise BadFile(f"Файл {path.name} слишком велик для файла учебного года.")
    return YearFile(path.name, content, read_year(content, path.name))


def rehearse(passport: Passport, year: AcademicYear, progress: Progress = silent) -> Rehearsal:
    """Check the base by the rules of the present year file and of another one, and tell the difference."""
    with passport.held():
        now = check(passport, progress=progress)
        then = check(passport, progress=progress, year=year)
    return compared(now, then)


def compared(before: Report, after: Report) -> Rehearsal:
    """The difference between a check by what holds now and one by what would hold."""
    now, then = ({one.key: one for one in report.findings} for report in (before, after))
    worse = tuple(one for key, one in then.items() if key not in now or _graver(one, now[key]))
    cleared = tuple(one for key, one in now.items() if key not in then or _graver(one, then[key]))
    return Rehearsal(len({one.id for one in worse}), worse, cleared)


def _graver(one: Finding, other: Finding) -> bool:
    return ORDER_OF_LEVELS[one.level] < ORDER_OF_LEVELS[other.level]


def check_newer(passport: Passport, file: YearFile) -> None:
    """Refuse (:class:`Refused`) a file of another year, and one that is no newer than what the base has."""
    if file.year.name != passport.year.name:
        raise Refused(
            f"Файл {file.name} — {file.year.title} учебного года, а база — {passport.year.title}.",
            "Для нового учебного года делается новая база.",
        )
    if file.year.edition <= passport.year.edition:
        raise Refused(
            f"Файл {file.name} не новее: его редакция {file.year.edition}, а действует {passport.year.edition}."
        )


@needs(Right.MANAGE)
def take_year(passport: Passport, file: YearFile) -> None:
    """Take a year file into the base, if :func:`check_newer` lets it; the passport has it from now on."""
    check_newer(passport, file)
    with passport.writing("Файл учебного года") as session:
        session.execute(delete(TakenYear))
        now = moments.now()
        session.add(TakenYear(id=1, content=file.content, taken_at=now))
    passport.year = file.year
