"""The same worker, or the same paper, in two cards (РЦОИ: RC-10)."""

from collections.abc import Iterator, Sequence

from app.domain.staff import Staff
from app.validators.doubles import (
    BOTH_CARDS,
    BOTH_PAPERS,
    PAPER,
    PERSON,
    TWO_PEOPLE,
    nearly_same,
    same_document,
    same_person,
    same_snils,
)
from app.validators.registry import Context, Level, Remark, rule_over_all

RC_10 = "Проверка РЦОИ RC-10: повторы работников"

Found = Iterator[tuple[Staff, Remark]]


@rule_over_all(
    "RC-10",
    "Работник внесён дважды",
    Level.QUESTION,
    RC_10,
    Staff,
    norm="Двух карточек работников с одинаковыми ФИО и датой рождения нет.",
    checker=BOTH_CARDS,
    uses=PERSON,
    phrases=TWO_PEOPLE,
)
def same_worker(staff: Sequence[Staff], context: Context) -> Found:
    """Two cards with one name and birth date; a worker of two employers has one card."""
    return same_person(staff)


@rule_over_all(
    "RC-10a",
    "Тот же документ у двух работников",
    Level.ERROR,
    RC_10,
    Staff,
    norm="Вид, серия и номер документа у двух работников не совпадают.",
    checker=BOTH_PAPERS,
    uses=PAPER,
)
def same_workers_document(staff: Sequence[Staff], context: Context) -> Found:
    """One kind, series and number belong to one person."""
    return same_document(staff)


@rule_over_all(
    "RC-10b",
    "Тот же СНИЛС у двух работников",
    Level.ERROR,
    "СНИЛС выдаётся одному человеку",
    Staff,
    norm="СНИЛС у двух работников не совпадает.",
    checker=BOTH_PAPERS,
    uses=("snils",),
)
def same_workers_snils(staff: Sequence[Staff], context: Context) -> Found:
    """One СНИЛС belongs to one person."""
    return same_snils(staff)


@rule_over_all(
    "RC-10c",
    "Похоже на вторую карточку работника",
    Level.QUESTION,
    RC_10,
    Staff,
    norm="Двух карточек работников, которые отличаются только опечаткой в ФИО или дате рождения, нет.",
    checker=BOTH_CARDS,
    uses=(*PERSON, *PAPER, "snils"),
    phrases=TWO_PEOPLE,
)
def nearly_same_worker(staff: Sequence[Staff], context: Context) -> Found:
    """A second card made with a slip of the keys."""
    return nearly_same(staff)
