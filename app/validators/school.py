"""The school's own card: addresses, terms of its papers, being a ППЭ, confirmed stages, responsible persons.

Serves ris.md 3.1, CH-AD, and the two stages of the order's calendar.
"""

import re
from collections.abc import Iterator
from datetime import date

from app.domain.dictionaries import entry
from app.domain.field import field_by_name, place_in
from app.domain.kinds import Day
from app.domain.school import School, grade_of
from app.domain.text import fold
from app.errors import BadValue
from app.validators.context import at_most
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day

ORDER = "{order}: общие сведения об ОО"
ADDRESSES = ("legal_address", "actual_address")
PAPERS = ("licence", "accreditation")
STAGES = (("confirmed_1", "school_1"), ("confirmed_2", "school_2"))
PEOPLE = ("head_name", "keeper_name")
LISTED = 5  # signs named in one sentence
BY_PAPER = "Сверьте с самим документом."

_NOT_IN_ADDRESS = re.compile(r"[^А-Яа-яЁё0-9 .,\-/]")  # ris.md CH-AD
_DAY_IN_TEXT = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


def _label(name: str) -> str:
    return field_by_name(School)[name].label


@rule(
    "CH-AD",
    "Знаки адреса не из набора РИС",
    Level.QUESTION,
    "РИС: адрес — кириллица, цифры, пробел, точка, запятая, дефис, косая черта (CH-AD)",
    School,
    norm="В адресах школы и её зданий только русские буквы, цифры, пробел, точка, запятая, дефис и косая черта.",
    checker="РИС не берёт в адресе кавычек, скобок, знака № и латиницы; попросите переписать адрес без них.",
)
def address_signs(school: School, context: Context) -> Iterator[Remark]:
    """РИС refuses addresses with other signs."""
    found = [(_label(name), name, getattr(school, name)) for name in ADDRESSES]
    for place, one in enumerate(school.buildings):
        found.append((f"Здания, {place + 1}: адрес", place_in("buildings", place, "address"), one.address))
    for label, name, text in found:
        if text and (signs := dict.fromkeys(_NOT_IN_ADDRESS.findall(text))):
            listed = ", ".join(f"«{sign}»" for sign in list(signs)[:LISTED])
            yield Remark(
                f"{label}: РИС не принимает в адресе {listed}; напишите без них.", name, f"убрать из адреса {listed}"
            )


@rule(
    "TERM-1",
    "Срок документа школы истёк",
    Level.QUESTION,
    "РИС: сроки лицензии и аккредитации (ris.md 3.1)",
    School,
    norm="Лицензия и свидетельство об аккредитации действуют на день проверки.",
    checker="Спросите действующий документ; у бессрочного вместо срока ставят «не применимо».",
    phrases=("Документ продлён, новый срок будет внесён.",),
)
def term_over(school: School, context: Context) -> Iterator[Remark]:
    """A licence whose term is over is an old one."""
    for paper in PAPERS:
        until = getattr(school, name := f"{paper}_until")
        if until and until < context.as_of:
            yield Remark(
                f"{_label(name)} {day(until)}, а сегодня {day(context.as_of)}; внесите новый срок или «не применимо».",
                name,
                "внести новый срок или «не применимо»",
            )


@rule(
    "TERM-2",
    "Даты документа школы",
    Level.ERROR,
    "Даты карточки между собой",
    School,
    norm="Документ школы выдан не позже дня проверки и раньше, чем кончается его срок.",
    checker=BY_PAPER,
)
def term_order(school: School, context: Context) -> Iterator[Remark]:
    """A paper is issued before it ends, and not in the future."""
    for paper in PAPERS:
        issued, until = getattr(school, f"{paper}_issued"), getattr(school, f"{paper}_until")
        if issued and issued > context.as_of:
            yield Remark(
                f"{_label(f'{paper}_issued')} {day(issued)} позже дня проверки {day(context.as_of)}; исправьте дату.",
                f"{paper}_issued",
                "исправить дату выдачи",
            )
        if issued and until and until < issued:
            name = f"{paper}_until"
            yield Remark(
                f"{_label(name)} {day(until)} — раньше выдачи {day(issued)}; исправьте одну из дат.",
                name,
                "исправить одну из двух дат",
                values=((_label(f"{paper}_issued"), day(issued)),),
            )


