"""In a frozen season an edit becomes proposals: one for each field or list that it would have changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.field import details_by_name, field_by_name, new_id, texts
from app.domain.kinds import NONE
from app.domain.listed import Listed, listing_of
from app.domain.proposals import Proposal, ProposalState
from app.domain.roles import Right
from app.domain.text import clean
from app.domain.year import AcademicYear
from app.errors import Refused
from app.exchange.receipt import ProposalAnswer
from app.services import moments
from app.services.cards import ENTITIES, Edit, Saved, card_of, find_record, save_within
from app.services.detail_rows import Row, Rows
from app.services.rights import needs
from app.storage.passport import Passport

LONGEST_GROUND = 500
EMPTY = "не внесено"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as people see it. ``who`` is what the card is called, ``made_at`` is local, ``letter`` None for no
    letter yet, ``answer`` what the municipality said."""

    id: str
    entity: str
    record_id: str
    field: str
    who: str
    label: str
    old: str
    new: str
    ground: str
    state: ProposalState
    made_at: datetime
    letter: int | None
    answer: str


def check_proposable(edits: Iterable[Edit]) -> None:
    """Refuse what is no change of a field: a card that is made or removed."""
    for edit in edits:
        if edit.remove:
            raise Refused(
                "Данные переданы в РИС; карточка не удалена.",
                "Выбывшему внесите в карточке выбытие: оно станет предложением и пойдёт письмом.",
            )
        if not edit.version:
            raise Refused(
                "Данные переданы в РИС; новая карточка не создана.",
                "О прибывшем напишите в МОУО официальным письмом: его внесут в РИС, затем придёт новый ответ.",
            )


@needs(Right.EDIT)
def propose(passport: Passport, edits: Sequence[Edit], tried: Sequence[Saved]) -> tuple[Saved, ...]:
    """Keep what the edits would change as proposals; ``tried`` is what saving them gave before it was thrown away.

    The same field again changes its pending proposal; the stored value again withdraws it. Each answer holds the
    card as it is stored, and the edit that brings back what was proposed before.
    """
    with passport.writing("Предложение") as session:
        return tuple(_proposed(session, edit, one) for edit, one in zip(edits, tried, strict=True))


def _proposed(session: Session, edit: Edit, tried: Saved) -> Saved:
    assert tried.card is not None
    card = card_of(edit.entity, find_record(session, edit.entity, edit.id))
    waiting = {one.field: one for one in _pending(session, [edit.id])}
    fields, lists = {}, {}
    for name in edit.texts:
        one = waiting.get(name)
        fields[name] = one.new if one else card.texts[name]
        _put(session, _new(edit, name, card.texts[name], tried.card.texts[name]), one)
    for name, rows in edit.details.items():
        one = waiting.get(name)
        lists[name] = rows_from(one.rows) if one and one.rows is not None else card.details[name]
        old, new = (said_rows(edit.entity, name, some) for some in (card.details[name], tried.card.details[name]))
        _put(session, _new(edit, name, old, new, rows), one)
    session.flush()
    now = {one.field for one in _pending(session, [edit.id])}
    back = Edit(edit.entity, edit.id, card.version, fields, lists, turns=True)
    return Saved(card, back, proposed=tuple(name for name in (*edit.texts, *edit.details) if name in now))


def _new(edit: Edit, name: str, old: str, new: str, rows: Rows | None = None) -> Proposal:
    return Proposal(
        id=new_id(),
        entity=edit.entity,
        record_id=edit.id,
        field=name,
        old=old,
        new=new,
        rows=None if rows is None else [{"id": row.id, "texts": dict(row.texts)} for row in rows],
        ground="",
        state=ProposalState.PENDING,
        made_at=moments.now(),
        answer="",
    )


def _put(session: Session, wanted: Proposal, one: Proposal | None) -> None:
    """Propose a change in place of the one that waits; what went out in a letter stays written as it went."""
    if one is None:
        if wanted.old != wanted.new:
            session.add(wanted)
    elif wanted.old == wanted.new:
        one.state = ProposalState.WITHDRAWN
    elif one.letter is None:
        one.old, one.new, one.rows = wanted.old, wanted.new, wanted.rows
    elif one.new != wanted.new:
        one.state = ProposalState.WITHDRAWN
        session.add(wanted)


def said_rows(entity: str, name: str, rows: Rows) -> str:
    """A list in words: its rows parted by «; », what is entered in each by «, »."""
    known = field_by_name(details_by_name(ENTITIES[entity])[name].model)
    told = (", ".join(text for key in known if (text := row.texts.get(key, "").strip())) for row in rows)
    return "; ".join(filter(None, told))


