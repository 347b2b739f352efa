"""What comes of asking for the password of a base."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from app.storage.passport import Passport
from app.ui.first_rows import FirstRows, first_rows


@dataclass(frozen=True, slots=True)
class Entered:
    """An open base, and the rows of its first list; ``needs_sheet`` says that its password was set just now, instead
    of a forgotten one."""

    passport: Passport
    needs_sheet: bool = False
    first: FirstRows | None = None


# Asked when a password did not open a base: path, what was raised, the password. True where it has led the user on (a
# right password of a damaged base, of which there are copies); the window that asked closes then.
WhenRefused = Callable[[Path, AppError, str], bool]


def no_other_way(_path: Path, _problem: AppError, _password: str) -> bool:
    """Nothing but to try again."""
    return False


def with_first_rows(passport: Passport) -> Entered:
    """The base that was just opened, its first list read; it is closed again where that fails."""
    try:
        return Entered(passport, first=first_rows(passport))
    except BaseException:
        passport.close()
        raise
