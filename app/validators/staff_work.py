"""A worker's service: hiring, dismissal, experience (data-model.md, «Staff»)."""

from collections.abc import Iterator

from app.domain.field import NOT_APPLICABLE
from app.domain.staff import Staff
from app.validators.registry import Context, Level, Remark, has_left, rule
from app.validators.staff_posts import is_teacher
from app.validators.wording import day, years_after

WORKING_AGE = 14
BY_BOOK = "Сверьте с трудовой книжкой и приказами."
OWN = "Сведения карточки между собой"


@rule(
    "STF-1",
    "Стаж не сходится",
    Level.QUESTION,
    OWN,
    Staff,
    norm="Педагогический стаж не больше общего, стаж в должности — не больше того, в который входит.",
    checker=BY_BOOK,
    uses=("experience", "teaching_experience", "post_experience"),
)
def experience_in_order(worker: Staff, context: Context) -> Iterator[Remark]:
    """A part is not longer than the whole; years in a teacher's post are teaching years too."""
    whole, teaching, post = worker.experience, worker.teaching_experience, worker.post_experience
    if whole is not None and teaching is not None and teaching > whole:
        yield _longer("педагогический", teaching, "общий", whole, "teaching_experience")
    if post is None:
        return
    if teaching is not None and is_teacher(worker.post) and post > teaching:
        yield _longer("в должности учителя", post, "педагогический", teaching, "post_experience")
    elif whole is not None and post > whole:
        yield _longer("в должности", post, "общий", whole, "post_experience")


def _longer(part: str, years: int, whole: str, of_whole: int, name: str) -> Remark:
    return Remark(
        f"Стаж {part} — {years} лет, больше, чем {whole} — {of_whole}; исправьте по трудовой книжке.",
        name,
        f"исправить стаж {part} или {whole}",
    )


@rule(
    "STF-2",
    "Стаж больше, чем может быть по возрасту",
    Level.QUESTION,
    OWN,
    Staff,
    norm=f"Общий стаж не больше числа лет после {WORKING_AGE}.",
    checker=BY_BOOK,
    uses=("experience", "birth"),
)
def experience_within_life(worker: Staff, context: Context) -> Iterator[Remark]:
    """Nobody has worked for longer than since he was 14."""
    if worker.experience is None or worker.birth is None or worker.birth > context.as_of:
        return
    if years_after(worker.birth, WORKING_AGE + worker.experience) > context.as_of:
        yield Remark(
            f"Общий стаж {worker.experience} лет при дате рождения {day(worker.birth)}: столько проработать нельзя; "
            "исправьте стаж или дату.",
            "experience",
            "исправить стаж или дату рождения",
        )


@rule(
    "STF-3",
    "Дата приёма на работу",
    Level.QUESTION,
    OWN,
    Staff,
    norm=f"Принят не раньше {WORKING_AGE} лет и не позже дня проверки.",
    checker=BY_BOOK,
    uses=("hired", "birth"),
    phrases=("Приказ о приёме издан заранее.",),
)
def hired_in_time(worker: Staff, context: Context) -> Iterator[Remark]:
    """Hiring is neither in the future nor in childhood."""
    found = worker.hired
    if found is None:
        return
    if found > context.as_of:
        yield Remark(
            f"Дата приёма {day(found)} позже дня проверки {day(context.as_of)}; исправьте дату.",
            "hired",
            "исправить дату приёма",
        )
    elif worker.birth and worker.birth <= found < years_after(worker.birth, WORKING_AGE):
        yield Remark(
            f"Дата приёма {day(found)} раньше {WORKING_AGE} лет (дата рождения {day(worker.birth)}); исправьте одну из "
            "дат.",
            "hired",
            "исправить дату приёма или рождения",
        )


@rule(
    "STF-4",
    "Уволен раньше, чем принят",
    Level.ERROR,
    OWN,
    Staff,
    norm="Дата увольнения не раньше даты приёма.",
    checker=BY_BOOK,
    uses=("dismissed", "hired"),
    leavers=True,
)
def dismissed_before_hired(worker: Staff, context: Context) -> Iterator[Remark]:
    """The end of service is not before its beginning."""
    if worker.dismissed and worker.hired and worker.dismissed < worker.hired:
        yield Remark(
            f"Дата увольнения {day(worker.dismissed)} раньше даты приёма {day(worker.hired)}; исправьте одну из них.",
            "dismissed",
            "исправить одну из двух дат",
        )


@rule(
    "STF-5",
    "Увольнение внесено наполовину",
    Level.QUESTION,
    "Увольнение: дата и приказ",
    Staff,
    norm="У уволенного внесены и дата, и приказ об увольнении; у работающего нет ни того, ни другого.",
    checker="Спросите приказ об увольнении.",
    uses=("dismissed", "dismissal_order"),
    leavers=True,
)
def half_dismissed(worker: Staff, context: Context) -> Iterator[Remark]:
    """Day and order of a dismissal come together."""
    unread = worker.unread or {}
    if worker.dismissed and worker.dismissal_order is None and "dismissal_order" not in unread:
        yield Remark(
            f"Дата увольнения {day(worker.dismissed)}, а приказ не внесён; внесите номер и дату приказа.",
            "dismissal_order",
            "внести приказ об увольнении",
        )
    elif worker.dismissal_order and worker.dismissed is None and unread.get("dismissed") in (None, NOT_APPLICABLE):
        yield Remark(
            f"Внесён приказ об увольнении «{worker.dismissal_order}», а даты увольнения нет; внесите дату.",
            "dismissed",
            "внести дату увольнения или убрать приказ",
        )


@rule(
    "STF-6",
    "Уволен, а отмечен организатором",
    Level.QUESTION,
    "{order}, перечень работников ППЭ",
    Staff,
    norm="Уволенный не отмечен организатором ОГЭ или ЕГЭ.",
    checker="Уволенного из перечня работников ППЭ исключают; если он всё же работает в ППЭ, его вносит новое место.",
    uses=("dismissed", "oge_organiser", "ege_organiser"),
    leavers=True,
    phrases=("Работает в ППЭ после увольнения по согласованию с МОУО.",),
)
def dismissed_organiser(worker: Staff, context: Context) -> Iterator[Remark]:
    """Who has left the school is not counted on at its exams."""
    if has_left(worker, context.as_of) and worker.dismissed and (worker.oge_organiser or worker.ege_organiser):
        names = [name for name in ("oge_organiser", "ege_organiser") if getattr(worker, name)]
        yield Remark(
            f"Уволен {day(worker.dismissed)}, а отмечен организатором экзаменов этого года; снимите отметку или "
            "исправьте дату увольнения.",
            names[0],
            "снять отметку организатора",
        )
