"""The category of an участник against the class (gia-rules.md 1).

One fault gets one finding: :func:`misfit` decides which rule speaks of a category that the class does not
have, and each rule answers for its own id only.
"""

from collections.abc import Iterator

from app.domain.exams import Category, ExamForm
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import categories

ORDER = "{order}, категории участников"
EVENING_GRADE = 12  # in no list of categories of the order, only in its «9–11(12)»: inferred (C1a)


def misfit(student: Student, context: Context) -> str:
    """The id of the rule that speaks of a category which the class does not have; '' where it has it."""
    grade, category = student.grade, student.category
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
        )


@rule("C1", "Выпускник текущего года: класс", Level.ERROR, f"{ORDER}, C1", Student)
def graduate(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of this year is in a class that ends with ГИА."""
    return _told(student, context, "C1", "")


@rule("C1a", "Категория в 12 классе", Level.QUESTION, f"{ORDER}: 12 класс назван только в сроках", Student)
def evening_class(student: Student, context: Context) -> Iterator[Remark]:
    """In class 12 the same categories are expected as in class 11."""
    return _told(student, context, "C1a", "")


@rule("C2", "«Не проходит ГИА», а экзамены выбраны", Level.QUESTION, f"{ORDER}, C2", Student)
def no_gia(student: Student, context: Context) -> Iterator[Remark]:
    """Who takes no ГИА this year has chosen no exams; a chosen ЕГЭ in class 10 is C3's matter."""
    if student.category == Category.NO_GIA and student.exams and not _plans_ege(student):
        yield Remark(
            f"Категория «Не проходит ГИА», а выбрано экзаменов: {len(student.exams)}; уберите экзамены или "
            "смените категорию.",
            "category",
        )


@rule("C3", "Завершившие изучение предмета", Level.ERROR, f"{ORDER}, C3", Student)
def subject_finished(student: Student, context: Context) -> Iterator[Remark]:
    """Class 10 and a ЕГЭ planned means this category, and this category means class 10."""
    if student.category == Category.NO_GIA and _plans_ege(student) and not misfit(student, context):
        yield Remark(
            f"Выбран ЕГЭ, а категория — {categories([Category.NO_GIA])}; в классе {student.class_name} при "
            f"планируемом ЕГЭ нужна {categories([Category.SUBJECT_FINISHED])}.",
            "category",
        )
    yield from _told(student, context, "C3", "")


@rule("C3a", "«Завершил предмет» без ЕГЭ", Level.QUESTION, f"{ORDER}, C3: предмет и форма", Student)
def subject_without_exam(student: Student, context: Context) -> Iterator[Remark]:
    """This category means at least one chosen subject as ЕГЭ, once the choice is closed."""
    exams = context.year.exams_of(student.grade)
    if student.category != Category.SUBJECT_FINISHED or exams is None or _plans_ege(student):
        return
    if student.exams:
        yield Remark("Категория «Завершил предмет», а среди экзаменов нет ЕГЭ; проверьте форму экзамена.", "exams")
    elif context.as_of > context.year.choice_ends(exams):
        yield Remark(
            "Категория «Завершил предмет», а предмет ЕГЭ не выбран; выберите его или смените категорию.", "exams"
        )


@rule("C4", "Не прошедший ГИА ранее: класс", Level.ERROR, f"{ORDER}, C4", Student)
def not_passed(student: Student, context: Context) -> Iterator[Remark]:
    """Who failed ГИА earlier is enrolled into the last class to take it."""
    return _told(student, context, "C4", "")


@rule("C5", "Выпускник прошлых лет: класс", Level.ERROR, f"{ORDER}: 10 и 11 классы, C5", Student)
def past_graduate(student: Student, context: Context) -> Iterator[Remark]:
    """Who holds an аттестат is not a pupil of class 10 or 11."""
    return _told(student, context, "C5", " (аттестат уже есть)")


@rule("C5a", "Выпускник прошлых лет: ГВЭ", Level.QUESTION, f"{ORDER}, C5: форма ЕГЭ", Student)
def past_graduate_form(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of earlier years takes ЕГЭ, not ГВЭ."""
    if student.category == Category.PAST_GRADUATE and any(one.form == ExamForm.GVE for one in student.exams):
        yield Remark("Выпускник прошлых лет сдаёт ЕГЭ, а выбран ГВЭ; проверьте форму экзамена.", "exams")


@rule("CAT-3", "Выпускник прошлых лет в школе", Level.QUESTION, "Приём заявлений ЦОКО и МОУО (CAT-3)", Student)
def past_graduate_here(student: Student, context: Context) -> Iterator[Remark]:
    """Graduates of earlier years register at the centre or the municipality."""
    if student.category == Category.PAST_GRADUATE and not misfit(student, context):
        yield Remark(
            "Выпускники прошлых лет подают заявление в ЦОКО или МОУО; подтвердите, что карточка нужна в школе.",
            "category",
        )


@rule("CAT-6", "Категория осталась с прошлого года", Level.ERROR, f"{ORDER}; перенос данных на новый год", Student)
def stale_category(student: Student, context: Context) -> Iterator[Remark]:
    """After the roll-over class 10 still has C1, class 11 still C2 or C3, or class 9 has not yet C1."""
    return _told(student, context, "CAT-6", ": возможно, осталась с прошлого года")


@rule("CAT-7", "Категория или экзамены в 1–8 классах", Level.QUESTION, f"{ORDER}: 1–8 классов в нём нет", Student)
def too_early(student: Student, context: Context) -> Iterator[Remark]:
    """Pupils of classes without ГИА have neither a category nor exams."""
    yield from _told(student, context, "CAT-7", "")
    if student.grade is not None and student.exams and context.year.exams_of(student.grade) is None:
        yield Remark(
            f"Класс {student.class_name} экзаменов не сдаёт, а выбрано: "
            f"{len(student.exams)}; уберите экзамены или исправьте класс.",
            "exams",
        )


def _plans_ege(student: Student) -> bool:
    return any(one.form == ExamForm.EGE for one in student.exams)
