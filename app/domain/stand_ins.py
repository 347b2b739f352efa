"""Made-up words and numbers in place of real ones: always the same for the same, and alike where the real are alike.

A stand-in has the length, case and classes of signs of what it stands for (a vowel for a vowel, a digit for a digit,
a Latin look-alike where one was). Two words that differ by a slip of the keys get stand-ins that differ in the same
place, so that «the same person», «nearly the same» and «letters of another alphabet» can still be found. What made
them is a random secret that is kept nowhere: nobody can count back.
"""

import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from datetime import date, timedelta

from app.domain.control_numbers import inn_control
from app.domain.kinds import NONE, says_none
from app.domain.paper_kinds import WITHOUT_CONTROL, snils_control
from app.domain.text import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
# Letters of Russian that have a Latin twin, so that a slip of the layout can be kept, whatever it becomes.
_VOWELS, _CONSONANTS = "аеоу", "вкмнрстх"
_LATIN = dict(zip("авсенкмортху", "abcehkmoptxy", strict=True))
_LIKE = (
    (frozenset("аеёиоуыэюя"), _VOWELS),
    (frozenset("бвгджзйклмнпрстфхцчшщ"), _CONSONANTS),
    (frozenset("aeiouy"), "aeiou"),
    (frozenset("bcdfghjklmnpqrstvwxz"), "dfgjlnqrsvwz"),
)
# The ends by which rules tell an отчество, and the words of foreign ones.
_ENDS = re.compile(r"(?:[оеё]?вич|[оеё]?вна|и?чна|ьич|ич)$")
_KEPT_WORDS = frozenset(["оглы", "оглу", "улы", "уулу", "угли", "кызы", "кизи", "гызы", "нет"])
_LONG = 8  # letters: two slips in a word as long as this are still a slip
_TRIES = 40
_NEAREST, _FARTHEST = 3, 24  # days that a date is moved by


