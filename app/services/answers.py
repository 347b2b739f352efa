"""The municipality's answers in the school: a receipt is taken, its remarks are answered and closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.answers import Remark, TakenReceipt
from app.domain.field import Record
from app.domain.imprint import MUNICIPALITY, SCHOOL
from app.domain.keys import Correspondent
from app.domain.proposals import Proposal, ProposalState
from app.domain.roles import Right
from app.domain.school import School
from app.domain.sent_packages import SentPackage
from app.domain.text import clean
from app.errors import BadValue, Refused
from app.exchange.container import Opened
from app.exchange.key_card import KeyCard
from app.exchange.receipt import LONGEST, ProposalAnswer, Receipt, ReceiptState, RemarkLine, open_receipt
from app.exchange.signing import follows, words_of
from app.services import moments
from app.services.cards import ENTITIES, card_of, with_details
from app.services.incoming import incoming
from app.services.keys import know
from app.services.proposing import called, said_rows, settle
from app.services.rights import needs
from app.services.season import freeze, thaw
from app.storage.passport import Passport

_AT_ONCE = 500  # ids in one query
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
STATES = {"accepted": "принят", "returned": "возвращён с замечаниями", "transferred": "передан в РИС"}


@dataclass(frozen=True, slots=True)
class RemarkState:
    """A remark as people see it. ``was`` stood in its field when it was taken, ``changed`` says that another value
    stands there now; moments are local. ``state`` is open, answered or closed."""

    id: str
    entity: str
    record_id: str
    field: str
    who: str
    level: str
    text: str
    was: str
    now: str
    state: str
    answer: str
    package: str
    closed_at: datetime | None

    @property
    def changed(self) -> bool:
        """Whether the value that was remarked on is another one now."""
        return self.was != self.now


@dataclass(frozen=True, slots=True)
class PackageState:
    """A package that went out, newest first, and the last answer to it; ``state`` is '' while there is none."""

    sequence: int
    code: str
    made_at: datetime
    draft: bool
    state: str
    issuer: str
    answered_at: datetime | None

    @property
    def told(self) -> str:
        """What became of it, in words."""
        return STATES.get(self.state, "черновик" if self.draft else "ответа ещё нет")


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is known of packages and remarks."""

    packages: tuple[PackageState, ...]
    remarks: tuple[RemarkState, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a receipt said. ``already``: it had been taken before, and nothing changed. ``notices`` are sentences."""

    state: ReceiptState
    package: str
    remarks: tuple[RemarkState, ...]
    already: bool
    notices: tuple[str, ...] = ()


def read_receipt_file(passport: Passport, path: Path) -> tuple[Receipt, Opened]:
    """A receipt from its file, unsealed, and by which key it is signed. Raises as ``incoming`` and ``open_receipt``."""
    content, _ = incoming(passport, path)
    return open_receipt(content)


@needs(Right.ANSWER)
def take_receipt_file(passport: Passport, path: Path) -> Taken:
    """Read a receipt and take it, if the municipality that we know signed it.

    The first key that comes is remembered, not confirmed, and told; another one is refused unless the known one
    vouches for it. Raises also as :func:`take_receipt`; then nothing has changed.
    """
    receipt, opened = read_receipt_file(passport, path)
    with passport.writing("Ответ МОУО") as session:
        notices = _know_signer(session, receipt, opened)
        return _take(session, passport, receipt, notices)


@needs(Right.ANSWER)
def take_receipt(passport: Passport, receipt: Receipt) -> Taken:
    """Take a receipt whose signer is known already.

    A second time changes nothing. Raises :class:`Refused` for a receipt of another school or year, of a package that
    this base has not made, or older than one that was taken; and where an accepted proposal cannot be saved.
    """
    with passport.writing("Ответ МОУО") as session:
        return _take(session, passport, receipt, [])


def _know_signer(session: Session, receipt: Receipt, opened: Opened) -> list[str]:
    """Hold the signature to the municipality's key that is known, or remember the first one; what to tell of it."""
    known = session.scalars(select(Correspondent).where(Correspondent.kind == MUNICIPALITY)).first()
    if known is not None and known.code != receipt.issuer_code:
        raise Refused(f"Ответ подписал не ваш МОУО ({known.name or known.code}), а «{receipt.issuer_name}».")
    if known is not None and not follows(known.verifying, opened.signer, opened.renewals):
        raise Refused(
            "Ответ подписан не тем ключом, который известен у вашего МОУО, и тот за новый не ручается.",
            "Позвоните в МОУО и сверьте слова ключа; затем замените ключ карточкой, которую МОУО пришлёт.",
        )
    sealing = known.sealing if known else ""
    new = known is None
    know(
        session,
        KeyCard(MUNICIPALITY, receipt.issuer_code, receipt.issuer_name, opened.signer, sealing, tuple(opened.renewals)),
    )
    if not new:
        return []
    words = words_of(opened.signer)
    told = f"Ключ МОУО пришёл впервые и запомнен. Сверьте по телефону его слова: {words}"
    return [f"{told}, и отметьте это в окне «Файл → Ключи…»."]


def _take(session: Session, passport: Passport, receipt: Receipt, notices: list[str]) -> Taken:
    _check_ours(session, passport, receipt)
    if session.get(TakenReceipt, receipt.id) is not None:
        return Taken(receipt.state, receipt.package, tuple(_remarks(session, receipt.id)), True, tuple(notices))
    _check_order(session, receipt)
    _keep(session, receipt)
    for answer in receipt.proposals:
        notices += _settle(session, passport, receipt, answer)
    for place, line in enumerate(receipt.remarks, 1):
        _keep_remark(session, receipt, place, line)
    if receipt.state is ReceiptState.TRANSFERRED:
        freeze(session, receipt.id)
    elif receipt.state is ReceiptState.RETURNED:  # to be mended in the cards; an accepted package changes nothing here
        thaw(session)
    session.flush()
    return Taken(receipt.state, receipt.package, tuple(_remarks(session, receipt.id)), False, tuple(notices))


def _check_ours(session: Session, passport: Passport, receipt: Receipt) -> None:
    if passport.kind != SCHOOL:
        raise Refused("Ответ МОУО берут в базу школы, а это база муниципалитета.")
    code = session.scalars(select(School.code)).one()
    if receipt.school_code != code:
        raise Refused(f"Это ответ другой школе: код {receipt.school_code}, а у вашей {code or 'не внесён'}.")
    if receipt.year != passport.year.name:
        raise Refused(f"Это ответ за {receipt.year} учебный год, а база — за {passport.year.name}.")


def _check_order(session: Session, receipt: Receipt) -> None:
    sent = session.get(SentPackage, receipt.sequence)
    if sent is None or (sent.receipt, sent.fingerprint) != (receipt.package, receipt.fingerprint):
        raise Refused(
            f"Ответ на пакет {receipt.package}, а такого пакета эта база не делала.",
            "Если база взята из копии, соберите пакет заново и отправьте его в МОУО.",
        )
    newest = session.scalars(
        select(TakenReceipt).order_by(TakenReceipt.sequence.desc(), TakenReceipt.issued_at.desc())
    ).first()
    if newest and (receipt.sequence, _moment(receipt.issued_at)) < (newest.sequence, newest.issued_at):
        raise Refused(f"Этот ответ старее взятого: уже есть ответ на пакет {newest.package}.")


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC).replace(tzinfo=None)


