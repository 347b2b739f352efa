"""Аттестат с отличием and medals against the class, the year and the results (gia-rules.md 9)."""

from collections.abc import Iterator

from app.domain.dictionaries import entry
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.domain.year import MedalRule
from app.validators.context import at_most
from app.validators.exam_choice import chosen
from app.validators.registry import Context, Level, Remark, rule
from app.validators.results import BASIC, NOT_HELD, of_this_year
from app.validators.wording import subjects

FIFTH = "{order}, пятый этап: аттестат с отличием, медали"
RUSSIAN = "rus"
NOT_REACHED = "not_reached"
MIDDLING = 3  # «удовлетворительно»: with it the final mark is no «отлично»
CHECK_COUNCIL = "Попросите протокол педсовета о награждении и сводную ведомость итоговых отметок."


def _medal(student: Student) -> str:
    return entry("medals", student.medal or "").name


@rule(
    "MED-1",
    "Аттестат с отличием и результаты",
    Level.QUESTION,
    "Порядок выдачи аттестатов: все отметки «отлично», ГИА пройдена (MED-1)",
    Student,
    norm="У получившего аттестат с отличием нет результатов ниже минимума и отметок «удовлетворительно» и ниже.",
    checker=CHECK_COUNCIL,
    uses=("distinction", "results"),
    grades=GIA_GRADES,
    needs=("results",),
)
def distinction_with_results(student: Student, context: Context) -> Iterator[Remark]:
    """A failed exam, or a mark with which the final one cannot be «отлично», goes with no аттестат с отличием."""
    if not student.distinction or not student.results:
        return
    weak = [
        one.subject or ""
        for _, one in of_this_year(student, context)
        if one.status == NOT_REACHED or (one.mark is not None and one.mark <= MIDDLING)
    ]
    if weak:
        yield Remark(
            f"Отмечен аттестат с отличием, а результат «удовлетворительно» или ниже: {subjects(weak)}; "
            "снимите отметку об аттестате или исправьте результат.",
            "distinction",
            "снять отметку об аттестате с отличием или исправить результат",
        )


@rule(
    "MED-2",
    "Медаль и баллы",
    Level.ERROR,
    "Условия медалей этого года (MED-2…MED-4)",
    Student,
    norm="Баллы ЕГЭ — не ниже тех, которых медаль требует в этом году.",
    checker="Сверьте баллы с сайтом результатов: если они ниже условий медали, решение педсовета надо пересмотреть.",
    uses=("medal", "results", "exams"),
    grades=GIA_GRADES,
    needs=("medal",),
)
def points_of_medal(student: Student, context: Context) -> Iterator[Remark]:
    """The points that the year's medal asks for, as far as the results tell."""
    if not student.medal or not student.results:
        return
    row = next((one for one in context.year.medals if one.key == student.medal and student.grade in one.grades), None)
    if row and (lacks := [*_russian(student, row, context), *_second(student, row, context)]):
        yield Remark(
            f"Внесена {_medal(student)}, а {' и '.join(lacks)}; исправьте результат или уберите медаль.",
            "medal",
            "исправить результат или убрать медаль",
            values=(("Условие", row.clause),),
            at_most=at_most(row.status),
        )


def _scores(student: Student, context: Context) -> dict[str, int]:
    """The best test score of each subject; a July retake may have bettered it."""
    best: dict[str, int] = {}
    for _, one in of_this_year(student, context):
        if one.test_score is not None and one.status not in NOT_HELD and one.subject:
            best[one.subject] = max(one.test_score, best.get(one.subject, 0))
    return best


def _russian(student: Student, row: MedalRule, context: Context) -> Iterator[str]:
    found = _scores(student, context).get(RUSSIAN)
    if row.russian is not None and found is not None and found < row.russian:
        yield f"русский язык — {found} (нужно не меньше {row.russian})"