@rule(
    "PPE-10",
    "Сведения о ППЭ не сходятся",
    Level.QUESTION,
    "{order}: определение ППЭ; РИС: код ППЭ (ris.md 3.6)",
    School,
    norm="У школы — ППЭ внесены виды экзаменов и, когда РЦОИ определил ППЭ, его код; у остальных их нет.",
    checker="Сверьте с приказом о ППЭ и письмом РЦОИ о кодах.",
    uses=("is_point", "point_code", "point_exams"),
    phrases=("Код ППЭ ещё не сообщён.",),
)
def point(school: School, context: Context) -> Iterator[Remark]:
    """A ППЭ has its code and its exams; whatever has a code is a ППЭ."""
    unread = school.unread or {}
    if school.is_point:
        if school.point_exams is None and "point_exams" not in unread:
            yield Remark(
                "Школа — ППЭ, а какие экзамены в ней, не внесено; выберите ОГЭ, ЕГЭ, ГВЭ.",
                "point_exams",
                "выбрать экзамены ППЭ",
            )
        if school.point_code is None and "point_code" not in unread and context.over("exam_points"):
            yield Remark("Школа — ППЭ, а кода ППЭ нет; внесите код, который дал РЦОИ.", "point_code", "внести код ППЭ")
    elif school.is_point is False and (school.point_code or school.point_exams):
        yield Remark(
            "Код или экзамены ППЭ внесены, а школа не отмечена как ППЭ; поставьте отметку или уберите их.",
            "is_point",
            "поставить отметку ППЭ или убрать код и экзамены",
        )


@rule(
    "CONF-1",
    "Сведения этапа не подтверждены",
    Level.ERROR,
    f"{ORDER}, 1 и 2 этап",
    School,
    norm="После срока каждого из двух этапов внесено, когда сведения о школе подтверждены, и день этот — этого года.",
    checker="Спросите подписанную выверку общих сведений за этап; без неё сведения не подтверждены.",
)
def confirmed(school: School, context: Context) -> Iterator[Remark]:
    """Once a stage is over its data are confirmed, in this school year."""
    for number, (name, work) in enumerate(STAGES, 1):
        found = getattr(school, name)
        last = context.year.work_day(work)
        if found is None:
            if context.over(work) and name not in (school.unread or {}):
                yield Remark(
                    f"Срок {number} этапа был {day(last)}, а сведения не подтверждены; подпишите у руководителя форму "
                    f"«Общие сведения об ОО ({number} этап)» и внесите день.",
                    name,
                    "внести день, когда форма подписана",
                )
        elif found < context.year.first_day:
            yield Remark(
                f"Подтверждено {day(found)}, до начала учебного года: осталось с прошлого; подтвердите заново.",
                name,
                "внести день подтверждения этого года",
            )
        elif found > context.as_of:
            yield Remark(
                f"Подтверждено {day(found)} — позже дня проверки {day(context.as_of)}; исправьте дату.",
                name,
                "исправить день подтверждения",
            )


@rule(
    "CONF-2",
    "Этап подтверждён с опозданием",
    Level.QUESTION,
    f"{ORDER}, сроки 1 и 2 этапа",
    School,
    norm="Сведения подтверждены до срока своего этапа, второй этап — не раньше первого.",
    checker="Спросите причину задержки; задним числом дату не исправляют.",
    uses=("confirmed_1", "confirmed_2"),
    phrases=("Выверка подписана с опозданием.",),
)
def confirmed_in_time(school: School, context: Context) -> Iterator[Remark]:
    """A day after the term wants an explanation; a second stage before the first a correction."""
    for name, work in STAGES:
        found, last = getattr(school, name), context.year.work_day(work)
        if found and last < found <= context.as_of:
            yield Remark(
                f"Подтверждено {day(found)}, а срок был {day(last)}; исправьте дату или объясните задержку.",
                name,
                "исправить день подтверждения, если он внесён неверно",
            )
    first, second = school.confirmed_1, school.confirmed_2
    if first and second and context.year.first_day <= second < first <= context.as_of:
        yield Remark(
            f"Второй этап подтверждён {day(second)}, раньше первого ({day(first)}); исправьте одну из дат.",
            "confirmed_2",
            "исправить день одного из этапов",
        )


