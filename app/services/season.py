"""Whether the season is frozen: the data are in РИС, and from then on the order takes a change only by a letter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.answers import TakenReceipt
from app.domain.proposals import Freeze
from app.domain.roles import Right
from app.domain.text import clean
from app.errors import BadValue, Refused
from app.services import moments
from app.services.rights import needs
from app.storage.passport import Passport

_SHORTEST, _LONGEST = 10, 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Frozen:
    """Since when (local time) the season is frozen, and by the receipt of whom."""

    since: datetime
    issuer: str

    def sentence(self) -> str:
        """What the band over the window says."""
        by = f" ({self.issuer})" if self.issuer else ""
        return f"Данные переданы в РИС {self.since:%d.%m.%Y}{by}; изменения — только официальным письмом."


def is_frozen(passport: Passport) -> bool:
    """Whether the season is frozen now."""
    with passport.reading() as session:
        return standing(session) is not None


def standing(session: Session) -> Freeze | None:
    """The freezing that lasts, if there is one."""
    return session.scalars(select(Freeze).where(Freeze.lifted_at.is_(None))).first()


def check_not_frozen(session: Session, what: str, hint: str) -> None:
    """Refuse an act in a frozen season: ``what`` was not done, and what to do instead."""
    if standing(session) is not None:
        raise Refused(f"Данные переданы в РИС; {what}.", hint)


def frozen(passport: Passport) -> Frozen | None:
    """The freezing as people are told of it; None while changes are free.

    It is asked before the first list is on the screen: by tables, because SQLAlchemy prepares all records at the
    first question that names one of them, which takes a tenth of the start.
    """
    freezes, receipts = Freeze.__table__, TakenReceipt.__table__
    asked = select(receipts.c.issued_at, receipts.c.issuer_name).join(freezes, freezes.c.receipt_id == receipts.c.id)
    with passport.reading() as session:
        found = session.execute(asked.where(freezes.c.lifted_at.is_(None))).first()
    return Frozen(moments.local(found.issued_at), found.issuer_name) if found else None


def freeze(session: Session, receipt_id: str) -> None:
    """Freeze the season by a receipt, if it is not frozen yet."""
    if standing(session) is None:
        number = (session.scalar(select(func.max(Freeze.id))) or 0) + 1
        session.add(Freeze(id=number, receipt_id=receipt_id, frozen_at=moments.now(), reason=""))
        session.flush()


def thaw(session: Session, reason: str = "") -> None:
    """Lift the freezing, by a receipt or for a person's reason; nothing where there is none."""
    if found := standing(session):
        found.lifted_at, found.reason = moments.now(), reason
        session.flush()


@needs(Right.ANSWER)
def lift(passport: Passport, reason: str) -> None:
    """Lift the freezing because it was a mistake; the reason is kept.

    Raises :class:`BadValue` for a reason that says nothing, :class:`Refused` where nothing is frozen.
    """
    told = clean(reason, _LONGEST)
    if sum(sign.isalpha() for sign in told) < _SHORTEST:
        raise BadValue("Причина не названа: напишите, почему снимаете запрет (от десяти букв).")
    with passport.writing("Запрет правок снят", why=told) as session:
        if standing(session) is None:
            raise Refused("Запрета нет: данные не переданы в РИС.")
        thaw(session, told)
