"""The password of a base on the command line: from a file or the environment, never from an argument."""

import os
from argparse import Namespace
from pathlib import Path

from app.cli.streams import tell
from app.disk import why
from app.errors import BadFile, Refused, WrongPassword
from app.services.past_years import hold_past, mark_of
from app.services.updates import put_on
from app.storage.opening import open_passport
from app.storage.passport import Passport

VARIABLE = "SCHOOL_PASSPORT_PASSWORD"

_MOST = 4096  # bytes of a file with a password; what is larger is something else


def password_of(given: Namespace) -> str:
    """The password that was given, as it stands in the file but for the end of its line; '' where none was."""
    if given.password_file:
        return _from_file(Path(given.password_file))
    return os.environ.get(VARIABLE, "")


def open_base(given: Namespace) -> Passport:
    """The base of a command, opened by the password that was given; one that has none is opened only without.

    A past year's opens for reading, as in the window.
    """
    passport = _opened(given.base, password_of(given))
    put_on(passport)
    for text in passport.noticed.told():
        tell(text)
    if hold_past(passport):
        tell(f"Прошлый год, только для чтения; чтобы править, удалите {mark_of(given.base).name} рядом с базой.")
    return passport


def _opened(base: Path, password: str) -> Passport:
    if not password:
        return open_passport(base)
    try:
        return open_passport(base, password)
    except WrongPassword as problem:
        _check_needed(base, problem)
        raise


def _check_needed(base: Path, problem: WrongPassword) -> None:
    try:
        open_passport(base).close()
    except WrongPassword:
        return
    raise Refused(
        f"База {base.name} без пароля, а пароль дан; ничего не сделано.",
        f"Уберите --password-file и переменную {VARIABLE}, или задайте базе пароль.",
    ) from problem


def _from_file(path: Path) -> str:
    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST else None
        text = content.decode("utf-8-sig") if content is not None else None
    except OSError as problem:
        raise BadFile(f"Файл с паролем не прочитан: {why(problem)}.") from problem
    except UnicodeDecodeError:
        text = None
    line = text.removesuffix("\n").removesuffix("\r") if text is not None else ""
    if not line or "\n" in line:
        raise BadFile("Файл с паролем не прочитан: в нём должна быть одна строка в UTF-8 — сам пароль.")
    return line
