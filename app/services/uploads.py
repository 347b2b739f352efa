"""The files for «Обмен файлами»: one PDF for each signed form, and what is still missing said by name."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.disk import why, write_whole
from app.domain.forms import PrintedForm
from app.domain.roles import Right
from app.domain.scans import ScanPicture
from app.domain.school import School
from app.errors import BadFile, Refused
from app.printer.changes import KEY as SUPPLEMENT
from app.printer.scan import State, pages_in_one_pdf
from app.services.places import PDF, check_place
from app.services.progress import Progress, silent
from app.services.register import local, read_register
from app.services.rights import needs
from app.services.scan_pages import PageState, page_states, title_of
from app.services.verdicts import Verdict
from app.storage.passport import Passport

CHECKSUMS = "SHA256SUMS.txt"
_LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")  # classes are written alike in both alphabets
_SOUNDS = str.maketrans({"Б": "B", "Г": "G", "Д": "D", "Ж": "ZH", "З": "Z", "И": "I", "Л": "L", "П": "P", "Ф": "F"})


@dataclass(frozen=True, slots=True)
class UploadFile:
    """A file that was made: of which form, how many pages, how large, its SHA-256."""

    number: int
    kind: str
    title: str
    path: Path
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A form of which there is no file, and why. ``scanned`` is False where there is not a page of it."""

    number: int
    kind: str
    title: str
    reason: str
    scanned: bool

    def sentence(self) -> str:
        """«Форма № 3 «Выбор предметов»: нет страниц 2 из 3.»"""
        return f"Форма № {self.number} «{self.title}»: {self.reason}."


@dataclass(slots=True)
class UploadReport:
    """The files, the list of their checksums, forms without a file, and sentences of what to look at in the files."""

    files: list[UploadFile] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    checksums: Path | None = None


@needs(Right.EXPORT)
def uploads(passport: Passport, folder: Path, progress: Progress = silent) -> UploadReport:
    """Write one PDF for every form all of whose pages are scanned and say what the cards say; name what is not so.

    Pages go in order, in their colours, made smaller step by step where the file is larger than the year's limit.
    The same scans make the same bytes. Raises :class:`BadFile` where the folder cannot be written.
    """
    if not folder.is_dir():
        raise BadFile(f"Папки {folder} нет.", "Создайте её или выберите другую.")
    report = UploadReport()
    scanned = _newest_pages(page_states(passport))
    wanted = _wanted(passport)
    for done, form in enumerate(wanted):
        progress(done, len(wanted))
        pages = scanned.get(form.number, {})
        if reason := _lacks(form, pages):
            report.missing.append(Missing(form.number, form.kind, title_of(form.kind), reason, bool(pages)))
        else:
            _make(passport, folder, form, [pages[one] for one in sorted(pages)], report)
    if report.files:
        report.checksums = folder / CHECKSUMS
        lines = "".join(f"{one.sha256}  {one.path.name}\n" for one in report.files)
        with _writing(report.checksums):
            write_whole(report.checksums, lines.encode())
    progress(len(wanted), len(wanted))
    return report


def _wanted(passport: Passport) -> list[PrintedForm]:
    """The newest paper of each form, with what supplements it, by number."""
    with passport.reading() as session:
        register = read_register(session)
        supplements = [one for several in register.supplements.values() for one in several]
        return sorted((*register.newest.values(), *supplements), key=lambda one: one.number)


def _newest_pages(states: Iterable[PageState]) -> dict[int, dict[int, PageState]]:
    """By number of the form and page the scan that came last."""
    found: dict[int, dict[int, PageState]] = {}
    for one in states:
        if one.ours:
            found.setdefault(one.number, {})[one.page] = one
    return found


def _lacks(form: PrintedForm, pages: dict[int, PageState]) -> str:
    """Why there can be no file of a form yet; '' where nothing is missing."""
    lost = [str(page) for page in range(1, form.pages + 1) if page not in pages]
    if len(lost) == form.pages:
        return "не отсканирована"
    if lost:
        return f"нет страниц {', '.join(lost)} из {form.pages}"
    if any(one.verdict is Verdict.STALE for one in pages.values()):
        return "данные после печати изменились, напечатайте её заново"
    return ""


def _make(
    passport: Passport, folder: Path, form: PrintedForm, pages: Sequence[PageState], report: UploadReport
) -> None:
    """One file, or a sentence why it is too large."""
    limit = passport.year.uploads.most_bytes
    with passport.reading() as session:
        pictures = [session.get_one(ScanPicture, one.id) for one in pages]
        parts = [(one.content, one.turn) for one in pictures]
        path = folder / _file_name(session, passport, form)
    name = f"Форма № {form.number} «{pages[0].title}»"
    pdf = pages_in_one_pdf(parts, limit, name)
    if pdf is None:
        reason = f"файл больше {passport.year.uploads.megabytes} МБ, как его ни сжимай"
        report.missing.append(Missing(form.number, form.kind, pages[0].title, reason, scanned=True))
        return
    check_place(path, PDF, passport.path)
    with _writing(path):
        write_whole(path, pdf)
    digest = hashlib.sha256(pdf).hexdigest()
    report.files.append(UploadFile(form.number, form.kind, pages[0].title, path, len(pages), len(pdf), digest))
    found: dict[str, list[str]] = {}  # pages with the same trouble are told in one sentence
    for one in pages:
        for what in _to_look_at(one):
            found.setdefault(what, []).append(str(one.page))
    report.remarks += [f"{name}, стр. {', '.join(places)}: {what}." for what, places in found.items()]


def _to_look_at(page: PageState) -> Iterator[str]:
    """What a person of the site would find wrong with a page."""
    yield from page.remarks
    if empty := page.count(State.EMPTY):
        yield f"не подписано мест: {empty}"
    if page.doubtful:
        yield f"сомнительных подписей: {len(page.doubtful)}"


def _file_name(session: Session, passport: Passport, form: PrintedForm) -> str:
    """The name by the year's pattern: codes and dates only."""
    scope = form.scope if form.kind != SUPPLEMENT else ""
    return passport.year.uploads.file_name(
        school=session.query(School.code).scalar() or "-",
        year=passport.year.name,
        form=form.kind,
        **{"class": scope.upper().translate(_LATIN).translate(_SOUNDS) if 0 < len(scope) <= 10 else "-"},
        date=f"{local(form.printed_at):%Y-%m-%d}",
        number=str(form.number),
    )


@needs(Right.SCAN)
def confirm_uploaded(passport: Passport, numbers: Sequence[int]) -> None:
    """Keep that the user has put the files of these forms on the site. Raises :class:`Refused` for a form unknown."""
    with passport.writing("Скан загружен на сайт") as session:
        found = list(session.scalars(select(PrintedForm).where(PrintedForm.number.in_(numbers))))
        if len(found) != len(set(numbers)):
            raise Refused("В реестре нет одной из этих форм; ничего не отмечено.")
        for one in found:
            one.uploaded_at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise BadFile(f"Файл {path} не записан: {why(problem)}.", "Выберите другую папку.") from problem
