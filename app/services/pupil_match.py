"""Who a row of a list is: the pupil already in the file, one met earlier in the same list, or a new one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.kinds import NONE
from app.domain.text import fold


@dataclass(slots=True, eq=False)
class Pupil:
    """A pupil of the file, or one that the list is about to add (``version`` 0), as field values.

    ``claimed`` is the row that has spoken of this pupil: sheet and number.
    """

    id: str
    version: int
    values: dict[str, Any]
    claimed: tuple[str, int] | None = None


class Register:
    """All pupils by everything that tells one from another; kept true while rows change them."""

    def __init__(self) -> None:
        self._by_id: dict[str, Pupil] = {}
        self._sure: defaultdict[tuple[Any, ...], list[Pupil]] = defaultdict(list)
        self._names: defaultdict[tuple[str, str], list[Pupil]] = defaultdict(list)

    def add(self, pupil: Pupil) -> None:
        """Make a pupil known by its present values."""
        self._by_id[pupil.id] = pupil
        name = _name(pupil.values)
        for key in _sure_keys(pupil.values, name):
            self._sure[key].append(pupil)
        if name:
            self._names[name].append(pupil)

    def change(self, pupil: Pupil, new: dict[str, Any]) -> None:
        """Take over new values and be known by them from now on."""
        name = _name(pupil.values)
        for key in _sure_keys(pupil.values, name):
            self._sure[key].remove(pupil)
        if name:
            self._names[name].remove(pupil)
        pupil.values.update(new)
        self.add(pupil)

    def find(self, id: str, values: dict[str, Any]) -> list[Pupil]:
        """The pupils that a row may mean: none, the one, or more where the row is not plain.

        The permanent id, СНИЛС, the document, and name with birth date each tell for sure; only where all
        of them are silent does the name within the class, when a birth date is missing.
        """
        found = {id: self._by_id[id]} if id in self._by_id else {}
        name = _name(values)
        for key in _sure_keys(values, name):
            for pupil in self._sure.get(key, ()):
                if key[0] == "snils" or _agree(values, pupil.values, key[0]):
                    found[pupil.id] = pupil
        return list(found.values()) or self._by_name(name, values)

    def _by_name(self, name: tuple[str, str] | None, values: dict[str, Any]) -> list[Pupil]:
        if not name or name not in self._names:
            return []
        return [
            pupil
            for pupil in self._names[name]
            if (values.get("birth") is None or pupil.values.get("birth") is None)
            and all(_compatible(values, pupil.values, one) for one in ("class_name", "snils"))
            and _same_middle(values, pupil.values)
        ]


def _sure_keys(values: dict[str, Any], name: tuple[str, str] | None) -> Iterator[tuple[Any, ...]]:
    snils = values.get("snils")
    if snils is not None and snils != NONE:
        yield "snils", snils
    number = values.get("doc_number")
    if number is not None and number != NONE and values.get("doc_series") is not None:
        yield "document", values["doc_series"], number
    birth = values.get("birth")
    if birth is not None and name:
        yield "person", *name, birth


def _name(values: dict[str, Any]) -> tuple[str, str] | None:
    last, first = values.get("last_name"), values.get("first_name")
    return (_folded(last), _folded(first)) if last and first else None


@lru_cache(maxsize=50_000)
def _folded(name: str) -> str:
    """Names of a list repeat; folding each of them anew is what a large import would spend its time on."""
    return fold(name)


def why_same(row: dict[str, Any], pupil: Pupil) -> str:
    """What a row and a pupil have in common, in words."""
    its = pupil.values
    shared = set(_sure_keys(row, _name(row))) & set(_sure_keys(its, _name(its)))
    words = {"snils": "СНИЛС", "document": "документ", "person": "имя и дата рождения"}
    return ", ".join(text for key, text in words.items() if any(one[0] == key for one in shared)) or "имя и класс"


def is_another(row: dict[str, Any], pupil: Pupil) -> bool:
    """Whether a row that shares a number with a pupil is plainly about somebody else: other name and birth date.

    One of them may be mended by a list; both at once would put one child's data into another's card.
    """
    its = pupil.values
    first, birth = row.get("first_name"), row.get("birth")
    other_name = bool(first and its.get("first_name") and _folded(first) != _folded(its["first_name"]))
    return other_name and birth is not None and its.get("birth") is not None and birth != its["birth"]


def _agree(row: dict[str, Any], pupil: dict[str, Any], key: str) -> bool:
    return _compatible(row, pupil, "doc_kind") if key == "document" else _same_middle(row, pupil)


def _compatible(row: dict[str, Any], pupil: dict[str, Any], name: str) -> bool:
    return row.get(name) is None or pupil.get(name) is None or row[name] == pupil[name]


def _same_middle(row: dict[str, Any], pupil: dict[str, Any]) -> bool:
    """отчество equal, or not entered on one side."""
    one, other = row.get("middle_name"), pupil.get("middle_name")
    return one is None or other is None or _folded(one) == _folded(other)
