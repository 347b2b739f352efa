"""What each role may do, and which right a change of each table asks for: the one place where both are said."""

from enum import StrEnum
from types import MappingProxyType

from app.domain.actors import Role


class Right(StrEnum):
    """An act that not everybody may do; everybody may read, and a class teacher only of his own classes."""

    EDIT = "edit"
    EDIT_ALL = "edit_all"
    PRINT = "print"
    SCAN = "scan"
    IMPORT = "import"
    EXPORT = "export"
    ANSWER = "answer"
    APPROVE = "approve"
    RESTORE = "restore"
    MANAGE = "manage"


RIGHT_TITLES = {
    Right.EDIT: "правка карточек",
    Right.EDIT_ALL: "правка карточек школы, классов, работников и аудиторий",
    Right.PRINT: "печать форм",
    Right.SCAN: "работа со сканами",
    Right.IMPORT: "загрузка и приём данных",
    Right.EXPORT: "вывод данных из базы в файл",
    Right.ANSWER: "ответы на замечания и письма",
    Right.APPROVE: "утверждение данных",
    Right.RESTORE: "копии базы и возврат из них",
    Right.MANAGE: "настройки базы, ключи и пользователи",
}

RIGHTS = MappingProxyType(
    {
        Role.OWNER: frozenset(Right) - {Right.APPROVE},  # the head approves, or says that the owner may
        Role.TYPIST: frozenset({Right.EDIT, Right.EDIT_ALL, Right.PRINT, Right.SCAN}),
        Role.TEACHER: frozenset({Right.EDIT, Right.PRINT}),
        Role.HEAD: frozenset({Right.APPROVE}),
        Role.READER: frozenset[Right](),
    }
)

ANYBODY = frozenset(Right)  # also those without any right: what the program writes by itself, whoever works

_EDIT = frozenset({Right.EDIT})
_EDIT_ALL = frozenset({Right.EDIT_ALL})
_ANSWER = frozenset({Right.ANSWER})
_IMPORT = frozenset({Right.IMPORT})
_MANAGE = frozenset({Right.MANAGE})
_PAPER = frozenset({Right.PRINT, Right.SCAN})

# Which right a change of a table asks for; where there are several, each is enough.
_BY_RIGHTS: dict[frozenset[Right], tuple[str, ...]] = {
    _EDIT: (
        *("student", "attempt", "exam_choice", "exam_result", "former_document", "former_name", "guardian", "move"),
        *("health_paper", "health_image", "explanation", "proof", "draft"),
    ),
    _EDIT_ALL: ("school", "building", "responsible", "school_class", "staff", "course", "room"),
    frozenset({Right.EDIT, Right.ANSWER}): ("proposal",),
    _PAPER: ("printed_form", "printed_line", "printed_page"),
    frozenset({Right.SCAN}): ("scan_file", "scan_page", "scan_box", "scan_picture"),
    _IMPORT: (
        *("import_batch", "import_change", "last_year", "last_pupil"),
        *("listed_school", "received_package", "received_person", "joined_field"),
    ),
    frozenset({Right.EXPORT}): ("sent_package",),
    _ANSWER: ("taken_receipt", "remark", "freeze", "letter"),
    frozenset({Right.APPROVE, Right.MANAGE}): ("approval",),
    _MANAGE: ("imprint", "key_pair", "correspondent", "taken_year", "user_account"),
    ANYBODY: ("check_round", "setting", "history_act", "history_change"),  # of settings only those below
}

KEPT_BY_PROGRAM = ("saves",)  # settings in which the program counts, whoever works

WRITERS = MappingProxyType({table: rights for rights, tables in _BY_RIGHTS.items() for table in tables})

_COLUMNS = {("scan_page", "form_id"): _PAPER}  # SQLite lets go of a form that is struck off the register


def may(role: Role, right: Right) -> bool:
    """Whether a role has a right."""
    return right in RIGHTS[role]


def may_write(role: Role, table: str, column: str | None = None) -> bool:
    """Whether a role may change rows of a table, or this column in them; what nobody has placed is the owner's."""
    needed = _COLUMNS.get((table, column or "")) or WRITERS.get(table, _MANAGE)
    return needed is ANYBODY or bool(needed & RIGHTS[role])
