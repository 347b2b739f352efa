"""Drafts of open cards: what stood in them unsaved, kept in the base itself, and offered at the next start.

Where the base takes nothing (its disk is full or fails, somebody changed the file), they are kept apart from it.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Delete, Select, delete, func, select
from sqlalchemy.orm import Session

from app.domain.drafts import Draft
from app.domain.field import Details, Record, details_by_name, field_by_name
from app.domain.kinds import NONE
from app.domain.listed import Listed, listing_of
from app.domain.roles import Right
from app.domain.text import fold
from app.errors import AppError
from app.services import moments
from app.services.cards import ENTITIES, Card, Edit, card_of, with_details
from app.services.detail_rows import Row, Rows
from app.services.rights import needs
from app.storage.passport import Passport
from app.storage.spare_drafts import forget_spare, has_spare, spare


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


@needs(Right.EDIT)
def keep_draft(passport: Passport, edit: Edit) -> None:
    """Keep what stands in an open card in place of its earlier draft; a new card needs an id in ``edit``.

    Raises :class:`AppError` where neither the base nor the user's own folder takes it.
    """
    try:
        with passport.writing("Черновик", counts=False) as session:
            session.merge(_draft(edit))
    except AppError:
        if not _keep_apart(passport, edit):
            raise
    else:
        _drop_apart(passport, edit.entity, edit.id)


def _draft(edit: Edit) -> Draft:
    details = {name: [{"id": row.id, "texts": dict(row.texts)} for row in rows] for name, rows in edit.details.items()}
    return Draft(
        entity=edit.entity,
        record_id=edit.id,
        version=edit.version,
        texts=dict(edit.texts),
        details=details,
        kept_at=datetime.now(UTC).replace(tzinfo=None),
    )


def _keep_apart(passport: Passport, edit: Edit) -> bool:
    try:
        with spare(passport) as session:
            session.merge(_draft(edit))
    except AppError:
        return False
    return True


@needs(Right.EDIT)
def drop_draft(passport: Passport, entity: str, id: str) -> None:
    """Forget the draft of a card, if there is one."""
    _drop_apart(passport, entity, id)
    with passport.writing("Черновик", counts=False) as session:
        session.execute(_of(entity, id))


def _drop_apart(passport: Passport, entity: str, id: str) -> None:
    if not has_spare(passport):
        return
    with suppress(AppError, OSError):
        with spare(passport) as session:
            session.execute(_of(entity, id))
            left = session.scalar(select(func.count()).select_from(Draft))
        if not left:
            forget_spare(passport)


def _of(entity: str, id: str) -> Delete:
    return delete(Draft).where(Draft.entity == entity, Draft.record_id == id)


def drafts(passport: Passport) -> tuple[KeptDraft, ...]:
    """The drafts that say something else than the base does, newest first; the others are forgotten.

    A draft equal to its record is what a kill between a save and the drop of its draft leaves behind. A base that
    is open for reading only offers none.
    """
    if passport.read_only:
        return ()
    apart = _apart(passport)
    with passport.reading() as session:
        kept = {(one.entity, one.record_id): one for one in session.scalars(_known())}
        for one in apart:
            before = kept.get((one.entity, one.record_id))
            if before is None or before.kept_at < one.kept_at:
                kept[one.entity, one.record_id] = one
        ordered = sorted(kept.values(), key=lambda one: (-one.kept_at.timestamp(), one.record_id))
        offered = [_offered(session, one) for one in ordered]
    for each in offered:
        if not each.differences:
            drop_draft(passport, each.edit.entity, each.edit.id)
    return tuple(each for each in offered if each.differences)


def _known() -> Select[Draft]:
    return select(Draft).where(Draft.entity.in_(ENTITIES))


def _apart(passport: Passport) -> list[Draft]:
    if not has_spare(passport):
        return []
    try:
        with spare(passport) as session:
            found = list(session.scalars(_known()))
            session.expunge_all()
            return found
    except AppError:
        return []


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