def rows_from(kept: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows of a list as an edit has them."""
    return tuple(Row(one["id"], one["texts"]) for one in kept)


def _pending(session: Session, ids: Iterable[str]) -> list[Proposal]:
    query = select(Proposal).where(Proposal.record_id.in_(list(ids)), Proposal.state == ProposalState.PENDING)
    return list(session.scalars(query.order_by(Proposal.made_at, Proposal.id)))


def pending_of(passport: Passport, id: str) -> tuple[Proposed, ...]:
    """What waits of one card."""
    with passport.reading() as session:
        return tuple(shown(session, one) for one in _pending(session, [id]))


def proposals(passport: Passport) -> tuple[Proposed, ...]:
    """All proposals: those that wait first, then the newest."""
    with passport.reading() as session:
        found = session.scalars(select(Proposal).order_by(Proposal.made_at.desc(), Proposal.id)).all()
        ordered = sorted(found, key=lambda one: one.state != ProposalState.PENDING)
        return tuple(shown(session, one) for one in ordered)


def shown(session: Session, one: Proposal) -> Proposed:
    """A proposal with the names of its card and field."""
    model = ENTITIES[one.entity]
    record = session.get(model, one.record_id)
    told = field_by_name(model).get(one.field)
    return Proposed(
        one.id,
        one.entity,
        one.record_id,
        one.field,
        "карточка удалена" if record is None else called(one.entity, record),
        told.label if told else details_by_name(model)[one.field].title,
        one.old or EMPTY,
        one.new or EMPTY,
        one.ground,
        ProposalState(one.state),
        moments.local(one.made_at),
        one.letter,
        one.answer,
    )


def called(entity: str, record: Any) -> str:
    """What a record is called: the full name with the class, «Школа», the name of a class or room."""
    if entity == "school":
        return "Школа"
    model = ENTITIES[entity]
    names = listing_of(model).name if issubclass(model, Listed) else ("name",)
    shown_texts = texts(record)
    name = " ".join(text for part in names if (text := shown_texts[part]) and text != NONE)
    return f"{name}, {record.class_name or 'без класса'}" if entity == "student" else name


@needs(Right.EDIT)
def withdraw_proposal(passport: Passport, id: str) -> None:
    """Take a proposal back. Raises :class:`Refused` where it waits no more or has gone out in a letter."""
    with passport.writing("Предложение отозвано") as session:
        one = waiting_one(session, id)
        if one.letter is not None:
            raise Refused(
                f"Предложение ушло письмом № {one.letter}; отозвать его молча нельзя.",
                "Внесите в карточку прежнее значение или другое и пришлите новое письмо.",
            )
        one.state = ProposalState.WITHDRAWN


@needs(Right.EDIT)
def give_ground(passport: Passport, ids: Sequence[str], ground: str) -> None:
    """Write down the ground (a document, an order) of proposals that have not gone out yet."""
    with passport.writing("Основание предложений") as session:
        for id in ids:
            one = waiting_one(session, id)
            if one.letter is not None:
                raise Refused(f"Предложение ушло письмом № {one.letter}; основание в нём уже названо.")
            one.ground = clean(ground, LONGEST_GROUND)


def waiting_one(session: Session, id: str) -> Proposal:
    """A pending proposal; :class:`Refused` where there is none."""
    one = session.get(Proposal, id)
    if one is None or one.state != ProposalState.PENDING:
        raise Refused("Такого предложения нет, или на него уже ответили.")
    return one


def settle(session: Session, one: Proposal, told: ProposalAnswer, receipt_id: str, year: AcademicYear) -> None:
    """Note what was decided; an accepted change is carried out as a save of the card, if the card is still there."""
    one.state = ProposalState.ACCEPTED if told.accepted else ProposalState.REFUSED
    one.answer, one.receipt_id = told.text, receipt_id
    if not told.accepted or session.get(ENTITIES[one.entity], one.record_id) is None:
        return
    record = find_record(session, one.entity, one.record_id)
    change: dict[str, Any] = {"texts": {one.field: one.new}}
    if one.rows is not None:
        change = {"details": {one.field: rows_from(one.rows)}}
    save_within(session, Edit(one.entity, one.record_id, record.version, **change), year)


def proposed_lines(session: Session) -> list[dict[str, Any]]:
    """What waits and has gone out in a letter, as lines of the next package, by id: the municipality answers by it."""
    query = select(Proposal).where(Proposal.state == ProposalState.PENDING, Proposal.letter.is_not(None))
    names = ("id", "entity", "record_id", "field", "old", "new", "ground", "letter")
    return [{name: getattr(one, name) for name in names} for one in session.scalars(query.order_by(Proposal.id))]
