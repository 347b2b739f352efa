"""Lists of records as light rows: read at once as the driver gives them, searched and ordered in memory.

A row is a tuple; what a cell shows is made only when it is painted, so that 100,000 rows open in half a second.
Painting never touches the file, which a long act may be holding.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import compress, count, repeat
from operator import contains, itemgetter, not_
from typing import Any

from sqlalchemy import ColumnElement, func, literal, null, select
from sqlalchemy.dialects import sqlite

from app.domain.field import fields
from app.domain.kinds import NONE
from app.domain.layout import in_latin_layout, in_russian_layout
from app.domain.listed import listing_of, natural
from app.domain.text import LOOKALIKES, fold
from app.services.cards import ENTITIES
from app.storage.passport import Passport

Row = tuple[Any, ...]
ID, SORT_KEY, SEARCH, GROUP, LEFT, UNREAD, CELLS = range(7)  # from CELLS on one value for each column asked for

NAME = "@name"  # the column that is what a record is called; the others are named as their fields

_DIALECT = sqlite.dialect()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a list: what it is called, and how its values are shown, ordered and handed over."""

    name: str
    label: str
    value: Callable[[Any], Any]  # from what the driver gave to what a kind knows
    show: Callable[[Any], str]

    def text(self, row: Row, place: int) -> str:
        """What the cell shows; text that could not be read is shown as it was typed."""
        found = row[CELLS + place]
        if found is not None:
            return self.show(self.value(found))
        return str(json.loads(row[UNREAD]).get(self.name, "")) if row[UNREAD] else ""

    def typed(self, row: Row, place: int) -> int | float | date | None:
        """A day or a number as such, for a sheet; None for all that goes as text."""
        found = row[CELLS + place]
        value = None if found is None else self.value(found)
        return value if isinstance(value, int | float | date) and not isinstance(value, bool) else None

    def key(self, row: Row, place: int) -> Any:
        """What the column is ordered by: text in Russian order, numbers and days as such; None where it is empty."""
        found = row[CELLS + place]
        if self.name == NAME:
            return row[SEARCH] if found else None  # which begins with the name, folded
        if found is None or not isinstance(self.value(found), str):
            return found
        return natural(self.show(found))


@cache
def columns_of(entity: str) -> dict[str, Column]:
    """All columns that the list of an entity can have, by name, what records are called first."""
    model = ENTITIES[entity]
    listing = listing_of(model)
    made = {NAME: Column(NAME, listing.title, _same, str)}
    for one in fields(model):
        if (one.name,) != listing.name:
            process = one.kind.sql().dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            made[one.name] = Column(one.name, one.label, process or _same, one.kind.show)
    return made


def first_columns(entity: str) -> tuple[str, ...]:
    """The columns that a list shows before the user has chosen any."""
    return (NAME, *listing_of(ENTITIES[entity]).columns)


def group_title(entity: str, value: str) -> str:
    """What a value of the grouping field is called."""
    return columns_of(entity)[listing_of(ENTITIES[entity]).group].show(value)


def _same(value: Any) -> Any:
    return value


def list_rows(passport: Passport, entity: str, columns: Sequence[str]) -> list[Row]:
    """All records of an entity in their natural order: by group, then by name in Russian order."""
    return _read(passport, entity, columns)


def list_row(passport: Passport, entity: str, columns: Sequence[str], id: str) -> Row | None:
    """The row of one record; None where there is none (any more)."""
    return next(iter(_read(passport, entity, columns, id)), None)


def _read(passport: Passport, entity: str, columns: Sequence[str], id: str | None = None) -> list[Row]:
    """Rows as the driver gives them: SQLAlchemy's own rows would cost half as much again."""
    model = ENTITIES[entity]
    listing = listing_of(model)
    its = model.__table__.c
    query = select(
        its.id,
        its.sort_key,
        its.search,
        its[listing.group] if listing.group else null(),
        its[listing.left] if listing.left else null(),
        func.nullif(its.unread, literal("{}")),
        *(_name(entity) if name == NAME else its[name] for name in columns),
    )
    query = query.order_by(its.sort_key) if id is None else query.where(its.id == id)
    told = query.compile(dialect=_DIALECT)
    names: Sequence[str] = told.positiontup or ()
    with passport.reading() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute(str(told), [told.params[name] for name in names])
        return list(cursor.fetchall())


def _name(entity: str) -> ColumnElement[str]:
    """What a record is called, put together by SQLite, without the parts that are not entered or do not exist."""
    model = ENTITIES[entity]
    parts = (func.nullif(model.__table__.c[name], NONE) for name in listing_of(model).name)
    return func.nullif(func.concat_ws(" ", *parts), "")


def in_groups(rows: list[Row], groups: Collection[str] | None) -> list[Row]:
    """The rows whose group is one of these; '' stands for none; all rows for None."""
    return rows if groups is None else [row for row in rows if (row[GROUP] or "") in groups]


def ordered(rows: list[Row], key: Callable[[Row], Any], *, falling: bool) -> list[Row]:
    """The rows by a key, those without one last in both directions; equal ones stay as they stood."""
    keyed = [(found, row) for row in rows if (found := key(row)) is not None]
    keyed.sort(key=itemgetter(0), reverse=falling)
    bare = [row for row in rows if key(row) is None] if len(keyed) < len(rows) else []
    return [row for _, row in keyed] + bare


def find(rows: list[Row], text: str, *, ranked: bool = True) -> tuple[list[Row], str]:
    """The rows in which every typed word is found, and the text in the other keyboard layout if it was needed.

    Exact hits come first, among them (``ranked``) those that begin with a typed word. The other layout is tried
    where there are none, and where they rest on Latin letters that look Russian, so that «hec» may be «рус».
    """
    words = fold(text).split()
    exact = _with(rows, words, ranked=ranked)
    if not words or (exact and not _ambiguous(text)):
        return exact, ""
    mended = fold(in_russian_layout(text))
    more = _added(exact, _with(rows, mended.split(), ranked=ranked)) if mended.split() != words else []
    if not more and not exact:
        mended = in_latin_layout(text).casefold()
        more = [] if _looks_russian(mended) else _with(rows, fold(mended).split(), ranked=ranked)
    return (exact + more, mended) if more else (exact, "")


# These run over every row at every key, so their loops are those of the interpreter itself.
_SEARCHED, _IDS = itemgetter(SEARCH), itemgetter(ID)


def _with(rows: list[Row], words: Sequence[str], *, ranked: bool) -> list[Row]:
    for word in words:
        rows = list(compress(rows, map(contains, map(_SEARCHED, rows), repeat(word))))
    if ranked and words:
        begin = list(map(str.startswith, map(_SEARCHED, rows), repeat(tuple(words))))
        rows = [*compress(rows, begin), *compress(rows, map(not_, begin))] if any(begin) else rows
    return rows


def _added(exact: list[Row], more: list[Row]) -> list[Row]:
    there = set(map(_IDS, exact))
    return [row for row in more if row[ID] not in there] if there else more


def _ambiguous(text: str) -> bool:
    """Whether a text of more than one letter may have been typed in either layout."""
    return len(text.strip()) > 1 and _looks_russian(text)


def _looks_russian(text: str) -> bool:
    """Whether a text is nothing but Latin letters that look Russian."""
    word = "".join(text.casefold().split())
    return bool(word) and all(ord(sign) in LOOKALIKES for sign in word)


def place_of(rows: list[Row], id: str) -> int:
    """Where a record stands among rows; -1 where it does not."""
    return next(compress(count(), map(id.__eq__, map(_IDS, rows))), -1)
