"""Dates of a card against each other, against the day of the check, and against the class."""

from collections.abc import Iterator

from app.domain.exams import Category
from app.domain.field import field_by_name
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, years_after

AFTER_BIRTH = ("doc_issued", "enrolled", "consent_date")
PAST = ("birth", "doc_issued", "consent_date")

# A pupil is usually 6–8 years older than the number of the class; twice kept down or put up is still usual.
YOUNGEST = 4
OLDEST = 9
SCHOOL_AGE = 5

BOTH_PAPERS = "Сверьте обе даты с документами: одна из них внесена с ошибкой."


@rule(
    "DATE-1",
    "Дата раньше рождения",
    Level.ERROR,
    "Даты карточки между собой",
    Student,
    norm="Документ, зачисление и согласие — не раньше дня рождения.",
    checker=BOTH_PAPERS,
    uses=("birth", *AFTER_BIRTH),
)
def before_birth(student: Student, context: Context) -> Iterator[Remark]:
    """Nothing is issued to a person who is not yet born."""
    birth = student.birth
    for name in AFTER_BIRTH if birth else ():
        found = getattr(student, name)
        if found and birth and found < birth:
            text = f"{_label(name)} {day(found)} раньше даты рождения {day(birth)}; исправьте одну из них."
            yield Remark(text, name, "исправить одну из двух дат")


@rule(
    "DATE-2",
    "Дата в будущем",
    Level.ERROR,
    "Даты карточки на день проверки",
    Student,
    norm="Рождение, выдача документа и согласие — не позже дня проверки.",
    checker="Сверьте дату с документом: в будущем её быть не может.",
)
def in_future(student: Student, context: Context) -> Iterator[Remark]:
    """What has happened has happened by the day of the check."""
    for name in PAST:
        found = getattr(student, name)
        if found and found > context.as_of:
            text = f"{_label(name)} {day(found)} позже дня проверки {day(context.as_of)}; исправьте дату."
            yield Remark(text, name, f"внести дату не позже {day(context.as_of)}")


@rule(
    "DATE-3",
    "Возраст не по классу",
    Level.QUESTION,
    "Обычный возраст класса",
    Student,
    norm="Возраст обучающегося обычен для класса.",
    checker="Сверьте дату рождения с документом; второгодник и принятый раньше срока — пояснение.",
    uses=("birth", "class_name", "category", "study_form", "closed_institution"),
    phrases=("Оставлен на повторное обучение.", "Принят в школу раньше обычного срока."),
)
def unusual_age(student: Student, context: Context) -> Iterator[Remark]:
    """A year typed wrongly shows as an age that the class does not have; those who study otherwise may be older."""
    grade, birth = student.grade, student.birth
    if grade is None or birth is None or birth > context.as_of:
        return
    start = context.year.first_day
    young = years_after(birth, grade + YOUNGEST) > start
    old = years_after(birth, grade + OLDEST + 1) <= start and not _may_be_older(student)
    if young or old:
        age = start.year - birth.year - ((start.month, start.day) < (birth.month, birth.day))
        yield Remark(
            f"Дата рождения {day(birth)}: на {day(start)} возраст {age}, а в {grade} классе обычно от "
            f"{grade + YOUNGEST} до {grade + OLDEST}; исправьте дату или класс.",
            "birth",
            "исправить год рождения или класс",
        )


@rule(
    "DATE-4",
    "Дата зачисления",
    Level.QUESTION,
    "Зачисление: от 5 лет и не позже дня проверки",
    Student,
    norm="Дата зачисления — не раньше 5 лет и не позже дня проверки.",
    checker="Сверьте дату с приказом о зачислении.",
    uses=("birth", "enrolled"),
)
def enrolment(student: Student, context: Context) -> Iterator[Remark]:
    """Enrolment is neither in the future nor before school age."""
    found = student.enrolled
    if found is None:
        return
    if found > context.as_of:
        text = f"Дата зачисления {day(found)} позже дня проверки {day(context.as_of)}; исправьте дату."
        yield Remark(text, "enrolled", f"внести дату не позже {day(context.as_of)}")
    elif student.birth and student.birth <= found < years_after(student.birth, SCHOOL_AGE):
        text = f"Зачисление {day(found)} раньше 5 лет (дата рождения {day(student.birth)}); исправьте одну из дат."
        yield Remark(text, "enrolled", "исправить дату зачисления или год рождения")


def _may_be_older(student: Student) -> bool:
    again = student.category in (Category.NOT_PASSED, Category.PAST_GRADUATE)
    return again or bool(student.closed_institution) or student.study_form not in (None, "full")


def _label(name: str) -> str:
    return field_by_name(Student)[name].label
