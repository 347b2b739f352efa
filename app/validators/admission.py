"""Допуск к ГИА: «зачёт», the protocol of the педсовет, and what a pupil who is not admitted cannot have
(gia-rules.md 2, G9-6 and G11-9; 12, VER-5)."""

from collections.abc import Iterator

from app.domain.exams import Category
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.year import Attempt as Family
from app.validators.attempts import NAMES, came_after, expects, first_day, of_family, passed
from app.validators.exam_choice import kind_of
from app.validators.registry import Context, Level, Remark, rule
from app.validators.results import NOT_HELD, of_this_year
from app.validators.wording import day

COUNCIL = "Решение педагогического совета о допуске"
CHECK_PROTOCOL = "Попросите протокол педсовета о допуске: номер, дата и решение по каждому выпускнику — из него."
PASSED_FIRST = "Попросите ведомость испытания; без зачёта к ГИА не допускают, решение педсовета этого не заменяет."


def _without_pass(student: Student, family: Family, context: Context) -> Iterator[Remark]:
    """Admitted without a «зачёт»; who came in the middle of the year may have it in another school."""
    if not student.admitted or student.category != Category.GRADUATE or not expects(student, family, context):
        return
    first = first_day(family, context)
    elsewhere = first is not None and came_after(student, first[1]) and not of_family(student, family)
    if not elsewhere and not passed(student, family):
        yield Remark(
            f"Отмечен допуск к ГИА, а зачёта нет ({NAMES[family]}); внесите результат или исправьте допуск.",
            "admitted",
            "внести результат «зачёт» или исправить допуск на «нет»",
        )


