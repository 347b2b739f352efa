"""Who stands on forms: the names of those whose lines have changed, and the papers on which one card stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.field import Record, details_by_name, field_by_name
from app.domain.forms import PrintedForm, PrintedLine
from app.domain.school import School
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.printer.changes import KEY as SUPPLEMENT
from app.printer.fingerprint import line_fingerprints
from app.printer.form import Form, fill
from app.printer.forms import FORMS, form_of
from app.printer.questions import Question
from app.services.cards import ENTITIES, with_details
from app.services.register import Change, local, read_register, state_of
from app.services.sheets import Holdings, Known
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class CardPaper:
    """A paper on which a card stands: its number, what form it is, when it was printed (local time), whether what it
    says of the card is no longer so."""

    number: int
    title: str
    printed_at: datetime
    stale: bool


def field_title(key: str) -> str:
    """What a line of the school's own sheet is about: the label of a field, or the title and place of a list's row."""
    name, _, place = key.partition(".")
    if told := field_by_name(School).get(name):
        return told.label
    listed = details_by_name(School).get(name)
    return f"{listed.title}, № {place}" if listed else key


def names_of(passport: Passport, kind: str, changes: Sequence[Change], findings: Known = None) -> tuple[str, ...]:
    """Whose lines have changed, in words; of a card, or a question, that is gone only that it is."""
    form = form_of(kind)
    if form.of == "school":
        return tuple(field_title(one.person_id) for one in changes)
    with passport.reading() as session:
        found = _standing(session, passport.year, form, [one.person_id for one in changes], findings)
        names = {one.id: _name(one) for one in found}
    gone = "снятый вопрос" if form.of == "question" else "удалённая карточка"
    return tuple(names.get(one.person_id, gone) for one in changes)


def _standing(session: Session, year: AcademicYear, form: Form, ids: Sequence[str], findings: Known) -> Iterable[Any]:
    """What there is of the records with these ids: cards, or questions of a check."""
    if form.of == "question":
        return Holdings(session, year, findings=findings).questions
    model = ENTITIES[form.of]
    return session.scalars(select(model).where(model.id.in_(ids)))


def _name(record: Record | Question) -> str:
    if isinstance(record, Question):
        return f"{record.who} ({record.rule})"
    if form_name := getattr(record, "full_name", ""):
        return str(form_name)
    return str(getattr(record, "number", None) or "без имени")


def papers_of(passport: Passport, entity: str, id: str) -> tuple[CardPaper, ...]:
    """The newest paper of each form on which a card stands, in the order of forms."""
    with passport.reading() as session:
        if entity == "school":
            return tuple(_of_school(session, passport))
        if entity not in {form.of for form in FORMS}:
            return ()
        signed = _signed(session, id)
        model = ENTITIES[entity]
        record = session.get(model, id, options=with_details(model)) if signed else None
        if record is None:
            return ()
        holdings = Holdings(session, passport.year)
        return tuple(
            CardPaper(one.number, form.title, one.printed_at, _now(form, holdings, record) != one.says)
            for form in FORMS
            if form.of == entity and (one := signed.get(form.key))
        )


@dataclass(frozen=True, slots=True)
class _Signed:
    """A line on paper: the number under which it stands, when it was printed, the scope of its form with the line's
    fingerprint."""

    number: int
    printed_at: datetime
    says: tuple[str, str]


def _signed(session: Session, id: str) -> dict[str, _Signed]:
    """By form, the newest whole paper that tells of a record, with what it says; supplements are such papers too."""
    query = select(PrintedForm, PrintedLine.fingerprint).join(PrintedLine).where(PrintedLine.person_id == id)
    found: dict[str, _Signed] = {}
    for paper, fingerprint in session.execute(query.where(PrintedForm.whole).order_by(PrintedForm.number)):
        kind, scope = paper.kind, paper.scope
        if kind == SUPPLEMENT:
            of = select(PrintedForm.kind, PrintedForm.scope).where(PrintedForm.number == int(scope))
            kind, scope = session.execute(of).one()
        found[kind] = _Signed(paper.number, local(paper.printed_at), (scope, fingerprint))
    return found


def _now(form: Form, holdings: Holdings, record: Record) -> tuple[str, str]:
    """On the paper of which scope the record would stand today, and the fingerprint of its line; '' where on none."""
    class_name = record.class_name or "" if isinstance(record, Student) else ""
    if not form.takes(record, holdings.year) or (class_name and not form.is_for(class_name, holdings.year)):
        return "", ""
    pupil = record if isinstance(record, Student) and form.scope == "student" else None
    sheet = fill(form, holdings.case("" if form.whole else class_name, pupil), [record])
    scope = {"school": "", "class": class_name, "student": record.id}[form.scope]
    return scope, line_fingerprints(sheet)[record.id]


def _of_school(session: Session, passport: Passport) -> Iterator[CardPaper]:
    holdings, register = Holdings(session, passport.year), read_register(session)
    for form in FORMS:
        last = register.newest.get((form.key, ""))
        if form.of == "school" and last:
            (asked,) = holdings.papers(form)
            stale = state_of(asked, last, register).state == "stale"
            yield CardPaper(last.number, form.title, local(last.printed_at), stale)
