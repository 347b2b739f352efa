"""One field, one statement: the column of a record together with all the program knows of it.

From a :class:`Field` come the editor and its place on the card, the help, the «not filled» finding, the
heading of a sheet both ways, and the column of a form. What there may be several of (chosen exams, parents,
former documents) is a list of :class:`Detail` records with fields of their own, told by one :func:`details`.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, cast

from sqlalchemy import JSON, MetaData, String
from sqlalchemy import inspect as inspect_model
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, Mapper, Relationship, mapped_column, relationship

from app.domain.kinds import Kind
from app.errors import BadValue

ALL_GRADES = frozenset(range(1, 13))
GIA_GRADES = frozenset({9, 10, 11, 12})  # «9–11(12) классы» of the order
NOBODY: frozenset[int] = frozenset()

NOT_APPLICABLE = "не применимо"
_NOT_APPLICABLE = frozenset({NOT_APPLICABLE, "неприменимо", "н/п"})


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a card: permanent key, title, the grades to whose pupils it applies, the clause that asks for it, and
    what the tab itself says where its title is too long."""

    key: str
    title: str
    grades: frozenset[int] = ALL_GRADES
    clause: str = ""
    short: str = ""

    @property
    def on_tab(self) -> str:
        """What stands on the tab."""
        return self.short or self.title


class OnNewYear(StrEnum):
    """What becomes of a value when a new school year begins: it holds on, it holds on but must be confirmed, or the
    field begins empty."""

    KEEP = "keep"
    CONFIRM = "confirm"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Field:
    """What the program knows of one field.

    ``needed``: grades for which the order asks it, so that a gap is an error; ``wanted``: grades for which a
    gap is only a question. For a record without a grade any non-empty set means «always».
    ``headings``: other words under which class lists carry it (compared folded). ``paper``: the document from
    which the value is copied. ``sticky``: whether a new card begins with the value of the card before.
    ``on_new_year``: what becomes of the value in the next year's base.
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
    paper: str = ""
    sticky: bool = False
    own: bool = False
    on_new_year: OnNewYear = OnNewYear.KEEP

    @property
    def may_not_apply(self) -> bool:
        """Whether «не применимо» is an answer: not where the order asks for the value."""
        return not self.needed

    def value(self, text: str) -> tuple[Any, str]:
        """What a typed text is stored as: its value (None for none), and the text that ``unread`` keeps instead.

        «не применимо» is kept wherever the field may lack a value. Raises :class:`BadValue` for what is neither.
        """
        if says_not_applicable(text):
            if not self.may_not_apply:
                raise BadValue("Ответ «не применимо» здесь не подходит: значение приказ требует; внесите его.")
            return None, NOT_APPLICABLE
        return self.kind.read(text), ""

    def tidy(self, text: str) -> str:
        """A typed text, mended, as it will stand once saved; '' is «не внесено». Raises as :meth:`value`."""
        return self.exact(self.kind.mend(text))

    def exact(self, text: str) -> str:
        """As :meth:`tidy`, for a text that must not be mended."""
        value, kept = self.value(text)
        return kept or self.kind.show(value)


def says_not_applicable(text: str) -> bool:
    """Whether a text says «не применимо»: the question is not asked of this record at all."""
    return " ".join(text.split()).casefold() in _NOT_APPLICABLE


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
    paper: str = "",
    sticky: bool = False,
    own: bool = False,
    on_new_year: OnNewYear = OnNewYear.KEEP,
    required: bool = False,
) -> MappedColumn[Any]:
    """A column of the kind's type that carries its :class:`Field`.

    It may be empty, because half-filled cards are saved too, unless it is ``required`` (the key of a
    child record)."""
    asked = (frozenset(needed), frozenset(wanted))
    told = Field("", label, tab, kind, section, *asked, headings, help, paper, sticky, own, on_new_year)
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
    """A new permanent id: a random UUID, never made from data.

    Written out here (version 4, RFC 4122), which takes a third of the time of ``uuid4``: an import makes thousands.
    """
    sign = os.urandom(16).hex()
    return f"{sign[:8]}-{sign[8:12]}-4{sign[13:16]}-{'89ab'[int(sign[16], 16) & 3]}{sign[17:20]}-{sign[20:]}"


class Record(Model):
    """A record that people keep: a permanent id, a version, and what was typed but is no value.

    ``version`` grows with every save; a save that began from an older version is refused, not merged.
    ``unread`` holds, by field name, text that its kind could not read, so that nothing typed is lost, and
    «не применимо», which every field that may lack a value has besides the values of its kind.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id, sort_order=-3)
    version: Mapped[int] = mapped_column(nullable=False, sort_order=-2)
    unread: Mapped[dict[str, str]] = mapped_column(JSON, nullable=False, default=dict, sort_order=-1)

    __mapper_args__ = {"version_id_col": version}


