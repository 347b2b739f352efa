"""Values of a card as РИС writes them: a text, or a :class:`Gap` that says why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.dictionaries import dictionary, entry
from app.domain.kinds import NONE
from app.exchange.ris.columns import Column

Line = Mapping[str, Any]
_NOT_APPLICABLE = "не применимо"


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that stays empty though the card has something to put there; ``why`` holds no personal data."""

    why: str


Value = str | Gap
Row = Mapping[str, Value]  # by the name of the column in РИС

NOT_ENTERED = Gap("не внесено")
_UNREADABLE = Gap("внесено так, что не читается")

# Sets of signs, ris.md 5: CH-CY, CH-AD, CH-DS. A missing dot or bracket at the РЦОИ is a refused record there.
_CHARS = {
    "names": (re.compile(r"[А-ЯЁа-яё.\- ]+"), "знаки, кроме русских букв, точки, дефиса и пробела"),
    "address": (re.compile(r"[А-ЯЁа-яё0-9 .,\-/]+"), "знаки, кроме русских букв, цифр, пробела и . , - /"),
    "series": (
        re.compile(r"[А-ЯЁа-яё0-9\-—]+|[A-Za-z0-9\-—]+|[А-ЯЁа-яёIVXLCDM1\-—]+"),
        "знаки, которых в серии документа РИС не принимает",
    ),
    "digits": (re.compile(r"[0-9]+"), "не только цифры"),
}


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # the category Cc


def fitted(value: Value, column: Column, encoding: str) -> Value:
    """The value if the column takes it, else why not. Nothing is ever cut or mended: a cut name is another name."""
    if isinstance(value, Gap) or not value:
        return value if value or not column.needed else NOT_ENTERED
    if column.length and len(value) > column.length:
        return Gap(f"длиннее {column.length} знаков")
    if _CONTROL.search(value):
        return Gap("есть управляющий знак")
    allowed, why = _CHARS.get(column.chars, (None, ""))
    if allowed is not None and not allowed.fullmatch(value):
        return Gap(f"есть {why}" if column.chars != "digits" else why)
    try:
        value.encode(encoding)
    except UnicodeEncodeError:
        return Gap(f"есть знак, которого нет в кодировке {encoding}")
    return value


def stored(line: Line, name: str) -> Any | Gap:
    """A stored value, None where there is none; «нет» is none too, because РИС has no word for it."""
    value = line.get(name)
    if value is None and line.get("unread", {}).get(name, _NOT_APPLICABLE) != _NOT_APPLICABLE:
        return _UNREADABLE
    return None if value == NONE else value


def text(line: Line, name: str) -> Value:
    """A text or a number as it is."""
    value = stored(line, name)
    return value if isinstance(value, Gap) else "" if value is None else str(value)


def day(line: Line, name: str) -> Value:
    """A day as dd.MM.yyyy."""
    value = stored(line, name)
    return value if isinstance(value, Gap) else f"{date.fromisoformat(value):%d.%m.%Y}" if value else ""


def flag(line: Line, name: str) -> Value:
    """«да» and «нет» as 1 and 0."""
    value = stored(line, name)
    return value if isinstance(value, Gap) else "" if value is None else str(int(value))


def snils(line: Line) -> Value:
    """A СНИЛС as it is printed: 112-233-445 95."""
    value = text(line, "snils")
    if isinstance(value, Gap) or not value:
        return value
    return f"{value[:3]}-{value[3:6]}-{value[6:9]} {value[9:]}"


def code(line: Line, name: str, dictionary_name: str, base: str) -> Value:
    """The code that an entry of a dictionary has in a base («ege», «gia», «ege_test» …)."""
    value = stored(line, name)
    return value if isinstance(value, Gap) else code_of(dictionary_name, value, base) if value else ""


def code_of(dictionary_name: str, key: str, base: str) -> Value:
    """As :func:`code`, of a key."""
    found = entry(dictionary_name, key)
    if base in found.ris:
        return found.ris[base]
    return Gap(f"нет кода РИС: «{dictionary(dictionary_name).title}» — {found.name}")


def mask(dictionary_name: str, keys: list[str], base: str) -> Value:
    """The codes of several entries as bits of one number; entries without a code add nothing."""
    bits = 0
    for key in keys:
        bits |= int(entry(dictionary_name, key).ris.get(base, "0"))
    return str(bits)


def keys(line: Line, name: str) -> list[str]:
    """The keys of a field that may have several."""
    return str(line.get(name) or "").split()


def first_gap(*values: Value) -> Gap | None:
    """The first of some values that is a gap."""
    return next((one for one in values if isinstance(one, Gap)), None)
