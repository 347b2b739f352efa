"""A school that is a ППЭ in numbers: workers, rooms and seats against the orders (gia-rules.md 6.1, 6.2)."""

from collections.abc import Iterator, Mapping

from app.domain.exams import Category
from app.domain.school import School, grade_of
from app.domain.year import Exams, Limit
from app.validators.context import at_most
from app.validators.registry import Context, Level, Remark, rule

STAFF_ORDER = "{order}: работники ОО — все вкладки"
POINT_ORDER = "{order}, перечень работников ППЭ"


@rule(
    "STAFF-1",
    "Работники не внесены",
    Level.ERROR,
    STAFF_ORDER,
    School,
    norm="После срока сведений о работниках в базе школы есть её работники.",
    checker="Спросите штатное расписание: вносят всех работников, не только учителей.",
)
def no_workers(school: School, context: Context) -> Iterator[Remark]:
    """The order asks the workers by the same day as the pupils."""
    if context.sums is not None and context.sums.workers == 0 and context.over("staff"):
        yield Remark(
            "Срок сведений о работниках прошёл, а ни одного работника нет; внесите их.",
            "",
            "внести работников",
            values=(("Работников", "0"),),
        )


@rule(
    "STAFF-2",
    "Никто не отмечен организатором",
    Level.QUESTION,
    POINT_ORDER,
    School,
    norm="После срока перечня работников ППЭ кто-то из работников школы отмечен организатором ОГЭ или ЕГЭ.",
    checker="Спросите приказ о направлении работников в ППЭ.",
    phrases=("Работники школы в этом году в ППЭ не направляются.",),
)
def no_organisers(school: School, context: Context) -> Iterator[Remark]:
    """Nearly every school sends somebody; where there are no workers at all, STAFF-1 speaks."""
    sums = context.sums
    if sums is not None and sums.workers and not any(sums.organisers.values()) and context.over("ppe_staff"):
        yield Remark(
            "Срок перечня работников ППЭ прошёл, а организатором с должностью в ППЭ никто не отмечен; отметьте их.",
            "",
            "поставить отметки и должности в карточках работников",
            values=(("Работников ППЭ", "0"), ("Работников", str(sums.workers))),
        )


@rule(
    "ROOM-14",
    "Аудитории не внесены",
    Level.ERROR,
    "{order}, аудиторный фонд",
    School,
    norm="После срока аудиторного фонда у школы — ППЭ внесены аудитории.",
    checker="Спросите схему ППЭ.",
    uses=("is_point",),
)
def no_rooms(school: School, context: Context) -> Iterator[Remark]:
    """A ППЭ has rooms."""
    if school.is_point and context.sums is not None and context.sums.rooms == 0 and context.over("rooms"):
        yield Remark(
            "Школа — ППЭ, срок аудиторного фонда прошёл, а аудиторий для участников нет; внесите их.",
            "",
            "внести аудитории",
            values=(("Аудиторий", "0"),),
        )


@rule(
    "ROOM-2",
    "Организаторов меньше, чем нужно аудиториям",
    Level.ADVICE,
    "Не менее двух организаторов в аудитории (ROOM-2)",
    School,
    norm="Организаторов в аудитории — не меньше двух на каждую аудиторию ППЭ.",
    checker="Недостающих обычно дают соседние школы: спросите распределение МОУО.",
    uses=("is_point",),
    phrases=("Недостающих направит МОУО.", "На каждый экзамен занимаются не все аудитории."),
)
def organisers_for_rooms(school: School, context: Context) -> Iterator[Remark]:
    """Two for each room; those of other schools are not in this base, so that this is advice."""
    sums = context.sums
    if sums is None or not school.is_point or not sums.rooms or not context.over("ppe_staff"):
        return
    needed, there = sums.rooms * context.year.limits.room_organisers.value, sums.organisers.get("room", 0)
    if any(sums.organisers.values()) and there < needed:
        yield Remark(
            f"Аудиторий {sums.rooms}, организаторов в аудитории нужно {needed}, а своих {there}; отметьте ещё "
            "организаторов или уточните, кого направят другие школы.",
            "",
            "отметить ещё организаторов или уточнить, кого направят",
            values=(("Аудиторий", str(sums.rooms)), ("Организаторов в аудитории", str(there))),
        )


@rule(
    "PPE-3",
    "ЕГЭ: членов ГЭК или техников меньше нужного",
    Level.ADVICE,
    "ЕГЭ: два члена ГЭК, технический специалист (PPE-3)",
    School,
    norm="В ППЭ ЕГЭ не меньше двух членов ГЭК и одного технического специалиста.",
    checker="Члены ГЭК часто из других организаций: спросите распределение РЦОИ.",
    uses=("is_point", "point_exams"),
    phrases=("Членов ГЭК назначает РЦОИ.",),
)
def commission_and_technicians(school: School, context: Context) -> Iterator[Remark]:
    """The least a ППЭ of ЕГЭ needs."""
    sums, limits = context.sums, context.year.limits
    if sums is None or not school.is_point or "ege" not in context.school.point_exams:
        return
    if not any(sums.organisers.values()) or not context.over("ppe_staff"):
        return
    asked: tuple[tuple[str, str, Limit], ...] = (
        ("gek", "членов ГЭК", limits.commission_members),
        ("technician", "технических специалистов", limits.technicians),
    )
    lacking = [(label, sums.organisers.get(key, 0), limit) for key, label, limit in asked]
    lacking = [(label, there, limit) for label, there, limit in lacking if there < limit.value]
    if lacking:
        named = ", ".join(f"{label} {there} (нужно {limit.value})" for label, there, limit in lacking)
        yield Remark(
            f"Для ППЭ ЕГЭ своих мало: {named}; отметьте ещё своих или уточните, кого направит РЦОИ.",
            "",
            "отметить недостающих или уточнить, кого направят",
            values=tuple((label, str(there)) for label, there, _ in lacking),
            at_most=at_most(lacking[0][2].status),
        )


@rule(
    "ROOM-6",
    "Мест меньше, чем своих выпускников",
    Level.ADVICE,
    "Число мест ППЭ зависит от числа участников (ROOM-6)",
    School,
    norm="Мест в аудиториях ППЭ не меньше, чем выпускников школы, сдающих один экзамен.",
    checker="Спросите, где сидят остальные: часть участников могут распределить в другой ППЭ.",
    uses=("is_point", "point_exams"),
    phrases=("Часть участников распределяется в другой ППЭ.",),
)
def seats_for_graduates(school: School, context: Context) -> Iterator[Remark]:
    """All graduates of a grade sit русский язык on one day."""
    sums, forms = context.sums, context.school.point_exams
    if sums is None or not school.is_point or not sums.rooms or not context.over("rooms"):
        return
    taken: tuple[tuple[str, Exams], ...] = (("oge", context.year.gia9), ("ege", context.year.gia11))
    most = max((_graduates(context, sums.pupils, exams) for form, exams in taken if form in forms), default=0)
    if most > sums.seats:
        yield Remark(
            f"Мест в аудиториях {sums.seats}, а на одном экзамене своих участников {most}; внесите недостающие места "
            "или поясните, где сядут остальные.",
            "",
            "внести недостающие аудитории или места",
            values=(("Мест", str(sums.seats)), ("Участников", str(most))),
        )


def _graduates(context: Context, pupils: Mapping[str, int], exams: Exams) -> int:
    """How many leave the school with these exams: pupils of the grades whose category is that of graduates."""
    grades = {grade for grade in exams.grades if Category.GRADUATE in context.year.categories_of(grade)}
    return sum(count for name, count in pupils.items() if grade_of(name) in grades)