def _keep(session: Session, receipt: Receipt) -> None:
    session.add(
        TakenReceipt(
            id=receipt.id,
            state=receipt.state.value,
            package=receipt.package,
            sequence=receipt.sequence,
            fingerprint=receipt.fingerprint,
            issuer_code=receipt.issuer_code,
            issuer_name=receipt.issuer_name,
            issued_at=_moment(receipt.issued_at),
            taken_at=moments.now(),
        )
    )
    session.flush()


def _keep_remark(session: Session, receipt: Receipt, place: int, line: RemarkLine) -> None:
    """A remark that comes again is open again; what was answered to it stays."""
    one = session.get(Remark, line.id) or Remark(id=line.id, answer="")
    for name in ("entity", "record_id", "field", "rule", "level", "text"):
        setattr(one, name, getattr(line, name))
    one.receipt_id, one.place, one.closed_at = receipt.id, place, None
    one.value = _value(session, line.entity, line.record_id, line.field)[1]
    session.add(one)


def _settle(session: Session, passport: Passport, receipt: Receipt, answer: ProposalAnswer) -> Iterator[str]:
    """Settle a proposal that was answered; sentences for what a person has to know."""
    one = session.get(Proposal, answer.id)
    if one is None:
        yield "МОУО ответило на предложение, которого в этой базе нет; сверьте карточку с РИС."
    elif one.state == ProposalState.PENDING:
        settle(session, one, answer, receipt.id, passport.year)
        if not answer.accepted:
            yield f"Предложение отклонено: {answer.text or 'причина не названа'}"
    elif one.state == ProposalState.WITHDRAWN and answer.accepted:
        yield "МОУО приняло предложение, которое вы отозвали; сверьте карточку с РИС."


# Remarks


