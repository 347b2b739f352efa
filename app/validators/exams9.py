"""ГИА-9: compulsory subjects, number of electives, forms, oral part (gia-rules.md 2.1)."""

from collections.abc import Iterator

from app.domain.exams import Category, ExamForm
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.exam_choice import (
    CHECK_APPLICATION,
    LISTED,
    closed,
    eased,
    electives,
    foreign,
    has_oral,
    lacking,
    not_chosen,
    of_choice,
    wrong_form,
)
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import subjects

CLAUSE = "{gia9}"  # the order in force, from the year file
NINTH = frozenset({9})
GROUNDS = (*LISTED, "ovz", "disabled")
EXPERIMENT = "эксперимент «два экзамена для поступающих в СПО» на эту область не распространяется"


def _exams(student: Student, context: Context) -> Exams | None:
    return context.year.gia9 if student.grade in context.year.gia9.grades else None


def _taken(student: Student, context: Context) -> Exams | None:
    """The exams of a pupil who takes ГИА-9 this year."""
    return _exams(student, context) if student.category == Category.GRADUATE else None


@rule(
    "G9-1",
    "ГИА-9: обязательные предметы",
    Level.ERROR,
    f"{CLAUSE}: русский язык и математика",
    Student,
    norm="Выпускник 9 класса сдаёт русский язык и математику.",
    checker=CHECK_APPLICATION,
    uses=LISTED,
    grades=NINTH,
)
def compulsory(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of class 9 takes русский язык and математика."""
    exams = _taken(student, context)
    if exams and closed(exams, context) and (groups := lacking(student, exams)):
        yield not_chosen(groups)


@rule(
    "G9-2",
    "ГИА-9: число предметов по выбору",
    Level.ERROR,
    f"{CLAUSE}: два предмета по выбору",
    Student,
    norm="Кроме обязательных, выпускник 9 класса сдаёт ровно два предмета по выбору; при ОВЗ и инвалидности их может "
    "не быть.",
    checker="Попросите заявление на ГИА; меньше двух предметов по выбору бывает только при ОВЗ или инвалидности.",
    uses=GROUNDS,
    grades=NINTH,
)
def number_of_electives(student: Student, context: Context) -> Iterator[Remark]:
    """So many electives as the year says; fewer with ОВЗ or a disability (G9-4), none where the experiment is on."""
    exams = _taken(student, context)
    if exams is None or exams.electives is None:
        return
    allowed = {exams.electives, *(exams.reduced if eased(student) else ())}
    vocational = context.year.switches.two_exams_for_vocational.on
    if vocational:
        allowed.add(0)
    count = len(electives(student, exams))
    if count in allowed or (count < max(allowed) and not closed(exams, context)):
        return
    *others, last = map(str, sorted(allowed))
    wanted = f"{', '.join(others)} или {last}" if others else last
    why = "" if count or vocational else f" ({EXPERIMENT})"
    yield Remark(
        f"Предметов по выбору: {count}, а должно быть {wanted}{why}; исправьте список экзаменов.",
        "exams",
        _least(count, allowed),
    )


def _least(count: int, allowed: set[int]) -> str:
    """The fewest subjects to add or to take away; to add where both are as few."""
    nearest = min(allowed, key=lambda one: (abs(one - count), -one))
    if nearest > count:
        return f"добавить предметов по выбору: {nearest - count}"
    return f"убрать предметов по выбору: {count - nearest}"


@rule(
    "G9-3",
    "ГИА-9: предметы по выбору",
    Level.ERROR,
    f"{CLAUSE}: перечень предметов",
    Student,
    norm="Предметы по выбору — из перечня ОГЭ; китайского языка и уровней математики в нём нет.",
    checker=CHECK_APPLICATION,
    uses=LISTED,
    grades=NINTH,
    needs=("exams",),
)
def elective_subjects(student: Student, context: Context) -> Iterator[Remark]:
    """Electives are subjects of ОГЭ."""
    if exams := _exams(student, context):
        yield from foreign(student, exams)


@rule(
    "G9-4",
    "ГИА-9: неполный выбор при ОВЗ",
    Level.QUESTION,
    f"{CLAUSE}: право на два экзамена",
    Student,
    norm="При ОВЗ и инвалидности предметов по выбору обычно два или ни одного.",
    checker="Попросите заявление участника: три экзамена законны, если он сам так выбрал.",
    uses=GROUNDS,
    grades=NINTH,
    phrases=("Так выбрал участник, заявление есть.",),
)
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
            f"добавить предметов по выбору: {(exams.electives or 0) - count}",
        )


@rule(
    "G9-5",
    "ГИА-9: форма экзамена",
    Level.ERROR,
    f"{CLAUSE}: ОГЭ и (или) ГВЭ",
    Student,
    norm="В 9 классе форма — ОГЭ или ГВЭ; ГВЭ — при ОВЗ, инвалидности или в организации закрытого типа.",
    checker="Попросите заключение ПМПК или справку МСЭ: без них, кроме организаций закрытого типа, ГВЭ не бывает.",
    uses=(*GROUNDS, "closed_institution"),
    grades=NINTH,
    needs=("exams",),
)
def exam_form(student: Student, context: Context) -> Iterator[Remark]:
    """ОГЭ or ГВЭ by subject; ГВЭ needs its ground."""
    if exams := _exams(student, context):
        yield from wrong_form(student, exams)


@rule(
    "G9-7",
    "ГИА-9: два экзамена для СПО",
    Level.QUESTION,
    "Эксперимент для поступающих в СПО (G9-7)",
    Student,
    norm="Где идёт эксперимент, только два экзамена сдаёт тот, кто идёт учиться в СПО.",
    checker="Попросите заявление, в котором выпускник выбрал только русский язык и математику и поступление в СПО.",
    uses=GROUNDS,
    grades=NINTH,
    phrases=("Поступает в СПО, заявление есть.",),
)
def only_for_college(student: Student, context: Context) -> Iterator[Remark]:
    """Where the experiment is on, nobody takes two exams only but who goes on to СПО."""
    exams = _taken(student, context) if context.year.switches.two_exams_for_vocational.on else None
    if exams and exams.electives and closed(exams, context) and not (eased(student) or electives(student, exams)):
        yield Remark(
            "Предметы по выбору не выбраны; подтвердите, что выпускник идёт учиться в СПО, или внесите предметы.",
            "exams",
            f"добавить предметов по выбору: {exams.electives}",
        )


@rule(
    "G9-9",
    "ОГЭ по иностранному языку: устная часть",
    Level.ERROR,
    f"{CLAUSE}: письменная и устная части — один экзамен",
    Student,
    norm="ОГЭ по иностранному языку — один экзамен из письменной и устной частей.",
    checker="Отказаться от устной части ОГЭ нельзя; спросите, сдаёт ли участник этот язык вообще.",
    grades=NINTH,
    needs=("exams",),
)
def both_parts(student: Student, context: Context) -> Iterator[Remark]:
    """Nobody takes one part of ОГЭ in a foreign language without the other."""
    for place, choice in enumerate(student.exams, 1):
        if choice.oral is False and choice.form == ExamForm.OGE and has_oral(choice.subject):
            yield Remark(
                f"{subjects([choice.subject])}: устная часть — «нет», а в ОГЭ письменная и устная части сдаются "
                "вместе; отметьте «да».",
                f"exams.{place}.oral",
                "отметить устную часть: «да»",
                ((f"exams.{place}.oral", "да"),),
                values=of_choice(choice),
            )
