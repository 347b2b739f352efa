"""The head approves the data of a package by their fingerprint, and whether they are still what was approved."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.actors import Role
from app.domain.imprint import SCHOOL
from app.domain.roles import Right
from app.domain.users import Act, Approval, User
from app.errors import Refused
from app.exchange.package import data_files
from app.exchange.spoken import spoken
from app.services import moments
from app.services.checking import check
from app.services.control_totals import totals_of
from app.services.package_content import content_of
from app.services.progress import Progress, silent
from app.services.rights import may_do, needs, refuse_right
from app.storage.passport import Passport
from app.validators.findings import Finding

_SIGNS = 10  # characters of a fingerprint that people compare

# Parts of a package that tell what was done with the data and not what they are: a form printed after the approval,
# or an answer of the municipality, changes none of them.
_ABOUT = frozenset({"forms", "mistakes", "answers", "proposals", "last_year", "last_pupils"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the approval of the data as they are now.

    ``code`` is their fingerprint as people compare it; ``by`` and ``at`` (local) are of the last approval, '' and None
    where there was none; ``holds`` whether it was of these very data. ``wanted`` is False in a base that has no head
    and where nothing was ever approved: then there is nothing to tell. ``given`` is whether the head lets the owner
    approve, ``mine`` whether who works may approve now.
    """

    code: str
    fingerprint: str
    wanted: bool
    by: str
    at: datetime | None
    holds: bool
    given: bool
    mine: bool

    def sentence(self) -> str:
        """«Утверждено директором …» as the page of the package says it."""
        if self.at is None:
            return f"Данные не утверждены директором; код данных {self.code}."
        told = f"{self.at:%d.%m.%Y %H:%M}, {self.by}"
        if self.holds:
            return f"Утверждено ({told}), код данных {self.code}."
        return f"Изменилось после утверждения ({told}), нужно утвердить заново; код данных {self.code}."


def has_approvals(passport: Passport) -> bool:
    """Whether the base has a head, or something was approved in it: else nothing need be told."""
    with passport.reading() as session:
        return _is_wanted(passport, session)


def approval(passport: Passport, progress: Progress = silent) -> Standing:
    """How the approval of the present data stands; reads the whole base and checks it, so it is a job."""
    with passport.held():
        findings = check(passport, progress=progress).findings
        with passport.reading() as session:
            return _standing(passport, session, data_fingerprint(session, findings))


def approve(passport: Passport, fingerprint: str, progress: Progress = silent) -> Standing:
    """Approve the data that were seen under this fingerprint (:attr:`Standing.fingerprint`).

    Raises :class:`Refused` for who may not, and where the data are no longer those.
    """
    _check_mine(passport)
    with passport.held():
        findings = check(passport, progress=progress).findings
        with passport.writing("Данные утверждены") as session:
            if data_fingerprint(session, findings) != fingerprint:
                raise Refused(
                    "Пока вы смотрели, данные изменились; ничего не утверждено.",
                    "Посмотрите контрольные суммы ещё раз.",
                )
            totals = totals_of(session, passport.year.name)
            _add(passport, session, Act.APPROVED, fingerprint=fingerprint, totals=totals.plain())
            session.flush()
            return _standing(passport, session, fingerprint)


@needs(Right.APPROVE)
def let_owner_approve(passport: Passport, *, yes: bool) -> None:
    """The head lets the owner approve in his stead, or takes that back; both are kept. :class:`Refused` for others."""
    what = "Ответственный может утверждать" if yes else "Ответственный больше не утверждает"
    with passport.writing(what) as session:
        if _is_given(session) != yes:
            _add(passport, session, Act.GIVEN if yes else Act.TAKEN_BACK)


def data_fingerprint(session: Session, findings: Iterable[Finding]) -> str:
    """SHA-256 in hex over the records that a package would hold: the same data, the same fingerprint."""
    parts = content_of(session, findings).parts
    told = hashlib.sha256()
    for name, content in data_files({name: parts[name] for name in sorted(parts.keys() - _ABOUT)}).items():
        told.update(f"{name} {len(content)}\n".encode())
        told.update(content)
    return told.hexdigest()


def _standing(passport: Passport, session: Session, fingerprint: str) -> Standing:
    last = session.scalars(
        select(Approval).where(Approval.act == Act.APPROVED).order_by(Approval.number.desc()).limit(1)
    ).first()
    given = _is_given(session)
    return Standing(
        code=spoken(bytes.fromhex(fingerprint), _SIGNS),
        fingerprint=fingerprint,
        wanted=_is_wanted(passport, session),
        by=last.actor_name if last else "",
        at=moments.local(last.at) if last else None,
        holds=last is not None and last.fingerprint == fingerprint,
        given=given,
        mine=_is_mine(passport, given=given),
    )


def _is_mine(passport: Passport, *, given: bool) -> bool:
    return may_do(passport, Right.APPROVE) or (passport.actor.role is Role.OWNER and given)


def _check_mine(passport: Passport) -> None:
    with passport.reading() as session:
        given = _is_given(session)
    if not _is_mine(passport, given=given):
        raise refuse_right(passport, Right.APPROVE)


def _is_given(session: Session) -> bool:
    """Whether the last that a head said of it was yes, and there still is a head who could take it back."""
    query = select(Approval.act).where(Approval.act != Act.APPROVED).order_by(Approval.number.desc()).limit(1)
    return session.scalar(query) == Act.GIVEN and _has_head(session)


def _is_wanted(passport: Passport, session: Session) -> bool:
    told = _has_head(session) or session.scalar(select(Approval.number).limit(1)) is not None
    return passport.kind == SCHOOL and told


def _has_head(session: Session) -> bool:
    return session.scalar(select(User.id).where(User.role == Role.HEAD, User.closed.is_(None)).limit(1)) is not None


def _add(
    passport: Passport, session: Session, act: Act, fingerprint: str = "", totals: dict[str, object] | None = None
) -> None:
    number = (session.scalar(select(func.max(Approval.number))) or 0) + 1
    who = passport.actor
    session.add(
        Approval(
            number=number,
            act=act.value,
            actor_id=who.id,
            actor_name=who.name,
            at=moments.now(),
            fingerprint=fingerprint,
            totals=totals,
        )
    )
