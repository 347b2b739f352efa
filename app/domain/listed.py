"""Records that stand in lists: the text in which a list is searched and the key that orders it, kept with each.

SQLite folds ASCII only, so both are made here. A record saved as a mapped object gets them by itself; whoever
writes past the mapper (an import in bulk, a renamed class) takes :func:`listed_values`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, ClassVar, cast

from sqlalchemy import String, event
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.choice_kinds import Choice, Choices
from app.domain.field import Model, field_by_name
from app.domain.kinds import NONE, Day, Kind
from app.domain.program_data import renewed
from app.domain.text import fold

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Listing:
    """How the records of a class stand in a list.

    ``name``: the fields that make what a record is called, under the heading ``title``. ``group``: the field by
    whose value the list is grouped, which comes before the name in its order. ``search``: runs of fields looked
    through besides these, each run also found when typed as one word. ``columns``: the fields shown at first.
    ``left``: the field that, once filled, says that a person is here no more.
    """

    title: str
    name: tuple[str, ...]
    group: str = ""
    search: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    left: str = ""

    @property
    def sources(self) -> frozenset[str]:
        """The fields from which the stored texts are made."""
        named = {*self.name, *(name for run in self.search for name in run)}
        return frozenset(named | {self.group} if self.group else named)


class Listed:
    """What a mapped class takes on to stand in lists, with its ``listing``; both columns are never typed."""

    listing: ClassVar[Listing]

    search: Mapped[str] = mapped_column(String(), nullable=False, sort_order=9998)
    sort_key: Mapped[str] = mapped_column(String(), nullable=False, sort_order=9999)


def listing_of(model: type[Model]) -> Listing:
    """How the records of a :class:`Listed` class stand in a list."""
    told: Listing = getattr(model, "listing")  # noqa: B009 - a plain Model has none
    return told


def natural(text: str) -> str:
    """A folded text whose order is the one people expect: «9А» before «10А», «Ёлкин» between «Елин» and «Ельцов»."""
    return _padded(fold(text))


def _padded(text: str) -> str:
    return _NUMBER.sub(lambda found: found[0].zfill(6), text)


def listed_values(model: type[Model], values: Mapping[str, Any]) -> dict[str, str]:
    """``search`` and ``sort_key`` of a record of a :class:`Listed` class from the values of its ``sources``."""
    listing = listing_of(model)
    name = fold(" ".join(part for one in listing.name if (part := values.get(one)) and part != NONE))
    group = _group(model, values.get(listing.group))
    words = fold(" ".join(_words(model, values)))
    return {
        "search": " ".join(part for part in (name, group, words) if part),
        "sort_key": f"{_padded(group)}\t{_padded(name)}",
    }


@renewed
@lru_cache(1024)  # a school has few classes and places, and a list of thousands asks for each record
def _group(model: type[Model], value: Any) -> str:
    """The folded text of a value of the grouping field."""
    name = listing_of(model).group
    return fold(field_by_name(model)[name].kind.show(value)) if name else ""


def _words(model: type[Model], values: Mapping[str, Any]) -> Iterator[str]:
    """What is looked for besides name and group: a value as shown and as stored, a run of values also as one word."""
    for run, kinds, as_stored in _runs(model):
        parts: list[Any] = [values.get(name) for name in run]
        if None in parts or NONE in parts:
            continue
        shown = " ".join([kind.show(part) for kind, part in zip(kinds, parts, strict=True)])
        yield shown
        if as_stored and (stored := "".join(map(str, parts))) != shown:
            yield stored


@cache
def _runs(model: type[Model]) -> tuple[tuple[tuple[str, ...], tuple[Kind[Any], ...], bool], ...]:
    """Each run with its kinds, and whether it is also found as it is stored."""
    known = field_by_name(model)
    runs = [(run, tuple(known[name].kind for name in run)) for run in listing_of(model).search]
    return tuple(
        (run, kinds, not any(isinstance(kind, Choice | Choices | Day) for kind in kinds)) for run, kinds in runs
    )


@event.listens_for(Listed, "before_insert", propagate=True)
@event.listens_for(Listed, "before_update", propagate=True)
def _keep(_mapper: object, _connection: object, record: Listed) -> None:
    values = {name: getattr(record, name) for name in record.listing.sources}
    for name, value in listed_values(cast("type[Model]", type(record)), values).items():
        if getattr(record, name) != value:
            setattr(record, name, value)