class StandIns:
    """Stand-ins for one base. ``names`` are the words of people's names, which free texts may hold too."""

    def __init__(self, secret: bytes, names: Iterable[str] = ()) -> None:
        self._secret = secret
        self._made: dict[str, str] = {}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._names = frozenset(word for name in names for word in _TOKEN.findall(fold(name)))
        self._near: dict[str, bool] = {}
        self._given: set[str] = set()
        for word in sorted(self._names):  # in one order, whatever is asked for first
            self._stand_in(word)

    def name(self, text: str) -> str:
        """A person's name with every word replaced."""
        return text if says_none(text) else _TOKEN.sub(lambda found: self._word(found[0]), text)

    def text(self, text: str) -> str:
        """A free text: numbers, capitalised words and all that looks like a name are replaced, other words stay."""
        return _TOKEN.sub(lambda found: self._word(found[0]) if self._tells(found[0]) else found[0], text)

    def number(self, text: str) -> str:
        """Number or series of a paper: every run of digits and letters replaced; «нет» stays."""
        return self.name(text)

    def snils(self, text: str) -> str:
        """A СНИЛС whose control number is right, or wrong by as much, as that of the real one was."""
        if not (text.isascii() and text.isdigit() and len(text) == 11):
            return self.name(text)
        if text[:9] <= WITHOUT_CONTROL:  # typed to fill the field: nobody's
            return text
        base = self._stand_in(text[:9])
        if base <= WITHOUT_CONTROL:
            base = f"9{base[1:]}"
        if snils_control(text):
            return base + _control(base)
        off = int(text[9:]) - int(_control(text[:9]))
        return f"{base}{(int(_control(base)) + off) % 100:02}"

    def inn(self, text: str) -> str:
        """An ИНН of a person, with right control digits where the real one had them."""
        made = self._stand_in(text)
        if not inn_control(text):
            return made
        ends = (f"{number:02}" for number in range(100))
        return next((whole for end in ends if inn_control(whole := made[:-2] + end)), made)

    def phone(self, text: str) -> str:
        """A telephone of the same country and kind (mobile or not)."""
        if text == NONE:
            return text
        kept = 3 if text.startswith("+7") else max(len(text) - 6, 0)
        return text[:kept] + self._digits("phone", text, len(text) - kept)

    def email(self, text: str) -> str:
        """An address with its zone kept."""
        whole, dot, zone = text.rpartition(".")
        return self.name(whole) + dot + zone

    def day(self, day: date, whose: str, attempt: int = 0) -> date:
        """A day moved by some days, all days of one person by as many; each attempt moves by others."""
        dice = int.from_bytes(self._bytes("day", whose, str(attempt))[:4], "big")
        days = _NEAREST + dice % (_FARTHEST - _NEAREST + 1)
        return day + timedelta(days=days if dice >> 31 else -days)

    def scrambled(self, text: str, still: Callable[[str], bool]) -> str:
        """A text that could not be read, every letter and digit replaced; one that ``still`` cannot be read."""
        for attempt in range(_TRIES):
            made = _TOKEN.sub(lambda found: self._fresh(found[0], str(attempt)), text)  # noqa: B023 - used at once
            if still(made):
                return made
        return "?"

    # --- how it is made -------------------------------------------------------------------------------

    def _word(self, word: str) -> str:
        folded = fold(word)
        if folded in _KEPT_WORDS:
            return word
        if len(folded) != len(word):  # «ß» and the like
            return self._fresh(word, "")
        return "".join(map(_dressed, self._stand_in(folded), word))

    def _tells(self, word: str) -> bool:
        """Whether a word of a free text may tell of somebody: a number, a name, a Latin word, one with a capital that
        is no abbreviation."""
        if word.isdigit() or self._is_name(fold(word)):
            return True
        if word.isascii():
            return len(word) > 3
        return word[0].isupper() and not (word.isupper() and len(word) <= 6)

    def _is_name(self, folded: str) -> bool:
        if folded not in self._near:
            self._near[folded] = folded in self._names or (len(folded) > 3 and self._kin(folded, self._names) != "")
        return self._near[folded]

    def _stand_in(self, folded: str) -> str:
        if folded not in self._made:
            kin = self._kin(folded, self._made) if len(folded) > 3 else ""
            made = _edited(self._made[kin], kin, folded, self._fresh(folded, "")) if kin else ""
            if not (made and self._is_free(made) and _ended(made) == _ended(folded)):
                made = self._unused(folded)
            self._made[folded] = made
            self._by_length[len(folded)].append(folded)
            self._given.add(made)
        return self._made[folded]

    def _is_free(self, made: str) -> bool:
        return made not in self._given and made not in self._names and made not in _KEPT_WORDS

    def _kin(self, folded: str, among: Container[str]) -> str:
        """A word met before that is a slip of the keys away; '' for none."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where a copy is made anonymous

        for length in range(len(folded) - 2, len(folded) + 3):
            allowed = 2 if min(length, len(folded)) >= _LONG else 1
            for word in self._by_length[length]:
                if word in among and 0 < OSA.distance(word, folded, score_cutoff=allowed) <= allowed:
                    return word
        return ""

    def _unused(self, folded: str) -> str:
        end = _ended(folded)
        for attempt in range(_TRIES):
            made = self._fresh(folded, str(attempt))
            made = made[: len(made) - len(end)] + end
            if self._is_free(made) and _ended(made) == end:
                return made
        return made

    def _fresh(self, word: str, salt: str) -> str:
        noise = self._bytes("word", word, salt)
        return "".join(
            _like(sign, noise[place % 32] + place // 32, first=place == 0) for place, sign in enumerate(word)
        )

    def _digits(self, what: str, text: str, count: int) -> str:
        number = int.from_bytes(self._bytes(what, text), "big")
        return str(number)[-count:] if count else ""

    def _bytes(self, *parts: str) -> bytes:
        return hmac.digest(self._secret, "\0".join(parts).encode("utf-8", "surrogatepass"), "sha256")


def _ended(word: str) -> str:
    """The end of a word by which a rule tells an отчество; '' for another word."""
    found = _ENDS.search(word)
    return found[0] if found else ""


def _control(nine: str) -> str:
    """The two control digits of nine (see ``snils_control``)."""
    return f"{sum(int(digit) * (9 - place) for place, digit in enumerate(nine)) % 101 % 100:02}"


def _like(sign: str, noise: int, *, first: bool) -> str:
    """A sign of the same class, in the same case; what is neither letter nor digit stays."""
    if sign.isdigit():
        return sign if first and sign == "0" else str(1 + noise % 9 if first else noise % 10)
    low = sign.lower()
    for signs, others in _LIKE:
        if low in signs:
            made = others[noise % len(others)]
            return made.upper() if sign != low else made
    return sign


def _dressed(made: str, sign: str) -> str:
    """A letter of a stand-in as the real one was written: in Latin, as a capital."""
    if sign.isascii():
        made = _LATIN.get(made, made)
    return made.upper() if sign.isupper() and len(made.upper()) == 1 else made


def _edited(made: str, kin: str, word: str, fresh: str) -> str:
    """The stand-in of ``kin`` changed in those places in which ``word`` differs from it, by signs of ``fresh``."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - as above

    if len(kin) == len(word) and (places := _swapped(kin, word)):
        first, second = places
        signs = list(made)
        signs[first], signs[second] = signs[second], signs[first]
        return "".join(signs)
    parts: list[str] = []
    for change in Levenshtein.opcodes(kin, word):
        if change.tag == "equal":
            parts.append(made[change.src_start : change.src_end])
        elif change.tag != "delete":
            parts.append(fresh[change.dest_start : change.dest_end])
    return "".join(parts)


def _swapped(one: str, other: str) -> tuple[int, int] | None:
    differ = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]]:
        return differ[0], differ[1]
    return None
