"""What a page that came from the scanner is: ours and current, ours and stale, or somebody else's."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.forms import PrintedForm
from app.domain.school import School
from app.domain.year import AcademicYear
from app.printer.changes import KEY as SUPPLEMENT
from app.printer.fingerprint import form_fingerprint, line_fingerprints
from app.printer.forms import FORMS
from app.printer.page_code import PageCode
from app.services.register import Register, changes_of, heading_changed, read_register
from app.services.sheets import Asked, Holdings


class Verdict(StrEnum):
    """What a page is."""

    CURRENT = "current"
    STALE = "stale"  # ours, and the cards say something else now
    UNKNOWN = "unknown"  # a code of this program that is not in the register
    FOREIGN = "foreign"  # of another school
    LAST_YEAR = "last_year"  # of this school, of another school year
    UNREAD = "unread"  # no code was readable
    MIXED = "mixed"  # codes of several pages on one picture


IN_WORDS = {
    Verdict.CURRENT: "принята",
    Verdict.STALE: "данные после печати изменились",
    Verdict.UNKNOWN: "формы с таким кодом в реестре нет",
    Verdict.FOREIGN: "страница другой школы",
    Verdict.LAST_YEAR: "страница другого учебного года",
    Verdict.UNREAD: "код не читается",
    Verdict.MIXED: "на картинке несколько страниц",
}


def printed_as(session: Session, code: PageCode) -> PrintedForm | None:
    """The printed form of which a code claims to be a page; None where the register has no such page."""
    found = session.scalars(select(PrintedForm).filter_by(number=code.number)).first()
    if found is None or not 1 <= code.page <= found.pages:
        return None
    return found if found.fingerprint.startswith(code.fingerprint) and len(code.fingerprint) >= 8 else None


def verdict_of(session: Session, year: AcademicYear, code: PageCode) -> tuple[Verdict, PrintedForm | None]:
    """What the page of a code is, and its form where it is ours. STALE is told by :func:`stale_numbers`.

    School and year are believed only to name a page that is not ours; what is ours the register says.
    """
    ours = session.query(School.code).scalar() or "-"
    if code.school and code.school != ours:
        return Verdict.FOREIGN, None
    if code.year and code.year != year.name:
        return Verdict.LAST_YEAR, None
    form = printed_as(session, code)
    return (Verdict.CURRENT, form) if form else (Verdict.UNKNOWN, None)


def stale_numbers(session: Session, year: AcademicYear, numbers: Iterable[int]) -> set[int]:
    """Which of these printed forms say something else than the cards say now; of questions nothing is told here."""
    query = select(PrintedForm).where(PrintedForm.number.in_(list(numbers))).options(selectinload(PrintedForm.lines))
    asked = list(session.scalars(query))
    if not asked:
        return set()
    register = read_register(session)
    mains = {int(one.scope): one for one in asked if one.kind == SUPPLEMENT}
    kinds = {one.kind for one in asked} | _kinds(session, mains)
    wanted = [form for form in FORMS if form.key in kinds]
    holdings = Holdings(session, year, wanted)
    told = {SUPPLEMENT, *(form.key for form in wanted if holdings.tell(form))}
    now = {(form.key, one.scope): one for form in wanted for one in holdings.papers(form)}
    stale = {one.number for one in asked if one.kind in told - {SUPPLEMENT} and _is_stale(one, now, register)}
    return stale | set(_stale_supplements(session, mains, now, register))


def _kinds(session: Session, numbers: Iterable[int]) -> set[str]:
    return set(session.scalars(select(PrintedForm.kind).where(PrintedForm.number.in_(list(numbers)))))


def _is_stale(paper: PrintedForm, now: dict[tuple[str, str], Asked], register: Register) -> bool:
    asked = now.get((paper.kind, paper.scope))
    if asked is None:
        return True
    sheet = asked.sheet()
    lines = line_fingerprints(sheet)
    if not paper.whole:
        return any(lines.get(line.person_id) != line.fingerprint for line in paper.lines)
    newest = register.newest.get((paper.kind, paper.scope))
    if newest is not None and newest.number == paper.number:
        return bool(changes_of(register.lines(paper), lines)) or heading_changed(sheet, paper)
    return form_fingerprint(sheet, lines.values()) != paper.fingerprint


def _stale_supplements(
    session: Session, mains: dict[int, PrintedForm], now: dict[tuple[str, str], Asked], register: Register
) -> Iterator[int]:
    """A лист изменений is stale with the form that it supplements."""
    query = select(PrintedForm).where(PrintedForm.number.in_(list(mains))).options(selectinload(PrintedForm.lines))
    found = {one.number: one for one in session.scalars(query)}
    for number, supplement in mains.items():
        main = found.get(number)
        if main is None or _is_stale(main, now, register):
            yield supplement.number
