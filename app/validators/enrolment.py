"""Coming to the school and leaving it: papers, reasons, and the order of the days.

Only what happened in this school year is asked about: older moves were checked in their time.
"""

from collections.abc import Iterator

from app.domain.dictionaries import entry
from app.domain.field import field_by_name
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import answered, day, years_after

LEAVING = ("leaving_order", "leaving_reason", "left_to")
GRADES_OF = {"graduated_9": frozenset({9}), "graduated_11": frozenset({11, 12})}
NOWHERE = frozenset({"graduated_9", "graduated_11", "certificate", "left_at_15", "expelled", "died"})
FROM_15 = frozenset({"left_at_15", "expelled"})
# Who comes for these reasons comes from no other school, or from this one.
FROM_NOWHERE = frozenset({"first_class", "tenth_class", "next_level", "restored", "from_family"})
CLASS_OF = {"first_class": 1, "tenth_class": 10}

MOVES = "{order}: зачисление и отчисление вносятся в течение двух рабочих дней"
ORDER_OF_LEAVING = "Попросите приказ об отчислении и справку о зачислении в другую школу."


def _left_this_year(student: Student, context: Context) -> bool:
    return student.left is not None and context.year.first_day <= student.left <= context.as_of


@rule(
    "ENR-1",
    "Выбытие без приказа, причины или места",
    Level.QUESTION,
    MOVES,
    Student,
    norm="У выбывшего внесены приказ, причина и куда он выбыл.",
    checker=ORDER_OF_LEAVING,
    uses=("left", *LEAVING),
    phrases=("Справка из другой школы запрошена.",),
    leavers=True,
    needs=("left",),
)
def left_without_papers(student: Student, context: Context) -> Iterator[Remark]:
    """Who left has an order, a reason, and a place where he learns now, if he does."""
    if not _left_this_year(student, context) or student.left is None:
        return
    for name in LEAVING:
        if not answered(student, name) and not (name == "left_to" and student.leaving_reason in NOWHERE):
            label = field_by_name(Student)[name].label
            text = f"Выбыл {day(student.left)}, а не внесено: «{label}»; внесите значение."
            yield Remark(text, name, f"внести «{label}»")


