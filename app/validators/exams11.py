"""ГИА-11: compulsory subjects, the level of математика, forms, oral part (gia-rules.md 2.2)."""

from collections.abc import Iterator

from app.domain.exams import Category, ExamForm
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.exam_choice import (
    CHECK_APPLICATION,
    LISTED,
    chosen,
    closed,
    exams_of,
    foreign,
    has_oral,
    kind_of,
    lacking,
    not_chosen,
    of_choice,
    wrong_form,
)
from app.validators.registry import Context, Level, Remark, rule
from app.validators.results import BASIC, passed_before
from app.validators.wording import subjects

CLAUSE = "{gia11}"  # the order in force, from the year file
UPPER = frozenset({10, 11, 12})
EARLIER = "Попросите справку об обучении или протокол прошлого года: какой обязательный предмет уже сдан."


def _exams(student: Student, context: Context) -> Exams | None:
    return context.year.gia11 if student.grade in context.year.gia11.grades else None


@rule(
    "G11-1",
    "ГИА-11: обязательные предметы",
    Level.ERROR,
    f"{CLAUSE}: русский язык и математика",
    Student,
    norm="Выпускник сдаёт русский язык и математику одного уровня.",
    checker=CHECK_APPLICATION,
    uses=LISTED,
    grades=UPPER,
)
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


@rule(
    "G11-1a",
    "ГИА-11 повторно: один обязательный предмет",
    Level.QUESTION,
    "Проверка РЦОИ RC-6",
    Student,
    norm="Кто не прошёл ГИА ранее, пересдаёт те обязательные предметы, которые не сданы.",
    checker=EARLIER,
    uses=(*LISTED, "results"),
    grades=UPPER,
    phrases=("Этот предмет сдан в прошлом году.",),
)
def compulsory_again(student: Student, context: Context) -> Iterator[Remark]:
    """Who failed only one compulsory subject earlier takes only that one again."""
    exams = _exams(student, context)
    if exams is None or student.category != Category.NOT_PASSED or not closed(exams, context):
        return
    groups = lacking(student, exams)
    if 0 < len(groups) < len(exams.compulsory):
        passed = passed_before(student, context)
        names = "; ".join(subjects(group) for group in groups if not passed & set(group))
        if names:
            yield Remark(
                f"Не выбрано: {names}; подтвердите, что этот экзамен уже сдан в прошлые годы.",
                "exams",
                f"добавить: {names}",
            )


@rule(
    "RC-6",
    "ГИА-11 повторно: предмет уже сдан",
    Level.QUESTION,
    "Проверка РЦОИ RC-6: действующие результаты",
    Student,
    norm="Обязательный предмет, сданный в прошлые годы, снова не выбирают.",
    checker=EARLIER,
    uses=("exams", "results", "category"),
    grades=UPPER,
    needs=("results",),
)
def passed_already(student: Student, context: Context) -> Iterator[Remark]:
    """Who takes ГИА again takes no compulsory subject in which a result of an earlier year is valid."""
    exams = _exams(student, context) if student.category == Category.NOT_PASSED and student.results else None
    if exams is None:
        return
    passed = passed_before(student, context)
    again = [one for group in exams.compulsory if passed & set(group) for one in chosen(student) if one in group]
    if again:
        yield Remark(
            f"Уже сдано в прошлые годы: {subjects(again)}; уберите из выбора или исправьте прежний результат.",
            "exams",
            f"убрать: {subjects(again)}",
        )


@rule(
    "G11-2",
    "ГИА-11: один уровень математики",
    Level.ERROR,
    f"{CLAUSE}: базовая или профильная",
    Student,
    norm="Математика выбрана одного уровня: базового или профильного.",
    checker=CHECK_APPLICATION,
    uses=("exams",),
    grades=UPPER,
    needs=("exams",),
)
def one_of_group(student: Student, context: Context) -> Iterator[Remark]:
    """Of a group of compulsory subjects at most one is chosen."""
    exams = _exams(student, context)
    for group in exams.compulsory if exams else ():
        both = [subject for subject in chosen(student) if subject in group]
        if len(both) > 1:
            yield Remark(
                f"Выбраны сразу {subjects(both)}; оставьте один уровень.", "exams", "убрать один из двух уровней"
            )


@rule(
    "G11-3",
    "Выпускник прошлых лет: базовая математика",
    Level.ERROR,
    f"{CLAUSE}: только профильная",
    Student,
    norm="Выпускник прошлых лет сдаёт математику только профильного уровня.",
    checker=CHECK_APPLICATION,
    uses=("exams", "category"),
    grades=UPPER,
    needs=("exams",),
)
def basic_of_past_graduate(student: Student, context: Context) -> Iterator[Remark]:
    """A graduate of earlier years takes математика of the profile level only."""
    if student.category == Category.PAST_GRADUATE and BASIC in chosen(student):
        yield Remark(
            f"Выпускнику прошлых лет недоступна {subjects([BASIC])}; выберите профильный уровень.",
            "exams",
            "заменить базовый уровень на профильный",
        )


