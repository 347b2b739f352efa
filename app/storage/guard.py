"""What somebody who is not the owner may do in an open base, told by SQLite itself at every statement.

Whatever service, list or mistake of ours it comes from, a change of a table asks for the right that stands in
:mod:`app.domain.roles`: SQLite's authorizer is asked when a statement is prepared. A class teacher also sees his own
classes only: temporary views of the tables' names lie over the tables (:mod:`app.storage.scopes`), and temporary
triggers refuse to change a row of anybody else. For the owner nothing of it is there, and nothing is slower.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, event

from app.domain.actors import ROLE_TITLES, Actor, Role
from app.domain.roles import ANYBODY, KEPT_BY_PROGRAM, RIGHT_TITLES, WRITERS, Right, may, may_write
from app.errors import Refused
from app.storage.scopes import NOT_YOURS, lay_over, scoped_tables

_WRITES = frozenset({driver.SQLITE_INSERT, driver.SQLITE_UPDATE, driver.SQLITE_DELETE})
_FIXED = "setting of the owner"  # what a trigger raises, as :data:`NOT_YOURS`
_CHANGE = re.compile(r'^\s*(INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


class Guard:
    """Stands before one connection for one actor; of the owner there is none."""

    def __init__(self, connection: Any, engine: Engine, actor: Actor) -> None:
        self.actor = actor
        self._connection = connection
        self._denied = ""
        self._told = ""
        if actor.role is Role.TEACHER:
            lay_over(connection, actor.classes)
            event.listen(engine, "before_cursor_execute", _past_the_views, retval=True)
        if not may(actor.role, Right.MANAGE):
            _fix_settings(connection)
        connection.set_authorizer(self._allows)

    def _allows(self, act: int, table: str | None, column: str | None, schema: str | None, _source: Any) -> int:
        ours = schema == "temp" or (table or "").startswith("sqlite_")  # as the history's own triggers are made
        if act not in _WRITES or table is None or ours or may_write(self.actor.role, table, column):
            return int(driver.SQLITE_OK)
        self._denied = table
        return int(driver.SQLITE_DENY)

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let one act of the program's own through: a user's change of his own password.

        Only while the file is held. A statement that was prepared meanwhile is asked for again afterwards.
        """
        self._connection.set_authorizer(None)
        try:
            yield
        finally:
            self._connection.set_authorizer(self._allows)

    def take_denied(self) -> str:
        """What was refused since this was last asked, in the words of the refusal; '' where nothing was."""
        told, self._told = self._told, ""
        return told

    def explained(self, problem: BaseException | None) -> Refused | None:
        """The refusal in the user's words where the error is ours; else None."""
        told = self._explained(str(problem))
        self._told = told.text if told is not None else ""
        return told

    def _explained(self, text: str) -> Refused | None:
        if NOT_YOURS in text or (self.actor.role is Role.TEACHER and self._denied == "school_class"):
            return not_your_class(self.actor)
        if _FIXED in text:
            return refused(self.actor, Right.MANAGE)
        if "not authorized" in text and self._denied:
            return _no_right_for(self.actor, self._denied)
        return None


def _fix_settings(connection: Any) -> None:
    """Let only those settings change that the program keeps for itself, whoever works."""
    kept = ", ".join(f"'{name}'" for name in KEPT_BY_PROGRAM)
    for act, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        connection.execute(
            f"CREATE TEMP TRIGGER setting_{act} BEFORE {act} ON main.setting WHEN {row}.name NOT IN ({kept}) "
            f"BEGIN SELECT RAISE(ABORT, '{_FIXED}'); END"
        )


def refused(actor: Actor, right: Right) -> Refused:
    """The refusal of an act that a role may not do."""
    return Refused(
        f"Роли «{ROLE_TITLES[actor.role]}» не дано: {RIGHT_TITLES[right]}. Ничего не изменено.",
        "Это делает ответственный за базу; он же назначает роли («Файл → Пользователи…»).",
    )


def not_your_class(actor: Actor) -> Refused:
    """The refusal of a class teacher's act on other classes."""
    classes = ", ".join(actor.classes) or "класс не назначен"
    return Refused(
        f"Классному руководителю доступен только его класс ({classes}). Ничего не изменено.",
        "Остальное меняет ответственный за базу.",
    )


def _no_right_for(actor: Actor, table: str) -> Refused:
    needed = WRITERS.get(table, frozenset({Right.MANAGE}))
    return refused(actor, min(needed, default=Right.MANAGE) if needed is not ANYBODY else Right.MANAGE)


def _past_the_views(
    _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
) -> tuple[str, Any]:
    """Changes go to the table itself: SQLite counts no rows that are changed through a view."""
    found = _CHANGE.match(statement)
    if found and found[2] in scoped_tables():
        statement = f'{found[1]} main."{found[2]}"{statement[found.end() :]}'
    return statement, parameters
