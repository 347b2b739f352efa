"""Where updates of the program's data lie: whole signed files in the user's own folder, and a pointer to one of them.

The file comes first, the pointer to it in one renaming: whoever is killed between leaves the old one in force.
"""

import re
from contextlib import suppress
from pathlib import Path

import msgspec

from app.disk import why, write_whole
from app.errors import BadFile
from app.paths import user_data

_FOLDER, _POINTER = "updates", "present.json"
_NAME = re.compile(r"\d{1,9}-[0-9a-f]{64}\.passport-update\Z")
_MOST_POINTER, _MOST_FILE = 4096, 2**23  # bytes
_DAMAGED = "Файл обновления данных на диске пропал или повреждён."
_AGAIN = "Возьмите обновление из файла ещё раз."


class Pointer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of the file that holds, and of the one before it to go back to; '' for the program's own data.

    ``tried`` is the version of the program that found its content whole.
    """

    file: str = ""
    before: str = ""
    tried: str = ""

    @property
    def number(self) -> int:
        """The number of the update that holds; 0 for none."""
        return number_of(self.file)


def number_of(name: str) -> int:
    """The number of a kept update; 0 for ''."""
    return int(name.partition("-")[0] or 0)


def is_there() -> bool:
    """Whether any update was ever taken; asked at every start, also where the user's own folder cannot be had."""
    try:
        return _pointer().is_file()
    except OSError:
        return False


def pointer() -> Pointer:
    """What the pointer says. Raises :class:`BadFile` where it cannot be read."""
    try:
        raw = _read(_pointer(), _MOST_POINTER)
        told = msgspec.json.decode(raw, type=Pointer) if raw else Pointer()
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BadFile("Запись об обновлении данных на диске повреждена.", _AGAIN) from None
    if not all(name == "" or _NAME.match(name) for name in (told.file, told.before)):
        raise BadFile("Запись об обновлении данных на диске повреждена.", _AGAIN)
    return told


def stored(name: str) -> bytes:
    """The bytes of a kept update. Raises :class:`BadFile` where they are not those that were kept under the name."""
    from hashlib import sha256  # noqa: PLC0415 - only where there is an update

    content = _read(_folder() / name, _MOST_FILE)
    if sha256(content).hexdigest() != name.partition("-")[2].partition(".")[0]:
        raise BadFile(_DAMAGED, _AGAIN)
    return content


def keep(number: int, fingerprint: str, content: bytes) -> str:
    """Lay an update beside those that are there; its name. Nothing holds otherwise yet. Raises :class:`BadFile`."""
    name = f"{number}-{fingerprint}.passport-update"
    _write(_folder() / name, content)
    return name


def point(told: Pointer) -> None:
    """Let another update hold, in one step. Raises :class:`BadFile`; then all is as it was."""
    _write(_pointer(), msgspec.json.encode(told))


def sweep(told: Pointer) -> None:
    """Let go the updates that neither hold nor are the way back."""
    with suppress(OSError):
        for path in _folder().iterdir():
            if _NAME.match(path.name) and path.name not in {told.file, told.before}:
                path.unlink()


def _folder() -> Path:
    return user_data() / _FOLDER


def _pointer() -> Path:
    return _folder() / _POINTER


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        return b""
    except OSError as problem:
        raise BadFile(f"Обновление данных не прочитано: {why(problem)}.") from problem
    if len(content) > most:
        raise BadFile(_DAMAGED, _AGAIN)
    return content


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as problem:
        raise BadFile(f"Обновление не записано в папку {path.parent}: {why(problem)}.") from problem