@rule(
    "G11-3a",
    "Базовая математика в 10 классе",
    Level.QUESTION,
    f"{CLAUSE}: базовая нужна для аттестата",
    Student,
    norm="Кто завершил изучение предмета в 10 классе, базовую математику не сдаёт: она нужна только для аттестата.",
    checker=CHECK_APPLICATION,
    uses=("exams", "category"),
    grades=UPPER,
    needs=("exams",),
)
def basic_in_advance(student: Student, context: Context) -> Iterator[Remark]:
    """The basic level serves the аттестат only, which a pupil of class 10 does not get yet."""
    if student.category == Category.SUBJECT_FINISHED and BASIC in chosen(student):
        yield Remark(
            f"Категория «Завершил предмет», а выбрана {subjects([BASIC])}: она нужна только для аттестата; выберите "
            "профильный уровень или уберите её.",
            "exams",
            "заменить базовый уровень на профильный или убрать",
        )


@rule(
    "G11-4",
    "ГИА-11: предметы по выбору",
    Level.ERROR,
    f"{CLAUSE}: перечень предметов",
    Student,
    norm="Предметы — из перечня ЕГЭ, математика — с уровнем; их число свободно.",
    checker=CHECK_APPLICATION,
    uses=("exams", "class_name"),
    grades=UPPER,
    needs=("exams",),
)
def elective_subjects(student: Student, context: Context) -> Iterator[Remark]:
    """Their number is free, but they are subjects of ЕГЭ; математика has a level."""
    if exams := _exams(student, context):
        yield from foreign(student, exams)


@rule(
    "G11-5",
    "ГИА-11: форма экзамена",
    Level.ERROR,
    f"{CLAUSE}: ЕГЭ и (или) ГВЭ",
    Student,
    norm="В 10–12 классах форма — ЕГЭ или ГВЭ; ГВЭ — при ОВЗ, инвалидности или в организации закрытого типа.",
    checker="Попросите заключение ПМПК или справку МСЭ: без них, кроме организаций закрытого типа, ГВЭ не бывает.",
    uses=("exams", "class_name", "ovz", "disabled", "closed_institution"),
    grades=UPPER,
    needs=("exams",),
)
def exam_form(student: Student, context: Context) -> Iterator[Remark]:
    """ЕГЭ or ГВЭ by subject; ГВЭ needs its ground."""
    if exams := _exams(student, context):
        yield from wrong_form(student, exams)


@rule(
    "G11-7a",
    "ЕГЭ по иностранному языку: устная часть",
    Level.QUESTION,
    "Расписание ЕГЭ: «Говорение» в отдельный день (G11-7)",
    Student,
    norm="Кто сдаёт ЕГЭ по иностранному языку, обычно сдаёт и «Говорение».",
    checker="Спросите заявление: без устной части можно, но тогда за неё не будет баллов.",
    grades=UPPER,
    phrases=("От устной части участник отказался, в заявлении так.",),
    needs=("exams",),
)
def oral_part(student: Student, context: Context) -> Iterator[Remark]:
    """The oral part may be left out, but hardly ever is."""
    exams = exams_of(student, context) if student.exams else None
    if exams is None or kind_of(exams, context) != "gia11" or not closed(exams, context):
        return
    for place, choice in enumerate(student.exams, 1):
        if choice.oral or choice.form != ExamForm.EGE or not has_oral(choice.subject):
            continue
        if not (choice.unread or {}).get("oral"):
            what = "не отмечена" if choice.oral is None else "«нет»"
            yield Remark(
                f"{subjects([choice.subject])}: устная часть — {what}; без «Говорения» баллов меньше: отметьте «да» "
                "или подтвердите отказ.",
                f"exams.{place}.oral",
                "отметить устную часть: «да»",
                values=of_choice(choice),
            )


@rule(
    "RC-3",
    "Рассадка и ОВЗ",
    Level.QUESTION,
    "Проверка РЦОИ RC-3 (ЕГЭ)",
    Student,
    norm="Специализированная рассадка отмечена у тех и только у тех, у кого ОВЗ или инвалидность.",
    checker="Попросите заключение ПМПК: рассадка указана в нём; при ОВЗ без особой рассадки должно стоять «нет».",
    uses=("special_seating", "ovz", "disabled", "exams"),
    grades=UPPER,
    needs=("exams",),
)
def seating(student: Student, context: Context) -> Iterator[Remark]:
    """Specialised seating goes with ОВЗ or a disability, and ОВЗ with a decision on seating."""
    if not student.exams or _exams(student, context) is None:
        return
    if student.special_seating and not (student.ovz or student.disabled):
        yield Remark(
            "Отмечена специализированная рассадка, но нет ни ОВЗ, ни инвалидности; снимите отметку или внесите "
            "основание.",
            "special_seating",
            "снять отметку о рассадке",
        )
    elif student.ovz and student.special_seating is None and not (student.unread or {}).get("special_seating"):
        yield Remark(
            "Отмечено ОВЗ, а рассадка не указана; внесите «да» или «нет».", "special_seating", "указать рассадку"
        )