class Detail(Record):
    """One of several that belong to a record: a parent, a former document, a chosen exam.

    ``place`` is its place in the list, as entered."""

    __abstract__ = True

    place: Mapped[int] = mapped_column(nullable=False, default=0, sort_order=-1)


@dataclass(frozen=True, slots=True)
class Details:
    """What the program knows of a list of details: where it stands, what one of them is, what makes two the same.

    ``one`` names one of them («представителя») after «Добавить»; ``after`` is the section of the tab below which
    it stands ('' for the first, None for the end); no two may be alike in all of ``key``; ``order_by`` is the field
    by whose values it is ordered.
    """

    name: str
    title: str
    tab: Tab
    model: type[Detail]
    one: str
    after: str | None = None
    key: tuple[str, ...] = ()
    help: str = ""
    order_by: str = "place"


def details(
    title: str,
    tab: Tab,
    model: type[Detail],
    one: str,
    *,
    after: str | None = None,
    key: tuple[str, ...] = (),
    help: str = "",
    order_by: str = "place",
) -> Relationship[Any]:
    """A list of detail records that carries its :class:`Details`; it is read together with its record only."""
    told = Details("", title, tab, model, one, after, key, help, order_by)
    return relationship(
        model,
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=[getattr(model, order_by), model.id],
        lazy="raise",
        info={"details": told},
    )


@cache
def details_of(model: type[Model]) -> tuple[Details, ...]:
    """The lists of details of a mapped class in the order of their declaration."""
    mapper = cast("Mapper[Any]", inspect_model(model))
    return tuple(replace(one.info["details"], name=one.key) for one in mapper.relationships if "details" in one.info)


@cache
def details_by_name(model: type[Model]) -> dict[str, Details]:
    """The lists of details of a mapped class by name."""
    return {one.name: one for one in details_of(model)}


@cache
def fields(model: type[Model]) -> tuple[Field, ...]:
    """The fields of a mapped class in the order of their declaration.

    Read from the table, whose columns have the names of the attributes: to ask the mapper would make SQLAlchemy
    configure all of them, for which the first list need not wait.
    """
    columns = ((column.key, column.info.get("field")) for column in model.__table__.columns)
    return tuple(replace(told, name=key) for key, told in columns if told)


@cache
def field_by_name(model: type[Model]) -> dict[str, Field]:
    """The fields of a mapped class by name."""
    return {one.name: one for one in fields(model)}


def mended(model: type[Model], typed: Mapping[str, str]) -> dict[str, str]:
    """Texts that somebody has typed, by name of field, each mended by its kind."""
    known = field_by_name(model)
    return {name: known[name].kind.mend(text) if name in known else text for name, text in typed.items()}


def place_in(list_name: str, place: int, name: str) -> str:
    """How a field of a detail is named beside the fields of its record: «guardians.1.phone», counted from 1."""
    return f"{list_name}.{place + 1}.{name}"


LONGEST_TYPED = 40_000  # signs: more than a line of the window takes (32,767)


def as_typed(text: str) -> str:
    """A text that could not be read as ``unread`` keeps it, whole; SQLite would cut it at a NUL.

    Raises :class:`BadValue` for one that no hand has typed: with a megabyte in every field a card would take minutes.
    """
    if len(text) > LONGEST_TYPED:
        raise BadValue(f"Слишком длинный текст: {len(text)} знаков, столько в одном поле не хранится; сократите его.")
    return text.replace("\x00", "\ufffd")


def why_unread(model: type[Model], name: str, text: str) -> str:
    """The sentence that says why a text kept in ``unread`` is not a value of its field; '' for «не применимо»."""
    told = field_by_name(model).get(name)
    if told:
        try:
            tidied = told.tidy(text)
        except BadValue as problem:
            return str(problem)
        if tidied == NOT_APPLICABLE:
            return ""
    return "Значение внесено до изменения поля; внесите его ещё раз."


def texts(record: Record) -> dict[str, str]:
    """What stands in every field of a record as people read it, unreadable texts included."""
    unread = record.unread or {}
    return {one.name: unread.get(one.name) or one.kind.show(getattr(record, one.name)) for one in fields(type(record))}