@rule(
    "ENR-2",
    "Выбытие раньше зачисления",
    Level.ERROR,
    "Даты карточки между собой",
    Student,
    norm="Дата выбытия не раньше даты зачисления.",
    checker="Сверьте обе даты с приказами.",
    uses=("enrolled", "left"),
    leavers=True,
    needs=("left",),
)
def left_before_enrolled(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody leaves before he came; who came back has no day of leaving."""
    if student.left and student.enrolled and student.left < student.enrolled:
        text = f"Выбытие {day(student.left)} раньше зачисления {day(student.enrolled)}; исправьте одну из дат."
        yield Remark(text, "left", "исправить одну из дат; у вернувшегося — убрать дату выбытия")


@rule(
    "ENR-3",
    "Причина выбытия не по классу",
    Level.QUESTION,
    "Причина выбытия и класс карточки",
    Student,
    norm="Окончание 9 класса — причина для 9 класса, окончание 11 (12) класса — для 11 и 12.",
    checker=ORDER_OF_LEAVING,
    uses=("class_name", "left", "leaving_reason"),
    leavers=True,
    needs=("leaving_reason",),
)
def reason_of_another_class(student: Student, context: Context) -> Iterator[Remark]:
    """A class is finished by who was in it."""
    fitting = GRADES_OF.get(student.leaving_reason or "")
    if fitting and student.grade is not None and student.grade not in fitting:
        reason = entry("leaving_reasons", student.leaving_reason or "").name
        text = f"Причина выбытия — «{reason}», а класс — {student.class_name}; исправьте причину или класс."
        yield Remark(text, "leaving_reason", "исправить причину выбытия или класс")


@rule(
    "ENR-4",
    "Зачислен в этом году без приказа или места",
    Level.QUESTION,
    MOVES,
    Student,
    norm="У зачисленного в этом году внесены приказ и откуда он прибыл.",
    checker="Попросите приказ о зачислении и личное дело.",
    uses=("enrolled", "enrolment_order", "enrolment_reason", "enrolled_from"),
    phrases=("Личное дело запрошено.",),
)
def enrolled_without_papers(student: Student, context: Context) -> Iterator[Remark]:
    """Who came this year has an order, and a school from which he came, if he did."""
    came = student.enrolled
    if came is None or not context.year.first_day <= came <= context.as_of:
        return
    names = ["enrolment_order"]
    if student.enrolment_reason not in FROM_NOWHERE and student.grade != 1:
        names.append("enrolled_from")
    for name in names:
        if not answered(student, name):
            label = field_by_name(Student)[name].label
            text = f"Зачислен {day(came)}, а не внесено: «{label}»; внесите значение."
            yield Remark(text, name, f"внести «{label}»")


@rule(
    "ENR-5",
    "Сведения о выбытии без даты",
    Level.QUESTION,
    MOVES,
    Student,
    norm="Приказ, причина и место выбытия внесены только вместе с датой.",
    checker=ORDER_OF_LEAVING,
    uses=("left", *LEAVING),
    needs=(
        "leaving_order",
        "leaving_reason",
        "left_to",
    ),
)
def leaving_without_day(student: Student, context: Context) -> Iterator[Remark]:
    """What tells of a leaving belongs to its day."""
    if not (student.leaving_order or student.leaving_reason or student.left_to) or answered(student, "left"):
        return
    filled = [name for name in LEAVING if getattr(student, name)]
    labels = ", ".join(f"«{field_by_name(Student)[name].label}»" for name in filled)
    text = f"Внесено {labels}, а даты выбытия нет; внесите дату или уберите эти сведения."
    yield Remark(text, "left", "внести дату выбытия или убрать остальное")


@rule(
    "ENR-6",
    "Основание зачисления не по классу",
    Level.QUESTION,
    "Основание зачисления и класс карточки",
    Student,
    norm="Приём в 1 класс — для 1 класса, приём в 10 класс — для 10.",
    checker="Сверьте основание с приказом о зачислении.",
    uses=("class_name", "enrolled", "enrolment_reason"),
    needs=("enrolment_reason",),
)
def ground_of_another_class(student: Student, context: Context) -> Iterator[Remark]:
    """Who was taken into class 1 or 10 this year is in it."""
    grade = CLASS_OF.get(student.enrolment_reason or "")
    if grade and student.enrolled and student.enrolled >= context.year.first_day and student.grade not in (None, grade):
        ground = entry("enrolment_reasons", student.enrolment_reason or "").name
        text = (
            f"Зачислен {day(student.enrolled)}, основание — «{ground}», а класс — {student.class_name}; исправьте "
            "основание или класс."
        )
        yield Remark(text, "enrolment_reason", "исправить основание зачисления или класс")


@rule(
    "ENR-7",
    "Выбытие без другой школы раньше 15 лет",
    Level.QUESTION,
    "Оставить школу и быть исключённым можно с 15 лет",
    Student,
    norm="Оставил школу или исключён только тот, кому исполнилось 15 лет.",
    checker="Попросите приказ и решение комиссии по делам несовершеннолетних.",
    uses=("birth", "left", "leaving_reason"),
    leavers=True,
    needs=("leaving_reason",),
)
def left_too_young(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody leaves school for nowhere before 15."""
    if student.leaving_reason in FROM_15 and student.left and student.birth:
        fifteen = years_after(student.birth, 15)
        if student.birth <= student.left < fifteen:
            reason = entry("leaving_reasons", student.leaving_reason or "").name
            text = (
                f"Причина — «{reason}», а 15 лет исполняется {day(fifteen)}, после выбытия; исправьте причину или даты."
            )
            yield Remark(text, "leaving_reason", "исправить причину выбытия или даты")
