"""The register of printed forms: which of them still say what the cards say, and whose line does not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.forms import PrintedForm
from app.domain.scans import ScanPage
from app.printer.changes import KEY as SUPPLEMENT
from app.printer.changes import How
from app.printer.fingerprint import form_fingerprint, line_fingerprints
from app.printer.form import Form, Sheet
from app.printer.forms import FORMS
from app.services.sheets import Asked, Holdings, Known
from app.storage.passport import Passport

Step = Literal["missing", "stale", "printed", "scanned", "uploaded"]
STEPS: tuple[Step, ...] = ("missing", "stale", "printed", "scanned", "uploaded")

GONE = ""  # the fingerprint by which a лист изменений tells that a line is no longer on the form


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the newest paper that is not what the cards say now: of a person, or of a field of the school."""

    person_id: str
    how: How


@dataclass(frozen=True, slots=True)
class FormState:
    """One form of one class, or of the whole school: not printed, printed, or printed before something changed.

    ``class_name`` is '' for the whole school. ``records`` is the number of those who stand on it now. ``number``,
    ``printed_at`` (local time) and ``pages`` are of the newest whole printing; 0 and None where there is none; where
    every pupil has a paper of his own they are of the newest one, all pages counted. ``heading_changed`` says that
    the school, the class teacher or a signature stands otherwise on paper. ``step`` is how far the paper has come; a
    stale one has come to nothing. ``printed_by`` is who printed the newest, as he called himself.
    ``supplemented``: whether a лист изменений may be printed to it.
    """

    kind: str
    title: str
    class_name: str
    state: Literal["missing", "printed", "stale"]
    records: int
    number: int = 0
    printed_at: datetime | None = None
    pages: int = 0
    stale: tuple[Change, ...] = ()
    heading_changed: bool = False
    step: Step = "missing"
    printed_by: str = ""
    supplemented: bool = True


@dataclass(slots=True)
class Register:
    """The newest whole papers by kind and scope, and what each says of whom, supplements included."""

    newest: dict[tuple[str, str], PrintedForm] = field(default_factory=dict)
    supplements: dict[int, list[PrintedForm]] = field(default_factory=dict)
    scanned: dict[str, int] = field(default_factory=dict)  # of how many pages there is a scan, by the form's id

    def step(self, paper: PrintedForm) -> Step:
        """How far a paper has come, with all that supplements it."""
        return min((self._step(one) for one in (paper, *self.supplements.get(paper.number, ()))), key=STEPS.index)

    def _step(self, paper: PrintedForm) -> Step:
        if paper.uploaded_at:
            return "uploaded"
        return "scanned" if self.scanned.get(paper.id, 0) >= paper.pages else "printed"

    def lines(self, paper: PrintedForm) -> dict[str, str]:
        """The fingerprints by person that are signed on a paper and on what supplements it."""
        found = {line.person_id: line.fingerprint for line in paper.lines}
        for one in self.supplements.get(paper.number, ()):
            found |= {line.person_id: line.fingerprint for line in one.lines}
        return {key: fingerprint for key, fingerprint in found.items() if fingerprint != GONE}


def read_register(session: Session) -> Register:
    """The register as far as states are told from it."""
    newest = select(func.max(PrintedForm.number)).where(PrintedForm.whole, PrintedForm.kind != SUPPLEMENT)
    grouped = newest.group_by(PrintedForm.kind, PrintedForm.scope)
    query = select(PrintedForm).where(PrintedForm.number.in_(grouped) | (PrintedForm.kind == SUPPLEMENT))
    found = Register()
    for one in session.scalars(query.order_by(PrintedForm.number).options(selectinload(PrintedForm.lines))):
        if one.kind == SUPPLEMENT:
            found.supplements.setdefault(int(one.scope), []).append(one)
        else:
            found.newest[one.kind, one.scope] = one
    pages = select(ScanPage.form_id, func.count(ScanPage.page.distinct())).group_by(ScanPage.form_id)
    for form_id, count in session.execute(pages):
        found.scanned[form_id or ""] = count
    return found


