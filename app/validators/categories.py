"""The category of an участник against the class (gia-rules.md 1).

One fault gets one finding: :func:`misfit` decides which rule speaks of a category that the class does not
have, and each rule answers for its own id only.
"""

from collections.abc import Iterator

from app.domain.exams import Category, ExamForm
from app.domain.field import GIA_GRADES
from app.domain.school import grade_of
from app.domain.student import Student
from app.validators.exam_choice import CHECK_APPLICATION, closed, finishes
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import categories, day, years_after

ORDER = "{order}, категории участников"
EVENING_GRADE = 12  # in no list of categories of the order, only in its «9–11(12)»: inferred (C1a)
FITTED = ("category", "class_name")
PLANNED = ("category", "exams")
CHECK_CLASS = "Сверьте класс с приказом о переводе, а категорию — с классом."

AT_CENTRE = ("Заявление подано в школу по согласованию с ЦОКО (МОУО).",)
EXTERNAL = "external"


def misfit(student: Student, context: Context) -> str:
    """The id of the rule that speaks of a category which the class does not have; '' where it has it."""
    category = student.category
    grade = student.grade if category else None
    if grade is None or category is None or category in context.year.categories_of(grade):
        return ""
    if not context.year.categories_of(grade):
        # Only of these two does the order itself name the classes; that others have none is inferred.
        return category if category in (Category.GRADUATE, Category.SUBJECT_FINISHED) else "CAT-7"
    if grade == EVENING_GRADE:
        return "C1a"
    before = context.year.categories_of(grade - 1)
    if not before or category in before:
        return "CAT-6"
    return category if category in (Category.NOT_PASSED, Category.PAST_GRADUATE) else "CAT-7"


def _told(student: Student, context: Context, id: str, why: str) -> Iterator[Remark]:
    if misfit(student, context) == id:
        fitting = context.year.categories_of(student.grade)
        what = f"выберите {categories(fitting)}" if fitting else "в этом классе её не бывает: уберите её"
        yield Remark(
            f"Категория {categories([student.category or ''])} не подходит классу {student.class_name}{why}; "
            f"{what} или исправьте класс.",
            "category",
            f"выбрать категорию {categories(fitting)}" if fitting else "убрать категорию",
            _only(fitting),
        )


