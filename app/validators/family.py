"""Parents and other законные представители of an участник: that there is one, and what fits a parent."""

from collections.abc import Iterator

from app.domain.dictionaries import entry
from app.domain.family import Guardian
from app.domain.field import GIA_GRADES, place_in
from app.domain.student import Student
from app.domain.text import fold
from app.validators.names import FEMALE, MALE, sex_of
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import answered, capital, day, years_after

OF_AGE = 18
SELF = "self"
SEX_OF = {"mother": FEMALE, "father": MALE}
# Years between a parent and a child that need no second look; an adoptive parent or guardian only has to be of age.
YOUNGEST_PARENT = 14
OLDEST = {"mother": 56, "father": 75}
PROVES_BY_PAPER = ("guardian", "institution")

FAMILY = "{order}: 9–11(12) классы — все поля вкладки «Семья»"
ASK_PARENT = "Сверьте с документом представителя и свидетельством о рождении участника."


@rule(
    "FAM-1",
    "Несовершеннолетний без представителя",
    Level.QUESTION,
    FAMILY,
    Student,
    norm="У участника младше 18 лет внесён родитель или другой законный представитель.",
    checker="Спросите, кто представляет участника: заявление и согласие подписывает он.",
    uses=("birth", "guardians"),
    grades=GIA_GRADES,
    phrases=("Участник эмансипирован.",),
)
def unrepresented(student: Student, context: Context) -> Iterator[Remark]:
    """A minor has somebody who signs for him, once the cards of classes 9–12 are due."""
    if student.birth is None or not context.over("pupils_9_12"):
        return
    if any(one.relation != SELF for one in student.guardians) or context.as_of >= years_after(student.birth, OF_AGE):
        return
    text = f"18 лет исполнится {day(years_after(student.birth, OF_AGE))}, а представитель не внесён; внесите родителя."
    yield Remark(text, "guardians", "внести родителя или другого законного представителя")


@rule(
    "FAM-2",
    "Нет телефона представителя",
    Level.ADVICE,
    FAMILY,
    Student,
    norm="Хотя бы у одного представителя внесён телефон.",
    checker="Попросите внести телефон: по нему школа связывается в день экзамена.",
    uses=("guardians",),
    grades=GIA_GRADES,
    needs=("guardians",),
)
def unreachable(student: Student, context: Context) -> Iterator[Remark]:
    """The school can call one of the parents on the day of an exam."""
    if student.guardians and not any(answered(one, "phone") for one in student.guardians):
        text = "Ни у одного представителя нет телефона; внесите хотя бы один."
        yield Remark(text, place_in("guardians", 0, "phone"), "внести телефон одного из представителей")


@rule(
    "FAM-3",
    "Возраст представителя",
    Level.QUESTION,
    "Обычная разница в возрасте; опекун совершеннолетний",
    Student,
    norm="Возраст родителя подходит к возрасту участника, а представитель совершеннолетний.",
    checker=ASK_PARENT,
    uses=("birth", "guardians"),
    grades=GIA_GRADES,
    phrases=("Возраст родителя сверен с паспортом.",),
    needs=("guardians",),
)
def parents_age(student: Student, context: Context) -> Iterator[Remark]:
    """A year typed wrongly shows as a parent too young or too old for the pupil, or as a guardian under age."""
    for place, one in enumerate(student.guardians):
        if one.birth and one.relation not in (None, SELF) and (why := _unfit_age(student, one, context)):
            text = f"{_named(one)}: дата рождения {day(one.birth)} — {why}; исправьте дату или поясните."
            where = place_in("guardians", place, "birth")
            yield Remark(text, where, "исправить год рождения представителя или участника")


def _unfit_age(student: Student, one: Guardian, context: Context) -> str:
    birth, relation = one.birth, one.relation or ""
    if birth is None or years_after(birth, OF_AGE) > context.as_of:
        return "представитель несовершеннолетний" if birth else ""
    if relation not in SEX_OF or student.birth is None:
        return ""
    if years_after(birth, YOUNGEST_PARENT) > student.birth:
        return f"до рождения участника ({day(student.birth)}) меньше {YOUNGEST_PARENT} лет"
    if years_after(birth, OLDEST[relation]) <= student.birth:
        return f"до рождения участника ({day(student.birth)}) {OLDEST[relation]} лет и больше"
    return ""


