"""What a copy holds otherwise than the open base: which cards have changed since, which are gone, which came later."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.field import Record, details_of
from app.domain.kinds import NONE
from app.domain.listed import Listed, listing_of
from app.domain.roles import Right
from app.services.cards import ENTITIES
from app.services.progress import Progress, part, silent
from app.services.rights import needs
from app.storage.base_key import Secret
from app.storage.passport import Passport
from app.storage.snapshots import open_snapshot

_NO_PART = frozenset({"version", "search", "sort_key"})  # of what a card says

State = tuple[str, tuple[Any, ...]]  # what a record is called, and all it says


class Fate(StrEnum):
    """What has become of a card since the copy was made."""

    CHANGED = "изменена после копии"
    GONE = "есть только в копии"
    LATER = "внесена после копии"


@dataclass(frozen=True, slots=True)
class ChangedCard:
    """A card that the copy holds otherwise, or one of both does not hold at all."""

    entity: str
    id: str
    who: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Difference:
    """All cards in which a copy differs from the open base; ``saves`` is how many saves the base has taken since."""

    cards: tuple[ChangedCard, ...]
    saves: int

    @property
    def counts(self) -> Counter[Fate]:
        """How many cards of each fate."""
        return Counter(one.fate for one in self.cards)

    @property
    def lost(self) -> int:
        """How many cards would lose something if the whole base were put back from the copy."""
        return self.counts[Fate.CHANGED] + self.counts[Fate.LATER]


@needs(Right.RESTORE)
def difference(passport: Passport, copy: Path, *secrets: Secret, progress: Progress = silent) -> Difference:
    """Compare the open base with a copy that opens by its key or one of the secrets; both are only read.

    Raises as :func:`app.storage.snapshots.open_snapshot` does, and what ``progress`` raises.
    """
    with open_snapshot(copy, passport.key, *secrets, progress=part(progress, 0, 2)) as then:
        cards: list[ChangedCard] = []
        for done, (entity, model) in enumerate(ENTITIES.items()):
            progress(len(ENTITIES) + done, 2 * len(ENTITIES))
            with passport.reading() as session:
                here = _states(session, model)
            with then.reading() as session:
                there = _states(session, model)
            cards += _compared(entity, here, there)
        with passport.source() as source, then.source() as other:
            saves = max(0, source.saves.number - other.saves.number)
    return Difference(tuple(cards), saves)


def called(model: type[Record], value: dict[str, Any]) -> str:
    """What a record is called in such a list: «Юдин Глеб, 9А»."""
    if not issubclass(model, Listed):
        return str(value.get("name") or value.get("short_name") or "")
    listing = listing_of(model)
    name = " ".join(str(text) for one in listing.name if (text := value.get(one)) and text != NONE)
    group = value.get(listing.group) if listing.group == "class_name" else None
    return ", ".join(str(text) for text in (name or "без имени", group) if text)


def _compared(entity: str, here: dict[str, State], there: dict[str, State]) -> Iterator[ChangedCard]:
    for id, (who, said) in there.items():
        if id not in here:
            yield ChangedCard(entity, id, who, Fate.GONE)
        elif here[id][1] != said:
            yield ChangedCard(entity, id, here[id][0], Fate.CHANGED)
    for id, (who, _) in here.items():
        if id not in there:
            yield ChangedCard(entity, id, who, Fate.LATER)


def _states(session: Session, model: type[Record]) -> dict[str, State]:
    """Every record of a class by id, with its lists."""
    lists: dict[str, list[Any]] = {}
    for told in details_of(model):
        owner = next(
            key.parent.name for key in told.model.__table__.foreign_keys if key.column.table is model.__table__
        )
        for row in sorted(_rows(session, told.model), key=lambda row: row["place"] if told.order_by == "place" else 0):
            del row["place"]  # it says something only where the list is ordered by it
            lists.setdefault(row.pop(owner), []).append((told.name, tuple(row.values())))
    order = (lambda row: row["sort_key"]) if issubclass(model, Listed) else (lambda row: row["id"])
    rows = sorted(_rows(session, model, all_columns=True), key=order)
    return {row["id"]: (called(model, row), (*_said(row), *lists.get(row["id"], ()))) for row in rows}


def _said(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(value for name, value in row.items() if name not in _NO_PART)


def _rows(session: Session, model: type[Record], *, all_columns: bool = False) -> Iterator[dict[str, Any]]:
    table: Table = model.__table__  # type: ignore[assignment]
    columns = [one for one in table.columns if all_columns or one.name not in _NO_PART]
    return (dict(row) for row in session.execute(select(*columns).order_by(table.c.id)).mappings())
