"""One card brought back from a copy, field by field; the rest of the base stays as it is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.field import details_of, fields
from app.domain.health_images import HealthImage
from app.domain.roles import Right
from app.errors import Refused
from app.services.cards import ENTITIES, Card, Edit, card_of, find_record, with_details
from app.services.detail_rows import Rows
from app.services.rights import needs
from app.storage.base_key import Secret
from app.storage.passport import Passport
from app.storage.rows import insert_rows
from app.storage.snapshots import open_snapshot

_PAPERS = "health_papers"
_NOT_LONGER = 300  # letters of a list as it is shown


@dataclass(frozen=True, slots=True)
class FieldThen:
    """A field or list in which the copy's card differs: what stands in the base, and what stood in the copy."""

    name: str
    label: str
    now: str
    then: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class CardThen:
    """A card as the copy holds it beside the present one (None: it was deleted), and where they differ."""

    copy: Path
    then: Card
    now: Card | None
    differs: tuple[FieldThen, ...]


@needs(Right.RESTORE)
def card_then(passport: Passport, copy: Path, entity: str, id: str, *secrets: Secret) -> CardThen:
    """The card of a record in a copy, beside what the base holds. Raises :class:`Refused` where the copy has none."""
    with open_snapshot(copy, passport.key, *secrets) as old, old.reading() as session:
        then = card_of(entity, find_record(session, entity, id))
    with passport.reading() as session:
        model = ENTITIES[entity]
        present = session.get(model, id, options=with_details(model))
        now = None if present is None else card_of(entity, present)
    return CardThen(copy, then, now, tuple(_differing(then, now)))


def edit_back(found: CardThen, names: Collection[str]) -> Edit:
    """The one edit that brings these fields and lists back; a deleted card comes back whole, under its old id.

    It is carried out as every other edit is: it can be taken back, rules and a frozen season hold.
    """
    then = found.then
    if found.now is None:
        return Edit(then.entity, then.id, 0, then.texts, then.details)
    unknown = set(names) - {one.name for one in found.differs}
    if unknown or not names:
        raise Refused("Не выбрано ни одного поля, которое отличается; ничего не изменено.")
    texts = {name: text for name, text in then.texts.items() if name in names}
    details = {name: rows for name, rows in then.details.items() if name in names}
    return Edit(then.entity, then.id, found.now.version, texts, details)


@needs(Right.RESTORE)
def images_back(passport: Passport, found: CardThen, edit: Edit, *secrets: Secret) -> int:
    """Bring along the images of papers that an edit brings back; how many pages. To be done before the edit.

    Nobody sees an image without its paper, and it is swept away at the next opening: an edit that fails leaves nothing.
    """
    papers = [row.id for row in edit.details.get(_PAPERS, ())]
    if not papers:
        return 0
    with open_snapshot(found.copy, passport.key, *secrets) as old, old.reading() as session:
        rows = _images(session, papers)
    with passport.reading() as session:
        there = {row["paper_id"] for row in _images(session, papers)}
    wanted = [row for row in rows if row["paper_id"] not in there]
    if wanted:
        with passport.writing("Возврат карточки из копии") as session:
            insert_rows(session, cast(Table, HealthImage.__table__), wanted)
    return len(wanted)


def _images(session: Session, papers: Collection[str]) -> list[dict[str, object]]:
    table = HealthImage.__table__
    found = session.execute(select(table).where(table.c.paper_id.in_(papers))).mappings()
    return [dict(row) for row in found]


def _differing(then: Card, now: Card | None) -> Iterator[FieldThen]:
    model = ENTITIES[then.entity]
    for told in fields(model):
        before, present = then.texts[told.name], now.texts[told.name] if now else ""
        if before != present:
            yield FieldThen(told.name, told.label, present, before)
    for listed in details_of(model):
        rows, there = then.details[listed.name], now.details[listed.name] if now else ()
        if rows != there:
            yield FieldThen(listed.name, listed.title, _told(there), _told(rows), is_list=True)


def _told(rows: Rows) -> str:
    said = "; ".join(", ".join(text for text in row.texts.values() if text) for row in rows)
    return said if len(said) <= _NOT_LONGER else f"{said[:_NOT_LONGER]}…"
