"""The works of the calendar as the page «Начало» tells them: days left, what is still missing, the ground of a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.days import ground_told
from app.domain.kinds import Day
from app.domain.overview_table import share
from app.domain.year import AcademicYear, Work
from app.ui.bars import Share
from app.ui.palette import LEVELS
from app.ui.table import Line
from app.validators.findings import Level

if TYPE_CHECKING:  # brings the paper
    from app.services.due import Due

NEAREST = 6  # works of the calendar that are shown, beside all that are late
INFERRED = "≈"  # beside a day that nobody has published
WORKS = ("Срок", "Когда", "Работа", "Чего не хватает", "Сдано")
DONE = 4  # the column of bars

# How far a form has come, and what is to be done with it next.
TO_DO = {
    "missing": "напечатать",
    "stale": "напечатать заново",
    "printed": "подписать и отсканировать",
    "scanned": "сдать",
}


@dataclass(frozen=True, slots=True)
class WorkTold:
    """What a line of a work stands for: the sentence below the table, and the kinds of its forms."""

    told: str
    forms: tuple[str, ...]


def work_lines(year: AcademicYear, day: date, dues: "Sequence[Due] | None" = None) -> list[Line]:
    """Works that are late, then the nearest ones; ``dues`` where it is known by now what is missing for them."""
    papers = {one.work.key: one for one in dues or ()}
    works = sorted(year.calendar, key=lambda work: work.date)
    late = [work for work in works if work.date < day and work.key in papers and not papers[work.key].done]
    coming = [work for work in works if work.date >= day][:NEAREST]
    return [_line(year, work, day, papers.get(work.key), known=dues is not None) for work in (*late, *coming)]


def _line(year: AcademicYear, work: Work, day: date, papers: "Due | None", *, known: bool) -> Line:
    when = Day().show(work.date) + (f" {INFERRED}" if work.status == "I" else "")
    cells = (when, left((work.date - day).days), work.work, _missing(work, papers, known=known), _done(papers))
    kinds = tuple(dict.fromkeys(one.kind for one in papers.forms)) if papers else ()
    return Line(cells, WorkTold(_told(year, work), kinds), LEVELS[Level.ERROR] if work.date < day else "")


def _done(papers: "Due | None") -> str:
    """«2 из 8» forms handed in, as a bar; nothing where there is no form."""
    if papers is None or not papers.forms:
        return ""
    part, whole = papers.count("uploaded"), len(papers.forms)
    return Share(f"{part} из {whole}", share(part, whole))


def _missing(work: Work, papers: "Due | None", *, known: bool) -> str:
    """«напечатать 2, сдать 1»; a work without a paper says so, and a doubtful one that it is disputed."""
    disputed = ", спорно" if work.reading else ""
    if not work.scan_due:
        return f"скан не нужен{disputed}"
    if not known:
        return "скан нужен"
    if papers is None or not papers.forms:
        return f"форм нет{disputed}"
    steps = [f"{told} {count}" for step, told in TO_DO.items() if (count := papers.count(step))]
    return ", ".join(steps) or "готово"


def _told(year: AcademicYear, work: Work) -> str:
    """The sentence below the table: the whole name of the work, who does it, by which clause, and what is doubtful."""
    return (
        f"{work.work}. Кто: {work.level}. {ground_told(year.cite(work.clause), work.status, work.note, f'{INFERRED} ')}"
    )


def left(days: int) -> str:
    """«сегодня», «завтра», «через 3 дня», «через 21 день»; «✖ 5 дней назад» of a day that is past."""
    if days in {0, 1}:
        return ("сегодня", "завтра")[days]
    tens, ones = abs(days) // 10 % 10, abs(days) % 10
    many = "дней" if tens == 1 or ones == 0 or ones > 4 else "день" if ones == 1 else "дня"
    return f"через {days} {many}" if days > 0 else f"✖ {-days} {many} назад"
