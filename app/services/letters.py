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
from app.domain.roles import Right
from app.domain.school import School
from app.domain.text import clean
from app.errors import BadFile, Refused
from app.printer.form import Signature, signed_name
from app.printer.letter import Change, draw_letter
from app.printer.letter import Letter as Paper
from app.services import moments
from app.services.places import PDF, check_place
from app.services.proposing import LONGEST_GROUND, shown, waiting_one
from app.services.rights import needs
from app.services.sample import is_sample_in
from app.services.season import standing
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter that lies in its file: its number, pages, and how many proposals it carries."""

    number: int
    pages: int
    proposals: int
    path: Path


@needs(Right.ANSWER)
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
    with passport.writing("Письмо") as session:
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


@needs(Right.ANSWER)
def print_letter_again(passport: Passport, number: int, out: Path) -> PrintedLetter:
    """Make a letter of the same proposals again, under its number.

    Raises as :func:`print_letter`, and :class:`Refused` for no such letter."""
    check_place(out, PDF, passport.path)
    with passport.writing("Письмо снова") as session:
        letter = session.get(Letter, number)
        if letter is None:
            raise Refused(f"Письма № {number} нет.")
        return _written(session, passport, letter, out)


def _written(session: Session, passport: Passport, letter: Letter, out: Path) -> PrintedLetter:
    carried = list(session.scalars(select(Proposal).where(Proposal.letter == letter.number)))
    made_at = letter.made_at.replace(tzinfo=UTC).astimezone()
    drawn = draw_letter(_paper(session, passport, letter, carried), made_at, sample=is_sample_in(session))
    try:
        with Beside(out) as file:
            file.write(drawn.pdf)
            session.commit()  # first it is registered, then it is there
            file.put()
    except (OSError, ValueError) as problem:
        told = why(problem) if isinstance(problem, OSError) else "имя не подходит"
        raise BadFile(f"Письмо {out} не записано: {told}.", "Выберите другую папку или другое имя.") from problem
    return PrintedLetter(letter.number, drawn.pages, len(carried), out)


def _paper(session: Session, passport: Passport, letter: Letter, carried: Sequence[Proposal]) -> Paper:
    """What stands in a letter. Without the school's own number the day is left to be written too."""
    school = session.scalars(select(School)).one()
    frozen = standing(session)
    receipt = session.get(TakenReceipt, frozen.receipt_id) if frozen else None
    changes = sorted((_change(session, one) for one in carried), key=lambda one: (one.who, one.record, one.label))
    return Paper(
        addressee=receipt.issuer_name if receipt else "",
        school=tuple(filter(None, (school.full_name or school.short_name, school.legal_address, school.email))),
        code=school.code or "",
        year_title=passport.year.title,
        changes=tuple(changes),
        signature=Signature(school.head_post or "Руководитель ОО", signed_name(school.head_name), seal=True),
        contact=", ".join(filter(None, (signed_name(school.keeper_name), school.keeper_phone)))[:100],
        number=letter.outgoing,
        day=moments.local(letter.made_at).date() if letter.outgoing else None,
    )


def _change(session: Session, one: Proposal) -> Change:
    """A change as the letter has it; only those of pupils are among the pairs of РИС, so others hide their name."""
    told = shown(session, one)
    field = one.field if one.entity == "student" else f"{one.entity}.{one.field}"
    if (one.entity, one.field) == ("school", "code"):
        field = "code"
    return Change(one.record_id, told.who, field, told.label, one.old, one.new, one.ground)
