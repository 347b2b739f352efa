"""What a pupil has chosen against what the year's exams allow, for both kinds of ГИА (gia-rules.md 2).

What contradicts is told at any time; what is still lacking only when the choice is closed
(:func:`closed`), because the cards are sent in September and the subjects are chosen in winter.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from app.domain.dictionaries import entry
from app.domain.exams import Category, ExamChoice, ExamForm
from app.domain.field import GIA_GRADES
from app.domain.program_data import renewed
from app.domain.student import Student
from app.domain.year import Exams, Kind
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, forms, subjects

NATIVE = frozenset({"native_lang", "native_lit"})  # a regional test outside ОГЭ (G9-8): neither counted nor refused


LISTED = ("exams", "category", "class_name")
CHECK_APPLICATION = "Попросите заявление на ГИА: предметы и форма должны быть как в нём."


def exams_of(student: Student, context: Context) -> Exams | None:
    """The exams that a pupil of his class takes; a graduate of earlier years has no class and takes ГИА-11."""
    if student.grade is None and student.category == Category.PAST_GRADUATE:
        return context.year.gia11
    return context.year.exams_of(student.grade)


def kind_of(exams: Exams, context: Context) -> Kind:
    """The key by which the days of the year know these exams."""
    return "gia9" if exams is context.year.gia9 else "gia11"


def finishes(grade: int | None, exams: Exams, context: Context) -> bool:
    """Whether a class ends with these exams: its pupils may be graduates of this year."""
    return grade in exams.grades and Category.GRADUATE in context.year.categories_of(grade)


@renewed
@cache
def has_oral(subject: str) -> bool:
    """Whether a subject has an oral part of its own: the foreign languages."""
    codes = entry("subjects", subject).ris
    return "ege_oral" in codes or "gia_oral" in codes


def closed(exams: Exams, context: Context) -> bool:
    """Whether the last day of the choice is over."""
    return context.as_of > context.year.choice_ends(exams)


def chosen(student: Student) -> list[str]:
    """Keys of the chosen subjects."""
    return [one.subject for one in student.exams]


def electives(student: Student, exams: Exams) -> list[str]:
    """The chosen subjects that are neither compulsory nor a regional test."""
    compulsory = {subject for group in exams.compulsory for subject in group}
    return [subject for subject in chosen(student) if subject not in compulsory and subject not in NATIVE]


def eased(student: Student) -> bool:
    """Whether the pupil may take fewer exams: ОВЗ, ребёнок-инвалид or инвалид."""
    return bool(student.ovz or student.disabled)


def lacking(student: Student, exams: Exams) -> list[tuple[str, ...]]:
    """The groups of compulsory subjects of which none is chosen."""
    have = set(chosen(student))
    return [group for group in exams.compulsory if not have & set(group)]


def not_chosen(groups: Iterable[tuple[str, ...]]) -> Remark:
    """The remark that names the lacking compulsory subjects."""
    names = "; ".join(" или ".join(subjects([one]) for one in group) for group in groups)
    return Remark(f"Не выбран обязательный предмет: {names}; добавьте его в экзамены.", "exams", f"добавить: {names}")


def foreign(student: Student, exams: Exams) -> Iterator[Remark]:
    """Electives that are no subjects of these exams."""
    extra = [subject for subject in electives(student, exams) if subject not in exams.subjects]
    if extra:
        yield Remark(
            f"Не предмет {exams.title}: {subjects(extra)}; выберите другой предмет или уровень.",
            "exams",
            f"заменить или убрать: {subjects(extra)}",
        )


def wrong_form(student: Student, exams: Exams) -> Iterator[Remark]:
    """Forms that these exams do not have, and ГВЭ without a ground for it."""
    strange = [one for one in student.exams if one.form not in exams.forms]
    if strange:
        names = subjects(one.subject for one in strange)
        yield Remark(
            f"Форма {forms(sorted({one.form for one in strange}))} не для класса {student.class_name} ({names}); "
            f"выберите {forms(exams.forms)}.",
            "exams",
            f"выбрать форму {forms(exams.forms)}",
        )
    state = [one.subject for one in student.exams if one.form == ExamForm.GVE]
    if state and not (eased(student) or student.closed_institution):
        yield Remark(
            f"Выбран ГВЭ ({subjects(state)}), но не отмечены ни ОВЗ, ни инвалидность, ни организация закрытого типа; "
            "внесите основание или смените форму.",
            "exams",
            "отметить основание для ГВЭ",
        )


@rule(
    "EXAM-1",
    "Предметы ещё не выбраны",
    Level.ADVICE,
    "Календарь приказа: выбор предметов",
    Student,
    norm="Предметы выбраны до последнего дня выбора.",
    checker="До срока выбора ждать можно; после него пустой список станет ошибкой.",
    uses=LISTED,
    grades=GIA_GRADES,
    needs=("category",),
)
def choice_open(student: Student, context: Context) -> Iterator[Remark]:
    """While the choice is open, an empty list of a graduate is only a reminder of its last day."""
    exams = context.year.exams_of(student.grade)
    takes = student.category in (Category.GRADUATE, Category.NOT_PASSED, Category.SUBJECT_FINISHED)
    if exams and takes and not student.exams and not closed(exams, context):
        until = day(context.year.choice_ends(exams))
        yield Remark(f"Экзамены ещё не выбраны; внесите их до {until}.", "exams", f"внести экзамены до {until}")


@rule(
    "EXAM-5",
    "Устная часть не у иностранного языка",
    Level.QUESTION,
    "Расписание ГИА: устная часть есть у иностранных языков (G9-9, G11-7)",
    Student,
    norm="Устная часть отмечена только у иностранного языка.",
    checker="Сверьте предмет с заявлением: либо выбран не тот предмет, либо отметка лишняя.",
    grades=GIA_GRADES,
    needs=("exams",),
)
def oral_of_others(student: Student, context: Context) -> Iterator[Remark]:
    """«Говорение» is a part of the exam in a foreign language alone."""
    for place, choice in enumerate(student.exams, 1):
        if choice.oral and not has_oral(choice.subject):
            yield Remark(
                f"{subjects([choice.subject])}: отмечена устная часть, а она есть только у иностранных языков; снимите "
                "отметку или исправьте предмет.",
                f"exams.{place}.oral",
                "снять отметку «Устная часть»",
                values=of_choice(choice),
            )


@rule(
    "CAT-5",
    "Экзамены в один день",
    Level.ADVICE,
    "Расписание ГИА: резервные дни (CAT-5)",
    Student,
    norm="Два экзамена одного участника не стоят в один день: один из них идёт в резервный день.",
    checker="Спросите, какой из двух предметов участник сдаёт в резервный день; это не ошибка выбора.",
    uses=("exams",),
    grades=GIA_GRADES,
    needs=("exams",),
)
def one_day(student: Student, context: Context) -> Iterator[Remark]:
    """Two chosen exams on one day: one of them goes to a reserve day."""
    exams = exams_of(student, context) if len(student.exams) > 1 else None
    if exams is None:
        return
    for found, together in sorted(by_day(student, exams, context).items()):
        if len(together) > 1 and not any(set(together) <= set(group) for group in exams.compulsory):
            yield Remark(
                f"{day(found)} в один день: {subjects(together)}; внесите одному из них резервный день.",
                "exams",
                "внести одному из них резервный день",
            )


def of_choice(choice: ExamChoice) -> tuple[tuple[str, str], ...]:
    """The subject of a chosen exam, for the values of a remark on another of its fields."""
    return (("Предмет", subjects([choice.subject])),)


def by_day(student: Student, exams: Exams, context: Context) -> dict[date, list[str]]:
    """Keys of chosen subjects by the day of their written part, of those whose day is known."""
    days: dict[date, list[str]] = {}
    for choice in student.exams:
        if found := day_of(choice, exams, context):
            days.setdefault(found, []).append(choice.subject)
    return days


def day_of(choice: ExamChoice, exams: Exams, context: Context) -> date | None:
    """The day that is entered, or else the only main day of the subject; None where neither is there."""
    if choice.day or choice.form == ExamForm.GVE or choice.period not in (None, "main"):
        return choice.day
    return context.year.only_main_days.get((kind_of(exams, context), choice.subject))
