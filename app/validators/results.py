"""Results of exams against what was chosen and when exams are held (stage 4 of the order; gia-rules.md 2, 7).

The results come from the results site; the paper of rules has no sentence of its own on them, so all of these ask.
"""

from collections.abc import Iterator
from datetime import date

from app.domain.dictionaries import entry
from app.domain.exams import ExamForm, ExamResult
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.exam_choice import exams_of, kind_of
from app.validators.exam_days import RETAKE, known, places
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, subjects

FOURTH = "{order}, четвёртый этап: результаты"
CHECK_SITE = "Сверьте карточку с протоколом на сайте результатов: предмет, день и баллы берутся из него."
BASIC = "math_basic"  # of ЕГЭ the only exam with a mark in place of points

HELD = frozenset({"official", "appeal"})
NOT_HELD = frozenset({"absent", "removed", "unfinished", "cancelled"})
FAILED = 2


def of_this_year(student: Student, context: Context) -> Iterator[tuple[int, ExamResult]]:
    """The results of this year with their places; those of earlier years (C4) are another matter."""
    for place, result in enumerate(student.results, 1):
        if result.subject and (result.day is None or result.day >= context.year.first_day):
            yield place, result


def passed_before(student: Student, context: Context) -> set[str]:
    """Keys of the subjects in which a result of an earlier year is valid and passed."""
    return {
        one.subject
        for one in student.results
        if one.subject and one.day and one.day < context.year.first_day and one.status in HELD and one.mark != FAILED
    }


def _values(result: ExamResult) -> tuple[tuple[str, str], ...]:
    return (("Предмет", subjects([result.subject or ""])),)


@rule(
    "RES-1",
    "Результат невыбранного предмета",
    Level.QUESTION,
    FOURTH,
    Student,
    norm="Результат есть только по выбранному предмету.",
    checker=CHECK_SITE,
    uses=("results", "exams"),
    needs=("results",),
)
def not_chosen(student: Student, context: Context) -> Iterator[Remark]:
    """Who has not chosen a subject has no result in it."""
    if not student.results:
        return
    chosen = {one.subject for one in student.exams}
    for place, result in of_this_year(student, context):
        if result.subject not in chosen:
            yield Remark(
                f"Есть результат по предмету «{subjects([result.subject or ''])}», а экзамен не выбран; исправьте "
                "предмет результата или добавьте экзамен.",
                f"results.{place}.subject",
                "исправить предмет результата или добавить экзамен",
            )


@rule(
    "RES-2",
    "День результата не из расписания",
    Level.QUESTION,
    "Расписание ГИА этого года",
    Student,
    norm="День результата — тот, на который участник назначен, или день этого предмета в расписании.",
    checker=CHECK_SITE,
    grades=GIA_GRADES,
    needs=("results",),
)
def unknown_day(student: Student, context: Context) -> Iterator[Remark]:
    """A result is of a day of the calendar, and of the pupil's own where that is entered."""
    exams = exams_of(student, context) if student.results else None
    if exams is None:
        return
    chosen = {one.subject: one for one in student.exams}
    for place, result in of_this_year(student, context):
        choice = chosen.get(result.subject or "")
        if choice is None or result.day is None or choice.form == ExamForm.GVE:
            continue
        own = None if choice.period == RETAKE else choice.day  # the first result stays beside that of the retake
        if why := _strange(result.subject or "", result.day, own, exams, context):
            yield Remark(
                f"{subjects([result.subject or ''])}: результат за {day(result.day)}, а {why}; исправьте дату.",
                f"results.{place}.day",
                "исправить дату результата или день экзамена",
                values=_values(result),
            )


def _strange(subject: str, found: date, own: date | None, exams: Exams, context: Context) -> str:
    if own:
        return "" if own == found else f"экзамен назначен на {day(own)}"
    if not known(exams, context) or places(subject, found, exams, context):
        return ""
    return "в расписании такого дня у предмета нет"


