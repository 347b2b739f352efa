"""Texts typed in the wrong keyboard layout: what the same keys give in the other one («bdfyjd» and «иванов»)."""

import re

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю" + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)

_HAS_LATIN = re.compile(r"[A-Za-z]")
_HAS_RUSSIAN = re.compile(r"[А-Яа-яЁё]")


def in_russian_layout(text: str) -> str:
    """The words that have no Russian letter as the same keys give them in the Russian layout; the rest as it is."""
    words = text.split()
    return " ".join(word if _HAS_RUSSIAN.search(word) else word.translate(_TO_RUSSIAN) for word in words)


def in_latin_layout(text: str) -> str:
    """The words that have no Latin letter as the same keys give them in the Latin layout; the rest as it is."""
    words = text.split()
    return " ".join(word if _HAS_LATIN.search(word) else word.translate(_TO_LATIN) for word in words)
