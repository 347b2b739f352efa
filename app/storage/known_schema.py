"""The schema that a base of this program has: a base with anything else in it is refused before it is read (S31).

A view or trigger that another program has put into the file would act in our name. What is compared is the structure
that SQLite tells, not the text of the statements, which may differ from one edition of a library to another.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.errors import BadFile

# Of the schema ``HEAD``; the test of this module tells the next one.
KNOWN = "458a318f014dd7658fd7c74507596b073367e06596bff5bd8ab7ab2d410ed924"

_OBJECTS = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY 1, 2"
_COLUMNS = 'SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid'
_LINKS = 'SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY 1, 2, 3'
_INDEX = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
_SPEAKING = ("trigger", "view")  # what acts by itself; no base of ours has any


def check_no_strangers(connection: Any, path: Path) -> None:
    """Refuse a base with views or triggers, of whatever schema. Raises :class:`BadFile`."""
    if any(kind in _SPEAKING for kind, *_ in connection.execute(_OBJECTS)):
        raise _foreign(path)


def check_schema(connection: Any, path: Path) -> None:
    """Refuse a base whose schema is not the newest one exactly. Raises :class:`BadFile`."""
    if schema_digest(connection) != KNOWN:
        raise _foreign(path)


def schema_digest(connection: Any) -> str:
    """A sum over tables, columns, links, indices and all else that a base is made of."""
    told = [(*one, *_made_of(connection, one[0], one[1])) for one in connection.execute(_OBJECTS).fetchall()]
    return sha256(json.dumps(told).encode()).hexdigest()


def _made_of(connection: Any, kind: str, name: str) -> list[Any]:
    if kind == "table":
        return [connection.execute(query, (name,)).fetchall() for query in (_COLUMNS, _LINKS)]
    if kind == "index":
        return connection.execute(_INDEX, (name,)).fetchall()  # type: ignore[no-any-return]
    return connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchall()  # type: ignore[no-any-return]


def _foreign(path: Path) -> BadFile:
    return BadFile(
        f"База {path.name} устроена не так, как её делает программа: в ней чужие таблицы, виды или триггеры.",
        "Её меняла другая программа. Возьмите последнюю целую копию.",
    )