def _second(student: Student, row: MedalRule, context: Context) -> Iterator[str]:
    """The second exam, once every result is there: until then another subject may still have the points."""
    if row.second is None:
        return
    scores = _scores(student, context)
    known = {one.subject for _, one in of_this_year(student, context)}
    marks = [one.mark for _, one in of_this_year(student, context) if one.subject == BASIC and one.mark is not None]
    counted = {key: score for key, score in scores.items() if key != RUSSIAN}
    if row.second_subjects:
        counted = {key: score for key, score in counted.items() if key in row.second_subjects}
    basic = row.basic_mark is not None and any(mark >= row.basic_mark for mark in marks)
    if not basic and set(chosen(student)) <= known and all(score < row.second for score in counted.values()):
        also = f" или базовой математики на «{row.basic_mark}»" if row.basic_mark is not None else ""
        yield f"второго экзамена не меньше чем на {row.second}{also} нет"


@rule(
    "MED-5",
    "Медали в этом году нет",
    Level.ERROR,
    "Медаль II степени — с 2023/24 учебного года (MED-5)",
    Student,
    norm="Федеральная медаль — одна из тех, которые есть в этом учебном году.",
    checker=CHECK_COUNCIL,
    uses=("medal",),
    grades=GIA_GRADES,
    needs=("medal",),
)
def unknown_medal(student: Student, context: Context) -> Iterator[Remark]:
    """A federal medal that the year does not have."""
    yield from _absent(student, context, federal=True)


@rule(
    "MED-6",
    "Отличие или медаль не в своём классе",
    Level.ERROR,
    FIFTH,
    Student,
    norm="Аттестат с отличием отмечают только в 9 классе, медаль — только в 11(12) классе.",
    checker="Сверьте класс: аттестат с отличием — 9 класс, медаль — 11(12) класс; другое отметили не в той карточке.",
    uses=("distinction", "medal", "class_name"),
    needs=(
        "distinction",
        "medal",
    ),
)
def class_of_honours(student: Student, context: Context) -> Iterator[Remark]:
    """Distinction is for class 9 and medals are for classes 11 and 12."""
    if not (student.distinction or student.medal) or student.grade is None:
        return
    if student.distinction and student.grade not in context.year.gia9.grades:
        yield Remark(
            f"Отмечен аттестат с отличием (9 класс), а класс — {student.class_name}; снимите отметку.",
            "distinction",
            "снять отметку об аттестате с отличием",
            (("distinction", "нет"),),
        )
    if student.medal and not _in_class(student.grade, context):
        yield Remark(
            f"Внесена {_medal(student)}, а класс — {student.class_name}: медаль бывает только в 11(12) классе; "
            "уберите её.",
            "medal",
            "убрать медаль",
        )


def _in_class(grade: int | None, context: Context) -> bool:
    """Whether any medal of the year is for the class."""
    return any(grade in one.grades for one in context.year.medals)


@rule(
    "MED-7",
    "Областная медаль",
    Level.QUESTION,
    "Постановление № 109а от 29.03.2024: областной медали больше нет (MED-7)",
    Student,
    norm="Областная медаль есть только в тех учебных годах, где она установлена.",
    checker="Спросите положение об областной медали этого года; без него отметка лишняя.",
    uses=("medal",),
    grades=GIA_GRADES,
    needs=("medal",),
)
def regional_medal(student: Student, context: Context) -> Iterator[Remark]:
    """The regional medal in a year of which no source says that it is still given."""
    yield from _absent(student, context, federal=False)


def _absent(student: Student, context: Context, *, federal: bool) -> Iterator[Remark]:
    key = student.medal
    if not key or key.startswith("federal") is not federal or any(one.key == key for one in context.year.medals):
        return
    if student.grade is not None and not _in_class(student.grade, context):
        return  # of the class MED-6 speaks
    yield Remark(
        f"Внесена {_medal(student)}, а в {context.year.title} учебном году такой нет; исправьте или уберите медаль.",
        "medal",
        "убрать медаль или выбрать ту, что есть в этом году",
    )