@rule(
    "FAM-4",
    "Представитель внесён дважды",
    Level.QUESTION,
    "Вкладка «Семья»",
    Student,
    norm="Каждый представитель внесён один раз.",
    checker="Сверьте представителей: однофамильцы-тёзки бывают, но редко.",
    uses=("guardians",),
    grades=GIA_GRADES,
    phrases=("Это разные люди, сверено с документами.",),
    needs=("guardians",),
)
def entered_twice(student: Student, context: Context) -> Iterator[Remark]:
    """One parent has one line."""
    if len(student.guardians) < 2:
        return
    seen: dict[str, int] = {}
    for place, one in enumerate(student.guardians):
        name = fold(one.name or "")
        if name and name in seen:
            text = f"«{one.name}» есть среди представителей дважды (строки {seen[name]} и {place + 1}); уберите одну."
            yield Remark(text, place_in("guardians", place, "name"), "убрать повторную строку")
        seen.setdefault(name, place + 1)


@rule(
    "FAM-5",
    "Право представлять не подтверждено",
    Level.QUESTION,
    "Представитель участвует по документу (DL-5)",
    Student,
    norm="У опекуна и представителя организации внесено, чем подтверждено их право.",
    checker="Попросите постановление об опеке или доверенность.",
    uses=("guardians",),
    grades=GIA_GRADES,
    needs=("guardians",),
)
def without_power(student: Student, context: Context) -> Iterator[Remark]:
    """A guardian or an organisation represents by a paper."""
    for place, one in enumerate(student.guardians):
        if one.relation in PROVES_BY_PAPER and not answered(one, "ground"):
            text = f"{_named(one)}: не внесено, чем подтверждено право представлять участника; внесите документ."
            yield Remark(text, place_in("guardians", place, "ground"), "внести постановление об опеке или доверенность")


@rule(
    "FAM-6",
    "Кем приходится — не по отчеству",
    Level.QUESTION,
    "Вкладка «Семья»",
    Student,
    norm="Мать и отец внесены так, как говорит их отчество.",
    checker=ASK_PARENT,
    uses=("guardians",),
    grades=GIA_GRADES,
    phrases=("ФИО и степень родства сверены с документом.",),
    needs=("guardians",),
)
def wrong_parent(student: Student, context: Context) -> Iterator[Remark]:
    """A mother's отчество is a woman's, a father's a man's; silent for names without an отчество."""
    for place, one in enumerate(student.guardians):
        sex = SEX_OF.get(one.relation or "")
        if not sex or not one.name or len(one.name.split()) < 3:
            continue
        told = sex_of(" ".join(one.name.split()[2:]))
        if told and told != sex:
            relation = entry("relations", one.relation or "").name
            text = f"«{one.name}» внесено как {relation}, а отчество говорит иначе; исправьте ФИО или кем приходится."
            yield Remark(text, place_in("guardians", place, "relation"), "исправить, кем приходится, или ФИО")


@rule(
    "FAM-7",
    "Документ представителя: дата выдачи",
    Level.QUESTION,
    "Вкладка «Семья»",
    Student,
    norm="Документ представителя выдан после его рождения и не позже дня проверки.",
    checker="Попросите документ представителя.",
    uses=("guardians",),
    grades=GIA_GRADES,
)
def parents_paper(student: Student, context: Context) -> Iterator[Remark]:
    """A parent's document is issued after the birth and not in the future."""
    for place, one in enumerate(student.guardians):
        issued = one.doc_issued
        if issued is None:
            continue
        where = place_in("guardians", place, "doc_issued")
        if issued > context.as_of:
            text = (
                f"{_named(one)}: документ выдан {day(issued)}, позже дня проверки {day(context.as_of)}; исправьте дату."
            )
            yield Remark(text, where, f"внести дату не позже {day(context.as_of)}")
        elif one.birth and issued < one.birth:
            text = f"{_named(one)}: документ выдан {day(issued)}, раньше рождения {day(one.birth)}; исправьте дату."
            yield Remark(text, where, "исправить дату выдачи или дату рождения")


def _named(one: Guardian) -> str:
    return one.name or capital(entry("relations", one.relation or "").name)