def _only(fitting: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The change to the category of a class that has but one."""
    return (("category", categories(fitting).strip("«»")),) if len(fitting) == 1 else ()


@rule(
    "C1",
    "Выпускник текущего года: класс",
    Level.ERROR,
    f"{ORDER}, C1",
    Student,
    norm="«Выпускник текущего года» учится в классе, который заканчивается ГИА: 9, 11 или 12.",
    checker=CHECK_CLASS,
    uses=FITTED,
    needs=("category",),
)
def graduate(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of this year is in a class that ends with ГИА."""
    return _told(student, context, "C1", "")


@rule(
    "C1a",
    "Категория в 12 классе",
    Level.QUESTION,
    f"{ORDER}: 12 класс назван только в сроках",
    Student,
    norm="В 12 классе категории те же, что и в 11.",
    checker="Спросите, какую категорию назвал ЦОКО для вечернего класса; его письма достаточно.",
    uses=FITTED,
    grades=frozenset({EVENING_GRADE}),
    needs=("category",),
)
def evening_class(student: Student, context: Context) -> Iterator[Remark]:
    """In class 12 the same categories are expected as in class 11."""
    return _told(student, context, "C1a", "")


@rule(
    "C2",
    "«Не проходит ГИА», а экзамены выбраны",
    Level.QUESTION,
    f"{ORDER}, C2",
    Student,
    norm="У того, кто не проходит ГИА в этом году, экзаменов не выбрано.",
    checker=CHECK_APPLICATION,
    uses=PLANNED,
    grades=GIA_GRADES,
    needs=("exams",),
)
def no_gia(student: Student, context: Context) -> Iterator[Remark]:
    """Who takes no ГИА this year has chosen no exams; a chosen ЕГЭ in class 10 is C3's matter."""
    if student.category == Category.NO_GIA and student.exams and not _plans_ege(student):
        yield Remark(
            f"Категория «Не проходит ГИА», а выбрано экзаменов: {len(student.exams)}; уберите экзамены или "
            "смените категорию.",
            "category",
            "убрать экзамены",
        )


@rule(
    "C3",
    "Завершившие изучение предмета",
    Level.ERROR,
    f"{ORDER}, C3",
    Student,
    norm="В 10 классе, если планируется ЕГЭ, категория — «Завершил предмет»; в других классах её не бывает.",
    checker="Спросите заявление на ЕГЭ и учебный план: предмет изучен полностью — категория C3, иначе ЕГЭ лишний.",
    uses=(*FITTED, "exams"),
    needs=("category",),
)
def subject_finished(student: Student, context: Context) -> Iterator[Remark]:
    """Class 10 and a ЕГЭ planned means this category, and this category means class 10."""
    if student.category == Category.NO_GIA and _plans_ege(student) and not misfit(student, context):
        wanted = categories([Category.SUBJECT_FINISHED])
        yield Remark(
            f"Выбран ЕГЭ, а категория — {categories([Category.NO_GIA])}; если в классе {student.class_name} "
            f"планируется ЕГЭ, выберите {wanted}.",
            "category",
            f"выбрать категорию {wanted}",
        )
    yield from _told(student, context, "C3", "")


@rule(
    "C3a",
    "«Завершил предмет» без ЕГЭ",
    Level.QUESTION,
    f"{ORDER}, C3: предмет и форма",
    Student,
    norm="У того, кто завершил изучение предмета, этот предмет выбран в форме ЕГЭ.",
    checker=CHECK_APPLICATION,
    uses=PLANNED,
    grades=GIA_GRADES,
    needs=("category",),
)
def subject_without_exam(student: Student, context: Context) -> Iterator[Remark]:
    """This category means at least one chosen subject as ЕГЭ, once the choice is closed."""
    exams = context.year.exams_of(student.grade)
    if student.category != Category.SUBJECT_FINISHED or exams is None or _plans_ege(student):
        return
    if student.exams:
        yield Remark(
            "Категория «Завершил предмет», а среди экзаменов нет ЕГЭ; выберите форму ЕГЭ или смените категорию.",
            "exams",
            "выбрать форму ЕГЭ",
        )
    elif closed(exams, context):
        yield Remark(
            "Категория «Завершил предмет», а предмет ЕГЭ не выбран; выберите его или смените категорию.",
            "exams",
            "добавить предмет в форме ЕГЭ",
        )


@rule(
    "C4",
    "Не прошедший ГИА ранее: класс",
    Level.ERROR,
    f"{ORDER}, C4",
    Student,
    norm="«Не прошедший ГИА» зачислен в класс, который заканчивается ГИА-11.",
    checker=CHECK_CLASS,
    uses=FITTED,
    grades=GIA_GRADES,
    needs=("category",),
)
def not_passed(student: Student, context: Context) -> Iterator[Remark]:
    """Who failed ГИА earlier is enrolled into the last class to take it."""
    return _told(student, context, "C4", "")


@rule(
    "C4a",
    "Не прошедший ГИА ранее: зачисление",
    Level.QUESTION,
    f"{ORDER}, C4: зачислен в этом году для прохождения ГИА",
    Student,
    norm="«Не прошедший ГИА» зачислен для прохождения ГИА в этом году, а в прошлом году не был в 10 классе.",
    checker="Попросите справку об обучении с прошлого года и приказ о зачислении для прохождения ГИА.",
    uses=("category", "enrolled"),
    grades=GIA_GRADES,
    phrases=("Школу не покидал, восстановлен приказом этого года.",),
    needs=("category",),
)
def enrolled_again(student: Student, context: Context) -> Iterator[Remark]:
    """Who failed earlier has left with a справка and is enrolled again, so not long before the year, and he was no
    pupil of an earlier class a year ago."""
    if student.category != Category.NOT_PASSED or misfit(student, context):
        return
    if student.enrolled and student.enrolled < years_after(context.year.first_day, -1):
        yield Remark(
            f"Категория «Не прошедший ГИА», а зачислен {day(student.enrolled)}; для прохождения ГИА зачисляют в этом "
            "году: внесите дату нового зачисления или смените категорию.",
            "enrolled",
            "внести дату зачисления этого года",
        )
    last = context.last_pupil(student)
    if last and last.class_name and not finishes(grade_of(last.class_name), context.year.gia11, context):
        yield Remark(
            f"Категория «Не прошедший ГИА», а в прошлом году был класс {last.class_name}, в котором ГИА-11 нет; "
            "смените категорию или поясните.",
            "category",
            f"выбрать категорию {categories([Category.GRADUATE])}",
        )


@rule(
    "C5",
    "Выпускник прошлых лет: класс",
    Level.ERROR,
    f"{ORDER}: 10 и 11 классы, C5",
    Student,
    norm="«Выпускник прошлых лет» уже имеет аттестат и в 10 и 11 классах не учится.",
    checker="Спросите аттестат: если он есть, класс лишний; если нет, категория другая.",
    uses=FITTED,
    grades=GIA_GRADES,
    needs=("category",),
)
def past_graduate(student: Student, context: Context) -> Iterator[Remark]:
    """Who holds an аттестат is not a pupil of class 10 or 11."""
    return _told(student, context, "C5", " (аттестат уже есть)")


@rule(
    "C5a",
    "Выпускник прошлых лет: ГВЭ",
    Level.QUESTION,
    f"{ORDER}, C5: форма ЕГЭ",
    Student,
    norm="Выпускник прошлых лет сдаёт ЕГЭ, а не ГВЭ.",
    checker=CHECK_APPLICATION,
    uses=PLANNED,
    grades=GIA_GRADES,
    needs=("exams",),
)
def past_graduate_form(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of earlier years takes ЕГЭ, not ГВЭ."""
    if student.category == Category.PAST_GRADUATE and any(one.form == ExamForm.GVE for one in student.exams):
        yield Remark("Выпускник прошлых лет сдаёт ЕГЭ, а выбран ГВЭ; выберите форму ЕГЭ.", "exams", "выбрать форму ЕГЭ")


@rule(
    "C5b",
    "Выпускник прошлых лет без экзаменов",
    Level.QUESTION,
    f"{ORDER}, C5: имеет аттестат и подал заявление на ЕГЭ",
    Student,
    norm="У выпускника прошлых лет после срока выбора есть хотя бы один экзамен.",
    checker="Попросите заявление на ЕГЭ; без заявления карточка выпускника прошлых лет в школе не нужна.",
    uses=PLANNED,
    grades=GIA_GRADES,
    needs=("category",),
)
def past_graduate_without_exam(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of earlier years is there only because he has applied for ЕГЭ."""
    if student.category != Category.PAST_GRADUATE or student.exams or misfit(student, context):
        return
    if closed(context.year.gia11, context):
        yield Remark(
            "Выпускник прошлых лет, а экзаменов не выбрано; внесите предметы из заявления или уберите карточку.",
            "exams",
            "добавить экзамен из заявления",
        )


@rule(
    "CAT-3",
    "Выпускник прошлых лет в школе",
    Level.QUESTION,
    "Приём заявлений ЦОКО и МОУО (CAT-3)",
    Student,
    norm="Выпускники прошлых лет подают заявление в ЦОКО или МОУО, а не в школу.",
    checker="Спросите, почему заявление принято в школе; согласие ЦОКО или МОУО достаточно.",
    uses=FITTED,
    grades=GIA_GRADES,
    phrases=AT_CENTRE,
    needs=("category",),
)
def past_graduate_here(student: Student, context: Context) -> Iterator[Remark]:
    """Graduates of earlier years register at the centre or the municipality."""
    if student.category == Category.PAST_GRADUATE and not misfit(student, context):
        yield Remark(
            "Выпускники прошлых лет подают заявление в ЦОКО или МОУО; подтвердите, что карточка нужна в школе.",
            "category",
            "убрать карточку или объяснить, почему заявление принято в школе",
        )


@rule(
    "CAT-3a",
    "Экстерн в школе",
    Level.QUESTION,
    "Приём заявлений ЦОКО и МОУО (CAT-3)",
    Student,
    norm="Экстерны подают заявление на ГИА в ЦОКО или МОУО.",
    checker="Попросите приказ о зачислении экстерном для прохождения ГИА; с ним карточка в школе законна.",
    uses=("study_form", "category"),
    grades=GIA_GRADES,
    phrases=AT_CENTRE,
)
def external_here(student: Student, context: Context) -> Iterator[Remark]:
    """Экстерны who take ГИА register at the centre or the municipality."""
    if student.study_form != EXTERNAL or student.category in (Category.NO_GIA, Category.PAST_GRADUATE):
        return
    yield Remark(
        "Форма обучения — экстерн: экстерны подают заявление на ГИА в ЦОКО или МОУО; подтвердите, что карточка нужна "
        "в школе, или исправьте форму обучения.",
        "study_form",
        "исправить форму обучения или объяснить, почему заявление принято в школе",
    )


@rule(
    "CAT-6",
    "Категория осталась с прошлого года",
    Level.ERROR,
    f"{ORDER}; перенос данных на новый год",
    Student,
    norm="После перевода в следующий класс категория сменена на ту, что есть в новом классе.",
    checker=CHECK_CLASS,
    uses=FITTED,
    grades=GIA_GRADES,
    needs=("category",),
)
def stale_category(student: Student, context: Context) -> Iterator[Remark]:
    """After the roll-over class 10 still has C1, class 11 still C2 or C3, or class 9 has not yet C1."""
    return _told(student, context, "CAT-6", ": возможно, осталась с прошлого года")


@rule(
    "CAT-7",
    "Категория или экзамены в 1–8 классах",
    Level.QUESTION,
    f"{ORDER}: 1–8 классов в нём нет",
    Student,
    norm="Категория одна из тех, что есть в классе; в классах без ГИА нет ни категории, ни экзаменов.",
    checker=CHECK_CLASS,
    uses=(*FITTED, "exams"),
    needs=(
        "category",
        "exams",
    ),
)
def too_early(student: Student, context: Context) -> Iterator[Remark]:
    """Pupils of classes without ГИА have neither a category nor exams."""
    yield from _told(student, context, "CAT-7", "")
    if student.exams and student.grade is not None and context.year.exams_of(student.grade) is None:
        yield Remark(
            f"Класс {student.class_name} экзаменов не сдаёт, а выбрано: "
            f"{len(student.exams)}; уберите экзамены или исправьте класс.",
            "exams",
            "убрать экзамены",
        )


def _plans_ege(student: Student) -> bool:
    return any(one.form == ExamForm.EGE for one in student.exams)
