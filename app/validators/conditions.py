"""Special conditions: who has a right to them, which paper they need, and whether they fit the group (gia-rules.md 5).

Which condition is for whom is our reading of the federal lists, so every rule here at most asks.
"""

from collections.abc import Iterator

from app.domain.choice_kinds import keys_of
from app.domain.dictionaries import entry
from app.domain.exams import ExamForm
from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.validators.health import PMPK, has_paper, papers_due
from app.validators.registry import Context, Level, Remark, rule

# What everybody of the four groups may have; any other condition is named by ПМПК (OVZ-7).
COMMON = frozenset({"extra_time", "extra_time_oral", "access", "furniture", "breaks"})
EXTRA_TIME = "extra_time"

_SIGHT = frozenset({"blind", "low_vision"})
_HEARING = frozenset({"deaf", "hard_of_hearing"})
GROUPS_OF = {
    "braille": frozenset({"blind"}),
    "large_print": _SIGHT,
    "magnifier": _SIGHT,
    "lighting": _SIGHT,
    "sign_language": _HEARING,
    "sound": _HEARING,
    "deafblind_guide": _SIGHT | _HEARING,
}
WITHOUT_ORAL = frozenset({"autism"})  # gia-rules.md 2.3: РАС has no oral ГВЭ
APART = (("braille", "large_print"), ("home", "hospital"))

RIGHT = "Особые условия — инвалидам, при ОВЗ, обучающимся на дому и в медицинской организации (OVZ-4)"
GROUNDS = ("ovz", "disabled", "home_schooling")
CONCLUSION = "Попросите заключение ПМПК и сверьте условия с ним."


@rule(
    "OVZ-4",
    "Особые условия без основания",
    Level.QUESTION,
    RIGHT,
    Student,
    norm="Особые условия и специализированная рассадка — только при ОВЗ, инвалидности или обучении на дому.",
    checker="Попросите бумагу, по которой назначены условия.",
    uses=("conditions", "special_seating", *GROUNDS),
    grades=GIA_GRADES,
    phrases=("Травма, условия назначены решением ГЭК.",),
    needs=(
        "conditions",
        "special_seating",
    ),
)
def without_ground(student: Student, context: Context) -> Iterator[Remark]:
    """Conditions and special seating are for the four groups; where a mark is not entered yet, REQ-1 speaks."""
    if not (student.conditions or student.special_seating) or student.ovz is None or student.disabled is None:
        return
    if not student.conditions and _rc_3(student, context):
        return
    if not (student.ovz or student.disabled or student.home_schooling):
        what = f"особые условия: {_named(student)}" if student.conditions else "специализированная рассадка"
        text = f"Внесено: {what}, а ни ОВЗ, ни инвалидность, ни обучение на дому не отмечены; внесите основание."
        wanted = "conditions" if student.conditions else "special_seating"
        yield Remark(text, wanted, "отметить основание или убрать условия")


@rule(
    "OVZ-5",
    "Право на дополнительное время",
    Level.ADVICE,
    "ОВЗ и инвалидность: на 1,5 часа больше (OVZ-5)",
    Student,
    norm="Участнику с ОВЗ или инвалидностью внесено дополнительное время, если он его просит.",
    checker="Спросите, отказался ли участник от дополнительного времени.",
    uses=("conditions", "ovz", "disabled"),
    grades=GIA_GRADES,
    phrases=("Участник от дополнительного времени отказался.",),
    needs=(
        "ovz",
        "disabled",
    ),
)
def without_extra_time(student: Student, context: Context) -> Iterator[Remark]:
    """Who may have more time and has it not entered is asked once the papers are in."""
    if not (student.ovz or student.disabled) or not papers_due(student, context):
        return
    if EXTRA_TIME not in keys_of(student.conditions) and "conditions" not in (student.unread or {}):
        text = (
            "ОВЗ или инвалидность дают право на 1,5 часа дополнительно, а этого условия нет; внесите или подтвердите."
        )
        yield Remark(text, "conditions", f"внести условие «{entry('conditions', EXTRA_TIME).name}»")


