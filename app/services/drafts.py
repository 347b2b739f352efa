"""Drafts of open cards: what stood in them unsaved, kept in the base itself, and offered at the next start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.drafts import Draft
from app.domain.field import Details, Record, details_by_name, field_by_name
from app.domain.kinds import NONE
from app.domain.listed import Listed, listing_of
from app.domain.text import fold
from app.services import moments
from app.services.cards import ENTITIES, Card, Edit, card_of, with_details
from app.services.detail_rows import Row, Rows
from app.storage.passport import Passport


class Fate(StrEnum):
    """What has become of the record since the draft began."""

    NEW = "new"  # the card was never stored
    SAME = "same"
    CHANGED = "changed"  # it was saved with something else meanwhile
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a draft beside the stored one; ``field`` as in a finding, «guardians.1.phone» in a list."""

    field: str
    label: str
    stored: str
    typed: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it is offered. ``kept_at`` is in local time; ``who`` is what the card is called."""

    edit: Edit
    who: str
    kept_at: datetime
    fate: Fate
    differences: tuple[Difference, ...]


def keep_draft(passport: Passport, edit: Edit) -> None:
    """Keep what stands in an open card in place of its earlier draft; a new card needs an id in ``edit``."""
    details = {name: [{"id": row.id, "texts": dict(row.texts)} for row in rows] for name, rows in edit.details.items()}
    with passport.writing("Черновик", counts=False) as session:
        session.merge(
            Draft(
                entity=edit.entity,
                record_id=edit.id,
                version=edit.version,
                texts=dict(edit.texts),
                details=details,
                kept_at=datetime.now(UTC).replace(tzinfo=None),
            )
        )


def drop_draft(passport: Passport, entity: str, id: str) -> None:
    """Forget the draft of a card, if there is one."""
    with passport.writing("Черновик", counts=False) as session:
        session.execute(delete(Draft).where(Draft.entity == entity, Draft.record_id == id))


def drafts(passport: Passport) -> tuple[KeptDraft, ...]:
    """The drafts that say something else than the base does, newest first; the others are forgotten.

    A draft equal to its record is what a kill between a save and the drop of its draft leaves behind.
    """
    with passport.reading() as session:
        kept = session.scalars(
            select(Draft).where(Draft.entity.in_(ENTITIES)).order_by(Draft.kept_at.desc(), Draft.record_id)
        ).all()
        told = [_offered(session, one) for one in kept]
    for one in told:
        if not one.differences:
            drop_draft(passport, one.edit.entity, one.edit.id)
    return tuple(one for one in told if one.differences)


def _offered(session: Session, kept: Draft) -> KeptDraft:
    model = ENTITIES[kept.entity]
    record = session.get(model, kept.record_id, options=with_details(model))
    card = None if record is None else card_of(kept.entity, record)
    lists = {
        name: tuple(Row(row["id"], row["texts"]) for row in rows)
        for name, rows in kept.details.items()
        if name in details_by_name(model)
    }
    texts = {name: text for name, text in kept.texts.items() if name in field_by_name(model)}
    edit = Edit(kept.entity, kept.record_id, kept.version, texts, lists)
    when = moments.local(kept.kept_at)
    return KeptDraft(edit, _called(model, card, texts), when, _fate(kept, card), tuple(_differences(model, card, edit)))


def _fate(kept: Draft, card: Card | None) -> Fate:
    if card is None:
        return Fate.REMOVED if kept.version else Fate.NEW
    return Fate.SAME if card.version == kept.version else Fate.CHANGED


def _called(model: type[Record], card: Card | None, typed: Mapping[str, str]) -> str:
    texts = {**typed, **card.texts} if card else typed
    names = listing_of(model).name if issubclass(model, Listed) else ("short_name",)
    return " ".join(text for name in names if (text := texts.get(name, "")) and text != NONE)


def _differences(model: type[Record], card: Card | None, edit: Edit) -> Iterator[Difference]:
    stored = card.texts if card else {}
    for name, told in field_by_name(model).items():
        if name in edit.texts and (typed := edit.texts[name]) != (before := stored.get(name, "").strip()):
            yield Difference(name, told.label, before, typed)
    for name, rows in edit.details.items():
        yield from _in_list(details_by_name(model)[name], card.details.get(name, ()) if card else (), rows)


def _in_list(told: Details, stored: Rows, typed: Rows) -> Iterator[Difference]:
    left = list(stored)
    for place, row in enumerate(typed, 1):
        before = next((one for one in left if _same(told, one, row)), None)
        if before is not None:
            left.remove(before)
        for name, field in field_by_name(told.model).items():
            old = before.texts.get(name, "").strip() if before else ""
            if (new := row.texts.get(name, "")) != old:
                yield Difference(f"{told.name}.{place}.{name}", f"{told.title}, № {place}: {field.label}", old, new)
    for one in left:
        said = ", ".join(text for text in one.texts.values() if text)
        yield Difference(told.name, f"{told.title}: убрано", said, "")


def _same(told: Details, stored: Row, typed: Row) -> bool:
    """Whether a typed row is the stored one: by its id, or for a row without one by the key of the list."""
    if typed.id or not told.key:
        return stored.id == typed.id
    return all(fold(stored.texts.get(name, "")) == fold(typed.texts.get(name, "")) for name in told.key)
