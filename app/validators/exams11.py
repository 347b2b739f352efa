"""ГИА-11: compulsory subjects, the level of математика, forms (gia-rules.md 2.2)."""

from collections.abc import Iterator

from app.domain.exams import Category
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.exam_choice import chosen, closed, foreign, lacking, not_chosen, wrong_form
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import subjects

CLAUSE = "{gia11}"  # the order in force, from the year file
BASIC = "math_basic"


def _exams(student: Student, context: Context) -> Exams | None:
    return context.year.gia11 if student.grade in context.year.gia11.grades else None


@rule("G11-1", "ГИА-11: обязательные предметы", Level.ERROR, f"{CLAUSE}: русский язык и математика", Student)
def compulsory(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate takes русский язык and one математика; so does who takes ГИА again and has chosen neither.

    Off for «Завершил предмет» (CAT-2) and for graduates of earlier years, who choose freely.
    """
    exams = _exams(student, context)
    if exams is None or not closed(exams, context):
        return
    groups = lacking(student, exams)
    again = student.category == Category.NOT_PASSED and len(groups) == len(exams.compulsory)
    if groups and (again or student.category == Category.GRADUATE):
        yield not_chosen(groups)


@rule("G11-1a", "ГИА-11 повторно: один обязательный предмет", Level.QUESTION, "Проверка РЦОИ RC-6", Student)
def compulsory_again(student: Student, context: Context) -> Iterator[Remark]:
    """Who failed only one compulsory subject earlier takes only that one again."""
    exams = _exams(student, context)
    if exams is None or student.category != Category.NOT_PASSED or not closed(exams, context):
        return
    groups = lacking(student, exams)
    if 0 < len(groups) < len(exams.compulsory):
        names = "; ".join(subjects(group) for group in groups)
        yield Remark(f"Не выбрано: {names}; подтвердите, что этот экзамен уже сдан в прошлые годы.", "exams")


@rule("G11-2", "ГИА-11: один уровень математики", Level.ERROR, f"{CLAUSE}: базовая или профильная", Student)
def one_of_group(student: Student, context: Context) -> Iterator[Remark]:
    """Of a group of compulsory subjects at most one is chosen."""
    exams = _exams(student, context)
    for group in exams.compulsory if exams else ():
        both = [subject for subject in chosen(student) if subject in group]
        if len(both) > 1:
            yield Remark(f"Выбраны сразу {subjects(both)}; оставьте один уровень.", "exams")


@rule("G11-3", "Выпускник прошлых лет: базовая математика", Level.ERROR, f"{CLAUSE}: только профильная", Student)
def basic_of_past_graduate(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of earlier years takes математика of the profile level only."""
    if student.category == Category.PAST_GRADUATE and BASIC in chosen(student):
        yield Remark(f"Выпускнику прошлых лет недоступна {subjects([BASIC])}; выберите профильный уровень.", "exams")


@rule("G11-3a", "Базовая математика в 10 классе", Level.QUESTION, f"{CLAUSE}: базовая нужна для аттестата", Student)
def basic_in_advance(student: Student, context: Context) -> Iterator[Remark]:
    """The basic level serves the аттестат only, which a pupil of class 10 does not get yet."""
    if student.category == Category.SUBJECT_FINISHED and BASIC in chosen(student):
        yield Remark(f"Выбрана {subjects([BASIC])} при категории «Завершил предмет»; проверьте уровень.", "exams")


@rule("G11-4", "ГИА-11: предметы по выбору", Level.ERROR, f"{CLAUSE}: перечень предметов", Student)
def elective_subjects(student: Student, context: Context) -> Iterator[Remark]:
    """Their number is free, but they are subjects of ЕГЭ; математика has a level."""
    if exams := _exams(student, context):
        yield from foreign(student, exams)


@rule("G11-5", "ГИА-11: форма экзамена", Level.ERROR, f"{CLAUSE}: ЕГЭ и (или) ГВЭ", Student)
def exam_form(student: Student, context: Context) -> Iterator[Remark]:
    """ЕГЭ or ГВЭ by subject; ГВЭ needs its ground."""
    if exams := _exams(student, context):
        yield from wrong_form(student, exams)


@rule("RC-3", "Рассадка и ОВЗ", Level.QUESTION, "Проверка РЦОИ RC-3 (ЕГЭ)", Student)
def seating(student: Student, context: Context) -> Iterator[Remark]:
    """Specialised seating goes with ОВЗ or a disability, and ОВЗ with a decision on seating."""
    if not student.exams or _exams(student, context) is None:
        return
    if student.special_seating and not (student.ovz or student.disabled):
        yield Remark(
            "Отмечена специализированная рассадка, но нет ни ОВЗ, ни инвалидности; проверьте.", "special_seating"
        )
    elif student.ovz and student.special_seating is None:
        yield Remark("Отмечено ОВЗ, а рассадка не указана; внесите «да» или «нет».", "special_seating")
