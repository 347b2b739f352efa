"""How texts are cleaned and compared: one folding for search, sorting, doubles and headings."""

import re
import unicodedata

from app.errors import BadValue

# Latin letters that look like Russian ones once case is folded («B» and «В», «H» and «Н»).
LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")

_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def clean(text: str, limit: int) -> str:
    """The text with runs of space folded and invisible signs taken out.

    Zero-width, direction and soft-hyphen signs (Unicode Cf) come from copied web pages, mean nothing
    in our fields, and would make two equal names differ, so they are dropped. Control signs other
    than white space and lone surrogates are refused: no keyboard makes them. So is «�», which stands where a sign
    was lost.

    Raises :class:`BadValue` for those, and for a text of more than ``limit`` characters.
    """
    if len(text) > limit * 4 + 64:  # do not walk through a megabyte to refuse it
        raise BadValue(f"Слишком длинный текст: больше {limit} знаков; сократите его.")
    if not text.isprintable():  # printable text has no sign of the categories below
        text = "".join(_visible(sign) for sign in text)
    if "\ufffd" in text:
        raise BadValue("В тексте есть знак «�»: на его месте другой знак потерян; внесите текст заново.")
    text = " ".join(text.split())
    if len(text) > limit:
        raise BadValue(f"Слишком длинный текст: {len(text)} знаков, можно не больше {limit}; сократите его.")
    return text


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if category == "Cs" or (category == "Cc" and not sign.isspace()):
        raise BadValue(f"В тексте лишний невидимый знак (код {ord(sign):04X}); наберите текст заново.")
    return sign


def fold(text: str) -> str:
    """The form in which texts are compared, searched and sorted.

    Case, ё/е, runs of space and Latin look-alikes make no difference (SQLite's own LIKE and NOCASE
    fold ASCII only).
    """
    text = " ".join(text.split()).casefold().replace("ё", "е")
    return text.translate(LOOKALIKES) if _LATIN.search(text) else text  # the search costs a fifth of the other


def mixed_letters(text: str) -> str:
    """The Latin letters of a text that also has Russian ones, in order, each once; else ''."""
    if not _CYRILLIC.search(text):
        return ""
    return "".join(dict.fromkeys(_LATIN.findall(text)))
