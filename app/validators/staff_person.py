"""A worker as a person: ИНН, age, days of his papers, consent (ris.md 5; gia-rules.md 13)."""

from collections.abc import Iterator

from app.domain.consent import Consent
from app.domain.control_numbers import inn_control
from app.domain.field import field_by_name, place_in
from app.domain.staff import Staff
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day, years_after

YOUNGEST = 16
OLDEST = 90
AFTER_BIRTH = ("doc_issued", "hired", "category_date", "trained", "dismissed")
PAST = ("birth", "doc_issued", "category_date", "trained")
YOUNGEST_GRADUATE = 15  # years from birth to the year of the diploma
BY_PAPER = "Сверьте с документом: опечатка в годе или переставленные числа."


@rule(
    "INN-12",
    "ИНН работника: контрольные числа",
    Level.ERROR,
    "Контрольные числа ИНН (INN-12)",
    Staff,
    norm="Две последние цифры ИНН работника сходятся с первыми десятью.",
    checker="Спросите свидетельство ИНН: одна из цифр набрана неверно.",
)
def inn(worker: Staff, context: Context) -> Iterator[Remark]:
    """The last two of twelve digits agree with the others."""
    if worker.inn and not inn_control(worker.inn):
        yield Remark(
            f"ИНН {worker.inn}: контрольные числа не сходятся, одна из цифр неверна; исправьте её по свидетельству.",
            "inn",
            "исправить неверную цифру ИНН",
        )


@rule(
    "DATE-1w",
    "Дата работника раньше рождения",
    Level.ERROR,
    "Даты карточки между собой",
    Staff,
    norm="Ни одна дата карточки работника не раньше его рождения.",
    checker=BY_PAPER,
    uses=("birth",),
)
def before_birth(worker: Staff, context: Context) -> Iterator[Remark]:
    """Nothing happens to a person who is not yet born."""
    if worker.birth is None:
        return
    for name in AFTER_BIRTH:
        found = getattr(worker, name)
        if found and found < worker.birth:
            label = field_by_name(Staff)[name].label
            yield Remark(
                f"{label} {day(found)} раньше даты рождения {day(worker.birth)}; исправьте одну из них.",
                name,
                "исправить одну из двух дат",
                values=((label, day(found)),),
            )


@rule(
    "DATE-2w",
    "Дата работника в будущем",
    Level.ERROR,
    "Даты карточки на день проверки",
    Staff,
    norm="То, что уже случилось, случилось не позже дня проверки.",
    checker=BY_PAPER,
)
def in_future(worker: Staff, context: Context) -> Iterator[Remark]:
    """What has happened has happened by the day of the check; courses too."""
    for name in PAST:
        found = getattr(worker, name)
        if found and found > context.as_of:
            yield _future(field_by_name(Staff)[name].label, day(found), day(context.as_of), name)
    for place, course in enumerate(worker.courses):
        if course.finished and course.finished > context.as_of:
            name = place_in("courses", place, "finished")
            yield _future(f"Курсы, {place + 1}: окончены", day(course.finished), day(context.as_of), name)
    if worker.graduated and worker.graduated > context.as_of.year:
        yield _future("Год окончания", str(worker.graduated), day(context.as_of), "graduated")


def _future(label: str, found: str, as_of: str, name: str) -> Remark:
    return Remark(
        f"{label} {found} — позже дня проверки {as_of}; исправьте по документу.", name, f"внести не позже {as_of}"
    )


@rule(
    "DATE-3w",
    "Возраст работника",
    Level.QUESTION,
    "Обычный возраст работника: от 16 до 90 лет",
    Staff,
    norm=f"Работнику не меньше {YOUNGEST} и не больше {OLDEST} лет.",
    checker=BY_PAPER,
)
def unusual_age(worker: Staff, context: Context) -> Iterator[Remark]:
    """A year typed wrongly shows as an age that no worker has."""
    if worker.birth is None or worker.birth > context.as_of:
        return
    young = years_after(worker.birth, YOUNGEST) > context.as_of
    if young or years_after(worker.birth, OLDEST + 1) <= context.as_of:
        yield Remark(
            f"Дата рождения {day(worker.birth)}: работнику {'меньше 16' if young else 'больше 90'} лет; исправьте "
            "год рождения по паспорту.",
            "birth",
            "исправить год рождения",
        )


@rule(
    "DATE-4w",
    "Год окончания против рождения",
    Level.QUESTION,
    "Даты карточки между собой",
    Staff,
    norm=f"Диплом получен не раньше чем в {YOUNGEST_GRADUATE} лет.",
    checker=BY_PAPER,
    uses=("graduated", "birth"),
)
def graduated_too_young(worker: Staff, context: Context) -> Iterator[Remark]:
    """Nobody gets a diploma as a child."""
    if worker.graduated and worker.birth and worker.graduated - worker.birth.year < YOUNGEST_GRADUATE:
        yield Remark(
            f"Год окончания {worker.graduated}, а дата рождения {day(worker.birth)}: диплома раньше "
            f"{YOUNGEST_GRADUATE} лет не бывает; исправьте год или дату.",
            "graduated",
            "исправить год окончания или дату рождения",
        )


@rule(
    "PD-2w",
    "Работник отказался от обработки данных",
    Level.QUESTION,
    "Без согласия в ФИС и РИС не вносят (PD-2)",
    Staff,
    norm="Работник, данные которого передаются, согласен на их обработку.",
    checker="Спросите письменный отказ; в пакет такой работник не идёт и в ППЭ не работает.",
)
def refused(worker: Staff, context: Context) -> Iterator[Remark]:
    """Whoever refused must not be entered in ФИС and РИС."""
    if worker.consent == Consent.REFUSED:
        yield Remark(
            "Согласие на обработку данных — «отказ»: передавать эту карточку нельзя; подтвердите отказ или исправьте "
            "согласие.",
            "consent",
            "исправить согласие, если отказа не было",
        )


@rule(
    "PD-1w",
    "Согласие работника не получено",
    Level.ADVICE,
    "Согласие на обработку данных (PD-1)",
    Staff,
    norm="Согласие работника на обработку данных получено.",
    checker="Спросите согласие с подписью работника.",
    phrases=("Согласие будет подписано при ознакомлении с распределением.",),
)
def not_given(worker: Staff, context: Context) -> Iterator[Remark]:
    """The worker himself signs it."""
    if worker.consent == Consent.ABSENT:
        yield Remark(
            "Согласие работника на обработку данных не получено; получите его подпись.",
            "consent",
            "получить согласие и внести «есть»",
        )
