"""Official letters with proposals: made, numbered, and made again under the same number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.disk import Beside, why
from app.domain.answers import TakenReceipt
from app.domain.proposals import Letter, Proposal
from app.domain.school import School
from app.domain.text import clean
from app.errors import BadFile, Refused
from app.printer.form import Signature, signed_name
from app.printer.letter import IN_RIS, LetterLine, LetterText, letter_pdf
from app.services import moments
from app.services.places import PDF, check_place
from app.services.proposing import LONGEST_GROUND, shown, waiting_one
from app.services.season import standing
from app.storage.passport import Passport

_TO_NOBODY = "В муниципальный орган управления образованием"


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter that lies in its file: its number, pages, and how many proposals it carries."""

    number: int
    pages: int
    proposals: int
    path: Path


def print_letter(
    passport: Passport, ids: Sequence[str], out: Path, *, outgoing: str = "", ground: str = ""
) -> PrintedLetter:
    """Make an official letter of these proposals into a PDF, and register that they went out in it.

    ``outgoing`` is the school's own number; ``ground`` is for those that have none of their own. Raises
    :class:`Refused` for no proposals, for one that waits no more or is in a letter, and for a place whose file would
    be lost; :class:`BadFile` where it cannot be written. Then nothing is registered.
    """
    if not ids:
        raise Refused("Ни одного предложения не выбрано; письмо не сделано.")
    check_place(out, PDF, passport.path)
    with passport.writing() as session:
        number = (session.scalar(select(func.max(Letter.number))) or 0) + 1
        common = clean(ground, LONGEST_GROUND)
        letter = Letter(number=number, outgoing=clean(outgoing, 40), ground=common, made_at=moments.now())
        session.add(letter)
        session.flush()
        for id in dict.fromkeys(ids):
            one = waiting_one(session, id)
            if one.letter is not None:
                raise Refused(f"Предложение уже ушло письмом № {one.letter}; письмо не сделано.")
            one.letter, one.ground = number, one.ground or common
        session.flush()
        return _written(session, passport, letter, out)


def print_letter_again(passport: Passport, number: int, out: Path) -> PrintedLetter:
    """Make a letter of the same proposals again, under its number.

    Raises as :func:`print_letter`, and :class:`Refused` for no such letter."""
    check_place(out, PDF, passport.path)
    with passport.reading() as session:
        letter = session.get(Letter, number)
        if letter is None:
            raise Refused(f"Письма № {number} нет.")
        return _written(session, passport, letter, out)


def _written(session: Session, passport: Passport, letter: Letter, out: Path) -> PrintedLetter:
    carried = list(session.scalars(select(Proposal).where(Proposal.letter == letter.number)))
    pdf, pages = letter_pdf(_text(session, passport, letter, carried))
    try:
        with Beside(out) as file:
            file.write(pdf)
            session.commit()  # first it is registered, then it is there
            file.put()
    except (OSError, ValueError) as problem:
        told = why(problem) if isinstance(problem, OSError) else "имя не подходит"
        raise BadFile(f"Письмо {out} не записано: {told}.", "Выберите другую папку или другое имя.") from problem
    return PrintedLetter(letter.number, pages, len(carried), out)


def _text(session: Session, passport: Passport, letter: Letter, carried: Sequence[Proposal]) -> LetterText:
    school = session.scalars(select(School)).one()
    frozen = standing(session)
    receipt = session.get(TakenReceipt, frozen.receipt_id) if frozen else None
    lines = [_line(session, one) for one in carried]
    places = {name: place for place, name in enumerate(IN_RIS)}
    order = {id: places.get(one.field, len(places)) for id, one in enumerate(carried)}
    by_person = sorted(range(len(lines)), key=lambda at: (lines[at].who, order[at], lines[at].label))
    head = Signature(school.head_post or "Руководитель ОО", signed_name(school.head_name), seal=True)
    contact = (f"код ОО {school.code}" if school.code else "", school.legal_address, school.phone, school.email)
    return LetterText(
        letter.number,
        letter.outgoing,
        letter.made_at.replace(tzinfo=UTC).astimezone(),
        school.full_name or school.short_name or "",
        tuple(filter(None, contact)),
        receipt.issuer_name if receipt and receipt.issuer_name else _TO_NOBODY,
        passport.year.title,
        receipt.package if receipt else "",
        tuple(lines[at] for at in by_person),
        head,
    )


def _line(session: Session, one: Proposal) -> LetterLine:
    told = shown(session, one)
    in_ris = one.entity == "student" and one.field in IN_RIS
    return LetterLine(told.who, told.label, told.old, told.new, one.ground, in_ris)