@rule(
    "OVZ-7",
    "Условия, которые называет только ПМПК",
    Level.QUESTION,
    "Условия сверх времени и доступа — по заключению ПМПК (OVZ-7)",
    Student,
    norm="Ассистент, Брайль, экзамен на дому и подобные условия подтверждены заключением ПМПК.",
    checker=CONCLUSION,
    uses=("conditions", "special_seating", "disabled", "home_schooling", "health_papers"),
    grades=GIA_GRADES,
    phrases=("Заключение ПМПК заказано, будет внесено после получения.",),
    needs=("conditions",),
)
def further_conditions(student: Student, context: Context) -> Iterator[Remark]:
    """Conditions beyond time and access need a conclusion of ПМПК also from инвалиды; of ОВЗ OVZ-1 speaks."""
    if student.ovz or not (student.disabled or student.home_schooling) or not student.conditions:
        return
    further = [key for key in keys_of(student.conditions) if key not in COMMON]
    if further and not has_paper(student, PMPK) and papers_due(student, context):
        text = f"Условия ({_words(further)}) назначает ПМПК, а её заключения нет; внесите его реквизиты."
        yield Remark(text, "conditions", "внести реквизиты заключения ПМПК или убрать эти условия")


@rule(
    "OVZ-12",
    "Условия не по группе",
    Level.QUESTION,
    "Условия и формы ГВЭ по группам (gia 2.3)",
    Student,
    norm="Особые условия подходят к нозологической группе.",
    checker=CONCLUSION,
    uses=("conditions", "health_papers"),
    grades=GIA_GRADES,
    phrases=("Условие названо в заключении ПМПК.",),
    needs=("conditions",),
)
def against_group(student: Student, context: Context) -> Iterator[Remark]:
    """A condition for one group is not given to another; silent where a paper names no group, or «другие»."""
    if not student.conditions or not student.health_papers:
        return
    groups = {one.group for one in student.health_papers if one.group}
    if not groups or "other" in groups:
        return
    keys = keys_of(student.conditions)
    strange = [key for key in keys if key in GROUPS_OF and not groups & GROUPS_OF[key]]
    strange += [key for key in keys if key == "oral" and groups <= WITHOUT_ORAL]
    if strange:
        named = ", ".join(entry("health_groups", key).name for key in sorted(groups))
        text = f"Группа — {named}, а условия: {_words(strange)}; исправьте их или группу по заключению ПМПК."
        yield Remark(text, "conditions", f"убрать условия ({_words(strange)}) или исправить группу")


@rule(
    "OVZ-13",
    "Условия исключают друг друга",
    Level.QUESTION,
    "Особые условия карточки между собой",
    Student,
    norm="Среди условий нет исключающих друг друга, а устный ГВЭ — только у того, кто сдаёт ГВЭ.",
    checker=CONCLUSION,
    uses=("conditions", "exams"),
    grades=GIA_GRADES,
    phrases=("Условия названы в заключении ПМПК.",),
    needs=("conditions",),
)
def at_odds(student: Student, context: Context) -> Iterator[Remark]:
    """No two conditions exclude one another; oral ГВЭ is for who takes ГВЭ."""
    keys = keys_of(student.conditions)
    for pair in APART:
        if set(pair) <= set(keys):
            text = f"Вместе не назначают: {_words(pair)}; оставьте одно из них."
            yield Remark(text, "conditions", "убрать одно из двух условий")
    if "oral" in keys and student.exams and not any(one.form == ExamForm.GVE for one in student.exams):
        text = "Внесено условие «ГВЭ в устной форме», а экзаменов в форме ГВЭ нет; уберите условие или смените форму."
        yield Remark(text, "conditions", "убрать условие или выбрать форму ГВЭ")


@rule(
    "OVZ-14",
    "Отдельная аудитория и рассадка",
    Level.QUESTION,
    "РИС: специализированная рассадка (RC-3)",
    Student,
    norm="Кому нужна отдельная аудитория, у того отмечена специализированная рассадка.",
    checker=CONCLUSION,
    uses=("conditions", "special_seating"),
    grades=GIA_GRADES,
    needs=("conditions",),
)
def separate_room(student: Student, context: Context) -> Iterator[Remark]:
    """A room of one's own is special seating in РИС; where the seating is not told at all, RC-3 asks for it."""
    if not student.conditions or student.special_seating or _asked_by_rc_3(student, context):
        return
    if "separate_room" in keys_of(student.conditions):
        text = "Среди условий — отдельная аудитория, а специализированная рассадка не отмечена; отметьте её."
        yield Remark(text, "special_seating", "отметить рассадку", change=(("special_seating", "да"),))


def _rc_3(student: Student, context: Context) -> bool:
    """Whether RC-3 speaks of seating against ОВЗ: of who takes exams of ГИА-11."""
    return bool(student.exams) and student.grade in context.year.gia11.grades


def _asked_by_rc_3(student: Student, context: Context) -> bool:
    return bool(student.ovz) and student.special_seating is None and _rc_3(student, context)


def _named(student: Student) -> str:
    return _words(keys_of(student.conditions))


def _words(keys: tuple[str, ...] | list[str]) -> str:
    return ", ".join(entry("conditions", key).name for key in keys)
