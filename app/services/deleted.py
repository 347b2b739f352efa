"""The bin: cards that were removed, and bringing one back whole under its own number."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.field import details_of
from app.domain.history import ChangeKind, HistoryAct, HistoryChange
from app.domain.recorded import RECORDED
from app.errors import Refused
from app.services import moments
from app.services.cards import ENTITIES, Edit
from app.services.detail_rows import Row, Rows
from app.services.history import CARDS, TABLES, content_of
from app.services.history_words import texts_of, who_of
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class Deleted:
    """A card that was removed: by which act, when (local time), by whom, why; of what kind and what it is called."""

    number: int
    when: datetime
    actor: str
    why: str
    what: str
    entity: str
    id: str
    kind: str
    who: str


def deleted(passport: Passport) -> tuple[Deleted, ...]:
    """The cards that were removed and are not there again, the newest removal first; of each its last one."""
    found: dict[str, Deleted] = {}
    with passport.reading() as session:
        query = select(HistoryChange, HistoryAct).join(HistoryAct, HistoryAct.number == HistoryChange.act)
        gone = query.where(HistoryChange.kind == ChangeKind.GONE, HistoryChange.entity.in_(CARDS))
        there = {table: set(session.scalars(select(ENTITIES[CARDS[table]].id))) for table in CARDS}
        for change, act in session.execute(gone.order_by(HistoryChange.act.desc(), HistoryChange.place)):
            if change.card not in there[change.entity] and change.card not in found:
                found[change.card] = _told(change, act)
    return tuple(found.values())


def _told(change: HistoryChange, act: HistoryAct) -> Deleted:
    return Deleted(
        number=act.number,
        when=moments.local(act.at),
        actor=act.actor,
        why=act.why,
        what=act.what,
        entity=CARDS[change.entity],
        id=change.card,
        kind=RECORDED[change.entity][1].title,
        who=who_of(change.entity, json.loads(change.values)["row"]),
    )


def back_edit(passport: Passport, one: Deleted) -> Edit:
    """The edit that makes a removed card again, with all its fields and lists, under the id it had.

    Raises :class:`Refused` where the history does not have it.
    """
    with passport.reading() as session:
        content = content_of(_change(session, one))
    model = ENTITIES[one.entity]
    lists: dict[str, Rows] = {}
    for told in details_of(model):
        stored = [each["row"] for each in content.get("lists", {}).get(told.model.__tablename__, ())]
        stored.sort(key=lambda row: (row.get("place", 0), row["id"]))
        lists[told.name] = tuple(Row(row["id"], texts_of(told.model, row)) for row in stored)
    return Edit(one.entity, one.id, 0, texts_of(model, content["row"]), lists)


def _change(session: Session, one: Deleted) -> HistoryChange:
    gone = select(HistoryChange).where(HistoryChange.act == one.number, HistoryChange.card == one.id)
    found = session.scalars(gone.where(HistoryChange.entity == TABLES[one.entity])).first()
    if found is None:
        raise Refused("Этой карточки в истории нет.")
    return found