def answers(passport: Passport) -> Answers:
    """Packages and remarks, newest first."""
    with passport.reading() as session:
        last: dict[int, TakenReceipt] = {}
        for one in session.scalars(select(TakenReceipt).order_by(TakenReceipt.issued_at, TakenReceipt.taken_at)):
            last[one.sequence] = one
        sent = session.scalars(select(SentPackage).order_by(SentPackage.sequence.desc()))
        packages = tuple(_package(one, last.get(one.sequence)) for one in sent)
        return Answers(packages, tuple(_remarks(session)))


def last_package(passport: Passport) -> PackageState | None:
    """The newest package with the last answer to it; None where none was made."""
    return next(iter(answers(passport).packages), None)


def _package(sent: SentPackage, receipt: TakenReceipt | None) -> PackageState:
    return PackageState(
        sent.sequence,
        sent.receipt,
        moments.local(sent.made_at),
        sent.draft,
        receipt.state if receipt else "",
        receipt.issuer_name if receipt else "",
        moments.local(receipt.issued_at) if receipt else None,
    )


@needs(Right.ANSWER)
def answer_remark(passport: Passport, id: str, text: str) -> None:
    """Answer a remark in place of the answer before. Raises :class:`BadValue` for an answer that says nothing,
    :class:`Refused` for a remark that is closed or not there."""
    told = clean(text, LONGEST)
    if not any(sign.isalnum() for sign in told):
        raise BadValue("Ответ пустой: напишите, что исправлено или почему всё верно.")
    with passport.writing("Ответ на замечание") as session:
        one = _open(session, id)
        one.answer, one.answered_at = told, moments.now()


@needs(Right.ANSWER)
def close_remark(passport: Passport, id: str) -> None:
    """Close a remark that was answered, or whose value has changed. Raises :class:`Refused` where neither is so."""
    with passport.writing("Замечание закрыто") as session:
        one = _open(session, id)
        if not one.answer and one.value == _value(session, one.entity, one.record_id, one.field)[1]:
            raise Refused("Значение не изменено, и ответа нет; замечание не закрыто.", "Исправьте или ответьте.")
        one.closed_at = moments.now()


def _open(session: Session, id: str) -> Remark:
    one = session.get(Remark, id)
    if one is None or one.closed_at is not None:
        raise Refused("Такого замечания нет, или оно уже закрыто.")
    return one


def answered_lines(session: Session) -> list[dict[str, Any]]:
    """What the school said to remarks, as lines of its next package, by id."""
    query = select(Remark).where((Remark.answer != "") | Remark.closed_at.is_not(None)).order_by(Remark.id)
    return [{"id": one.id, "answer": one.answer, "closed": one.closed_at is not None} for one in session.scalars(query)]


def _remarks(session: Session, receipt_id: str = "") -> Iterator[RemarkState]:
    query = select(Remark, TakenReceipt.package).join(TakenReceipt)
    if receipt_id:
        query = query.where(Remark.receipt_id == receipt_id)
    found = session.execute(query.order_by(TakenReceipt.issued_at.desc(), Remark.place)).all()
    kept = _read_ahead(session, [one for one, _ in found])  # noqa: F841 - the session finds them while they live
    for one, package in found:
        who, now = _value(session, one.entity, one.record_id, one.field)
        yield RemarkState(
            one.id,
            one.entity,
            one.record_id,
            one.field,
            who,
            one.level,
            one.text,
            one.value,
            now,
            "closed" if one.closed_at else "answered" if one.answer else "open",
            one.answer,
            package,
            moments.local(one.closed_at) if one.closed_at else None,
        )


def _read_ahead(session: Session, remarks: Sequence[Remark]) -> list[Record]:
    """The records that are remarked on, with their lists, by few queries."""
    read: list[Record] = []
    for entity, model in ENTITIES.items():
        ids = sorted({one.record_id for one in remarks if one.entity == entity})
        for start in range(0, len(ids), _AT_ONCE):
            query = select(model).where(model.id.in_(ids[start : start + _AT_ONCE]))
            read += session.scalars(query.options(*with_details(model)))
    return read


def _value(session: Session, entity: str, record_id: str, field: str) -> tuple[str, str]:
    """What a record is called, and what stands in a field of it («phone», «guardians.1.phone», or a whole list)."""
    if not entity:
        return "Школа в целом", ""
    model = ENTITIES[entity]
    record = session.get(model, record_id, options=with_details(model))
    if record is None:
        return "карточка удалена", ""
    card = card_of(entity, record)
    name, _, rest = field.partition(".")
    place, _, inner = rest.partition(".")
    rows = card.details.get(name, ())
    if place.isdecimal() and inner:
        row = int(place) - 1
        value = rows[row].texts.get(inner, "") if 0 <= row < len(rows) else ""
    else:
        value = said_rows(entity, name, rows) if name in card.details else card.texts.get(name, "")
    return called(entity, record), value
