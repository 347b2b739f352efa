"""Reading a heap of scans: every page is told, judged and kept; what is missing, double or not ours is named."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.disk import why
from app.domain.field import new_id
from app.domain.forms import PrintedPage
from app.domain.roles import Right
from app.domain.scans import ScanFile, ScanPage
from app.errors import AppError, BadFile
from app.printer.page_code import PageCode
from app.printer.scan import PageRead, Source, open_source, read_page
from app.services.progress import Cancelled, Progress, silent
from app.services.rights import needs
from app.services.scan_pages import PageState, fill_page, page_states
from app.services.verdicts import Verdict, verdict_of
from app.storage.passport import Passport

_AHEAD = 2  # pages for each core that may wait in memory


@dataclass(slots=True)
class ScanReport:
    """What came of a heap: its pages, sentences about files and pages that could not be read, and whether it was
    stopped before its end; what was read till then is kept, file by file.

    ``missing`` are, by the number of a form, the pages of which there is no scan while there are others;
    ``double`` the pages of which there are several.
    """

    pages: tuple[PageState, ...] = ()
    failures: list[str] = field(default_factory=list)
    missing: dict[int, tuple[int, ...]] = field(default_factory=dict)
    double: dict[int, tuple[int, ...]] = field(default_factory=dict)
    stopped: bool = False

    @property
    def needs_user(self) -> bool:
        """Whether a page is not matched, a box is doubtful or something could not be read."""
        loose = any(one.verdict is not Verdict.CURRENT or one.doubtful for one in self.pages)
        return loose or bool(self.failures or self.missing or self.double or self.stopped)


@needs(Right.SCAN)
def scan(passport: Passport, files: Sequence[Path], progress: Progress = silent) -> ScanReport:
    """Read files of scans and keep what they say. Each file is kept whole or not at all; a bad one stops no other.

    ``progress`` gets pages done and pages known so far; when it raises :class:`Cancelled`, the report says so and
    holds the files that were read before.
    """
    report = ScanReport()
    kept: list[str] = []
    done = 0
    try:
        for path in files:
            done += _read_file(passport, path, report, kept, _after(progress, done))
    except Cancelled:
        report.stopped = True
    report.pages = page_states(passport, kept) if kept else ()
    report.missing, report.double = gaps(page_states(passport), {one.number for one in report.pages})
    return report


def _after(progress: Progress, before: int) -> Progress:
    return lambda done, total: progress(before + done, before + total)


def _read_file(passport: Passport, path: Path, report: ScanReport, kept: list[str], progress: Progress) -> int:
    """One file; the number of its pages, 0 where it was not taken."""
    try:
        digest = _digest(passport, path)
        with open_source(path) as source:
            pages = list(_read_pages(passport, source, report, path.name, progress))
        kept.append(_keep(passport, path.name, digest, pages))
    except Cancelled:
        raise
    except AppError as problem:
        report.failures.append(str(problem))
        return 0
    return len(pages)


def _digest(passport: Passport, path: Path) -> str:
    """The SHA-256 of a file; :class:`BadFile` where the very same has been read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise BadFile(f"Файл {path.name} не читается: {why(problem)}.") from problem
    except ValueError:
        raise BadFile("Имя файла скана не подходит.") from None
    with passport.reading() as session:
        old = session.scalars(select(ScanFile).filter_by(sha256=digest)).first()
    if old is not None:
        raise BadFile(f"Файл {path.name} уже прочитан {old.read_at:%d.%m.%Y} под именем {old.name}.")
    return digest


def _read_pages(
    passport: Passport, source: Source, report: ScanReport, name: str, progress: Progress
) -> Iterator[tuple[int, PageRead]]:
    """The pages of a file in their order, read on all cores; a page that cannot be read is told and left out."""
    cores = os.cpu_count() or 1
    lookup = _lookup(passport)
    with ThreadPoolExecutor(cores, thread_name_prefix="scan") as pool:
        places = iter(range(source.pages))
        waiting = [(place, pool.submit(read_page, source, place, lookup)) for place in islice(places, cores * _AHEAD)]
        try:
            while waiting:
                place, future = waiting.pop(0)
                progress(place, source.pages)
                try:
                    yield place, future.result()
                except BadFile as problem:
                    report.failures.append(str(problem))
                except MemoryError:
                    report.failures.append(f"Страница {place + 1} файла {name} не читается: не хватает памяти.")
                waiting += [(one, pool.submit(read_page, source, one, lookup)) for one in islice(places, 1)]
            progress(source.pages, source.pages)
        finally:
            pool.shutdown(cancel_futures=True)


def _lookup(passport: Passport) -> Callable[[PageCode], bytes | None]:
    """What finds the blank of a page of ours."""

    def blank_of(code: PageCode) -> bytes | None:
        with passport.reading() as session:
            _verdict, form = verdict_of(session, passport.year, code)
            page = session.get(PrintedPage, (form.id, code.page)) if form else None
            return page.layout if page else None

    return blank_of


def _keep(passport: Passport, name: str, digest: str, pages: Sequence[tuple[int, PageRead]]) -> str:
    """Keep a file with its pages in one transaction; its id."""
    file_id = new_id()
    with passport.writing("Сканы прочитаны") as session:
        now = datetime.now(UTC).replace(tzinfo=None)  # to the microsecond: files are shown as they came
        session.add(ScanFile(id=file_id, name=name[:255], sha256=digest, read_at=now))
        session.flush()
        for place, read in pages:
            _keep_page(session, passport, file_id, place, read)
    return file_id


def _keep_page(session: Session, passport: Passport, file_id: str, place: int, read: PageRead) -> None:
    verdict, form = Verdict.MIXED if read.mixed else Verdict.UNREAD, None
    if read.code is not None:
        verdict, form = verdict_of(session, passport.year, read.code)
    page = ScanPage(
        id=new_id(),
        file_id=file_id,
        place=place + 1,
        form_id=form.id if form else None,
        number=read.code.number if read.code else None,
        page=read.code.page if read.code else None,
        verdict=verdict,
        quality={},
    )
    session.add(page)
    session.flush()
    fill_page(session, page, read)


def gaps(
    pages: Sequence[PageState], numbers: set[int] | None = None
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Of the forms of which there is a scan (only those with these numbers): missing pages, and pages there twice."""
    found: dict[int, list[PageState]] = {}
    for one in pages:
        if one.ours and (numbers is None or one.number in numbers):
            found.setdefault(one.number, []).append(one)
    missing, double = {}, {}
    for number, several in sorted(found.items()):
        there = [one.page for one in several]
        if lost := tuple(page for page in range(1, several[0].pages + 1) if page not in there):
            missing[number] = lost
        if twice := tuple(sorted({page for page in there if there.count(page) > 1})):
            double[number] = twice
    return missing, double
