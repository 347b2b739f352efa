"""The day on which a chosen exam is sat, against the calendar of the year (gia-rules.md 1 CAT-4, 2.2 G11-10, 7).

РИС knows an exam by its day, so a day that the calendar does not have is no exam. Days of ГВЭ are in no source
and are not looked at; where the year has only the first and last day of a period, every day of it may be right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.days import Status
from app.domain.dictionaries import entry
from app.domain.exams import Category, ExamChoice, ExamForm
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.year import Exams, Period
from app.validators.context import at_most
from app.validators.exam_choice import by_day, exams_of, finishes, kind_of, of_choice
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, subjects

TIMETABLE = "Расписание ГИА этого года"
RETAKE = "retake"
FEW_DAYS = 4  # more would hide what is wrong
CHECK_TIMETABLE = "Откройте расписание ГИА этого года и заявление участника; день берётся из расписания."
WITH_REASON = ("Уважительная причина подтверждена документом, решение ГЭК есть.",)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the calendar where a day may stand: its period, whether a reserve or an oral one, its status."""

    period: Period
    reserve: bool
    oral: bool
    status: Status


def places(subject: str, found: date, exams: Exams, context: Context) -> list[Place]:
    """Where a day of a subject stands in the calendar; the days known by subject, and else the periods around."""
    key = kind_of(exams, context)
    days = [
        Place(one.period, one.reserve, bool(one.part), one.status)
        for one in context.year.exam_days
        if one.date == found and one.exams == key and subject in one.subjects
    ]
    return days or [
        Place(one.period, one.reserve, False, one.status)
        for one in context.year.exam_periods
        if one.first <= found <= one.last and one.exams == key
    ]


def known(exams: Exams, context: Context, period: str | None = None) -> list[Status]:
    """The statuses of all that the calendar says of these exams (in a period); nothing where it knows no days."""
    key = kind_of(exams, context)
    days = [(one.period, one.status) for one in context.year.exam_days if one.exams == key]
    days += [(one.period, one.status) for one in context.year.exam_periods if one.exams == key]
    return [status for found, status in days if period in (None, found)]


def weakest(statuses: Iterable[Status]) -> Level:
    """How severe a remark may be that stands on all of these."""
    return at_most("I" if "I" in set(statuses) else "V")


def _dated(student: Student, context: Context) -> Iterator[tuple[int, ExamChoice, date, Exams]]:
    """The chosen exams with a day of their own, but for ГВЭ and for the July ones that :func:`retake` refuses."""
    exams = exams_of(student, context) if any(one.day for one in student.exams) else None
    if exams is None or not known(exams, context):
        return
    for place, choice in enumerate(student.exams, 1):
        refused = choice.period == RETAKE and not _may_retake(exams, context)
        if choice.day and choice.form != ExamForm.GVE and not refused:
            yield place, choice, choice.day, exams


def _may_retake(exams: Exams, context: Context) -> bool:
    return context.year.switches.july_retake.on and kind_of(exams, context) == "gia11"


def _offered(choice: ExamChoice, exams: Exams, context: Context) -> str:
    """«28.05.2020 или 22.06.2020»: the days of the subject in the chosen period, if they are few."""
    key = kind_of(exams, context)
    days = {
        one.date
        for one in context.year.exam_days
        if one.exams == key and choice.subject in one.subjects and not one.part and choice.period in (None, one.period)
    }
    if 0 < len(days) <= FEW_DAYS:
        return " или ".join(map(day, sorted(days)))
    return "день этого предмета из расписания"


@rule(
    "EXAM-2",
    "День экзамена не из расписания",
    Level.ERROR,
    TIMETABLE,
    Student,
    norm="День экзамена — один из дней этого предмета в расписании года.",
    checker=CHECK_TIMETABLE,
    grades=GIA_GRADES,
    needs=("exams",),
)
def unknown_day(student: Student, context: Context) -> Iterator[Remark]:
    """The subject has an exam on the day that is entered; an oral day alone is not the day of the exam."""
    for place, choice, found, exams in _dated(student, context):
        rows = places(choice.subject, found, exams, context)
        if any(not row.oral for row in rows):
            continue
        why = "в этот день только устная часть" if rows else "в расписании такого дня у предмета нет"
        yield Remark(
            f"{subjects([choice.subject])}, {day(found)}: {why}; внесите {_offered(choice, exams, context)}.",
            f"exams.{place}.day",
            "внести день этого предмета из расписания или убрать дату",
            values=of_choice(choice),
            at_most=Level.QUESTION if rows else weakest(known(exams, context, choice.period) or known(exams, context)),
        )


@rule(
    "EXAM-3",
    "День не того периода",
    Level.ERROR,
    TIMETABLE,
    Student,
    norm="День экзамена стоит в том периоде, который указан.",
    checker=CHECK_TIMETABLE,
    grades=GIA_GRADES,
    needs=("exams",),
)
def other_period(student: Student, context: Context) -> Iterator[Remark]:
    """A day and a period that contradict each other: РИС keeps both."""
    for place, choice, found, exams in _dated(student, context):
        rows = places(choice.subject, found, exams, context) if choice.period else []
        if not rows or any(row.period == choice.period for row in rows):
            continue
        fitting = sorted({row.period for row in rows})
        names = " или ".join(f"«{_period(one)}»" for one in fitting)
        field = f"exams.{place}.period"
        yield Remark(
            f"{subjects([choice.subject])}: период «{_period(choice.period)}», а {day(found)} — {names}; исправьте "
            "период или дату.",
            field,
            f"указать период {names} или исправить дату",
            values=(*of_choice(choice), ("Дата", day(found))),
            at_most=weakest(row.status for row in rows),
        )


