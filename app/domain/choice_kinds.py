"""Kinds whose values are entries of dictionaries: one of them, or several at once.

Stored are the permanent keys; people type a code, a name, a short name or the beginning of one.
"""

import re
from functools import cache
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeEngine

from app.domain.dictionaries import Entry, dictionary, entry
from app.domain.kinds import Kind
from app.domain.program_data import renewed
from app.domain.text import clean, fold
from app.errors import BadValue


@renewed
@cache
def _names(name: str) -> dict[str, str]:
    """The keys of a dictionary by each word that people type for them, folded."""
    names = {}
    for one in reversed(dictionary(name).entries):  # an earlier entry wins a shared word
        for word in (one.key, one.code, one.name, one.short, *one.aliases):
            if word:
                names[fold(word)] = one.key
    return names


class Choice(Kind[str]):
    """One entry of a dictionary in ``resources/dictionaries``; stored by its permanent key."""

    def __init__(self, name: str) -> None:
        self.name = name

    def entries(self) -> tuple[Entry, ...]:
        """All entries, closed ones too, in the order in which they are offered."""
        return dictionary(self.name).entries

    def sql(self) -> TypeEngine[Any]:
        return String(40)

    def parse(self, text: str) -> str:
        word = fold(clean(text, 255))
        names = _names(self.name)
        if key := names.get(word):
            return key
        starts = {key for name, key in names.items() if len(word) > 2 and name.startswith(word)}
        if len(starts) == 1:
            return starts.pop()
        raise BadValue(f"Нет в списке «{dictionary(self.name).title}»; выберите {self._nearest(word)}.")

    def _nearest(self, word: str) -> str:
        """The entries that a folded word is most like, or the first of all where it is like none."""
        from difflib import get_close_matches  # noqa: PLC0415 - only for a word that is no entry

        known = {one.key: one.name for one in self.entries() if not one.closed}
        names = _names(self.name)
        near = get_close_matches(word, names, n=5, cutoff=0.6)
        if alike := dict.fromkeys(key for name in near if (key := names[name]) in known):
            return " или ".join(f"«{known[key]}»" for key in [*alike][:3])
        offered = list(known.values())
        return ", ".join(f"«{name}»" for name in offered[:6]) + (" или другое" if len(offered) > 6 else "")

    def show(self, value: str | None) -> str:
        return "" if value is None else entry(self.name, value).name

    def short(self, value: str | None) -> str:
        """The entry's short name, for narrow columns."""
        if value is None:
            return ""
        found = entry(self.name, value)
        return found.short or found.name


class Choices(Kind[str]):
    """Several entries of one dictionary, such as the subjects a teacher teaches.

    Typed and shown as «Физика; Химия» (a comma parts them too); stored as keys parted by blanks in the order
    of the dictionary, so that the same set is always the same text.
    """

    _SEMICOLON = re.compile(r"\s*;\s*")
    _COMMA = re.compile(r"\s*,\s*")

    def __init__(self, name: str) -> None:
        self.one = Choice(name)

    def entries(self) -> tuple[Entry, ...]:
        """All entries, closed ones too, in the order in which they are offered."""
        return self.one.entries()

    def sql(self) -> TypeEngine[Any]:
        return String(500)

    def parse(self, text: str) -> str:
        keys: set[str] = set()
        for part in self._SEMICOLON.split(clean(text, 2000)):
            if part:
                keys.update(self._keys(part))
        if not keys:
            raise BadValue("В списке нет ни одного значения; выберите хотя бы одно.")
        places = {one.key: place for place, one in enumerate(self.entries())}
        return " ".join(sorted(keys, key=lambda key: (places.get(key, len(places)), key)))

    def _keys(self, part: str) -> list[str]:
        """One name, or several parted by commas: some names have a comma of their own."""
        try:
            return [self.one.parse(part)]
        except BadValue:
            pieces = [piece for piece in self._COMMA.split(part) if piece]
            if len(pieces) < 2:
                raise
            return [self.one.parse(piece) for piece in pieces]

    def show(self, value: str | None) -> str:
        return "; ".join(self.one.show(key) for key in keys_of(value))


def keys_of(value: str | None) -> tuple[str, ...]:
    """The keys that a value of :class:`Choices` holds."""
    return tuple((value or "").split())
