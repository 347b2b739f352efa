"""What the window remembers of its user between starts, beside the list layouts: how he signs explanations."""

import msgspec

from app.disk import write_whole
from app.paths import user_data

_FILE = "habits.json"


class Habits(msgspec.Struct, frozen=True):
    """``signs``: the name under which explanations are given."""

    signs: str = ""


def habits() -> Habits:
    """What is remembered; nothing where the file is not there or is broken."""
    try:
        return msgspec.json.decode((user_data() / _FILE).read_bytes(), type=Habits)
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return Habits()


def keep_habits(kept: Habits) -> None:
    """Remember; where the folder cannot be written the next start knows what was kept before."""
    try:
        write_whole(user_data() / _FILE, msgspec.json.encode(kept))
    except OSError:
        return
