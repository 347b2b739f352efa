"""What appointments to сочинение, изложение and собеседование have in common (gia-rules.md 3, ris.md D-1).

A pupil has one family of them: сочинение with изложение in class 11(12), собеседование in class 9. Who came in the
middle of the year has his earlier days in another school, so of these nothing is asked.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.domain.days import AttemptDay
from app.domain.dictionaries import entry
from app.domain.exams import Attempt, Category
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.year import Attempt as Family
from app.domain.year import Exams
from app.validators.context import at_most
from app.validators.exam_choice import finishes
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day

KINDS: dict[Family, frozenset[str]] = {"essay": frozenset({"essay", "summary"}), "interview": frozenset({"interview"})}
NAMES: dict[Family, str] = {"essay": "сочинение (изложение)", "interview": "собеседование"}
OF_NAMES: dict[Family, str] = {"essay": "сочинения (изложения)", "interview": "собеседования"}

PASSED = "pass"
REMOVED = "removed"
AGAIN = frozenset({"fail", "absent_valid", "unfinished"})  # after these the next day is given
RESULT_DUE = timedelta(days=14)  # our own measure: a result that is not entered by then is asked for
LISTED = ("attempts", "category", "class_name", "enrolled")
CHECK_LIST = "Сверьте карточку со списком участников испытания и заявлением."

Placed = tuple[int, Attempt]


def exams_with(family: Family, context: Context) -> Exams:
    """The exams to which a family of attempts admits."""
    return context.year.gia11 if family == "essay" else context.year.gia9


def expects(student: Student, family: Family, context: Context) -> bool:
    """Whether pupils of the class sit this before ГИА."""
    return finishes(student.grade, exams_with(family, context), context)


def of_family(student: Student, family: Family) -> list[Placed]:
    """The appointments of a family with their places in the list, from 1."""
    return [(place, one) for place, one in enumerate(student.attempts, 1) if one.kind in KINDS[family]]


def passed(student: Student, family: Family) -> bool:
    """Whether one of the appointments ended with «зачёт»."""
    return any(one.result == PASSED for _, one in of_family(student, family))


def came_after(student: Student, found: date) -> bool:
    """Whether the pupil was enrolled later than a day, so that it passed in another school."""
    return student.enrolled is not None and student.enrolled > found


def first_day(family: Family, context: Context) -> tuple[AttemptDay, date] | None:
    """The first of the year's days with its row."""
    return next(context.year.attempt_days(family), None)


def not_listed(student: Student, family: Family, context: Context) -> Iterator[Remark]:
    """A graduate of this year without an appointment, once the list for the first day is closed (ESS-1, INT-1)."""
    if student.category != Category.GRADUATE or not expects(student, family, context):
        return
    found = None if of_family(student, family) else first_day(family, context)
    if found is None:
        return
    row, held = found
    if context.over(row.work) and not came_after(student, context.year.work_day(row.work)):
        yield Remark(
            f"Список на {NAMES[family]} {day(held)} закрыт {day(context.year.work_day(row.work))}, а назначения нет; "
            "внесите его или дату зачисления, если обучающийся прибыл позже.",
            "attempts",
            f"внести назначение на {NAMES[family]}",
            at_most=at_most(row.status),
        )


def elsewhere(student: Student, family: Family, context: Context) -> Iterator[Remark]:
    """An appointment in a class that does not sit this (ESS-1a, INT-1a); a graduate of earlier years has no class."""
    if not student.attempts or student.grade is None or expects(student, family, context):
        return
    for place, one in of_family(student, family):
        yield Remark(
            f"Назначено {entry('attempt_kinds', one.kind or '').name}, а в классе {student.class_name} его не бывает; "
            "уберите назначение или исправьте класс.",
            f"attempts.{place}.kind",
            "убрать назначение",
            values=_held(one),
        )


