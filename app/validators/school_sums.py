"""The school's numbers against what is usual and against last year (features, VA7)."""

from collections.abc import Iterator, Mapping

from app.domain.school import School, class_order, grade_of
from app.validators.context import LastSums, Sums
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import shown

OWN = "Числа школы против обычных и против прошлого года"
LARGE = 30  # pupils of a class; more is seldom, and twice as many is a slip
IMPOSSIBLE = 60
CHANGE = 0.2  # of the number of pupils from year to year
LEAST_CHANGE = 15  # pupils; a small school changes by a fifth each year
STAFF_CHANGE = 0.3
LEAST_STAFF_CHANGE = 6
OVZ_CHANGE = 0.1  # of all pupils
LISTED = 5
LAST_GRADE = {"primary": 4, "basic": 9}  # of the kinds of school that have no older classes
BY_LISTS = "Сверьте с приказами о зачислении и выбытии и с отчётом ОО-1."


def _listed(names: list[str]) -> str:
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" и ещё {more}" if more > 0 else "")


def _counted(pupils: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    return tuple((f"Класс {name or 'не внесён'}", str(count)) for name, count in pupils.items())


@rule(
    "SUM-1",
    "В классе больше обычного",
    Level.ADVICE,
    OWN,
    School,
    norm=f"В классе обычно не больше {LARGE} человек.",
    checker=BY_LISTS,
    phrases=("Численность верна.",),
)
def large_class(school: School, context: Context) -> Iterator[Remark]:
    """A class with many pupils is two classes in one, or a list loaded into the wrong one."""
    yield from _large(context.sums, LARGE, IMPOSSIBLE)


@rule(
    "SUM-1a",
    "В классе больше, чем бывает",
    Level.QUESTION,
    OWN,
    School,
    norm=f"В классе не больше {IMPOSSIBLE} человек.",
    checker=BY_LISTS,
    phrases=("Численность верна.",),
)
def impossible_class(school: School, context: Context) -> Iterator[Remark]:
    """So many are not taught together."""
    yield from _large(context.sums, IMPOSSIBLE, None)


def _large(sums: Sums | None, above: int, upto: int | None) -> Iterator[Remark]:
    counted = sums.pupils if sums else {}
    found = {
        name: count
        for name, count in sorted(counted.items(), key=lambda one: class_order(one[0]))
        if name and count > above and (upto is None or count <= upto)
    }
    if found:
        named = _listed([f"{name} — {count}" for name, count in found.items()])
        yield Remark(
            f"В классе обычно не больше {LARGE}, а внесено: {named}; переведите лишних в их класс или поясните.",
            "",
            "перевести лишних в их класс",
            values=_counted(found),
        )


@rule(
    "SUM-2",
    "Класс без обучающихся",
    Level.QUESTION,
    "{order}: обучающиеся 1–8 и 9–11(12) классов",
    School,
    norm="После срока сведений об обучающихся в каждом классе школы есть хоть один.",
    checker="Спросите, есть ли такой класс: лишний удаляют, в настоящий вносят список.",
    phrases=("Класс открыт, набора ещё не было.",),
)
def empty_class(school: School, context: Context) -> Iterator[Remark]:
    """A class that has a card and no pupils is left over, or its list is not loaded."""
    if context.sums is None or not context.over("pupils_1_8"):
        return
    empty = sorted((name for name in context.sums.classes if not context.sums.pupils.get(name)), key=class_order)
    if empty:
        yield Remark(
            f"Нет обучающихся в классах: {_listed(empty)}; внесите список или удалите класс.",
            "",
            "внести список класса или удалить класс",
            values=(("Пустые классы", ", ".join(empty)),),
        )


@rule(
    "SUM-3",
    "Обучающихся заметно больше или меньше, чем год назад",
    Level.QUESTION,
    OWN,
    School,
    norm=f"Число обучающихся меняется за год меньше чем на {CHANGE:.0%}.",
    checker=BY_LISTS,
    phrases=("Открыты новые классы.", "Школа присоединена к другой."),
)
def pupils_of_last_year(school: School, context: Context) -> Iterator[Remark]:
    """A class loaded twice, or not at all, shows in the sum."""
    if context.sums is None or context.last_year is None or not context.over("pupils_1_8"):
        return
    now, then = sum(context.sums.pupils.values()), sum(context.last_year.pupils.values())
    if abs(now - then) >= LEAST_CHANGE and abs(now - then) > CHANGE * then:
        yield _changed("Обучающихся", now, then, context.last_year)


@rule(
    "SUM-4",
    "Работников заметно больше или меньше, чем год назад",
    Level.QUESTION,
    OWN,
    School,
    norm=f"Число работников меняется за год меньше чем на {STAFF_CHANGE:.0%}.",
    checker="Сверьте со штатным расписанием.",
    phrases=("Работники внесены не все: остальные в экзаменах не участвуют.",),
)
def workers_of_last_year(school: School, context: Context) -> Iterator[Remark]:
    """Workers that are not entered anew, or were dismissed in bulk by mistake."""
    if context.sums is None or context.last_year is None or not context.over("staff"):
        return
    now, then = context.sums.workers, context.last_year.workers
    if now and abs(now - then) >= LEAST_STAFF_CHANGE and abs(now - then) > STAFF_CHANGE * then:
        yield _changed("Работников", now, then, context.last_year)


def _changed(what: str, now: int, then: int, last: LastSums) -> Remark:
    return Remark(
        f"{what} {now}, а в {last.year} году было {then}; внесите недостающих, удалите лишних или поясните.",
        "",
        "внести недостающих или удалить лишних",
        values=((what, str(now)), (f"{what} в {last.year}", str(then))),
    )


@rule(
    "SUM-5",
    "Доля детей с ОВЗ заметно другая",
    Level.QUESTION,
    OWN,
    School,
    norm=f"Доля обучающихся с ОВЗ меняется за год меньше чем на {OVZ_CHANGE:.0%} от всех.",
    checker="Сверьте с заключениями ПМПК; отметка ОВЗ без бумаги не годится.",
    phrases=("Открыты коррекционные классы.",),
)
def share_of_ovz(school: School, context: Context) -> Iterator[Remark]:
    """A mark put on a whole column, or lost with it."""
    sums, last = context.sums, context.last_year
    if sums is None or last is None or not context.over("pupils_9_12"):
        return
    all_now, all_then = sum(sums.pupils.values()), sum(last.pupils.values())
    if not all_now or not all_then:
        return
    now, then = sums.ovz / all_now, last.ovz / all_then
    if abs(now - then) > OVZ_CHANGE or (last.ovz >= LISTED and not sums.ovz):
        yield Remark(
            f"С ОВЗ {sums.ovz} из {all_now} ({now:.0%}), а в {last.year} было {last.ovz} из {all_then} ({then:.0%}); "
            "исправьте отметки ОВЗ или поясните.",
            "",
            "исправить отметки ОВЗ",
            values=(("С ОВЗ", f"{sums.ovz} из {all_now}"), (f"С ОВЗ в {last.year}", f"{last.ovz} из {all_then}")),
        )


@rule(
    "SUM-6",
    "Классы не по виду школы",
    Level.QUESTION,
    "РИС: вид ОО (ris.md 3.1)",
    School,
    norm="В начальной школе нет классов старше 4, в основной — старше 9.",
    checker="Сверьте вид школы с уставом.",
    uses=("kind",),
)
def classes_of_kind(school: School, context: Context) -> Iterator[Remark]:
    """A school without older classes has none; the kind is wrong, or the class is."""
    last = LAST_GRADE.get(school.kind or "")
    if last is None or context.sums is None:
        return
    older = sorted((name for name in context.sums.pupils if (grade_of(name) or 0) > last), key=class_order)
    if older:
        yield Remark(
            f"Вид школы — «{shown(school, 'kind')}», а обучающиеся есть в классах {_listed(older)}; исправьте вид или "
            "классы.",
            "kind",
            "исправить вид школы или классы",
            values=(("Старшие классы", ", ".join(older)),),
        )


@rule(
    "LY-S",
    "Кого-то из прошлогодних нет",
    Level.QUESTION,
    "{order}: данные переносятся, выбытие вносят в течение двух рабочих дней",
    School,
    norm="Каждый обучающийся прошлого года, кроме выпускников, есть в базе: учится или отмечен выбывшим.",
    checker="Спросите приказ о выбытии; карточку выбывшего не удаляют, а отмечают.",
    phrases=("Выбыли летом, до переноса базы.",),
)
def vanished(school: School, context: Context) -> Iterator[Remark]:
    """Who was here last year and is in no card now was lost, or his card removed."""
    last = context.last_year
    if last is None or not last.vanished:
        return
    yield Remark(
        f"Были в {last.year} и не найдены ни среди обучающихся, ни среди выбывших ({len(last.vanished)}): "
        f"{_listed(list(last.vanished))}; внесите их карточки с датой выбытия.",
        "",
        "внести карточки и отметить выбывших",
        values=(("Не найдены", "; ".join(last.vanished)),),
    )
