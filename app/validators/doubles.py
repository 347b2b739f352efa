"""The same pupil, or the same paper, in two cards (ris.md D-17)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from app.domain.field import field_by_name
from app.domain.kinds import NONE
from app.domain.staff import Staff
from app.domain.student import Student
from app.validators.likeness import (
    SLIP_KEYS,
    Person,
    alike,
    document_key,
    person_key,
    proven_apart,
    slipped,
    snils_key,
)
from app.validators.registry import Context, Level, Remark, rule_over_all
from app.validators.wording import shown

LISTED = 3  # so many others are named, the rest are counted

D_17 = "РИС: поиск дублей (D-17)"
PERSON = ("last_name", "first_name", "middle_name", "birth")
PAPER = ("doc_kind", "doc_series", "doc_number")
BOTH_PAPERS = "Положите рядом документы обоих: повтор означает опечатку или вторую карточку того же человека."
BOTH_CARDS = "Сверьте обе карточки с документами: разные люди с такими совпадениями бывают, но редко."
TWO_PEOPLE = ("Разные люди, сверено с документами обоих.",)

Found = Iterator[tuple[Student, Remark]]


@rule_over_all(
    "DUP-1",
    "Те же ФИО и дата рождения",
    Level.QUESTION,
    D_17,
    Student,
    norm="Двух карточек с одинаковыми ФИО и датой рождения нет.",
    checker=BOTH_CARDS,
    uses=PERSON,
    phrases=TWO_PEOPLE,
)
def same_pupil(students: Sequence[Student], context: Context) -> Found:
    """Two cards with one name and birth date: one pupil entered twice, or two who must be confirmed."""
    return same_person(students)


@rule_over_all(
    "DUP-2",
    "Тот же документ",
    Level.ERROR,
    D_17,
    Student,
    norm="Вид, серия и номер документа у двух обучающихся не совпадают.",
    checker=BOTH_PAPERS,
    uses=PAPER,
)
def same_pupils_document(students: Sequence[Student], context: Context) -> Found:
    """One kind, series and number belong to one person."""
    return same_document(students)


@rule_over_all(
    "DUP-3",
    "Тот же СНИЛС",
    Level.ERROR,
    "СНИЛС выдаётся одному человеку",
    Student,
    norm="СНИЛС у двух обучающихся не совпадает.",
    checker=BOTH_PAPERS,
    uses=("snils",),
)
def same_pupils_snils(students: Sequence[Student], context: Context) -> Found:
    """One СНИЛС belongs to one person."""
    return same_snils(students)


@rule_over_all(
    "DUP-4",
    "Похоже на вторую карточку",
    Level.QUESTION,
    D_17,
    Student,
    norm="Двух карточек, которые отличаются только опечаткой в ФИО или дате рождения, нет.",
    checker=BOTH_CARDS,
    uses=(*PERSON, *PAPER, "snils"),
    phrases=TWO_PEOPLE,
)
def nearly_same_pupil(students: Sequence[Student], context: Context) -> Found:
    """A second card made with a slip of the keys; papers that show two persons make it silent (twins)."""
    return nearly_same(students)


def same_person(people: Sequence[Person]) -> Iterator[tuple[Person, Remark]]:
    """Cards with one name and birth date."""
    for group in alike(people, person_key):
        for one in group:
            text = (
                f"Те же ФИО и дата рождения {shown(one, 'birth')} есть ещё: {_listed(one, group)}; удалите "
                "лишнюю карточку или подтвердите, что это разные люди."
            )
            yield one, _remark(text, "last_name", "удалить лишнюю карточку", one, group)


def same_document(people: Sequence[Person]) -> Iterator[tuple[Person, Remark]]:
    """Cards with one kind, series and number of a document."""
    for group in alike(people, document_key):
        for one in group:
            series = "" if one.doc_series in (None, NONE) else f"{one.doc_series} "
            text = (
                f"Документ {series}{one.doc_number} внесён ещё: {_listed(one, group)}; номер у каждого свой, исправьте "
                "его в одной из карточек."
            )
            yield one, _remark(text, "doc_number", "исправить номер в одной из карточек", one, group)


def same_snils(people: Sequence[Person]) -> Iterator[tuple[Person, Remark]]:
    """Cards with one СНИЛС."""
    for group in alike(people, snils_key):
        for one in group:
            text = (
                f"СНИЛС {shown(one, 'snils')} внесён ещё: {_listed(one, group)}; номер у каждого свой, исправьте "
                "его в одной из карточек."
            )
            yield one, _remark(text, "snils", "исправить СНИЛС в одной из карточек", one, group)


def nearly_same(people: Sequence[Person]) -> Iterator[tuple[Person, Remark]]:
    """Cards that are a slip of the keys apart and that no paper tells apart."""
    for one, found in _near_pairs(people).values():
        others: list[Person] = [found[id][0] for id in sorted(found)]
        group: list[Person] = list(others)
        group.insert(0, one)
        name = found[others[0].id][1]
        label = field_by_name(type(one))[name].label
        text = (
            f"Очень похожа карточка: {_listed(one, group)} — отличается только «{label}» "
            f"({shown(one, name)} и {shown(others[0], name)}); если это один человек, удалите лишнюю карточку."
        )
        yield one, _remark(text, name, "удалить лишнюю карточку", one, group)


def _near_pairs(people: Sequence[Person]) -> dict[str, tuple[Person, dict[str, tuple[Person, str]]]]:
    """By id each person with all who are a slip apart from him, and the field in which each of them is."""
    pairs: dict[str, tuple[Person, dict[str, tuple[Person, str]]]] = {}
    for key in SLIP_KEYS:
        for group in alike(people, key):
            for one, other in combinations(group, 2):
                if (name := slipped(one, other)) and not proven_apart(one, other):
                    pairs.setdefault(one.id, (one, {}))[1][other.id] = (other, name)
                    pairs.setdefault(other.id, (other, {}))[1][one.id] = (one, name)
    return pairs


def _remark(text: str, name: str, least: str, one: Person, group: Iterable[Person]) -> Remark:
    others = [other for other in group if other is not one]
    values = tuple(("Другая карточка", _named(other)) for other in others)
    return Remark(text, name, least, values=values, others=tuple(other.id for other in others))


def _named(one: Student | Staff) -> str:
    return f"{one.full_name} ({one.class_name or 'без класса'})" if isinstance(one, Student) else one.full_name


def _listed(one: Person, group: Sequence[Person]) -> str:
    others = [other for other in group[: LISTED + 1] if other is not one][:LISTED]
    more = len(group) - 1 - len(others)
    named = ", ".join(_named(other) for other in others)
    return f"{named} и ещё {more}" if more else named
