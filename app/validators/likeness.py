"""What makes two cards alike: the same person, the same paper, or one a typing slip away from the other.

All comparisons are of folded texts: ё is е, a Latin look-alike is the Russian letter. Only :data:`COMPARED` is
read, so that cards can be compared without loading them whole.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast

from app.domain.kinds import NONE
from app.domain.paper_kinds import snils_control
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold

COMPARED = (
    "last_name",
    "first_name",
    "middle_name",
    "birth",
    "class_name",
    "snils",
    "doc_kind",
    "doc_series",
    "doc_number",
    "left",
    "dismissed",
)
LONG_NAME = 8  # letters; in a name as long as this two slips are still a slip
ISSUED_TOGETHER = 9  # papers of twins have numbers no further apart


class Named(Protocol):
    """Who has a name and a birth date: pupils, workers, pupils of last year."""

    last_name: Any
    first_name: Any
    middle_name: Any
    birth: Any


class Numbered(Protocol):
    """Who has a СНИЛС."""

    @property
    def snils(self) -> Any: ...


_folded = lru_cache(8192)(fold)  # names come again and again

Person = TypeVar("Person", Student, Staff)
KeyOf = Callable[[Any], Hashable]


def _name(one: Named) -> tuple[str, str, str]:
    middle = one.middle_name if one.middle_name != NONE else None
    return _folded(one.last_name), _folded(one.first_name), _folded(middle or "")


def person_key(one: Named) -> Hashable:
    """What two cards of one person share: name and birth date; None where one of them is not entered."""
    if not (one.last_name and one.first_name and one.birth):
        return None
    return *_name(one), one.birth


def document_key(one: Student | Staff) -> Hashable:
    """Kind, series and number of the document; None for no document."""
    number = one.doc_number
    if not number or number == NONE:
        return None
    series = one.doc_series if one.doc_series != NONE else None
    return one.doc_kind, fold(series or ""), fold(number)


def snils_key(one: Numbered) -> Hashable:
    """The СНИЛС; None for none."""
    found: Hashable = one.snils
    return found if found != NONE else None


def all_but(place: int) -> KeyOf:
    """The key that cards share whose person keys may differ in one place only: 0–2 a part of the name, 3 the date."""

    def key(one: Named) -> Hashable:
        whole = person_key(one)
        return None if whole is None else (*whole[:place], *whole[place + 1 :])  # type: ignore[index]

    return key


SLIP_KEYS = tuple(all_but(place) for place in range(4))


def shared_hashes(one: Student | Staff) -> tuple[int, ...]:
    """Hashes of all keys by which cards are compared, in one order; 0 where there is no key.

    Two cards that share a key share its hash. That others may share it too only adds a candidate.
    """
    person, document, snils = person_key(one), document_key(one), snils_key(one)
    papers = (0 if document is None else hash(document), 0 if snils is None else hash(snils))
    if person is None:
        return (0, *papers, 0, 0, 0, 0)
    last, first, middle, birth = cast(tuple[str, str, str, date], person)
    slips = (hash((first, middle, birth)), hash((last, middle, birth)), hash((last, first, birth)))
    return (hash(person), *papers, *slips, hash((last, first, middle)))


def alike(people: Sequence[Person], key: KeyOf) -> Iterator[list[Person]]:
    """The groups of two and more who share a key, each in one order, whoever was read first."""
    groups: dict[Hashable, list[Person]] = {}
    for one in people:
        if (found := key(one)) is not None:
            groups.setdefault(found, []).append(one)
    return (sorted(group, key=lambda one: one.id) for group in groups.values() if len(group) > 1)


def slipped(one: Named, other: Named) -> str:
    """The field in which two persons, otherwise the same, are a typing slip apart; '' where they are not."""
    mine, theirs = _name(one), _name(other)
    differ = [place for place in range(3) if mine[place] != theirs[place]]
    if not differ and one.birth != other.birth:
        return "birth" if _dates_slipped(one.birth, other.birth) else ""
    if one.birth != other.birth or len(differ) != 1:
        return ""
    place = differ[0]
    return ("last_name", "first_name", "middle_name")[place] if names_slipped(mine[place], theirs[place]) else ""


def names_slipped(one: str, other: str) -> bool:
    """Whether two folded names differ by a letter, or in a long one by two."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where two cards are that near

    allowed = 2 if min(len(one), len(other)) >= LONG_NAME else 1
    return bool(one and other) and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _dates_slipped(one: date, other: date) -> bool:
    """Whether one figure differs, or day and month have changed places."""
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return True
    return sum(a != b for a, b in zip(f"{one:%d%m%Y}", f"{other:%d%m%Y}", strict=True)) == 1


def near_dates(birth: date) -> tuple[str, ...]:
    """Keys of a birth date: two dates that are a slip apart share one, and so do equal ones."""
    text = f"{birth:%d%m%Y}"
    day, month = sorted((text[:2], text[2:4]))
    one_figure_off = (f"{text[:place]}?{text[place + 1 :]}" for place in range(len(text)))
    return (*one_figure_off, f"{day}/{month}{text[4:]}")


def proven_apart(one: Student | Staff, other: Student | Staff) -> bool:
    """Whether the papers show two persons: two whole СНИЛС, or two documents of a kind that are no slip of each other.

    Papers of twins are issued together, so numbers that follow one another are two papers.
    """
    if one.snils and other.snils and NONE not in (one.snils, other.snils):
        both = snils_control(one.snils) and snils_control(other.snils)
        return one.snils != other.snils and both
    if one.doc_kind != other.doc_kind or document_key(one) is None or document_key(other) is None:
        return False
    return document_key(one) != document_key(other) and not _numbers_slipped(one, other)


def _numbers_slipped(one: Student | Staff, other: Student | Staff) -> bool:
    mine, theirs = (f"{one.doc_series or ''}{one.doc_number}", f"{other.doc_series or ''}{other.doc_number}")
    if mine.isdigit() and theirs.isdigit() and abs(int(mine) - int(theirs)) <= ISSUED_TOGETHER:
        return False
    if one.doc_series == other.doc_series and _follow(one.doc_number or "", other.doc_number or ""):
        return False
    return names_slipped(fold(mine), fold(theirs))


def _follow(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit() and abs(int(one) - int(other)) <= ISSUED_TOGETHER