@rule(
    "G9-6",
    "ГИА-9: допуск без зачёта",
    Level.ERROR,
    "{gia9}: допуск — «зачёт» за собеседование (G9-6)",
    Student,
    norm="Допущенный к ГИА-9 получил зачёт за собеседование.",
    checker=PASSED_FIRST,
    uses=("admitted", "attempts", "enrolled"),
    grades=frozenset({9}),
    needs=("admitted",),
)
def after_interview(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody is admitted to ГИА-9 without «зачёт» at the собеседование."""
    return _without_pass(student, "interview", context)


@rule(
    "G11-9",
    "ГИА-11: допуск без зачёта",
    Level.ERROR,
    "{gia11}: допуск — «зачёт» за сочинение (изложение) (G11-9)",
    Student,
    norm="Допущенный к ГИА-11 получил зачёт за сочинение (изложение).",
    checker=PASSED_FIRST,
    uses=("admitted", "attempts", "enrolled"),
    grades=frozenset({11, 12}),
    needs=("admitted",),
)
def after_essay(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody is admitted to ГИА-11 without «зачёт» for the сочинение."""
    return _without_pass(student, "essay", context)


@rule(
    "ADM-1",
    "Допуск без протокола",
    Level.QUESTION,
    COUNCIL,
    Student,
    norm="У решения о допуске есть номер и дата протокола педсовета.",
    checker=CHECK_PROTOCOL,
    uses=("admitted", "admission_council", "admission_date"),
    grades=GIA_GRADES,
)
def protocol(student: Student, context: Context) -> Iterator[Remark]:
    """A decision, either way, has the number and the date of its protocol."""
    if student.admitted is None:
        return
    unread = student.unread or {}
    asked = (
        ("admission_council", student.admission_council, "номер протокола"),
        ("admission_date", student.admission_date, "дату педсовета"),
    )
    lacking = [(name, label) for name, value, label in asked if not value and not unread.get(name)]
    if lacking:
        names = " и ".join(label for _, label in lacking)
        yield Remark(f"Решение о допуске внесено, а протокол — нет; внесите {names}.", lacking[0][0], f"внести {names}")


@rule(
    "ADM-2",
    "Протокол без решения о допуске",
    Level.QUESTION,
    COUNCIL,
    Student,
    norm="Если внесён протокол педсовета, внесено и решение: допущен или нет.",
    checker=CHECK_PROTOCOL,
    uses=("admitted", "admission_council", "admission_date"),
    grades=GIA_GRADES,
    needs=(
        "admission_council",
        "admission_date",
    ),
)
def decision(student: Student, context: Context) -> Iterator[Remark]:
    """A protocol without its decision says nothing."""
    if student.admitted is not None or not (student.admission_council or student.admission_date):
        return
    if not (student.unread or {}).get("admitted"):
        yield Remark(
            "Протокол педсовета внесён, а решение о допуске нет; отметьте, допущен ли выпускник.",
            "admitted",
            "отметить допуск: «да» или «нет»",
        )


@rule(
    "ADM-3",
    "Педсовет в будущем",
    Level.QUESTION,
    COUNCIL,
    Student,
    norm="Дата педсовета — не позже дня проверки и не раньше начала учебного года.",
    checker=CHECK_PROTOCOL,
    uses=("admitted", "admission_date"),
    grades=GIA_GRADES,
    needs=("admission_date",),
)
def day_of_council(student: Student, context: Context) -> Iterator[Remark]:
    """The decision of this year was taken in this year and has been taken already."""
    found = student.admission_date
    if found is None:
        return
    if found > context.as_of:
        why = f"позже дня проверки {day(context.as_of)}"
    elif found < context.year.first_day:
        why = f"раньше начала учебного года {day(context.year.first_day)}"
    else:
        return
    yield Remark(f"Дата педсовета {day(found)} {why}; исправьте дату.", "admission_date", "исправить дату педсовета")


@rule(
    "ADM-4",
    "Не допущен, а награждён или с результатами",
    Level.QUESTION,
    COUNCIL,
    Student,
    norm="У того, кто не допущен к ГИА, нет ни аттестата с отличием, ни медали, ни результатов экзаменов.",
    checker=CHECK_PROTOCOL,
    uses=("admitted", "distinction", "medal", "results"),
    grades=GIA_GRADES,
)
def refused(student: Student, context: Context) -> Iterator[Remark]:
    """Who is not admitted takes no exams, and gets neither an аттестат с отличием nor a medal."""
    if student.admitted is not False:
        return
    found = [
        *(["аттестат с отличием"] if student.distinction else []),
        *(["медаль"] if student.medal else []),
        *(
            ["результаты экзаменов"]
            if any(one.status not in NOT_HELD for _, one in of_this_year(student, context))
            else []
        ),
    ]
    if found:
        yield Remark(
            f"Не допущен к ГИА, а в карточке есть: {', '.join(found)}; исправьте допуск или уберите лишнее.",
            "admitted",
            f"исправить допуск или убрать: {', '.join(found)}",
        )


@rule(
    "ADM-5",
    "Допуск у того, кто не проходит ГИА",
    Level.QUESTION,
    "{order}, категории участников: C2 ГИА не проходит",
    Student,
    norm="У того, кто не проходит ГИА в этом году, решения о допуске нет.",
    checker=CHECK_PROTOCOL,
    uses=("admitted", "category", "class_name"),
    grades=GIA_GRADES,
)
def not_asked(student: Student, context: Context) -> Iterator[Remark]:
    """Of who takes no ГИА this year nobody decides on admission."""
    if student.admitted is not None and student.category == Category.NO_GIA:
        yield Remark(
            "Категория «Не проходит ГИА», а решение о допуске внесено; уберите его или смените категорию.",
            "admitted",
            "убрать решение о допуске",
        )


@rule(
    "ADM-6",
    "Решение о допуске не внесено",
    Level.ADVICE,
    "Выверка допуска до экзаменов ГИА (VER-5)",
    Student,
    norm="К первому экзамену основного периода у каждого выпускника внесено решение о допуске.",
    checker="Спросите протокол педсовета: до первого экзамена решение принято по каждому выпускнику.",
    uses=("admitted", "category", "class_name"),
    grades=GIA_GRADES,
)
def decision_due(student: Student, context: Context) -> Iterator[Remark]:
    """By the first day of the main period it is decided who is admitted; silent in a year that has no such day."""
    due = student.admitted is None and student.category == Category.GRADUATE
    exams = context.year.exams_of(student.grade) if due and not (student.unread or {}).get("admitted") else None
    if exams is None:
        return
    key, year = kind_of(exams, context), context.year
    days = [one.date for one in year.exam_days if one.exams == key and one.period == "main"]
    days += [one.first for one in year.exam_periods if one.exams == key and one.period == "main"]
    if days and context.as_of >= min(days):
        yield Remark(
            f"Основной период экзаменов идёт с {day(min(days))}, а решение о допуске не внесено; внесите его.",
            "admitted",
            "внести решение о допуске",
        )