@rule(
    "CONF-3",
    "Кто подтвердил сведения",
    Level.QUESTION,
    f"{ORDER}: выверку подписывает руководитель",
    School,
    norm="У подтверждённого этапа внесено, кто его подтвердил.",
    checker="Спросите подписанную выверку: чья на ней подпись.",
)
def confirmed_by(school: School, context: Context) -> Iterator[Remark]:
    """A confirmed stage has the name of who signed."""
    for name, _ in STAGES:
        by = f"{name}_by"
        if getattr(school, name) and getattr(school, by) is None and by not in (school.unread or {}):
            yield Remark(
                f"{_label(name)} {day(getattr(school, name))}, а кто подтвердил, не внесено; внесите ФИО.",
                by,
                "внести ФИО подтвердившего",
            )


@rule(
    "RESP-1",
    "Нет ответственного за ГИА",
    Level.QUESTION,
    f"{ORDER}; РИС: ответственный за подготовку и проведение (ris.md 3.1)",
    School,
    norm="Где есть выпускные классы, внесены ответственные за ГИА-9 и ГИА-11.",
    checker="Спросите приказ о назначении ответственных.",
    uses=("responsibles",),
    phrases=("Отвечает сам руководитель.",),
)
def responsible_for_exams(school: School, context: Context) -> Iterator[Remark]:
    """A school with classes that take ГИА has somebody responsible for it."""
    if context.sums is None or not context.over("school_1"):
        return
    there = {one.duty for one in school.responsibles}
    grades = {grade_of(name) for name in context.sums.pupils}
    taken = (("gia9", context.year.gia9), ("gia11", context.year.gia11))
    lacking = [duty for duty, exams in taken if duty not in there and not grades.isdisjoint(exams.grades)]
    if lacking:
        named = " и ".join(entry("duties", duty).name for duty in lacking)
        yield Remark(
            f"Выпускные классы есть, а ответственного за {named} нет; внесите его.",
            "responsibles",
            f"внести ответственного за {named}",
        )


@rule(
    "RESP-2",
    "Ответственный назначен после срока",
    Level.QUESTION,
    "{order}: ответственный за «Паспорт школы» назначается в срок",
    School,
    norm="Приказ об ответственном за «Паспорт школы» издан не позже дня, названного приказом.",
    checker="Спросите приказ о назначении; опоздание объясняют, дату не меняют.",
    uses=("keeper_order",),
    phrases=("Прежний ответственный уволился, назначен новый.",),
)
def keeper_named_in_time(school: School, context: Context) -> Iterator[Remark]:
    """The order gives heads a day; a gap is REQ-2's matter."""
    last = context.year.keeper
    found = _day_in(school.keeper_order)
    if last is not None and found is not None and found > last.date:
        yield Remark(
            f"Приказ об ответственном от {day(found)}, а назначить его надо было до {day(last.date)}; исправьте дату "
            "или объясните.",
            "keeper_order",
            "исправить дату приказа, если она внесена неверно",
            at_most=at_most(last.status),
        )


def _day_in(text: str | None) -> date | None:
    """The day that a text such as «№ 112 от 02.09.2019» names; None where it names none."""
    found = _DAY_IN_TEXT.search(text or "")
    try:
        return Day().parse(found[0]) if found else None
    except BadValue:
        return None


@rule(
    "RESP-3",
    "Руководителя или ответственного нет среди работников",
    Level.ADVICE,
    "{order}: работники ОО — все вкладки",
    School,
    norm="Руководитель школы и ответственный за «Паспорт школы» есть среди её работников.",
    checker="Сверьте ФИО в карточке школы и в карточке работника.",
    uses=PEOPLE,
    phrases=("Работает по совместительству, основное место — другая школа.",),
)
def named_are_workers(school: School, context: Context) -> Iterator[Remark]:
    """Once the workers are due, the head and the keeper are among them."""
    workers = context.school.workers
    if workers is None or not context.over("staff"):
        return
    for name in PEOPLE:
        found = getattr(school, name)
        if found and fold(found) not in workers:
            yield Remark(
                f"{_label(name)}: «{found}» нет среди работников; внесите карточку или исправьте ФИО.",
                name,
                "внести карточку работника или исправить ФИО",
            )
