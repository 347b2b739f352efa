"""The case of people's names as identity documents write them."""

import re

PATRONYMIC_WORDS = frozenset({"оглы", "оглу", "кызы", "кизи", "гызы", "заде", "угли", "улы", "уулу"})
SURNAME_PARTICLES = frozenset(
    {"де", "да", "дер", "ди", "ла", "ле", "фон", "ван", "дос", "дю", "эль", "аль", "ибн", "бин", "бен"}
)
# Written small inside a name: Turkic patronymic words and parts of foreign surnames.
_SMALL = PATRONYMIC_WORDS | SURNAME_PARTICLES
_PART = re.compile(r"[^\W\d_]+")


def mend_case(name: str) -> str:
    """«ИВАНОВ-петров» as «Иванов-Петров»; a name already in mixed case stays as it was typed.

    Only words wholly in capitals or wholly small are changed, because «МакКензи» and «д'Арк» are right.
    Single letters (initials) keep their case.
    """
    mixed = not (name.isupper() or name.islower())
    return _PART.sub(lambda found: _mend(found[0], first=found.start() == 0, mixed=mixed), name)


def _mend(word: str, *, first: bool, mixed: bool) -> str:
    if len(word) == 1 or not (word.isupper() or word.islower()):
        return word
    if word.lower() in _SMALL and (not first or (mixed and word.islower())):  # «де Голль» was typed on purpose
        return word.lower()
    return word.capitalize()
