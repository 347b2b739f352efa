"""A stored change in the words of the card: which field, what stood there, what came in its place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.domain.ageing import ageing_fields
from app.domain.field import Detail, Model, details_of, field_by_name, fields
from app.domain.history import ChangeKind
from app.domain.kinds import NONE
from app.domain.listed import Listed, listing_of
from app.domain.recorded import RECORDED
from app.storage.history_chain import Change

Values = Mapping[str, Any]  # by column, as SQLite stores them

NEW, REMOVED = "новая запись", "удалено"
_SHOWN = 4  # values of a row that tell which one it is
_LONGEST = 300  # signs of a value that is no field


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a change. ``field`` is its name, '' for the record as a whole; ``was`` and ``became`` are as the
    card shows them, '' for «не внесено»."""

    field: str
    label: str
    was: str
    became: str


def told_of(change: Change, content: Values) -> Iterator[Told]:
    """What a change says, a line each; none for one in which nothing is of interest (a place in a list).

    ``content`` is what the record holds now, to say which one was made.
    """
    title = RECORDED[change.entity][1].title
    if change.kind == ChangeKind.MADE:
        yield Told("", title, "", summary(change.entity, content) or NEW)
    elif change.kind == ChangeKind.GONE:
        yield Told("", title, summary(change.entity, json.loads(change.values)["row"]), REMOVED)
    else:
        yield from _changed(change.entity, json.loads(change.values), title)


def _changed(entity: str, pairs: Mapping[str, list[Any]], title: str) -> Iterator[Told]:
    model, recorded = RECORDED[entity]
    old = texts_of(model, {name: pair[0] for name, pair in pairs.items()})
    new = texts_of(model, {name: pair[1] for name, pair in pairs.items()})
    is_detail = issubclass(model, Detail)
    for one in fields(model):
        was, became = old.get(one.name, ""), new.get(one.name, "")
        if was != became:
            yield Told(one.name, f"{title}: {one.label}" if is_detail else one.label, was, became)
    yield from _confirmed(model, pairs)
    named = [name for name in recorded.labels if name in pairs]
    for name in named:
        yield Told("", f"{title}: {recorded.labels[name]}", *(_plain(model, name, one) for one in pairs[name]))
    if not fields(model) and not named:
        yield Told("", title, "", "изменено")


def _confirmed(model: type[Model], pairs: Mapping[str, list[Any]]) -> Iterator[Told]:
    """Which fields wait for a confirmation no more, though their values are the same."""
    if "unconfirmed" not in pairs:  # not every record has such fields
        return
    was, now = (_stored(model, "unconfirmed", one) or () for one in pairs["unconfirmed"])
    for name in ageing_fields(model):
        if name in was and name not in now and name not in pairs:
            yield Told("", f"{field_by_name(model)[name].label}: подтверждено", "", "да")


def texts_of(model: type[Model], row: Values) -> dict[str, str]:
    """The fields that a row names, as people read them, unreadable texts included; '' for an empty one."""
    known = field_by_name(model)
    found = {name: known[name].kind.show(_stored(model, name, value)) for name, value in row.items() if name in known}
    return found | {name: text for name, text in unread_of(model, row).items() if name in known}


def unread_of(model: type[Model], row: Values) -> dict[str, str]:
    """What was typed into a row and is no value, by field."""
    return _stored(model, "unread", row["unread"]) or {} if row.get("unread") else {}


def summary(entity: str, row: Values) -> str:
    """The first values of a row, which tell people which one it is."""
    model, recorded = RECORDED[entity]
    if issubclass(model, Listed):
        return who_of(entity, row)
    shown = (
        texts_of(model, row)
        if fields(model)
        else {name: _plain(model, name, row.get(name)) for name in recorded.labels}
    )
    return ", ".join([text for name in shown if (text := shown[name])][:_SHOWN])


def who_of(entity: str, row: Values) -> str:
    """What the record of a card is called: «Иванов Иван Иванович, 9А», «12, Главный корпус», «9А»."""
    model = RECORDED[entity][0]
    shown = texts_of(model, row)
    if not issubclass(model, Listed):
        return shown.get("short_name") or shown.get("name") or ""
    name = " ".join(text for one in listing_of(model).name if (text := shown.get(one, "")) and text != NONE)
    place = shown.get("class_name") or shown.get("building")
    return ", ".join(text for text in (name or "(без имени)", place) if text)


@cache
def list_name(entity: str) -> str:
    """The name of the list on a card whose rows stand in this table; '' for a table that is none."""
    for model, _ in RECORDED.values():
        for one in details_of(model):
            if one.model.__tablename__ == entity:
                return one.name
    return ""


_DIALECT = SQLiteDialect()


@cache
def _reader(model: type[Model], name: str) -> Any:
    kind = model.__table__.columns[name].type.dialect_impl(_DIALECT)
    return kind.result_processor(_DIALECT, None)


def _stored(model: type[Model], name: str, value: Any) -> Any:
    """A value of SQLite as its column gives it."""
    read = _reader(model, name)
    return read(value) if read and value is not None else value


def _plain(model: type[Model], name: str, value: Any) -> str:
    """A value of a column that is no field."""
    if value is None:
        return ""
    if str(model.__table__.columns[name].type) == "BLOB":
        return cast(str, value)
    found = _stored(model, name, value)
    if isinstance(found, datetime):
        return f"{found:%d.%m.%Y %H:%M}"
    if isinstance(found, date):
        return f"{found:%d.%m.%Y}"
    if isinstance(found, bool):
        return "да" if found else "нет"
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
