"""A class: who leads it, and its profile (ris.md 3.2). Its number of pupils is the school's matter."""

from collections.abc import Iterator

from app.domain.school import SchoolClass, grade_of
from app.domain.text import fold
from app.validators.registry import Context, Level, Remark, rule

PROFILED = (10, 11, 12)


@rule(
    "CLS-1",
    "Классный руководитель не среди работников",
    Level.ADVICE,
    "{order}: классные руководители подписывают формы своих классов",
    SchoolClass,
    norm="Классный руководитель есть среди работников школы.",
    checker="Сверьте ФИО в карточке класса и в карточке работника.",
    uses=("teacher",),
    phrases=("Карточка работника будет внесена.",),
)
def teacher_is_worker(school_class: SchoolClass, context: Context) -> Iterator[Remark]:
    """The forms of the class bear his name, so that it must be that of a worker."""
    workers = context.school.workers
    if not school_class.teacher or workers is None or not context.over("staff"):
        return
    if fold(school_class.teacher) not in workers:
        yield Remark(
            f"Классного руководителя «{school_class.teacher}» нет среди работников; внесите его или исправьте ФИО.",
            "teacher",
            "внести карточку работника или исправить ФИО",
        )


@rule(
    "CLS-2",
    "Профиль класса не внесён",
    Level.ADVICE,
    "РИС: профиль класса (ris.md 3.2)",
    SchoolClass,
    norm="У 10–12 классов внесён профиль.",
    checker="Сверьте с учебным планом; без профиля — «универсальный».",
    uses=("profile", "name"),
)
def profile(school_class: SchoolClass, context: Context) -> Iterator[Remark]:
    """The federal base asks the profile of a class; before class 10 there is none."""
    unknown = school_class.profile is None and "profile" not in (school_class.unread or {})
    if unknown and grade_of(school_class.name) in PROFILED:
        yield Remark(
            f"Профиль {school_class.name} класса не внесён; выберите его или «не применимо».",
            "profile",
            "выбрать профиль или «не применимо»",
        )
