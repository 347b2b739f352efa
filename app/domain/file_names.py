"""Which names a file of ours may bear: refused before anything is made, the same on every system.

A file goes from computer to computer on a stick, so that what Windows cannot take is refused elsewhere too. Sources:
«Naming Files, Paths, and Namespaces» of the Windows API; NAME_MAX of Linux; MAX_PATHNAME of SQLite.
"""

import os
import re
import unicodedata
from pathlib import Path

from app.errors import Refused

AFTER_A_NAME = 40  # what is put after a name while we work: «-journal», «.before-import-12.copy.tmp»
_MOST_BYTES = 255  # of a name on Linux; Windows counts its letters, which are never more
_MOST_SIGNS = 259  # of a whole path on a Windows without long paths
_MOST_OF_BASE = 512  # bytes of a whole path, as far as SQLite goes
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*\\/')
_OTHER = "Выберите другое имя."
_SHORTER = "Выберите имя короче или папку ближе к началу диска."


def check_new_name(path: Path, *, base: bool = False, windows: bool = os.name == "nt") -> None:
    """Refuse (:class:`Refused`) a path that no file of ours can have; nothing is looked up on the disk.

    ``base`` is whether it is of a base, beside which other files come and go; ``windows``, whether this computer is
    one of those that count the signs of a path.
    """
    name = path.name
    if not name or name == "..":
        raise Refused(f"«{path}» — это папка или диск, а нужно имя файла.", "Допишите имя файла.")
    shown = "".join("?" if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in name)
    if shown != name:
        raise Refused(f"В имени файла «{shown[:60]}» есть непечатаемый знак.", _OTHER)
    if bad := sorted(_FORBIDDEN.intersection(name)):
        raise Refused(f"В имени файла «{name}» есть знаки, которых Windows не допускает: {' '.join(bad)}", _OTHER)
    if name[-1] in ". ":
        raise Refused(f"Имя файла «{name}» кончается точкой или пробелом: Windows их отбросит.", _OTHER)
    if _DEVICE.fullmatch(name):
        raise Refused(f"«{name}» — имя устройства Windows, файла с таким именем быть не может.", _OTHER)
    _check_length(path, base=base, windows=windows)


def _check_length(path: Path, *, base: bool, windows: bool) -> None:
    spare = AFTER_A_NAME if base else len(".tmp")
    whole = os.path.abspath(path)  # noqa: PTH100 - Path.absolute keeps «..», which the system does not count
    if len(os.fsencode(path.name)) + spare > _MOST_BYTES:
        raise Refused(f"Имя файла слишком длинное: знаков {len(path.name)}.", _SHORTER)
    if windows and len(whole) + spare > _MOST_SIGNS:
        raise Refused(f"Путь к файлу слишком длинный: знаков {len(whole)}.", _SHORTER)
    if base and len(os.fsencode(whole)) + spare > _MOST_OF_BASE:
        raise Refused(f"Путь к файлу базы слишком длинный: знаков {len(whole)}.", _SHORTER)
