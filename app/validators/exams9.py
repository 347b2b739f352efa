"""ГИА-9: compulsory subjects, number of electives, forms (gia-rules.md 2.1)."""

from collections.abc import Iterator

from app.domain.exams import Category
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.exam_choice import closed, eased, electives, foreign, lacking, not_chosen, wrong_form
from app.validators.registry import Context, Level, Remark, rule

CLAUSE = "{gia9}"  # the order in force, from the year file


def _exams(student: Student, context: Context) -> Exams | None:
    return context.year.gia9 if student.grade in context.year.gia9.grades else None


def _taken(student: Student, context: Context) -> Exams | None:
    """The exams of a pupil who takes ГИА-9 this year."""
    return _exams(student, context) if student.category == Category.GRADUATE else None


@rule("G9-1", "ГИА-9: обязательные предметы", Level.ERROR, f"{CLAUSE}: русский язык и математика", Student)
def compulsory(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of class 9 takes русский язык and математика."""
    exams = _taken(student, context)
    if exams and closed(exams, context) and (groups := lacking(student, exams)):
        yield not_chosen(groups)


@rule("G9-2", "ГИА-9: число предметов по выбору", Level.ERROR, f"{CLAUSE}: два предмета по выбору", Student)
def number_of_electives(student: Student, context: Context) -> Iterator[Remark]:
    """So many electives as the year says; fewer with ОВЗ or a disability (G9-4)."""
    exams = _taken(student, context)
    if exams is None or exams.electives is None:
        return
    allowed = {exams.electives, *(exams.reduced if eased(student) else ())}
    count = len(electives(student, exams))
    if count in allowed or (count < max(allowed) and not closed(exams, context)):
        return
    wanted = " или ".join(map(str, sorted(allowed)))
    yield Remark(f"Предметов по выбору: {count}, а должно быть {wanted}; исправьте список экзаменов.", "exams")


@rule("G9-3", "ГИА-9: предметы по выбору", Level.ERROR, f"{CLAUSE}: перечень предметов", Student)
def elective_subjects(student: Student, context: Context) -> Iterator[Remark]:
    """Electives are subjects of ОГЭ."""
    if exams := _exams(student, context):
        yield from foreign(student, exams)


@rule("G9-4", "ГИА-9: неполный выбор при ОВЗ", Level.QUESTION, f"{CLAUSE}: право на два экзамена", Student)
def doubtful_number(student: Student, context: Context) -> Iterator[Remark]:
    """Two or four exams are certain with ОВЗ or a disability, other numbers are asked about."""
    exams = _taken(student, context)
    if exams is None or not eased(student) or not closed(exams, context):
        return
    count = len(electives(student, exams))
    if count in exams.doubtful:
        yield Remark(
            f"При ОВЗ или инвалидности предметов по выбору: {count}; обычно их нет вовсе или {exams.electives}; "
            "подтвердите выбор.",
            "exams",
        )


@rule("G9-5", "ГИА-9: форма экзамена", Level.ERROR, f"{CLAUSE}: ОГЭ и (или) ГВЭ", Student)
def exam_form(student: Student, context: Context) -> Iterator[Remark]:
    """ОГЭ or ГВЭ by subject; ГВЭ needs its ground."""
    if exams := _exams(student, context):
        yield from wrong_form(student, exams)
