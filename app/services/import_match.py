"""Which record a row of a list means: one already in the file, one met earlier in the same list, or none."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Protocol, cast

from app.domain.kinds import NONE
from app.domain.staff import Staff
from app.domain.student import full_name
from app.domain.text import fold
from app.validators.likeness import names_slipped, proven_apart, slipped

Values = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(slots=True, eq=False)
class Known:
    """A record of the file, or one that the list is about to add (``version`` 0), as field values.

    ``claimed`` is the row that has spoken of this record: sheet and number.
    """

    id: str
    version: int
    values: Values
    claimed: tuple[str, int] | None = None


class Matching(Protocol):
    """How records of one kind are told one from another."""

    words: dict[str, str]  # of each sure key, in the order of their weight
    loose_words: str

    def sure_keys(self, values: Values) -> Iterator[Key]:
        """What tells a record for sure; the first part of each is its kind."""
        ...

    def loose_key(self, values: Values) -> Key | None:
        """What a record is called, which others may be too."""
        ...

    def near_keys(self, values: Values) -> Iterator[Key]:
        """What records a slip apart share."""
        ...

    def agree(self, row: Values, its: Values, key: str) -> bool:
        """Whether a row and a record that share a key may be one in the rest of it."""
        ...

    def loosely(self, row: Values, its: Values) -> bool:
        """Whether a row and a record that are called the same may be one, in default of sure keys."""
        ...

    def differ(self, row: Values, its: Values) -> bool:
        """Whether a row that shares a number with a record is yet plainly about another."""
        ...

    def near(self, row: Values, its: Values) -> str:
        """The name of the field in which two records are a slip apart; '' where they are not."""
        ...


class People:
    """Pupils and workers: СНИЛС, then the document, then name and birth date."""

    words = {"snils": "СНИЛС", "document": "документ", "person": "имя и дата рождения"}
    loose_words = "имя и класс"

    def sure_keys(self, values: Values) -> Iterator[Key]:
        snils = values.get("snils")
        if snils is not None and snils != NONE:
            yield "snils", snils
        number = values.get("doc_number")
        if number is not None and number != NONE and values.get("doc_series") is not None:
            yield "document", values["doc_series"], number
        birth = values.get("birth")
        if birth is not None and (name := self.loose_key(values)):
            yield "person", *name, birth

    def loose_key(self, values: Values) -> Key | None:
        last, first = values.get("last_name"), values.get("first_name")
        return (folded(last), folded(first)) if last and first else None

    def near_keys(self, values: Values) -> Iterator[Key]:
        name, birth = self.loose_key(values), values.get("birth")
        if name and birth is not None:
            yield from ((0, *name), (1, name[0], birth), (2, name[1], birth))

    def agree(self, row: Values, its: Values, key: str) -> bool:
        if key == "snils":
            return True
        return _compatible(row, its, "doc_kind") if key == "document" else _same_middle(row, its)

    def loosely(self, row: Values, its: Values) -> bool:
        silent = row.get("birth") is None or its.get("birth") is None
        return silent and all(_compatible(row, its, one) for one in ("class_name", "snils")) and _same_middle(row, its)

    def differ(self, row: Values, its: Values) -> bool:
        """One of name and birth date may be mended by a list, and a name by a letter or two; more would put one
        child's data into another's card."""
        first, other = row.get("first_name"), its.get("first_name")
        if not first or not other or folded(first) == folded(other):
            return False
        births = (row.get("birth"), its.get("birth"))
        return (None not in births and births[0] != births[1]) or not names_slipped(folded(first), folded(other))

    def near(self, row: Values, its: Values) -> str:
        one, other = _person(row, its), _person(its, row)
        if None in (one.birth, other.birth) or proven_apart(cast(Staff, one), cast(Staff, other)):
            return ""
        return slipped(one, other)


class Rooms:
    """Rooms: the building and the number in it."""

    words = {"place": "здание и номер"}
    loose_words = "номер"

    def sure_keys(self, values: Values) -> Iterator[Key]:
        if values.get("number") and values.get("building"):
            yield "place", folded(values["building"]), folded(values["number"])

    def loose_key(self, values: Values) -> Key | None:
        return (folded(values["number"]),) if values.get("number") else None

    def near_keys(self, values: Values) -> Iterator[Key]:
        return iter(())

    def agree(self, row: Values, its: Values, key: str) -> bool:
        return True

    def loosely(self, row: Values, its: Values) -> bool:
        return row.get("building") is None or its.get("building") is None

    def differ(self, row: Values, its: Values) -> bool:
        return False

    def near(self, row: Values, its: Values) -> str:
        return ""


@dataclass(slots=True)
class Register:
    """All records by everything that tells one from another; kept true while rows change them."""

    matching: Matching
    by_id: dict[str, Known] = field(default_factory=dict)
    _sure: defaultdict[Key, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _loose: defaultdict[Key, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _near: defaultdict[Key, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known) -> None:
        """Make a record known by its present values."""
        self.by_id[known.id] = known
        for key in self.matching.sure_keys(known.values):
            self._sure[key].append(known)
        if loose := self.matching.loose_key(known.values):
            self._loose[loose].append(known)
        if known.version:  # two rows of one list that differ are two
            for key in self.matching.near_keys(known.values):
                self._near[key].append(known)

    def change(self, known: Known, new: Values) -> None:
        """Take over new values and be known by them from now on."""
        for key in self.matching.sure_keys(known.values):
            self._sure[key].remove(known)
        if loose := self.matching.loose_key(known.values):
            self._loose[loose].remove(known)
        for key in self.matching.near_keys(known.values) if known.version else ():
            self._near[key].remove(known)
        known.values.update(new)
        self.add(known)

    def find(self, id: str, values: Values) -> list[Known]:
        """The records that a row may mean: none, the one, or more where the row is not plain.

        The permanent id and each sure key tell for sure; only where all of them are silent does what the record is
        called.
        """
        found = {id: self.by_id[id]} if id in self.by_id else {}
        for key in self.matching.sure_keys(values):
            for known in self._sure.get(key, ()):
                if self.matching.agree(values, known.values, key[0]):
                    found[known.id] = known
        return list(found.values()) or self._called(values)

    def _called(self, values: Values) -> list[Known]:
        name = self.matching.loose_key(values)
        if name is None or name not in self._loose:
            return []
        return [one for one in self._loose[name] if self.matching.loosely(values, one.values)]

    def near(self, values: Values) -> dict[str, str]:
        """The records of the file of which no row has spoken yet and from which a row is a slip apart: by id the
        field in which they differ."""
        if not self._near:
            return {}
        found = {one.id: one for key in self.matching.near_keys(values) for one in self._near.get(key, ())}
        told = {id: self.matching.near(values, one.values) for id, one in found.items() if not one.claimed}
        return {id: name for id, name in told.items() if name}

    def why_same(self, row: Values, known: Known) -> str:
        """What a row and a record have in common, in words."""
        its = self.matching.sure_keys
        shared = {key[0] for key in set(its(row)) & set(its(known.values))}
        return (
            ", ".join(text for key, text in self.matching.words.items() if key in shared) or self.matching.loose_words
        )


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Names of a list repeat; folding each of them anew is what a large import would spend its time on."""
    return fold(name)


_COMPARED = ("last_name", "first_name", "middle_name", "birth", "snils", "doc_kind", "doc_series", "doc_number")


def _person(values: Values, beside: Values) -> Any:
    """The values by which likeness is told; an отчество that is not entered is taken to be the other's."""
    told = {name: values.get(name) for name in _COMPARED}
    return SimpleNamespace(**(told | {"middle_name": told["middle_name"] or beside.get("middle_name")}))


def called(values: Values) -> str:
    """A person's name in one line, or the number of a room with its building; '' where it is not told."""
    if "number" in values and "last_name" not in values:
        return ", ".join(text for text in (values.get("number"), values.get("building")) if text)
    return full_name(values.get("last_name"), values.get("first_name"), values.get("middle_name"))


def _compatible(row: Values, its: Values, name: str) -> bool:
    return row.get(name) is None or its.get(name) is None or row[name] == its[name]


def _same_middle(row: Values, its: Values) -> bool:
    """отчество equal, or not entered on one side."""
    one, other = row.get("middle_name"), its.get("middle_name")
    return one is None or other is None or folded(one) == folded(other)
