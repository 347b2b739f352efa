"""Taking the history back act by act in plain SQL, to hold what it tells against what there was."""

import json
from typing import Any

from sqlalchemy import select

from app.domain.carry_over import OF_THE_FILE
from app.domain.field import Model
from app.domain.recorded import RECORDED, goes_with, recorded_columns
from app.storage.history_watch import stored_row
from app.storage.passport import Passport

State = dict[str, dict[str, dict[str, Any]]]  # table, key, column


def _key(model: type[Model], row: dict[str, Any]) -> str:
    names = [column.name for column in model.__table__.primary_key]  # type: ignore[attr-defined]
    if len(names) == 1:
        return str(row[names[0]])
    return json.dumps([row[name] for name in names], ensure_ascii=False, separators=(",", ":"))


def state_of(passport: Passport) -> State:
    """All recorded columns of all recorded rows as SQLite stores them; of a blob what the history tells of it."""
    found: State = {}
    with passport.reading() as session:
        driver = session.connection().connection.driver_connection
        for name, (model, _) in RECORDED.items():
            keys = list(model.__table__.primary_key)  # type: ignore[attr-defined]
            rows = session.execute(select(*keys)).all()
            found[name] = {
                key: stored_row(driver, name, key)
                for key in (_key(model, dict(zip([one.name for one in keys], row, strict=True))) for row in rows)
                if key not in OF_THE_FILE  # counters of the file, which the history does not tell
            }
    return found


def unwound(passport: Passport, state: State, down_to: int) -> State:
    """What there was right after an act, told by the present state and the history alone."""
    now: State = {name: {key: dict(row) for key, row in rows.items()} for name, rows in state.items()}
    with passport.reading() as session:
        query = 'SELECT entity, card, record, kind, "values" FROM history_change WHERE act > ? ORDER BY act DESC, place'
        changes = session.connection().exec_driver_sql(query, (down_to,)).all()
    for entity, card, record, kind, values in changes:
        key = record or card
        if kind == "made":
            _take_out(now, entity, key)
        elif kind == "gone":
            _put_back(now, entity, json.loads(values))
        else:
            row = now[entity][key]
            for name, (old, new) in json.loads(values).items():
                assert row.get(name) == new, (entity, key, name)
                row.pop(name, None)
                if old is not None:
                    row[name] = old
    return now


def _take_out(state: State, entity: str, key: str) -> None:
    """A record and what stands in it: that is not told by itself."""
    del state[entity][key]
    for name, (model, told) in RECORDED.items():
        if goes_with(model) == entity:
            for own in [own for own, row in state[name].items() if row[told.owner] == key]:
                _take_out(state, name, own)


def _put_back(state: State, entity: str, content: dict[str, Any]) -> None:
    model = RECORDED[entity][0]
    assert set(content["row"]) <= set(recorded_columns(model))
    state[entity][_key(model, content["row"])] = content["row"]
    for name, several in content.get("lists", {}).items():
        for one in several:
            _put_back(state, name, one)
