"""One field, one statement: the column of a record together with all the program knows of it.

From a :class:`Field` come the editor and its place on the card, the help, the «not filled» finding, the
heading of a sheet both ways, and the column of a form. What is not a scalar (chosen exams) is a child
record with a hand-written editor; ``Field`` is not bent to it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from sqlalchemy import JSON, MetaData, String
from sqlalchemy import inspect as inspect_model
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, Mapper, mapped_column

from app.domain.kinds import Kind
from app.errors import BadValue

ALL_GRADES = frozenset(range(1, 13))
GIA_GRADES = frozenset({9, 10, 11, 12})  # «9–11(12) классы» of the order
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a card: permanent key, title, the grades to whose pupils it applies."""

    key: str
    title: str
    grades: frozenset[int] = ALL_GRADES


@dataclass(frozen=True, slots=True)
class Field:
    """What the program knows of one field.

    ``needed``: grades for which the order asks it, so that a gap is an error; ``wanted``: grades for which a
    gap is only a question. For a record without a grade any non-empty set means «always».
    ``headings``: other words under which class lists carry it (compared folded).
    """

    name: str
    label: str
    tab: Tab
    kind: Kind[Any]
    section: str = ""
    needed: frozenset[int] = NOBODY
    wanted: frozenset[int] = NOBODY
    headings: tuple[str, ...] = ()
    help: str = ""


def field(
    label: str,
    tab: Tab,
    kind: Kind[Any],
    *,
    section: str = "",
    needed: Iterable[int] = NOBODY,
    wanted: Iterable[int] = NOBODY,
    headings: tuple[str, ...] = (),
    help: str = "",
    required: bool = False,
) -> MappedColumn[Any]:
    """A column of the kind's type that carries its :class:`Field`.

    It may be empty, because half-filled cards are saved too, unless it is ``required`` (the key of a
    child record)."""
    told = Field("", label, tab, kind, section, frozenset(needed), frozenset(wanted), headings, help)
    return mapped_column(kind.sql(), nullable=not required, info={"field": told})


class Model(DeclarativeBase):
    """The root of all mapped classes; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def new_id() -> str:
    """A new permanent id: a random UUID, never made from data."""
    return str(uuid.uuid4())


class Record(Model):
    """A record that people keep: a permanent id, a version, and what was typed but could not be read.

    ``version`` grows with every save; a save that began from an older version is refused, not merged.
    ``unread`` holds, by field name, text that its kind could not read, so that nothing typed is lost.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id, sort_order=-3)
    version: Mapped[int] = mapped_column(nullable=False, sort_order=-2)
    unread: Mapped[dict[str, str]] = mapped_column(JSON, nullable=False, default=dict, sort_order=-1)

    __mapper_args__ = {"version_id_col": version}


@cache
def fields(model: type[Model]) -> tuple[Field, ...]:
    """The fields of a mapped class in the order of their declaration."""
    mapper = cast("Mapper[Any]", inspect_model(model))
    columns = ((prop.key, prop.columns[0].info.get("field")) for prop in mapper.column_attrs)
    return tuple(replace(told, name=key) for key, told in columns if told)


@cache
def field_by_name(model: type[Model]) -> dict[str, Field]:
    """The fields of a mapped class by name."""
    return {one.name: one for one in fields(model)}


def as_typed(text: str) -> str:
    """A text that could not be read as ``unread`` keeps it, whole; SQLite would cut it at a NUL."""
    return text.replace("\x00", "\ufffd")


def why_unread(model: type[Model], name: str, text: str) -> str:
    """The sentence that says why a text kept in ``unread`` is not a value of its field."""
    told = field_by_name(model).get(name)
    if told:
        try:
            told.kind.parse(text)
        except BadValue as problem:
            return str(problem)
    return "Значение внесено до изменения поля; внесите его ещё раз."


def texts(record: Record) -> dict[str, str]:
    """What stands in every field of a record as people read it, unreadable texts included."""
    unread = record.unread or {}
    return {one.name: unread.get(one.name) or one.kind.show(getattr(record, one.name)) for one in fields(type(record))}
