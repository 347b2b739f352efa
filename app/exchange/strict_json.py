"""Reading JSON that somebody else wrote: only what we ourselves would have written is taken.

A text is read and written anew; unless both are equal to the byte it is refused. So doubled keys, NaN, numbers without
end, odd blanks and half letters need no rule of their own.
"""

import json
from collections.abc import Mapping
from typing import Any

from app.errors import BadFile

PLAIN: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "allow_nan": False}
_LINE: dict[str, Any] = {**PLAIN, "separators": (",", ":")}
_LONGEST = 2**20  # bytes of a line
_WHOLE = 2**24  # bytes of an object that lists thousands of files
_NUL = b"\\u0000"  # SQLite would cut a text there


def one_line(value: Mapping[str, Any]) -> bytes:
    """A plain object as one line of JSON, with the line's end."""
    return _text(json.dumps(value, **_LINE) + "\n")


def pages_of(value: Mapping[str, Any]) -> bytes:
    """A plain object as people read it: a key a line."""
    return _text(json.dumps(value, **PLAIN, indent=2) + "\n")


def _text(text: str) -> bytes:
    # A lone surrogate, which only an unreadable text can hold, has no place in UTF-8.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def read_object(content: bytes, name: str) -> dict[str, Any]:
    """The object of a text that :func:`pages_of` wrote. Raises :class:`BadFile` naming the part."""
    found = _read(content, name, _WHOLE)
    if not isinstance(found, dict) or _again(pages_of, found, name) != content:
        raise BadFile(f"Часть {name} написана не так, как её пишет программа.")
    return found


def read_lines(content: bytes, name: str) -> list[dict[str, Any]]:
    """The objects of lines that :func:`one_line` wrote. Raises :class:`BadFile` naming the part and the line."""
    if content and not content.endswith(b"\n"):
        raise BadFile(f"Часть {name} обрывается на полуслове.")
    found = []
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        place = f"{name}, строка {number}"
        one = _read(line, place)
        if not isinstance(one, dict) or _again(one_line, one, place) != line + b"\n":
            raise BadFile(f"Часть {place}: написано не так, как пишет программа.")
        found.append(one)
    return found


def _read(text: bytes, place: str, most: int = _LONGEST) -> Any:
    if len(text) > most:
        raise BadFile(f"Часть {place}: слишком длинно.")
    if _NUL in text:
        raise BadFile(f"Часть {place}: знак, которого в тексте не бывает.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # not JSON, not UTF-8, a number of 5,000 digits; or nested without end
        raise BadFile(f"Часть {place}: не читается: файл повреждён или изменён не этой программой.") from None


def _again(write: Any, value: dict[str, Any], place: str) -> bytes:
    try:
        return bytes(write(value))
    except (ValueError, RecursionError):  # 1e999 was read as a number without end
        raise BadFile(f"Часть {place}: число, которого не бывает.") from None
