"""What a class teacher sees and changes: his own pupils and what hangs on them; for each table a condition in SQL.

The conditions are laid over the tables as temporary views and triggers of the connection; the file knows nothing of
them. A table without a line here holds nothing about single people, and everybody sees it (a test names them all).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

NOT_YOURS = "not your class"  # what the triggers raise, for the guard to explain

OWN_ONLY = (  # what belongs to one pupil by ``student_id``
    *("attempt", "exam_choice", "exam_result", "former_document", "former_name", "guardian", "move", "health_paper"),
)
HIDDEN = (  # about workers, about everybody, or secret
    *("staff", "course", "key_pair", "import_batch", "import_change", "last_year", "last_pupil"),
    *("scan_file", "scan_page", "scan_box", "scan_picture"),
)

_MINE = "(SELECT id FROM main.student WHERE class_name IN ({classes}))"
_OTHERS = "(SELECT id FROM main.student WHERE class_name IS NULL OR class_name NOT IN ({classes}))"
_MY_FORMS = f"(SELECT id FROM main.printed_form WHERE scope IN ({{classes}}) OR scope IN {_MINE})"
_ABOUT_MINE = f"{{row}}.entity = 'student' AND {{row}}.record_id IN {_MINE}"
_ABOUT_NO_OTHER = f"{{row}}.record_id NOT IN {_OTHERS}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are seen, and which may be made, changed or removed (None: those that are seen).

    What is removed along with its pupil must still be told from what is of others, so changes ask for the contrary.
    """

    seen: str
    changed: str | None = None


@cache
def _scopes() -> dict[str, Scope]:
    own = Scope(f"{{row}}.student_id NOT IN {_OTHERS}")
    others_papers = f"(SELECT id FROM main.health_paper WHERE student_id IN {_OTHERS})"
    new_of_mine = "({row}.version > 0 OR json_extract({row}.texts, '$.class_name') IN ({classes}))"
    about = Scope(_ABOUT_MINE, _ABOUT_NO_OTHER)
    return {
        "student": Scope("{row}.class_name IN ({classes})"),
        "school_class": Scope("{row}.name IN ({classes})"),
        **dict.fromkeys(OWN_ONLY, own),
        "health_image": Scope(f"{{row}}.paper_id NOT IN {others_papers}"),
        **dict.fromkeys(("explanation", "proposal", "remark"), about),
        "proof": Scope(f"{{row}}.record_id IN {_MINE}", _ABOUT_NO_OTHER),
        "draft": Scope(
            f"{{row}}.entity IN ('student', 'second') AND {_ABOUT_NO_OTHER} AND {new_of_mine}",
            f"{{row}}.entity IN ('student', 'second') AND {_ABOUT_NO_OTHER}",
        ),
        "printed_form": Scope(f"({{row}}.scope IN ({{classes}}) OR {{row}}.scope IN {_MINE})"),
        **dict.fromkeys(("printed_line", "printed_page"), Scope(f"{{row}}.form_id IN {_MY_FORMS}")),
        "history_change": Scope(f"{{row}}.card IN {_MINE}", "1"),
        **dict.fromkeys(HIDDEN, Scope("0")),
    }


def scoped_tables() -> frozenset[str]:
    """The tables that views lie over."""
    return frozenset(_scopes())


def lay_over(connection: Any, classes: Sequence[str]) -> None:
    """Lay the views and triggers of these classes over a connection; without a class nothing is seen."""
    listed = ", ".join("'" + name.replace("'", "''") + "'" for name in classes) or "NULL"
    for table, scope in _scopes().items():
        seen = scope.seen.format(row=f'"{table}"', classes=listed)
        connection.execute(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" WHERE {seen}')
        for act, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            told = " AND ".join(f"({(scope.changed or scope.seen).format(row=row, classes=listed)})" for row in rows)
            connection.execute(
                f'CREATE TEMP TRIGGER "{table}_{act}" BEFORE {act} ON main."{table}" WHEN ({told}) IS NOT TRUE '
                f"BEGIN SELECT RAISE(ABORT, '{NOT_YOURS}'); END"
            )