def late_application(student: Student, family: Family, context: Context) -> Iterator[Remark]:
    """An application so late that the list could not take it, or none once the list is closed (ESS-4, INT-2)."""
    limit = context.year.limits.list_days
    for place, one in of_family(student, family) if student.attempts else ():
        if one.day is None or one.day < context.year.first_day or came_after(student, one.day):
            continue
        field, until = f"attempts.{place}.applied", one.day - timedelta(days=limit.value)
        if one.applied and one.applied > until:
            yield Remark(
                f"Заявление на {NAMES[family]} {day(one.day)} подано {day(one.applied)}, а принимают до {day(until)}; "
                "исправьте дату или объясните, почему принято позже.",
                field,
                f"исправить дату заявления: не позднее {day(until)}",
                values=_held(one),
            )
        elif one.applied is None and not (one.unread or {}).get("applied") and _closed(one.day, family, context):
            yield Remark(
                f"Список на {NAMES[family]} {day(one.day)} закрыт, а дата заявления не внесена; внесите её.",
                field,
                "внести дату заявления",
                values=_held(one),
                at_most=Level.ADVICE,
            )


def _closed(held: date, family: Family, context: Context) -> bool:
    """Whether the list for a day of the year is closed."""
    return any(context.over(row.work) for row, found in context.year.attempt_days(family) if found == held)


def too_early_again(student: Student, family: Family, context: Context) -> Iterator[Remark]:
    """A later day without what opens it: незачёт, a valid absence or a non-completion before it (ESS-5, INT-3)."""
    if student.category != Category.GRADUATE or not student.attempts:
        return
    placed = [(place, one, one.day) for place, one in of_family(student, family) if one.day]
    rows = list(context.year.attempt_days(family)) if placed else []
    later = [found for _, found in rows[1:]]
    for place, one, held in placed:
        earlier = [other for _, other, found in placed if found < held]
        if held not in later or any(other.result == PASSED for other in earlier):
            continue  # of a day that the year does not have ATT-1 speaks, of one after a pass ESS-5a and INT-5
        last = max(earlier, key=lambda other: other.day or held, default=None)
        if found := _obstacle(student, last, rows[0], context):
            why, limit = found
            yield Remark(
                f"Назначено {NAMES[family]} {day(held)}, а {why}; исправьте прежний результат или уберите назначение.",
                f"attempts.{place}.day",
                "внести результат прежнего дня, после которого дают другой, или убрать назначение",
                values=_held(one),
                at_most=limit,
            )


def _obstacle(
    student: Student, last: Attempt | None, begin: tuple[AttemptDay, date], context: Context
) -> tuple[str, Level] | None:
    """Why another day may not be given after the last one, and how severe that is; None where it may."""
    row, first = begin
    before = first if last is None or last.day is None else last.day
    if came_after(student, before) or (last and last.result in AGAIN):
        return None
    if last is None:
        if came_after(student, context.year.work_day(row.work)):  # too late for the list of the first day
            return None
        return f"назначения на первый день {day(first)} нет", Level.ERROR
    if last.result is None:
        past = context.as_of > before
        why = f"результат за {day(before)} не внесён" if past else f"назначение на {day(before)} ещё впереди"
        return why, Level.QUESTION if past else Level.ERROR
    told = f"{day(before)} — {entry('attempt_results', last.result).name}: другого дня не дают"
    removal = context.year.switches.third_date_after_removal
    if last.result == REMOVED:
        return None if removal.on else (told, at_most(removal.status))
    return told, Level.ERROR


def passed_earlier(student: Student, family: Family, context: Context) -> Iterator[Remark]:
    """An appointment to a day after that of «зачёт» (INT-5)."""
    if len(student.attempts) < 2 or student.category == Category.PAST_GRADUATE:
        return  # a graduate of earlier years writes again if he likes (ESS-3)
    placed = of_family(student, family)
    done = [one.day for _, one in placed if one.day and one.result == PASSED]
    for place, one in placed:
        if done and one.day and one.day > min(done):
            yield Remark(
                f"«Зачёт» получен {day(min(done))}, а есть назначение на {day(one.day)}; уберите его или исправьте "
                "результат.",
                f"attempts.{place}.day",
                "убрать назначение после зачёта",
                values=_held(one),
            )


def _held(one: Attempt) -> tuple[tuple[str, str], ...]:
    """What the appointment is to and when, for the values of a remark on a field of it."""
    return ("Что", entry("attempt_kinds", one.kind or "").name), ("Дата", day(one.day) if one.day else "")


