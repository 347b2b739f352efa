"""The key of a base as a code that people write down and type: what is printed on the recovery sheet.

Thirteen groups of five signs, «7G2KQ-…», in Crockford's alphabet, which has no I, L, O and U. The last sign of a
group is a check over its four others and its place, so that one mistyped or swapped sign, or two groups in each
other's place, is told by the number of the group (a group wrong in more signs gets by once in 32). Over all groups
there are four bits of a hash more; and what is wrong after all opens nothing.
"""

from dataclasses import dataclass
from hashlib import sha256

from app.errors import BadValue
from app.storage.base_key import BaseKey

GROUPS, SIZE = 13, 5
MARK = "PSHKEY1"  # begins the text of the QR, so that it is not taken for another code

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_KEY = 32  # bytes
# What is read or typed in place of another: letters and digits alike, and Russian capitals that look like Latin ones.
_TAKEN_FOR = str.maketrans("ILOАВЕЗІКМНОРСТУХ", "110ABE31KMH0PCTYX")
_DASHES = str.maketrans(dict.fromkeys("-‐‑–—−.,;:|/_", " "))


@dataclass(frozen=True, slots=True)
class Typed:
    """What of a code is typed so far: its groups as the program reads them, and the numbers (from 1) of wrong ones."""

    groups: tuple[str, ...]
    wrong: tuple[int, ...]

    @property
    def right(self) -> int:
        """How many groups are right."""
        return len(self.groups) - len(self.wrong)

    @property
    def whole(self) -> bool:
        """Whether all groups are there, and none is wrong."""
        return len(self.groups) == GROUPS and not self.wrong


def recovery_groups(key: BaseKey) -> tuple[str, ...]:
    """The code of a key as its thirteen groups."""
    number = int.from_bytes(key.raw, "big") << 4 | _hash(key.raw)
    signs = [number >> 5 * place & 31 for place in reversed(range(GROUPS * (SIZE - 1)))]
    quads = [signs[start : start + SIZE - 1] for start in range(0, len(signs), SIZE - 1)]
    return tuple(
        "".join(_LETTERS[sign] for sign in (*quad, _check(quad, place))) for place, quad in enumerate(quads, 1)
    )


def recovery_text(key: BaseKey) -> str:
    """The code as the QR of the sheet holds it: capitals and digits only, which makes the QR small."""
    return MARK + "".join(recovery_groups(key))


def typed_code(text: str) -> Typed:
    """Read what is typed of a code, whole or not: blanks and dashes, small letters and look-alikes do not matter.

    Where as many groups stand apart as a code has, a sign too many or too few stays the fault of its own group.
    """
    said = text.upper().translate(_TAKEN_FOR).translate(_DASHES)
    said = said.strip().removeprefix(MARK)  # the mark itself has no sign that is taken for another
    apart = said.split()
    joined = "".join(apart)
    groups = apart if len(apart) == GROUPS else [joined[start : start + SIZE] for start in range(0, len(joined), SIZE)]
    wrong = (place for place, group in enumerate(groups, 1) if not _is_right(group, place))
    return Typed(tuple(groups), tuple(wrong))


def recovered_key(text: str) -> BaseKey:
    """The key that a typed code means. Raises :class:`BadValue`, which names the first wrong group by its number."""
    typed = typed_code(text)
    if typed.wrong:
        place = typed.wrong[0]
        group = typed.groups[place - 1]
        if len(group) != SIZE:
            raise BadValue(f"Группа {place}: знаков {len(group)}, а должно быть {SIZE}.", "Сверьте её с листом.")
        raise BadValue(f"Группа {place} внесена с ошибкой.", "Сверьте её с листом, знак за знаком.")
    if len(typed.groups) != GROUPS:
        raise BadValue(f"Внесено групп: {len(typed.groups)}, а на листе их {GROUPS}.")
    signs = (_LETTERS.index(sign) for group in typed.groups for sign in group[:-1])
    number = 0
    for sign in signs:
        number = number << 5 | sign
    raw = (number >> 4).to_bytes(_KEY, "big")
    if number & 15 != _hash(raw):
        raise BadValue("Код целиком не сходится, хотя каждая группа похожа на верную.", "Сверьте все группы с листом.")
    return BaseKey(raw)


def _hash(raw: bytes) -> int:
    return sha256(raw).digest()[0] >> 4


def _is_right(group: str, place: int) -> bool:
    if len(group) != SIZE or place > GROUPS or not set(group) <= set(_LETTERS):
        return False
    *quad, check = map(_LETTERS.index, group)
    return check == _check(quad, place)


def _check(quad: list[int], place: int) -> int:
    """The check sign of a group: a polynomial over the field of 32 elements, whose weights all differ."""
    total = place
    for sign in quad:
        total = _doubled(total) ^ sign
    return _doubled(total)


def _doubled(element: int) -> int:
    """An element times x, modulo x⁵ + x² + 1."""
    return element << 1 ^ (0b100101 if element & 16 else 0)
