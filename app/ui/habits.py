"""What the user has been asked once and is not asked again, kept between starts: no data of the school."""

import msgspec

from app.disk import write_whole
from app.paths import user_data

_FILE = "habits.json"


def kept(name: str) -> str | None:
    """What was answered; None where nobody has been asked yet."""
    return _read().get(name)


def keep(name: str, answer: str) -> None:
    """Keep an answer; where the folder cannot be written, the next start asks again."""
    try:
        write_whole(user_data() / _FILE, msgspec.json.encode(_read() | {name: answer}))
    except OSError:
        return


def _read() -> dict[str, str]:
    try:
        return msgspec.json.decode((user_data() / _FILE).read_bytes(), type=dict[str, str])
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return {}