@rule(
    "RES-3",
    "Балл или отметка не этого экзамена",
    Level.QUESTION,
    "ОГЭ, ГВЭ и базовая математика — отметкой, ЕГЭ — тестовым баллом",
    Student,
    norm="Результат ЕГЭ — тестовый балл; ОГЭ, ГВЭ и базовой математики — отметка.",
    checker=CHECK_SITE,
    grades=GIA_GRADES,
    needs=("results",),
)
def other_scale(student: Student, context: Context) -> Iterator[Remark]:
    """ЕГЭ is told in points of a hundred, every other exam by a mark."""
    exams = exams_of(student, context) if student.results else None
    if exams is None:
        return
    forms = {one.subject: one.form for one in student.exams}
    for place, result in of_this_year(student, context):
        ege = forms.get(result.subject or "", "") == ExamForm.EGE or (
            result.subject not in forms and kind_of(exams, context) == "gia11"
        )
        points = ege and result.subject != BASIC
        wrong = result.mark if points else result.test_score
        if wrong is not None:
            other, right = ("отметка", "тестовый балл") if points else ("тестовый балл", "отметка")
            yield Remark(
                f"{subjects([result.subject or ''])}: внесено «{other}» {wrong}, а результат этого экзамена — {right}; "
                f"очистите «{other}» и внесите «{right}».",
                f"results.{place}.{'mark' if points else 'test_score'}",
                f"убрать значение «{other}» и внести «{right}»",
                values=_values(result),
            )


@rule(
    "RES-4",
    "Два результата за один день",
    Level.QUESTION,
    FOURTH,
    Student,
    norm="За один день по предмету один результат.",
    checker=CHECK_SITE,
    uses=("results",),
    grades=GIA_GRADES,
    needs=("results",),
)
def doubled(student: Student, context: Context) -> Iterator[Remark]:
    """One subject on one day has one result; a second one is a row entered twice."""
    seen: set[tuple[str, date | None]] = set()
    for place, result in enumerate(student.results if len(student.results) > 1 else (), 1):
        if result.subject is None:
            continue
        if (key := (result.subject, result.day)) in seen:
            when = day(result.day) if result.day else "без даты"
            yield Remark(
                f"{subjects([result.subject])}, {when}: результат внесён дважды; удалите лишний.",
                f"results.{place}.subject",
                "удалить лишний результат",
            )
        seen.add(key)


@rule(
    "RES-5",
    "Балл у несостоявшегося экзамена",
    Level.QUESTION,
    FOURTH,
    Student,
    norm="Если участник не явился, удалён, не завершил экзамен или результат аннулирован, баллов и отметки нет.",
    checker=CHECK_SITE,
    grades=GIA_GRADES,
    needs=("results",),
)
def scored_without_exam(student: Student, context: Context) -> Iterator[Remark]:
    """A status that says there was no exam goes with no points and no mark."""
    for place, result in enumerate(student.results, 1):
        if result.status in NOT_HELD and (result.primary_score or result.test_score or result.mark):
            yield Remark(
                f"{subjects([result.subject or ''])}: статус «{entry('result_statuses', result.status).name}», а балл "
                "или отметка внесены; исправьте статус или уберите баллы.",
                f"results.{place}.status",
                "исправить статус или убрать баллы",
                values=_values(result),
            )


@rule(
    "RES-6",
    "Результат раньше экзамена",
    Level.QUESTION,
    FOURTH,
    Student,
    norm="Результат вносят после дня экзамена.",
    checker=CHECK_SITE,
    grades=GIA_GRADES,
    needs=("results",),
)
def in_future(student: Student, context: Context) -> Iterator[Remark]:
    """A result of an exam that on the day of the check is still to come."""
    for place, result in enumerate(student.results, 1):
        if result.day and result.day > context.as_of:
            yield Remark(
                f"{subjects([result.subject or ''])}: дата экзамена {day(result.day)} позже дня проверки "
                f"{day(context.as_of)}; исправьте дату.",
                f"results.{place}.day",
                "исправить дату результата",
                values=_values(result),
            )
