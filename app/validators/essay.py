"""Сочинение and изложение, which admit to ГИА-11 (gia-rules.md 3, ESS)."""

from collections.abc import Iterator

from app.domain.exams import Category
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.validators.attempts import (
    CHECK_LIST,
    LISTED,
    elsewhere,
    late_application,
    not_listed,
    of_family,
    passed_earlier,
    too_early_again,
)
from app.validators.exam_choice import eased
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day

SUMMARY = "summary"
UPPER = frozenset({11, 12})
ACCEPTED_LATER = ("Заявление принято позже по решению ЦОКО (МОУО).",)


@rule(
    "ESS-1",
    "Не назначен на сочинение",
    Level.ERROR,
    "{gia11}: сочинение (изложение) как допуск (ESS-1)",
    Student,
    norm="Выпускник этого года назначен на сочинение (изложение) первого дня до закрытия списка.",
    checker=CHECK_LIST,
    uses=LISTED,
    grades=UPPER,
)
def listed(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of this year is on the list for the first day."""
    return not_listed(student, "essay", context)


@rule(
    "ESS-1a",
    "Сочинение не в своём классе",
    Level.QUESTION,
    "{gia11}: сочинение пишут в 11(12) классе",
    Student,
    norm="На сочинение (изложение) назначают только в 11(12) классе.",
    checker=CHECK_LIST,
    uses=LISTED,
    needs=("attempts",),
)
def other_class(student: Student, context: Context) -> Iterator[Remark]:
    """Pupils of no other class write it."""
    return elsewhere(student, "essay", context)


@rule(
    "ESS-2",
    "Изложение без основания",
    Level.ERROR,
    "{gia11}: изложение вместо сочинения (ESS-2)",
    Student,
    norm="Изложение пишут при ОВЗ, инвалидности, обучении на дому или в медицинской организации, в организации "
    "закрытого типа.",
    checker="Попросите заключение ПМПК, справку МСЭ или заключение медицинской организации; без них пишут сочинение.",
    uses=("attempts", "ovz", "disabled", "home_schooling", "closed_institution"),
    grades=GIA_GRADES,
    needs=("attempts",),
)
def ground_for_summary(student: Student, context: Context) -> Iterator[Remark]:
    """Изложение needs one of its grounds."""
    if not student.attempts or eased(student) or student.closed_institution or student.home_schooling:
        return
    for place, one in of_family(student, "essay"):
        if one.kind == SUMMARY:
            when = f" {day(one.day)}" if one.day else ""
            yield Remark(
                f"Назначено изложение{when}, а основания нет: не отмечены ни ОВЗ, ни инвалидность, ни обучение на "
                "дому, ни организация закрытого типа; отметьте основание или замените на сочинение.",
                f"attempts.{place}.kind",
                "заменить изложение на сочинение или отметить основание",
            )


@rule(
    "ESS-2a",
    "И сочинение, и изложение в один день",
    Level.QUESTION,
    "РИС: сочинение и изложение вместе не бывают (D-1)",
    Student,
    norm="На один день назначено либо сочинение, либо изложение.",
    checker=CHECK_LIST,
    uses=("attempts",),
    grades=GIA_GRADES,
    needs=("attempts",),
)
def both(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody sits both on one day."""
    days = set()
    for place, one in of_family(student, "essay") if len(student.attempts) > 1 else ():
        if one.day in days and one.day:
            yield Remark(
                f"На {day(one.day)} назначены и сочинение, и изложение; оставьте одно.",
                f"attempts.{place}.kind",
                "убрать одно из двух назначений",
            )
        days.add(one.day)


@rule(
    "ESS-3",
    "Сочинение у выпускника прошлых лет",
    Level.ADVICE,
    "Порядок проведения сочинения: по собственному желанию (ESS-3)",
    Student,
    norm="Выпускник прошлых лет пишет сочинение только по своему желанию.",
    checker="Попросите заявление: выпускника прошлых лет без него на сочинение не назначают.",
    uses=("attempts", "category"),
    grades=GIA_GRADES,
    phrases=("Желает сам, заявление есть.",),
    needs=("attempts",),
)
def own_wish(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of earlier years writes it by his own wish only."""
    if student.category == Category.PAST_GRADUATE and of_family(student, "essay"):
        yield Remark(
            "Выпускник прошлых лет назначен на сочинение, а пишут его только по заявлению; если его нет, уберите "
            "назначение.",
            "attempts",
            "убрать назначение, если заявления нет",
        )


@rule(
    "ESS-4",
    "Заявление на сочинение",
    Level.QUESTION,
    "Порядок проведения сочинения: за две недели (ESS-4)",
    Student,
    norm="Заявление на сочинение (изложение) подано не позднее чем за две недели до его дня.",
    checker="Попросите заявление с датой; позже срока его принимают только с согласия ЦОКО (МОУО).",
    grades=GIA_GRADES,
    phrases=ACCEPTED_LATER,
    needs=("attempts",),
)
def applied(student: Student, context: Context) -> Iterator[Remark]:
    """The application comes so long before the day as the year says."""
    return late_application(student, "essay", context)


@rule(
    "ESS-5",
    "Другой день сочинения без причины",
    Level.ERROR,
    "{gia11}: повторно — после незачёта, неявки, незавершения (ESS-5)",
    Student,
    norm="На второй и третий день назначают после незачёта, неявки по уважительной причине или незавершения.",
    checker="Попросите ведомость прежнего дня: в ней незачёт, уважительная неявка или незавершение с документом.",
    uses=LISTED,
    grades=UPPER,
    needs=("attempts",),
)
def another_day(student: Student, context: Context) -> Iterator[Remark]:
    """A later day is given for a reason that an earlier one gives."""
    return too_early_again(student, "essay", context)


@rule(
    "ESS-5a",
    "Сочинение после зачёта",
    Level.QUESTION,
    "Зачёт получен: другого дня не нужно (INT-5)",
    Student,
    norm="После зачёта на другой день не назначают.",
    checker=CHECK_LIST,
    uses=("attempts",),
    grades=GIA_GRADES,
    needs=("attempts",),
)
def after_pass(student: Student, context: Context) -> Iterator[Remark]:
    """Who has passed is not listed again."""
    return passed_earlier(student, "essay", context)