@rule(
    "EXAM-4",
    "День без периода",
    Level.QUESTION,
    "РИС: экзамен — это предмет, день и период (D-11)",
    Student,
    norm="У экзамена с датой указан и период.",
    checker=CHECK_TIMETABLE,
    grades=GIA_GRADES,
    needs=("exams",),
)
def day_without_period(student: Student, context: Context) -> Iterator[Remark]:
    """A day is entered and the period is not; where the calendar has the day in one period, that one is meant."""
    for place, choice, found, exams in _dated(student, context):
        if choice.period or (choice.unread or {}).get("period"):
            continue
        fitting = sorted({row.period for row in places(choice.subject, found, exams, context)})
        field = f"exams.{place}.period"
        meant = f"«{_period(fitting[0])}»" if len(fitting) == 1 else "экзамена"
        yield Remark(
            f"{subjects([choice.subject])}: дата {day(found)} внесена, а период нет; укажите период.",
            field,
            f"указать период {meant}",
            ((field, _period(fitting[0])),) if len(fitting) == 1 else (),
            values=(*of_choice(choice), ("Дата", day(found))),
        )


@rule(
    "CAT-4",
    "Период не для этой категории",
    Level.QUESTION,
    "Порядок ГИА-11: периоды по категориям (CAT-4)",
    Student,
    norm="Выпускники прошлых лет сдают ЕГЭ досрочно или в резервные дни, выпускники этого года — в основные.",
    checker="Попросите решение ГЭК и документ об уважительной причине: с ними другой день законен.",
    grades=GIA_GRADES,
    phrases=WITH_REASON,
    needs=("exams",),
)
def period_of_category(student: Student, context: Context) -> Iterator[Remark]:
    """Graduates of earlier years do not sit on main days, those of this year sit on no others without a reason."""
    past = student.category == Category.PAST_GRADUATE
    exams = exams_of(student, context) if past or student.category == Category.GRADUATE else None
    if exams is None or kind_of(exams, context) != "gia11":
        return
    for place, choice in enumerate(student.exams, 1):
        if choice.form == ExamForm.EGE and (why := _unusual(student, choice, exams, context, past=past)):
            yield Remark(
                f"{subjects([choice.subject])}: {why}; исправьте или подтвердите уважительной причиной.",
                f"exams.{place}.{'day' if choice.day else 'period'}",
                "исправить день и период или объяснить причину",
                values=of_choice(choice),
            )


def _unusual(student: Student, choice: ExamChoice, exams: Exams, context: Context, *, past: bool) -> str:
    """What about the day or period is not for the category; '' where all is well or nothing is known."""
    if not past and choice.period == "early":
        return "досрочный период, а выпускники этого года сдают в основной"
    rows = [row for row in places(choice.subject, choice.day, exams, context) if not row.oral] if choice.day else []
    main = [row for row in rows if row.period == "main"]
    if past and main and not any(row.reserve for row in main):
        return "основной день, а выпускники прошлых лет сдают досрочно или в резервные дни"
    if not past and main and all(row.reserve for row in main) and not _clashes(student, choice, exams, context):
        return "резервный день, а другого экзамена в основной день предмета нет"
    return ""


def _clashes(student: Student, choice: ExamChoice, exams: Exams, context: Context) -> bool:
    """Whether another exam of the pupil takes a main day of the subject: then its reserve day is due (CAT-5)."""
    key = kind_of(exams, context)
    main = {
        one.date
        for one in context.year.exam_days
        if one.exams == key and one.period == "main" and not one.reserve and choice.subject in one.subjects
    }
    return not main or any(
        found in main and any(subject != choice.subject for subject in together)
        for found, together in by_day(student, exams, context).items()
    )


@rule(
    "G11-10",
    "Пересдача в июле",
    Level.ERROR,
    "Порядок ГИА-11: пересдача одного предмета (G11-10)",
    Student,
    norm="В июле, если в этом году это есть, выпускник этого года пересдаёт один предмет ЕГЭ.",
    checker="Попросите заявление о пересдаче: в нём один предмет, и подать его мог только выпускник этого года.",
    uses=("exams", "category", "class_name"),
    grades=GIA_GRADES,
    needs=("exams",),
)
def retake(student: Student, context: Context) -> Iterator[Remark]:
    """The July days are there in some years only, for graduates of the year, for one subject."""
    again = [place for place, one in enumerate(student.exams, 1) if one.period == RETAKE]
    if not again:
        return
    allowed = context.year.switches.july_retake
    graduate = student.category == Category.GRADUATE and finishes(student.grade, context.year.gia11, context)
    if not allowed.on:
        why, least = "в этом учебном году пересдачи в июле нет", "указать другой период"
    elif not graduate:
        why, least = "в июле пересдают только выпускники 11(12) класса этого года", "указать другой период"
    elif len(again) > 1:
        why, least = (
            f"для пересдачи выбрано предметов: {len(again)}, а можно один",
            "оставить для пересдачи один предмет",
        )
    else:
        return
    field = f"exams.{again[0]}.period" if len(again) == 1 else "exams"
    yield Remark(f"Период «{_period(RETAKE)}»: {why}; исправьте период.", field, least, at_most=at_most(allowed.status))


def _period(key: str | None) -> str:
    return entry("periods", key or "").name
