"""Series, number and age of the identity document (gia-rules.md 11, ris.md 5).

A part that is not entered is REQ-1's matter; papers of other states have no form that could be checked.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from app.domain.paper_kinds import BIRTH_SERIES
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, shown, years_after

PASSPORT = "passport"
BIRTH = "birth"
PASSPORT_AGE = 14
RENEWAL_AGE = 20
GRACE = timedelta(days=90)

_FOUR = re.compile(r"[0-9]{4}")
_SIX = re.compile(r"[0-9]{6}")


@rule("FMT-2", "Паспорт РФ: серия и номер", Level.ERROR, "РИС: серия 4 цифры, номер 6 цифр (DOC-1)", Student)
def passport_format(student: Student, context: Context) -> Iterator[Remark]:
    """A Russian passport has four digits of series and six of number."""
    if student.doc_kind == PASSPORT:
        if student.doc_series is not None and not _FOUR.fullmatch(student.doc_series):
            yield Remark(
                f"Серия паспорта РФ — 4 цифры, а внесено «{student.doc_series}»; сверьте с паспортом.", "doc_series"
            )
        yield from _six_digits(student, "паспорта РФ")


@rule("DOC-2", "Свидетельство о рождении: серия и номер", Level.ERROR, "Формат R-ББ 999999 (DOC-2)", Student)
def birth_certificate_format(student: Student, context: Context) -> Iterator[Remark]:
    """A Russian birth certificate has a Roman number, two Russian letters, and six digits."""
    if student.doc_kind == BIRTH:
        if student.doc_series is not None and not BIRTH_SERIES.fullmatch(student.doc_series):
            yield Remark(
                f"Серия свидетельства о рождении — вида II-ОМ, а внесено «{student.doc_series}»; сверьте со "
                "свидетельством.",
                "doc_series",
            )
        yield from _six_digits(student, "свидетельства о рождении")


def _six_digits(student: Student, of_what: str) -> Iterator[Remark]:
    number = student.doc_number
    if number is not None and not _SIX.fullmatch(number):
        yield Remark(f"Номер {of_what} — 6 цифр, а внесено «{number}»; сверьте с документом.", "doc_number")


@rule("RC-2", "Серия из 4 цифр не у паспорта РФ", Level.ERROR, "Проверка РЦОИ RC-2", Student)
def passport_series_elsewhere(student: Student, context: Context) -> Iterator[Remark]:
    """Only a Russian passport has a series of four digits."""
    series = student.doc_series
    if series and student.doc_kind not in (None, PASSPORT, BIRTH) and _FOUR.fullmatch(series):
        yield Remark(
            f"Серия «{series}» — как у паспорта РФ, а вид документа — «{shown(student, 'doc_kind')}»; исправьте вид "
            "или серию.",
            "doc_kind",
        )


@rule("FMT-5", "Свидетельство о рождении после 14 лет", Level.QUESTION, "Паспорт с 14 лет и 90 дней", Student)
def certificate_too_late(student: Student, context: Context) -> Iterator[Remark]:
    """After 14 years and 90 days a citizen has a passport."""
    if student.doc_kind == BIRTH and student.birth:
        fourteen = years_after(student.birth, PASSPORT_AGE)
        if context.as_of > fourteen + GRACE:
            yield Remark(
                f"14 лет исполнилось {day(fourteen)}, а внесено свидетельство о рождении; внесите паспорт.", "doc_kind"
            )


@rule("FMT-5a", "Паспорт РФ раньше 14 лет", Level.QUESTION, "Паспорт с 14 лет", Student)
def passport_too_early(student: Student, context: Context) -> Iterator[Remark]:
    """No passport is issued before the age of 14."""
    if student.doc_kind != PASSPORT or student.birth is None:
        return
    fourteen = years_after(student.birth, PASSPORT_AGE)
    if student.doc_issued and student.birth <= student.doc_issued < fourteen:
        yield Remark(
            f"Паспорт выдан {day(student.doc_issued)}, раньше 14 лет ({day(fourteen)}); проверьте дату выдачи и дату "
            "рождения.",
            "doc_issued",
        )
    elif student.doc_issued is None and context.as_of < fourteen:
        yield Remark(
            f"Внесён паспорт РФ, а 14 лет исполнится {day(fourteen)}; проверьте вид документа и дату рождения.",
            "doc_kind",
        )


@rule("FMT-5b", "Паспорт РФ не заменён в 20 лет", Level.QUESTION, "Замена в 20 лет и 90 дней", Student)
def passport_to_renew(student: Student, context: Context) -> Iterator[Remark]:
    """A passport issued before the age of 20 ends 90 days after it."""
    if student.doc_kind != PASSPORT or student.birth is None or student.doc_issued is None:
        return
    twenty = years_after(student.birth, RENEWAL_AGE)
    if student.doc_issued < twenty and context.as_of > twenty + GRACE:
        yield Remark(
            f"Паспорт выдан {day(student.doc_issued)}, а 20 лет исполнилось {day(twenty)}; внесите новый паспорт.",
            "doc_issued",
        )
