"""Printing the «Лист изменений» of a form: only the lines that say something else now than on the signed paper."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.forms import PrintedForm
from app.errors import Refused
from app.printer.changes import KEY, How, removed_line, supplement
from app.printer.fingerprint import line_fingerprints
from app.printer.form import Form, Line, Piece, Sheet
from app.printer.forms import form_of
from app.printer.page import Stamp
from app.services.cards import ENTITIES
from app.services.form_people import field_title
from app.services.printing import Order, Orders, Printed, put_on_paper
from app.services.progress import Progress, silent
from app.services.register import GONE, Change, changes_of, local, read_register
from app.services.sheets import Holdings
from app.storage.passport import Passport

CHANGES = KEY  # how the лист изменений is called where a kind of form is named


def print_changes(passport: Passport, number: int, out: Path, *, by: str = "", progress: Progress = silent) -> Printed:
    """Print what has changed since the form of that number into a PDF and register it, as ``print_form`` does.

    Raises :class:`Refused` for a number that is not of a whole form, for a newer printing of the same, for a form that
    every pupil has for himself, and where no line has changed.
    """
    return put_on_paper(passport, out, changes_since(number), by, progress)


def changes_since(number: int) -> Orders:
    """What finds the sheet of changes to the form of that number."""

    def orders(session: Session, passport: Passport) -> list[Order]:
        paper = _paper(session, number)
        form = form_of(paper.kind)
        now = _sheet_now(Holdings(session, passport.year, (form,)), form, paper)
        register = read_register(session)
        if register.newest.get((paper.kind, paper.scope)) is not paper:
            raise Refused(f"Форма № {number} напечатана не целиком или позже напечатана заново: дополнять нечего.")
        changes = changes_of(register.lines(paper), line_fingerprints(now))
        if not changes:
            raise Refused(f"В строках формы № {number} ничего не изменилось.", _heading_hint(form))
        return [_order(session, form, now, paper, changes)]

    return orders


def _heading_hint(form: Form) -> str:
    return f"Если изменился заголовок или подпись, напечатайте форму «{form.title}» заново."


def _paper(session: Session, number: int) -> PrintedForm:
    query = select(PrintedForm).where(PrintedForm.number == number).options(selectinload(PrintedForm.lines))
    paper = session.scalars(query).first()
    if paper is None:
        raise Refused(f"Формы № {number} в журнале нет.")
    if paper.kind == KEY:
        hint = f"Назовите номер той формы, которую он дополняет: {paper.scope}."
        raise Refused(f"№ {number} — сам лист изменений.", hint)
    return paper


def _sheet_now(holdings: Holdings, form: Form, paper: PrintedForm) -> Sheet:
    """The form as it would be printed today."""
    if form.scope == "student" or not form.supplemented:
        raise Refused(f"«{form.title}» печатается заново целиком: лист изменений для неё не нужен.")
    for asked in holdings.papers(form):
        if asked.scope == paper.scope:
            return asked.sheet()
    raise Refused(f"Того, о чём форма № {paper.number}, больше нет.", "Напечатайте формы нынешних классов.")


def _order(session: Session, form: Form, now: Sheet, paper: PrintedForm, changes: tuple[Change, ...]) -> Order:
    stamp = Stamp(paper.number, local(paper.printed_at), paper.fingerprint)
    sheet = supplement(now, stamp, _lines(session, form, now, changes))
    fingerprints = line_fingerprints(now)
    kept = {one.person_id: fingerprints.get(one.person_id, GONE) for one in changes}
    return Order(sheet, str(paper.number), True, kept)


def _lines(session: Session, form: Form, now: Sheet, changes: tuple[Change, ...]) -> Iterator[tuple[How, Line]]:
    """The changed lines, each with how it changed."""
    lines = {line.key: line for line in now.lines}
    for one in changes:
        if one.how == "removed":
            yield one.how, removed_line(now, _name(session, form, one.person_id, now))
        else:
            yield one.how, lines[one.person_id]


def _name(session: Session, form: Form, key: str, now: Sheet) -> tuple[Piece, ...]:
    """Whose line it was, as the first columns tell it; of a card that is gone only that it is."""
    if now.of_one:
        return (Piece(field_title(key)),)
    record = session.get(ENTITIES[form.of], key)
    if record is None:
        return (Piece("Карточка удалена"),)
    return tuple(piece for column in now.columns[:2] for piece in column.cell(record))
