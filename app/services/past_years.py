"""A base from which the next school year was made is a past one: it opens for reading, unless somebody wants to edit.

The base itself must stay as it was to the byte, so the sign is a small text beside it, which says what it is for.
"""

from contextlib import suppress
from pathlib import Path

from app.disk import write_whole
from app.storage.passport import Passport


def mark_of(base: Path) -> Path:
    """The text beside a base that makes it a past one."""
    return base.with_name(f"{base.name}.past.txt")


def mark_past(base: Path, next_base: Path, title: str) -> None:
    """Say beside a base that another was made from it; a folder that takes no file takes no edits either."""
    told = (
        f"Из базы {base.name} сделана база {title} учебного года: {next_base.name}.\n"
        "Поэтому программа открывает прошлую базу для чтения и спрашивает, прежде чем править её.\n"
        "Если удалить этот файл, прошлая база снова будет открываться для правки.\n"
    )
    with suppress(OSError):
        write_whole(mark_of(base), told.replace("\n", "\r\n").encode("utf-8-sig"))


def hold_past(passport: Passport) -> bool:
    """Let a past base be read only, and say whether it is one."""
    if passport.read_only or not mark_of(passport.path).is_file():
        return False
    passport.may_be_edited = True
    passport.read_only = (
        f"Это прошлый год: из базы {passport.year.title} учебного года уже сделана следующая. Она открыта для чтения."
    )
    return True


def edit_anyway(passport: Passport) -> None:
    """Let a past base be edited until it is closed."""
    passport.read_only, passport.may_be_edited = "", False
