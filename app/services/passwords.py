"""Which passwords a base takes: long enough and not a common one, of whatever signs (ASVS 5.0, 6.2)."""

import re
import unicodedata
from functools import cache

from app.domain.layout import in_russian_layout
from app.errors import BadFile, BadValue
from app.paths import resources

SHORTEST, BETTER, LONGEST = 8, 15, 256  # characters

_GOOD = "Хорошо подойдут четыре-пять слов, никак не связанных между собой."
_AS_LETTERS = str.maketrans("@0134$57", "aoieasst")
_ROWS = (
    *("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "147", "258", "369", "159", "357", "12345678910"),
    *("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
)
_WORDS = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[\W_]+")
_REPEATED = re.compile(r"(.+?)\1+.{0,3}")
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(rf"{_DAY}\D?{_MONTH}\D?{_YEAR}\D*|{_YEAR}\D?{_MONTH}\D?{_DAY}\D*")


def check_new_password(password: str) -> None:
    """Refuse a password that is too short, too long, common, or that no keyboard types.

    Raises :class:`BadValue` with the sentence for its field. A password is kept as typed: neither trimmed nor folded.
    """
    if not password.strip():
        raise BadValue("Пароль пуст.", f"Придумайте не меньше {SHORTEST} знаков.")
    if len(password) > LONGEST:
        raise BadValue(f"Пароль длиннее {LONGEST} знаков.")
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in password):
        raise BadValue("В пароле знак, которого нет на клавиатуре (перевод строки или подобный).")
    if len(password) < SHORTEST:
        raise BadValue(f"Пароль короткий: нужно не меньше {SHORTEST} знаков, лучше от {BETTER}.", _GOOD)
    if _is_common(password):
        raise BadValue("Такой пароль подбирают первым: известное слово, ряд клавиш, повтор или дата.", _GOOD)


def advice(password: str) -> str:
    """What to say of a password that :func:`check_new_password` takes; '' where nothing is to be said."""
    if len(password) >= BETTER:
        return ""
    return f"Подойдёт, но файл базы можно унести и подбирать пароль сколько угодно: надёжно — от {BETTER} знаков."


def _is_common(password: str) -> bool:
    text = password.casefold().replace("ё", "е")
    return any(map(_one_common, {text, in_russian_layout(text), text.translate(_AS_LETTERS)}))


def _one_common(text: str) -> bool:
    """Whether it is a date, something repeated, or known words and runs of keys with digits and signs between."""
    squeezed = _SIGNS.sub("", text)
    if _DATE.fullmatch(text) or any(_REPEATED.fullmatch(some) or _known(some) for some in (text, squeezed)):
        return True
    words = _WORDS.findall(text)
    return len(text) < BETTER and bool(words) and (all(map(_known, words)) or _known("".join(words)))


def _known(text: str) -> bool:
    return text in _common() or _is_run(text)


def _is_run(text: str) -> bool:
    """Whether it falls into pieces of three keys or more, each a piece of a row or of one read backwards."""
    while len(text) > 2:
        size = next((size for size in range(len(text), 2, -1) if _in_a_row(text[:size])), 0)
        if not size:
            return False
        text = text[size:]
        if not text:
            return True
    return False


def _in_a_row(piece: str) -> bool:
    return any(piece in row or piece[::-1] in row for row in _ROWS)


@cache
def _common() -> frozenset[str]:
    path = resources("common_passwords.txt")
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as problem:
        raise BadFile(f"Список известных паролей {path.name} не прочитан.") from problem
    return frozenset(line for line in lines if line and not line.startswith("#"))