def _family(one: Attempt) -> Family | None:
    return next((family for family, kinds in KINDS.items() if one.kind in kinds), None)


@rule(
    "ATT-1",
    "День испытания не из календаря",
    Level.ERROR,
    "{order}, календарь: дни сочинения (изложения) и собеседования",
    Student,
    norm="Назначение стоит на один из дней года.",
    checker="Откройте календарь года: испытание проводят только в три его дня.",
    grades=GIA_GRADES,
    needs=("attempts",),
)
def unknown_day(student: Student, context: Context) -> Iterator[Remark]:
    """An appointment of this year is to one of the year's days."""
    for place, one in enumerate(student.attempts, 1):
        family = _family(one)
        if family is None or one.day is None or one.day < context.year.first_day:
            continue
        rows = list(context.year.attempt_days(family))
        if any(found == one.day for _, found in rows):
            continue
        days = ", ".join(day(found) for _, found in rows)
        yield Remark(
            f"{day(one.day)} — не день {OF_NAMES[family]}; в этом году это {days}: исправьте дату.",
            f"attempts.{place}.day",
            f"внести один из дней: {days}",
            values=_held(one)[:1],
            at_most=_weakest(rows),
        )


def _weakest(rows: Sequence[tuple[AttemptDay, date]]) -> Level:
    return at_most("I" if any(row.status == "I" for row, _ in rows) else "V")


@rule(
    "ATT-2",
    "Результат раньше испытания",
    Level.QUESTION,
    "Результат — после дня испытания",
    Student,
    norm="Результат вносят после дня испытания.",
    checker=CHECK_LIST,
    grades=GIA_GRADES,
    needs=("attempts",),
)
def result_in_advance(student: Student, context: Context) -> Iterator[Remark]:
    """Nothing has come of a day that is still ahead."""
    for place, one in enumerate(student.attempts, 1):
        if one.result and one.day and one.day > context.as_of:
            yield Remark(
                f"Результат «{entry('attempt_results', one.result).name}» внесён, а {day(one.day)} позже дня проверки "
                f"{day(context.as_of)}; исправьте дату или уберите результат.",
                f"attempts.{place}.result",
                "исправить дату или убрать результат",
                values=_held(one),
            )


@rule(
    "ATT-3",
    "Результат испытания не внесён",
    Level.ADVICE,
    "Результат — в две недели после дня испытания",
    Student,
    norm="Через две недели после дня испытания результат внесён.",
    checker="Спросите протокол или ведомость испытания: результат уже должен быть известен.",
    grades=GIA_GRADES,
    needs=("attempts",),
)
def result_due(student: Student, context: Context) -> Iterator[Remark]:
    """Two weeks after its day a result is known, and a further day depends on it."""
    for place, one in enumerate(student.attempts, 1):
        if one.day is None or one.result or context.as_of <= one.day + RESULT_DUE or came_after(student, one.day):
            continue
        if not (one.unread or {}).get("result"):
            yield Remark(
                f"С {day(one.day)} прошло больше двух недель, а результат не внесён; внесите его из протокола.",
                f"attempts.{place}.result",
                "внести результат",
                values=_held(one),
            )


@rule(
    "ATT-4",
    "Назначение неполно",
    Level.QUESTION,
    "РИС: назначение — это вид испытания и день (D-1)",
    Student,
    norm="У назначения есть вид испытания и день.",
    checker=CHECK_LIST,
    grades=GIA_GRADES,
    needs=("attempts",),
)
def incomplete(student: Student, context: Context) -> Iterator[Remark]:
    """An appointment without its kind or its day is to nothing."""
    for place, one in enumerate(student.attempts, 1):
        unread = one.unread or {}
        for name, value, label in (("kind", one.kind, "вид испытания"), ("day", one.day, "день")):
            if value is None and not unread.get(name):
                yield Remark(
                    f"У назначения не внесён {label}; внесите его или уберите строку.",
                    f"attempts.{place}.{name}",
                    f"внести {label}",
                    values=_held(one),
                )
