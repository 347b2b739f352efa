"""A pupil against last year's base: what grows by one year, and what does not change (feature VA7)."""

from collections.abc import Iterator
from typing import Any

from app.domain.exams import Category
from app.domain.field import field_by_name
from app.domain.kinds import NONE
from app.domain.last_year import LastPupil
from app.domain.paper_kinds import Snils
from app.domain.school import grade_of
from app.domain.student import Student
from app.domain.text import fold
from app.validators.names import PARTS
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, shown

LAST_GRADE = 11
EVENING_GRADE = 12  # an evening school's last class; who learns in it may have come from 11 or stayed
LAST_BASE = "Сравнение с базой прошлого года (VA7)"
WAS_WRONG = ("В базе прошлого года была ошибка, сверено с документом.",)
BOTH_BASES = "Сверьте с документом, какая из двух баз права."


@rule(
    "LY-1",
    "Класс не на один больше прошлогоднего",
    Level.QUESTION,
    LAST_BASE,
    Student,
    norm="Класс на один больше, чем в базе прошлого года.",
    checker="Попросите приказ о переводе или о повторном обучении.",
    uses=("class_name", "category"),
    phrases=("Оставлен на повторное обучение.", "Переведён через класс.", "Переведён условно."),
)
def class_not_next(student: Student, context: Context) -> Iterator[Remark]:
    """The class is the next one; who failed ГИА, and class 12, may stay."""
    last = context.last_pupil(student)
    was, grade = grade_of(last.class_name) if last else None, student.grade
    if last is None or was is None or grade is None or grade == was + 1:
        return
    if (
        grade >= LAST_GRADE
        and was >= LAST_GRADE
        and (student.category == Category.NOT_PASSED or grade == EVENING_GRADE)
    ):
        return
    text = (
        f"Класс {student.class_name}, а в прошлом году был {last.class_name}, должен стать на один больше; исправьте "
        "класс или поясните."
    )
    yield _remark(text, "class_name", "исправить класс или пояснить", last.class_name)


@rule(
    "LY-2",
    "Дата рождения не та, что в прошлом году",
    Level.QUESTION,
    LAST_BASE,
    Student,
    norm="Дата рождения — та же, что в базе прошлого года.",
    checker=BOTH_BASES,
    phrases=WAS_WRONG,
)
def other_birth(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody is born twice."""
    last = context.last_pupil(student)
    if last and last.birth and student.birth and last.birth != student.birth:
        text = (
            f"Дата рождения {day(student.birth)}, а в прошлом году была {day(last.birth)}; исправьте по документу или "
            "поясните."
        )
        yield _remark(text, "birth", "исправить дату рождения или пояснить", day(last.birth))


@rule(
    "LY-3",
    "Пол не тот, что в прошлом году",
    Level.QUESTION,
    LAST_BASE,
    Student,
    norm="Пол — тот же, что в базе прошлого года.",
    checker=BOTH_BASES,
    phrases=WAS_WRONG,
)
def other_sex(student: Student, context: Context) -> Iterator[Remark]:
    """The sex does not change with the year."""
    last = context.last_pupil(student)
    if last and last.sex and student.sex and last.sex != student.sex:
        was = shown(Student(sex=last.sex), "sex")
        text = f"Пол — {shown(student, 'sex')}, а в прошлом году был {was}; исправьте по документу или поясните."
        yield _remark(text, "sex", "исправить пол или пояснить", was)


@rule(
    "LY-4",
    "СНИЛС не тот, что в прошлом году",
    Level.QUESTION,
    LAST_BASE,
    Student,
    norm="СНИЛС — тот же, что в базе прошлого года.",
    checker="Сверьте с карточкой СНИЛС: номер человека не меняется.",
    phrases=WAS_WRONG,
)
def other_snils(student: Student, context: Context) -> Iterator[Remark]:
    """A number once given stays; «нет» of last year may become a number."""
    last = context.last_pupil(student)
    if last and last.snils and last.snils != NONE and student.snils and last.snils != student.snils:
        was = Snils().show(last.snils)
        text = (
            f"СНИЛС — {shown(student, 'snils')}, а в прошлом году был {was}; исправьте по карточке СНИЛС или поясните."
        )
        yield _remark(text, "snils", "исправить СНИЛС или пояснить", was)


@rule(
    "LY-5",
    "Имя изменилось, а прежнего нет",
    Level.QUESTION,
    LAST_BASE,
    Student,
    norm="Если ФИО не те, что в прошлом году, прежние внесены в карточку.",
    checker="Попросите свидетельство о перемене имени; опечатку прошлого года поясняют.",
    uses=(*PARTS, "former_names"),
    phrases=("В базе прошлого года была опечатка.",),
)
def other_name(student: Student, context: Context) -> Iterator[Remark]:
    """Who has another name than last year has the former one entered."""
    last = context.last_pupil(student)
    if last is None or student.former_names:
        return
    changed = [name for name in PARTS if _changed(last, student, name)]
    if changed:
        name = changed[0]
        text = (
            f"{field_by_name(Student)[name].label} «{getattr(student, name)}», а в прошлом году — "
            f"«{getattr(last, name)}»; внесите прежние ФИО или исправьте опечатку."
        )
        yield _remark(text, name, "внести прежние ФИО или исправить опечатку", getattr(last, name))


def _changed(last: LastPupil, student: Student, name: str) -> bool:
    was, now = getattr(last, name), getattr(student, name)
    return bool(was and now) and fold(was) != fold(now)


@rule(
    "LY-6",
    "Отметки ОВЗ больше нет",
    Level.QUESTION,
    LAST_BASE,
    Student,
    norm="Отметка ОВЗ прошлого года стоит и в этом, или её снятие пояснено.",
    checker="Попросите заключение ПМПК: статус ОВЗ снимает комиссия.",
    uses=("ovz", "health_papers"),
    phrases=("Срок заключения ПМПК истёк, нового нет.", "ПМПК статус ОВЗ сняла."),
)
def ovz_gone(student: Student, context: Context) -> Iterator[Remark]:
    """Who had ОВЗ last year still has it, or it is explained; a gap is REQ-1's matter in classes 9 and up."""
    last = context.last_pupil(student)
    if last and last.ovz and student.ovz is False:
        text = "В прошлом году обучающийся относился к категории ОВЗ, а теперь — нет; верните отметку или поясните."
        yield _remark(text, "ovz", "вернуть отметку ОВЗ или пояснить", "да")


def _remark(text: str, name: str, least: str, was: Any) -> Remark:
    return Remark(text, name, least, values=(("В прошлом году", str(was)),))
