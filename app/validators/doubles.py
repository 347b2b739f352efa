"""The same person or the same paper in two cards (ris.md D-17); all comparisons are of folded texts.

The rules read only :data:`COMPARED`, so that the check of one card need not load whole pupils.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence

from app.domain.kinds import NONE
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.text import fold
from app.validators.registry import Context, Level, Remark, rule_over_all
from app.validators.wording import day, shown

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
)
LISTED = 3  # so many others are named, the rest are counted

Found = Iterator[tuple[Student, Remark]]


@rule_over_all("DUP-1", "Те же ФИО и дата рождения", Level.QUESTION, "РИС: поиск дублей (D-17)", Student)
def same_person(students: Sequence[Student], context: Context) -> Found:
    """Two cards with one name and birth date: one pupil entered twice, or two who must be confirmed."""
    for student, group in _alike(students, person_key):
        yield (
            student,
            Remark(
                f"Те же ФИО и дата рождения {day(student.birth) if student.birth else ''} есть ещё: "
                f"{_listed(student, group)}; удалите лишнюю карточку или подтвердите, что это разные люди.",
                "last_name",
            ),
        )


@rule_over_all("DUP-2", "Тот же документ", Level.ERROR, "РИС: поиск дублей (D-17)", Student)
def same_document(students: Sequence[Student], context: Context) -> Found:
    """One kind, series and number belong to one person."""
    for student, group in _alike(students, document_key):
        series = "" if student.doc_series in (None, NONE) else f"{student.doc_series} "
        yield (
            student,
            Remark(
                f"Документ {series}{student.doc_number} внесён ещё: {_listed(student, group)}; сверьте с документами.",
                "doc_number",
            ),
        )


@rule_over_all("DUP-3", "Тот же СНИЛС", Level.ERROR, "СНИЛС выдаётся одному человеку", Student)
def same_snils(students: Sequence[Student], context: Context) -> Found:
    """One СНИЛС belongs to one person."""
    for student, group in _alike(students, snils_key):
        yield (
            student,
            Remark(
                f"СНИЛС {shown(student, 'snils')} внесён ещё: {_listed(student, group)}; сверьте с карточками СНИЛС.",
                "snils",
            ),
        )


def person_key(one: Student | Staff) -> Hashable:
    """What two cards of one person share: name and birth date; None where one of them is not entered."""
    if not (one.last_name and one.first_name and one.birth):
        return None
    middle = one.middle_name if one.middle_name != NONE else None
    return fold(one.last_name), fold(one.first_name), fold(middle or ""), one.birth


def document_key(one: Student | Staff) -> Hashable:
    """Kind, series and number of the document; None for no document."""
    number = one.doc_number
    if not number or number == NONE:
        return None
    series = one.doc_series if one.doc_series != NONE else None
    return one.doc_kind, fold(series or ""), fold(number)


def snils_key(one: Student | Staff) -> Hashable:
    """The СНИЛС; None for none."""
    return one.snils if one.snils != NONE else None


KEYS = (person_key, document_key, snils_key)


def _alike(students: Sequence[Student], key: Callable[[Student], Hashable]) -> Iterator[tuple[Student, list[Student]]]:
    """Each student who shares a key with others, and all who share it."""
    groups: dict[Hashable, list[Student]] = {}
    for student in students:
        if (found := key(student)) is not None:
            groups.setdefault(found, []).append(student)
    for group in groups.values():
        if len(group) > 1:
            for student in group:
                yield student, group


def _listed(student: Student, group: list[Student]) -> str:
    others = [one for one in group[: LISTED + 1] if one is not student][:LISTED]
    named = ", ".join(f"{one.full_name} ({one.class_name or 'без класса'})" for one in others)
    more = len(group) - 1 - len(others)
    return f"{named} и ещё {more}" if more else named
