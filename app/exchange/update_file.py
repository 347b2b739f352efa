"""The file of an update: years, closed lists and the layout of РИС, signed; never a line of program.

It is a container as packages are (``container.py``), so every byte of it is either signed or told by what is signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.program_data import is_data
from app.errors import BadFile
from app.exchange.container import Packed, read, write
from app.exchange.line_values import Place, check_shape
from app.exchange.signing import Renewal, Signer

FORMAT = "school-passport-update"
FORMAT_VERSION = 1
ENDING = ".passport-update"
LARGEST = 2**23  # bytes of the whole; all data of the program have 0.2 MB
LARGEST_FILE = 1_000_000  # bytes of one of its files

_MOST_NUMBER = 999_999_999
_LONGEST = 500  # signs of what the update says of itself
_SHAPE: dict[str, type | tuple[type, ...]] = {
    "format": str,
    "format_version": int,
    "number": int,
    "date": str,
    "program": str,
    "about": str,
    "parts": list,
}


@dataclass(frozen=True, slots=True)
class Update:
    """An update that was read and is whole; whose its key is, others decide by ``signer`` and ``renewals``.

    ``number`` grows; ``program`` is the oldest version that can use it; ``files`` are bytes by name
    («years/2026-27.toml»); ``fingerprint`` is the SHA-256 of the whole file in hex, ``content`` its bytes.
    """

    number: int
    date: date
    program: str
    about: str
    files: Mapping[str, bytes]
    signer: str
    renewals: tuple[Renewal, ...]
    fingerprint: str
    content: bytes

    @property
    def title(self) -> str:
        """«обновление № 7 от 02.12.2026»."""
        return f"обновление № {self.number} от {self.date:%d.%m.%Y}"


def update_file(
    files: Mapping[str, bytes], signer: Signer, *, number: int, day: date, program: str, about: str = ""
) -> Packed:
    """An update as a file."""
    told = {"number": number, "date": day.isoformat(), "program": program, "about": about}
    ordered = {name: files[name] for name in sorted(files)}
    return write({"format": FORMAT, "format_version": FORMAT_VERSION, **told}, ordered, signer)


def read_update(content: bytes) -> Update:
    """An update from its file. Raises :class:`BadFile` for what is damaged, changed or not as our program writes it,
    :class:`app.errors.Refused` for another kind of file or a newer format."""
    if len(content) > LARGEST:
        raise BadFile("Файл слишком велик для обновления.")
    opened = read(content, FORMAT, FORMAT_VERSION)
    told = opened.manifest
    check_shape("manifest.json", [told], _SHAPE)
    if strange := next((name for name in opened.files if not is_data(name)), ""):
        raise BadFile(f"В обновлении файл «{strange[:60]}»: таких данных у программы нет.")
    if not opened.files or any(len(one) > LARGEST_FILE for one in opened.files.values()):
        raise BadFile("Файлов данных в обновлении нет, или один из них слишком велик.")
    place = Place("manifest.json", 1)
    return Update(
        number=_number(place, told["number"]),
        date=_day(place, told["date"]),
        program=_version(place, told["program"]),
        about=_said(place, told["about"]),
        files=opened.files,
        signer=opened.signer,
        renewals=opened.renewals,
        fingerprint=opened.fingerprint,
        content=content,
    )


def version_parts(text: str) -> tuple[int, ...]:
    """The numbers of a version, to be compared. Raises :class:`ValueError` for what is none."""
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise ValueError(text)
    return tuple(map(int, parts))


def _number(place: Place, value: int) -> int:
    place.field = "number"
    if not 0 < value <= _MOST_NUMBER:
        raise place.bad("номер, которого не бывает")
    return value


def _day(place: Place, text: str) -> date:
    place.field = "date"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise place.bad("такого дня нет") from None
    if day.isoformat() != text:
        raise place.bad("день написан не так, как его пишет программа")
    return day


def _version(place: Place, text: str) -> str:
    place.field = "program"
    try:
        version_parts(text)
    except ValueError:
        raise place.bad("такой версии не бывает") from None
    return text


def _said(place: Place, text: Any) -> str:
    place.field = "about"
    if len(text) > _LONGEST or not text.isprintable():
        raise place.bad("текст слишком длинный, или в нём знаки, которых в тексте не бывает")
    return str(text)
