"""Facts that age: what a card brought along from last year and nobody has confirmed since.

Which fields age says each field itself (``on_new_year``). A record remembers the names of those of its fields whose
values came over; a save that changes one confirms it by itself.
"""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import JSON, event, inspect
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model, OnNewYear, Record, fields

UNCONFIRMED = "AGE-1"  # the rule that asks to confirm them


class Ageing:
    """What a mapped class takes on to remember what is unconfirmed; None (or nothing) where all is."""

    unconfirmed: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), sort_order=9997)


@cache
def ageing_fields(model: type[Model]) -> tuple[str, ...]:
    """The fields of a class whose values must be confirmed every year, in the order of the card."""
    return tuple(one.name for one in fields(model) if one.on_new_year is OnNewYear.CONFIRM)


def unconfirmed_of(record: Record) -> tuple[str, ...]:
    """The fields of a record that wait to be confirmed, in the order of the card; none of a class that does not age."""
    waiting = getattr(record, "unconfirmed", None)
    if not waiting:
        return ()
    return tuple(name for name in ageing_fields(type(record)) if name in waiting)


def without(waiting: Iterable[str] | None, confirmed: Iterable[str]) -> list[str] | None:
    """What still waits once some fields are confirmed; None for nothing, so that it costs nothing to keep."""
    done = frozenset(confirmed)
    return [name for name in waiting or () if name not in done] or None


@event.listens_for(Ageing, "before_update", propagate=True)
def _confirm_changed(_mapper: object, _connection: object, record: Ageing) -> None:
    if not record.unconfirmed:
        return
    attributes = inspect(record).attrs
    typed = attributes["unread"].history
    was, now = ((side[0] if side else None) or {} for side in (typed.deleted, typed.added))
    changed = [
        name
        for name in record.unconfirmed
        if attributes[name].history.has_changes() or (typed.has_changes() and was.get(name) != now.get(name))
    ]
    if changed:
        record.unconfirmed = without(record.unconfirmed, changed)
