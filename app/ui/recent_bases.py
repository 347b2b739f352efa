"""The bases that were opened last, kept between starts: where each lies, the school's short name, the year, the day.

Nothing of a person stands in it, only what the names of files and of copies tell too; it can be forgotten at any time.
"""

from datetime import date
from pathlib import Path

import msgspec

from app.disk import write_whole
from app.paths import user_data
from app.services.school import school_name
from app.storage.passport import Passport

MOST = 8
_FILE = "recent.json"


class RecentBase(msgspec.Struct, frozen=True):
    """One base; ``opened`` is the day of the last opening as YYYY-MM-DD."""

    path: str
    school: str
    year: str
    opened: str

    @property
    def is_there(self) -> bool:
        """Whether its file lies where it lay."""
        try:
            return Path(self.path).is_file()
        except OSError:
            return False

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return f"{self.school or 'Название не внесено'} — {self.year}"


def recent_bases() -> list[RecentBase]:
    """The bases, the last opened first; none where nothing was noted, or what was noted cannot be read."""
    try:
        return msgspec.json.decode((user_data() / _FILE).read_bytes(), type=list[RecentBase])[:MOST]
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return []


def note_opened(passport: Passport) -> None:
    """Put an open base first."""
    path = str(passport.path.absolute())
    one = RecentBase(path, school_name(passport), passport.year.title, date.today().isoformat())
    _keep([one, *(other for other in recent_bases() if other.path != path)][:MOST])


def forget_base(path: str) -> None:
    """Take a base out of the list; its file stays."""
    _keep([one for one in recent_bases() if one.path != path])


def forget_all() -> None:
    """Empty the list; the files stay."""
    _keep([])


def is_first_start() -> bool:
    """Whether no base was ever opened here: neither is one in the list, nor did an earlier program note one."""
    try:
        return not (user_data() / _FILE).exists() and not any((user_data() / "bases").glob("*.json"))
    except OSError:
        return False


def _keep(bases: list[RecentBase]) -> None:
    """Where the folder cannot be written, the list stays as it was."""
    try:
        write_whole(user_data() / _FILE, msgspec.json.encode(bases))
    except OSError:
        return
