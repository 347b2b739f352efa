"""Noticing every change: the connection itself notes what is written into a recorded table, by whatever door.

The notes are made by temporary triggers, which live in the connection and not in the file. So nothing that writes can
go past them: mapped objects, bulk statements, rows that the database itself takes along (a renamed class) or away
(the details of a removed record). A note lives in the transaction that made it, and falls with it.
"""

from typing import Any

from app.domain.carry_over import OF_THE_FILE
from app.domain.field import Model
from app.domain.recorded import DERIVED, RECORDED, Recorded, recorded_columns

_BLOBS = "BLOB"
_COUNTERS = frozenset(("setting", name) for name in OF_THE_FILE)  # they tell of the file, which no person changes

_NOTES = """
CREATE TEMP TABLE history_note (
    place INTEGER PRIMARY KEY, entity TEXT, id, owner, sign TEXT, name TEXT, old, new
)
"""
# A slip of the program cannot change what is written; against ill will only the chain helps.
_FIXED = """
CREATE TEMP TRIGGER history_fixed_{table}_{verb} BEFORE {verb} ON main.{table}
BEGIN SELECT RAISE(ABORT, 'history is never changed'); END
"""


def watch(connection: Any) -> None:
    """Let a connection note the changes of all recorded tables from now on."""
    connection.execute("BEGIN")
    try:
        connection.execute(_NOTES)
        for statement in _triggers():
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def take_notes(connection: Any) -> list[tuple[Any, ...]]:
    """The notes made since they were last taken: entity, id, owner, sign (+ ~ -), name, old, new.

    Of a new row there is only its key, of a changed one a note for each column that is another one, of one that is
    gone ``old`` is a JSON array of its recorded columns.
    """
    notes = connection.execute(
        "SELECT entity, id, owner, sign, name, old, new FROM temp.history_note ORDER BY place"
    ).fetchall()
    if notes:
        connection.execute("DELETE FROM temp.history_note")
    return [one for one in notes if one[:2] not in _COUNTERS]


def _triggers() -> list[str]:
    made: list[str] = []
    for model, told in RECORDED.values():
        made += [_on_insert(model, told), *_on_update(model, told), _on_delete(model, told)]
    for table in ("history_act", "history_change"):
        made += [_FIXED.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
    return made


def _on_insert(model: type[Model], told: Recorded) -> str:
    name = model.__tablename__
    note = _note(model, told, "NEW", "'+', NULL, NULL, NULL")
    return f"CREATE TEMP TRIGGER history_new_{name} AFTER INSERT ON main.{name} BEGIN {note}; END"


def _on_update(model: type[Model], told: Recorded) -> list[str]:
    """A trigger for each column: a statement runs only those of the columns that it sets."""
    name = model.__tablename__
    made = []
    for column in model.__table__.columns:
        if column.name in DERIVED or column.primary_key:
            continue
        old, new = (_value(model, told, side, column.name) for side in ("OLD", "NEW"))
        note = _note(model, told, "NEW", f"'~', '{column.name}', {old}, {new}")
        made.append(
            f'CREATE TEMP TRIGGER history_{name}__{column.name} AFTER UPDATE OF "{column.name}" ON main.{name} '
            f'WHEN OLD."{column.name}" IS NOT NEW."{column.name}" BEGIN {note}; END'
        )
    return made


def _on_delete(model: type[Model], told: Recorded) -> str:
    name = model.__tablename__
    row = ", ".join(_value(model, told, "OLD", column) for column in recorded_columns(model))
    note = _note(model, told, "OLD", f"'-', NULL, json_array({row}), NULL")
    return f"CREATE TEMP TRIGGER history_gone_{name} AFTER DELETE ON main.{name} BEGIN {note}; END"


def _note(model: type[Model], told: Recorded, side: str, rest: str) -> str:
    owner = f'{side}."{told.owner}"' if told.owner else "''"
    values = f"'{model.__tablename__}', {_key(model, side)}, {owner}, {rest}"
    return f"INSERT INTO history_note (entity, id, owner, sign, name, old, new) VALUES ({values})"


def _key(model: type[Model], side: str) -> str:
    names = [f'{side}."{column.name}"' for column in model.__table__.primary_key]
    return names[0] if len(names) == 1 else f"json_array({', '.join(names)})"


def _value(model: type[Model], told: Recorded, side: str, name: str) -> str:
    shown = f'{side}."{name}"'
    blob = str(model.__table__.columns[name].type) == _BLOBS
    return f"history_trace({shown})" if blob or name in told.secret else shown


def stored_row(connection: Any, entity: str, id: str) -> dict[str, Any]:
    """What a recorded row holds now, as the history tells it: by column, the empty ones left out; {} for none."""
    model, told = RECORDED[entity]
    names = recorded_columns(model)
    values = ", ".join(_value(model, told, "told", name) for name in names)
    row = connection.execute(f"SELECT {values} FROM {entity} AS told WHERE {_key(model, 'told')} = ?", (id,)).fetchone()
    return {name: value for name, value in zip(names, row or (), strict=False) if value is not None}
