"""Собеседование, which admits to ГИА-9 (gia-rules.md 3, INT)."""

from collections.abc import Iterator

from app.domain.student import Student
from app.validators.attempts import (
    CHECK_LIST,
    LISTED,
    elsewhere,
    late_application,
    not_listed,
    passed_earlier,
    too_early_again,
)
from app.validators.registry import Context, Level, Remark, rule

NINTH = frozenset({9})


@rule(
    "INT-1",
    "Не назначен на собеседование",
    Level.ERROR,
    "{gia9}: собеседование как допуск (INT-1)",
    Student,
    norm="Выпускник 9 класса назначен на собеседование первого дня до закрытия списка.",
    checker=CHECK_LIST,
    uses=LISTED,
    grades=NINTH,
)
def listed(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of class 9 is on the list for the first day."""
    return not_listed(student, "interview", context)


@rule(
    "INT-1a",
    "Собеседование не в своём классе",
    Level.QUESTION,
    "{gia9}: собеседование проходят в 9 классе",
    Student,
    norm="На собеседование назначают только в 9 классе.",
    checker=CHECK_LIST,
    uses=LISTED,
    needs=("attempts",),
)
def other_class(student: Student, context: Context) -> Iterator[Remark]:
    """Pupils of no other class sit it."""
    return elsewhere(student, "interview", context)


@rule(
    "INT-2",
    "Заявление на собеседование",
    Level.QUESTION,
    "Порядок проведения собеседования: за две недели (INT-2)",
    Student,
    norm="Заявление на собеседование подано не позднее чем за две недели до его дня.",
    checker="Попросите заявление с датой; позже срока его принимают только с согласия ЦОКО (МОУО).",
    grades=NINTH,
    phrases=("Заявление принято позже по решению ЦОКО (МОУО).",),
    needs=("attempts",),
)
def applied(student: Student, context: Context) -> Iterator[Remark]:
    """The application comes so long before the day as the year says."""
    return late_application(student, "interview", context)


@rule(
    "INT-3",
    "Другой день собеседования без причины",
    Level.ERROR,
    "{gia9}: повторно — после незачёта, неявки, незавершения (INT-3)",
    Student,
    norm="На второй и третий день назначают после незачёта, неявки по уважительной причине или незавершения.",
    checker="Попросите ведомость прежнего дня: в ней незачёт, уважительная неявка или незавершение с документом.",
    uses=LISTED,
    grades=NINTH,
    needs=("attempts",),
)
def another_day(student: Student, context: Context) -> Iterator[Remark]:
    """A later day is given for a reason that an earlier one gives."""
    return too_early_again(student, "interview", context)


@rule(
    "INT-5",
    "Собеседование после зачёта",
    Level.QUESTION,
    "Зачёт получен: другого дня не нужно (INT-5)",
    Student,
    norm="После зачёта на другой день не назначают.",
    checker=CHECK_LIST,
    uses=("attempts",),
    grades=NINTH,
    needs=("attempts",),
)
def after_pass(student: Student, context: Context) -> Iterator[Remark]:
    """Who has passed is not listed again."""
    return passed_earlier(student, "interview", context)
