"""Other copies of a base beside it, as clouds and file managers leave them; they are told, never read or merged."""

import os
import re
from pathlib import Path

# What stands between a name and its suffix. Sources: the makers' help pages on conflicted copies.
_CONFLICT = re.compile(
    r"""
      \ ?\(.*(conflict|конфликт).*\)           # Dropbox, Nextcloud, Seafile: «(… conflicted copy 2019-04-24)»
    | [._\- ](sync-)?conflict[._\- ].*         # Syncthing, ownCloud
    | -(desktop|laptop|win|pc|пк)-?[\w\-]*     # OneDrive puts the name of the computer
    | \ ?\(\d{1,3}\)                           # Google Диск, Яндекс.Диск, browsers
    | \ (—|–|-)\ (копия|copy)(\ ?\(\d+\))?     # Windows' own
    """,
    re.IGNORECASE | re.VERBOSE,
)


def conflicted_copies(base: Path, computer: str = "") -> tuple[Path, ...]:
    """Files beside a base that look like another copy of it, by name; none where the folder cannot be read.

    ``computer`` is the name of this computer, which OneDrive puts behind a file's name too.
    """
    try:
        names = sorted(os.listdir(base.parent))  # noqa: PTH208 - names only, of a folder that may hold thousands
    except OSError:
        return ()
    return tuple(base.with_name(name) for name in names if _is_copy(name, base, computer or _this_computer()))


def _this_computer() -> str:
    return os.environ.get("COMPUTERNAME", "")


def _is_copy(name: str, base: Path, computer: str) -> bool:
    if name == base.name or not name.casefold().startswith(base.stem.casefold()):
        return False
    rest, suffix = name[len(base.stem) :], base.suffix
    if rest.casefold().endswith(suffix.casefold()):
        between = rest.removesuffix(rest[len(rest) - len(suffix) :])
    elif rest.startswith(suffix):  # some put it behind the suffix
        between = rest.removeprefix(suffix)
    else:
        return False
    return between.casefold() == f"-{computer}".casefold() != "-" or _CONFLICT.fullmatch(between) is not None
