"""The ages at which a passport is given and renewed, and its series against its day (gia-rules.md FMT-5).

The functions serve pupils and workers.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Protocol

from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.validators.documents import BIRTH, FOUR, PASSPORT, RUSSIA
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, years_after

PASSPORT_AGE = 14
RENEWALS = (20, 45)
GRACE = timedelta(days=90)
FIRST_SERIES = 97  # passports of the Russian Federation are issued since 1997
BLANK_KEEPS = 3  # years that a printed blank may wait for its owner

AGES = ("birth", "doc_kind", "doc_issued")


class Holder(Protocol):
    """A person with a document."""

    birth: Any
    citizenship: Any
    doc_kind: Any
    doc_series: Any
    doc_issued: Any


def renewal_overdue(holder: Holder, as_of: date) -> Iterator[Remark]:
    """A passport issued before the age of 20, or of 45, ends 90 days after it."""
    if holder.doc_kind != PASSPORT or holder.birth is None or holder.doc_issued is None:
        return
    for age in reversed(RENEWALS):
        renewed = years_after(holder.birth, age)
        if as_of > renewed + GRACE:
            if holder.doc_issued < renewed:
                yield Remark(
                    f"Паспорт выдан {day(holder.doc_issued)}, а {age} лет исполнилось {day(renewed)}; внесите новый "
                    "паспорт.",
                    "doc_issued",
                    f"внести паспорт, выданный после {day(renewed)}",
                )
            return


def issued_too_early(holder: Holder, as_of: date) -> Iterator[Remark]:
    """No passport is issued before the age of 14."""
    if holder.doc_kind != PASSPORT or holder.birth is None:
        return
    fourteen = years_after(holder.birth, PASSPORT_AGE)
    if holder.doc_issued and holder.birth <= holder.doc_issued < fourteen:
        yield Remark(
            f"Паспорт выдан {day(holder.doc_issued)}, раньше 14 лет ({day(fourteen)}); исправьте дату выдачи или "
            "дату рождения.",
            "doc_issued",
            f"исправить дату выдачи (не раньше {day(fourteen)}) или дату рождения",
        )
    elif holder.doc_issued is None and as_of < fourteen:
        text = f"Внесён паспорт РФ, а 14 лет исполнится {day(fourteen)}; исправьте вид документа или дату рождения."
        yield Remark(text, "doc_kind", "исправить вид документа или дату рождения")


def series_against_issue(holder: Holder) -> Iterator[Remark]:
    """The third and fourth digit of a series are the year in which the blank was printed."""
    series, issued = holder.doc_series, holder.doc_issued
    if holder.doc_kind != PASSPORT or not series or issued is None or not FOUR.fullmatch(series):
        return
    printed = int(series[2:])
    printed += 1900 if printed >= FIRST_SERIES else 2000
    if not printed - 1 <= issued.year <= printed + BLANK_KEEPS:
        yield Remark(
            f"Третья и четвёртая цифры серии {series} — год печати бланка, а у выданного {day(issued)} они от "
            f"{(issued.year - BLANK_KEEPS) % 100:02} до {(issued.year + 1) % 100:02}; исправьте серию или дату.",
            "doc_series",
            "исправить серию или дату выдачи",
        )


def main_days_end(year: AcademicYear, kind: str) -> date | None:
    """The last day of the main period of exams («gia9», «gia11»); None where the year does not know it."""
    days = [one.date for one in year.exam_days if one.exams == kind and one.period == "main"]
    ends = [one.last for one in year.exam_periods if one.exams == kind and one.period == "main"]
    return max((*days, *ends), default=None)


@rule(
    "FMT-5",
    "Свидетельство о рождении после 14 лет",
    Level.QUESTION,
    "Паспорт с 14 лет и 90 дней",
    Student,
    norm="Гражданин РФ, которому исполнилось 14 лет и 90 дней, внесён с паспортом.",
    checker="Попросите паспорт; если он ещё оформляется, нужна справка МВД.",
    uses=("birth", "citizenship", "doc_kind"),
    phrases=("Паспорт оформляется, будет внесён после получения.",),
)
def certificate_too_late(student: Student, context: Context) -> Iterator[Remark]:
    """After 14 years and 90 days a citizen has a passport."""
    if student.doc_kind == BIRTH and student.birth and student.citizenship in (None, RUSSIA):
        fourteen = years_after(student.birth, PASSPORT_AGE)
        if context.as_of > fourteen + GRACE:
            text = f"14 лет исполнилось {day(fourteen)}, а внесено свидетельство о рождении; внесите паспорт."
            yield Remark(text, "doc_kind", "внести паспорт РФ")


@rule(
    "FMT-5a",
    "Паспорт РФ раньше 14 лет",
    Level.QUESTION,
    "Паспорт с 14 лет",
    Student,
    norm="Паспорт РФ выдан не раньше, чем исполнилось 14 лет.",
    checker="Сверьте дату рождения и дату выдачи с паспортом.",
    uses=AGES,
)
def passport_too_early(student: Student, context: Context) -> Iterator[Remark]:
    """A pupil's passport was not issued before the age of 14."""
    return issued_too_early(student, context.as_of)


@rule(
    "FMT-5b",
    "Паспорт РФ не заменён в 20 лет",
    Level.QUESTION,
    "Замена в 20 лет и 90 дней",
    Student,
    norm="Паспорт, выданный до 20 лет, заменён в течение 90 дней после 20 лет.",
    checker="Попросите новый паспорт; если он ещё оформляется, нужна справка МВД.",
    uses=AGES,
    phrases=("Паспорт меняется, новый будет внесён после получения.",),
)
def passport_to_renew(student: Student, context: Context) -> Iterator[Remark]:
    """A pupil's passport was renewed at the age of 20."""
    return renewal_overdue(student, context.as_of)


@rule(
    "FMT-5c",
    "14 лет исполнится до экзаменов",
    Level.ADVICE,
    "Паспорт с 14 лет; на экзамен — с паспортом",
    Student,
    norm="Кому до конца экзаменов исполняется 14 лет, тот к экзаменам получает паспорт.",
    checker="Напомните классному руководителю: паспорт нужен к экзаменам.",
    uses=("birth", "doc_kind"),
    grades=GIA_GRADES,
)
def passport_soon(student: Student, context: Context) -> Iterator[Remark]:
    """Who turns 14 before the exams end is reminded of the passport, until FMT-5 asks for it."""
    if student.doc_kind != BIRTH or student.birth is None or student.citizenship not in (None, RUSSIA):
        return
    ends = main_days_end(context.year, "gia9" if student.grade in context.year.gia9.grades else "gia11")
    fourteen = years_after(student.birth, PASSPORT_AGE)
    if context.as_of <= fourteen + GRACE and ends and fourteen <= ends:
        text = f"14 лет — {day(fourteen)}, до конца экзаменов; получите паспорт и внесите его вместо свидетельства."
        yield Remark(text, "doc_kind", "внести паспорт РФ, когда он будет получен")


@rule(
    "DOC-9",
    "Серия паспорта и год выдачи",
    Level.ADVICE,
    "Третья и четвёртая цифры серии — год печати бланка",
    Student,
    norm="Год печати бланка в серии паспорта близок к году выдачи.",
    checker="Сверьте серию и дату выдачи с паспортом.",
    uses=("doc_series", "doc_issued"),
)
def year_of_series(student: Student, context: Context) -> Iterator[Remark]:
    """The series of a pupil's passport fits the year of issue."""
    return series_against_issue(student)