def forms(passport: Passport, findings: Known = None, of: Sequence[Form] = FORMS) -> tuple[FormState, ...]:
    """The state of every form: of the school, or of every class that it is made for, in the order of forms.

    ``findings`` are those of a check as of today; without them forms of questions are left out. ``of`` are the forms
    to tell of.
    """
    with passport.reading() as session:
        holdings, register = Holdings(session, passport.year, of, findings=findings), read_register(session)
        return tuple(state for form in of for state in _states(form, holdings, register))


def _states(form: Form, holdings: Holdings, register: Register) -> Iterator[FormState]:
    if not form.is_in(holdings.year):
        return
    if form.scope == "student":
        for name in holdings.classes:
            if form.is_for(name, holdings.year) and (papers := list(holdings.papers_of(form, name))):
                yield state_of_class(form, name, papers, register)
        return
    for asked in holdings.papers(form):
        last = register.newest.get((form.key, asked.scope))
        if asked.records or last or form.whole:
            yield state_of(asked, last, register)


def state_of(asked: Asked, last: PrintedForm | None, register: Register) -> FormState:
    """The state of one paper."""
    form = asked.form
    bare = FormState(form.key, form.title, asked.scope, "missing", len(asked.records), supplemented=form.supplemented)
    if last is None:
        return bare
    sheet = asked.sheet()
    changes = changes_of(register.lines(last), line_fingerprints(sheet))
    return _printed(bare, [last], register, changes, heading=heading_changed(sheet, last))


def state_of_class(form: Form, class_name: str, papers: list[Asked], register: Register) -> FormState:
    """The state of the papers that the pupils of a class have each for himself: one that has none is «added»."""
    bare = FormState(form.key, form.title, class_name, "missing", len(papers), supplemented=False)
    found = {asked.scope: register.newest.get((form.key, asked.scope)) for asked in papers}
    there = [one for one in found.values() if one]
    if not there:
        return bare
    changes: list[Change] = []
    heading = False
    for asked in papers:
        if (last := found[asked.scope]) is None:
            changes.append(Change(asked.scope, "added"))
            continue
        sheet = asked.sheet()
        changes += changes_of(register.lines(last), line_fingerprints(sheet))
        heading = heading or heading_changed(sheet, last)
    return _printed(bare, there, register, tuple(changes), heading=heading)


def _printed(
    bare: FormState, papers: list[PrintedForm], register: Register, changes: tuple[Change, ...], *, heading: bool
) -> FormState:
    """The state of papers that there are."""
    newest = max(papers, key=lambda one: one.number)
    stale = bool(changes or heading)
    return replace(
        bare,
        state="stale" if stale else "printed",
        number=newest.number,
        printed_at=local(newest.printed_at),
        pages=sum(one.pages for one in papers),
        stale=changes,
        heading_changed=heading,
        step="stale" if stale else min((register.step(one) for one in papers), key=STEPS.index),
        printed_by=newest.printed_by,
    )


def heading_changed(sheet: Sheet, last: PrintedForm) -> bool:
    """Whether what stands outside the lines is otherwise on paper than it would be now."""
    on_paper = [line.fingerprint for line in last.lines]
    return form_fingerprint(sheet, on_paper) != last.fingerprint


def changes_of(on_paper: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    """The lines that are otherwise now than on paper."""
    return tuple(_changes(on_paper, now))


def _changes(on_paper: Mapping[str, str], now: Mapping[str, str]) -> Iterable[Change]:
    for key, fingerprint in now.items():
        if key not in on_paper:
            yield Change(key, "added")
        elif on_paper[key] != fingerprint:
            yield Change(key, "changed")
    for key in on_paper:
        if key not in now:
            yield Change(key, "removed")


def local(moment: datetime) -> datetime:
    """A moment of the register in the time of this place."""
    return moment.replace(tzinfo=UTC).astimezone()
