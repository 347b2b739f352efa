"""What a pupil has chosen against what the year's exams allow, for both kinds of ГИА (gia-rules.md 2).

What contradicts is told at any time; what is still lacking only when the choice is closed
(:func:`closed`), because the cards are sent in September and the subjects are chosen in winter.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.exams import Category, ExamForm
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, forms, subjects

NATIVE = frozenset({"native_lang", "native_lit"})  # a regional test outside ОГЭ (G9-8): neither counted nor refused


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
    return Remark(f"Не выбран обязательный предмет: {names}; добавьте его в экзамены.", "exams")


def foreign(student: Student, exams: Exams) -> Iterator[Remark]:
    """Electives that are no subjects of these exams."""
    extra = [subject for subject in electives(student, exams) if subject not in exams.subjects]
    if extra:
        yield Remark(f"Не предмет {exams.title}: {subjects(extra)}; выберите другой предмет или уровень.", "exams")


def wrong_form(student: Student, exams: Exams) -> Iterator[Remark]:
    """Forms that these exams do not have, and ГВЭ without a ground for it."""
    strange = [one for one in student.exams if one.form not in exams.forms]
    if strange:
        names = subjects(one.subject for one in strange)
        yield Remark(
            f"Форма {forms(sorted({one.form for one in strange}))} не для класса {student.class_name} ({names}); "
            f"выберите {forms(exams.forms)}.",
            "exams",
        )
    oral = [one.subject for one in student.exams if one.form == ExamForm.GVE]
    if oral and not (eased(student) or student.closed_institution):
        yield Remark(
            f"Выбран ГВЭ ({subjects(oral)}), но не отмечены ни ОВЗ, ни инвалидность, ни организация закрытого типа; "
            "внесите основание или смените форму.",
            "exams",
        )


@rule("EXAM-1", "Предметы ещё не выбраны", Level.ADVICE, "Календарь приказа: выбор предметов", Student)
def choice_open(student: Student, context: Context) -> Iterator[Remark]:
    """While the choice is open, an empty list of a graduate is only a reminder of its last day."""
    exams = context.year.exams_of(student.grade)
    takes = student.category in (Category.GRADUATE, Category.NOT_PASSED, Category.SUBJECT_FINISHED)
    if exams and takes and not student.exams and not closed(exams, context):
        yield Remark(f"Экзамены ещё не выбраны; внесите их до {day(context.year.choice_ends(exams))}.", "exams")


@rule("CAT-5", "Экзамены в один день", Level.ADVICE, "Расписание ГИА: резервные дни (CAT-5)", Student)
def one_day(student: Student, context: Context) -> Iterator[Remark]:
    """Two chosen exams on one main day: one of them goes to a reserve day."""
    exams = context.year.exams_of(student.grade)
    if exams is None or len(student.exams) < 2:
        return
    days: dict[date, list[str]] = {}
    for choice in student.exams:
        if choice.form != ExamForm.GVE and (found := _only_day(choice.subject, exams, context)):
            days.setdefault(found, []).append(choice.subject)
    for found, together in sorted(days.items()):
        if len(together) > 1 and not any(set(together) <= set(group) for group in exams.compulsory):
            yield Remark(
                f"{day(found)} в один день: {subjects(together)}; один из них будет в резервный день.", "exams"
            )


def _only_day(subject: str, exams: Exams, context: Context) -> date | None:
    """The day of a subject's written part in the main period; None where there is none, or a choice of days."""
    key = "gia9" if exams is context.year.gia9 else "gia11"
    found = [
        one.date
        for one in context.year.exam_days
        if one.exams == key and one.period == "main" and not one.reserve and not one.part and subject in one.subjects
    ]
    return found[0] if len(found) == 1 else None
