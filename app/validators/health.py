"""ОВЗ, disability, schooling at home, and the papers they stand on (gia-rules.md 5, INT-6).

What is lacking is told once the calendar's day for these papers is over. That no image is loaded (OVZ-8) needs no
rule: the program keeps none.
"""

from collections.abc import Iterator
from datetime import date

from app.domain.choice_kinds import keys_of
from app.domain.dictionaries import entry
from app.domain.exams import Category, ExamForm
from app.domain.field import GIA_GRADES, field_by_name, place_in
from app.domain.health import HealthPaper
from app.domain.student import Student
from app.validators.context import at_most
from app.validators.passport import main_days_end
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import capital, day

PMPK = "pmpk"
MSE = "mse"
MEDICAL = "medical"
MARK_OF = {PMPK: "ovz", MSE: "disabled", MEDICAL: "home_schooling"}
MARKS = tuple(MARK_OF.values())
PRESENTATION = "summary"  # key of изложение among the kinds of attempts
TIME = frozenset({"extra_time", "extra_time_oral"})

COPY = "Попросите заверенную копию бумаги (на бумажном носителе): загружать изображения запрещено."
SUBMITTED = "{order}, календарь: документы, подтверждающие ОВЗ"


def takes_part(student: Student, context: Context) -> bool:
    """Whether a pupil is an участник of a ГИА of this year."""
    return student.category not in (None, Category.NO_GIA) and context.year.exams_of(student.grade) is not None


def papers_work(student: Student, context: Context) -> str:
    """The work of the calendar by whose day the papers of a pupil's ГИА are in."""
    return "ovz_9" if student.grade in context.year.gia9.grades else "ovz_11"


def papers_due(student: Student, context: Context) -> bool:
    """Whether the papers of an участник must be there by now."""
    return takes_part(student, context) and context.over(papers_work(student, context))


def has_paper(student: Student, kind: str) -> bool:
    """Whether a paper of a kind is entered; one whose kind is not entered yet (REQ-2) may be it."""
    return any(one.kind in (kind, None) for one in student.health_papers)


def _lacking(student: Student, context: Context, kind: str) -> Iterator[Remark]:
    """The paper of a mark is not there though it is due."""
    mark = MARK_OF[kind]
    if getattr(student, mark) and not has_paper(student, kind) and papers_due(student, context):
        last = day(context.year.work_day(papers_work(student, context)))
        name = entry("health_papers", kind).name
        label = field_by_name(Student)[mark].label
        text = f"«{label}» — да, а бумаги ({name}) нет, срок — {last}; внесите её реквизиты."
        least = f"внести реквизиты бумаги ({name}) или исправить отметку «{label}»"
        yield Remark(text, "health_papers", least, at_most=_at_most(papers_work(student, context), context))


def _at_most(work: str, context: Context) -> Level:
    """How severe a lack may be by the day of a work: a day that is only inferred makes no error."""
    return next((at_most(one.status) for one in context.year.calendar if one.key == work), Level.QUESTION)


@rule(
    "OVZ-1",
    "ОВЗ без заключения ПМПК",
    Level.ERROR,
    f"{SUBMITTED} (OVZ-1)",
    Student,
    norm="У участника ГИА с ОВЗ внесены реквизиты заключения ПМПК.",
    checker=COPY,
    uses=("ovz", "health_papers"),
    grades=GIA_GRADES,
    needs=("ovz",),
)
def ovz_paper(student: Student, context: Context) -> Iterator[Remark]:
    """ОВЗ stands on a conclusion of ПМПК."""
    return _lacking(student, context, PMPK)


@rule(
    "OVZ-2",
    "Инвалидность без справки МСЭ",
    Level.QUESTION,
    f"{SUBMITTED} (OVZ-2, INT-6)",
    Student,
    norm="У ребёнка-инвалида, инвалида внесены реквизиты справки МСЭ, если сведений нет в федеральном реестре.",
    checker="Попросите справку МСЭ; она не нужна, если сведения есть в федеральном реестре инвалидов.",
    uses=("disabled", "health_papers"),
    grades=GIA_GRADES,
    phrases=("Сведения об инвалидности есть в федеральном реестре.",),
    needs=("disabled",),
)
def disability_paper(student: Student, context: Context) -> Iterator[Remark]:
    """A disability stands on a справка МСЭ, or on the federal register."""
    return _lacking(student, context, MSE)


@rule(
    "OVZ-3",
    "Обучение на дому без медицинского заключения",
    Level.ERROR,
    f"{SUBMITTED} (OVZ-3)",
    Student,
    norm="У обучающегося на дому или в медицинской организации внесено медицинское заключение.",
    checker=COPY,
    uses=("home_schooling", "health_papers"),
    grades=GIA_GRADES,
    needs=("home_schooling",),
)
def home_paper(student: Student, context: Context) -> Iterator[Remark]:
    """Schooling at home stands on a conclusion of a medical organisation."""
    return _lacking(student, context, MEDICAL)


@rule(
    "OVZ-6",
    "Льготы без бумаги",
    Level.QUESTION,
    "ГВЭ, изложение, время +1,5 часа — по бумаге (OVZ-6)",
    Student,
    norm="ГВЭ, изложение и дополнительное время подтверждены бумагой.",
    checker="Спросите, когда будет бумага: без неё ГВЭ, изложение и дополнительное время не назначают.",
    uses=("exams", "attempts", "conditions", "health_papers", *MARKS),
    grades=GIA_GRADES,
    phrases=("Комиссия назначена, заключение будет внесено после получения.",),
    needs=(
        "ovz",
        "disabled",
        "home_schooling",
    ),
)
def eased_without_paper(student: Student, context: Context) -> Iterator[Remark]:
    """What needs a paper is entered and there is none; silent where OVZ-1…3 speak, or where no mark explains it."""
    if student.health_papers or not any(getattr(student, mark) for mark in MARKS) or papers_due(student, context):
        return
    eased = [
        *(["ГВЭ"] if any(one.form == ExamForm.GVE for one in student.exams) else []),
        *(["изложение"] if any(one.kind == PRESENTATION for one in student.attempts) else []),
        *(["дополнительное время"] if TIME & set(keys_of(student.conditions)) else []),
    ]
    if eased:
        text = f"Внесено: {', '.join(eased)}, а бумаги, которая это подтверждает, ещё нет; внесите её реквизиты."
        awaited = takes_part(student, context)
        yield Remark(
            text,
            "health_papers",
            "внести реквизиты бумаги",
            at_most=Level.ADVICE if awaited else Level.QUESTION,
        )


@rule(
    "OVZ-9",
    "Срок бумаги кончается до экзаменов",
    Level.QUESTION,
    "Справка действует в день экзамена (OVZ-9)",
    Student,
    norm="Справка МСЭ и заключение действуют до последнего экзамена участника.",
    checker="Попросите новую бумагу или подтверждение, что срок продлён.",
    uses=("health_papers", "exams"),
    grades=GIA_GRADES,
    phrases=("Срок продлён, новая бумага будет внесена после получения.",),
    needs=("health_papers",),
)
def paper_ends(student: Student, context: Context) -> Iterator[Remark]:
    """A paper holds to the last exam; where another of its kind does, the ended one is only history."""
    for place, one in enumerate(student.health_papers):
        if one.until is None or (one.issued and one.until < one.issued):
            continue
        needed = _needed_until(student, context)
        if one.until < needed and not any(_holds(other, one, needed) for other in student.health_papers):
            needed_for = "день проверки" if needed == context.as_of else "последний день экзаменов"
            yield Remark(
                f"{capital(_name(one))}: действует до {day(one.until)}, а {needed_for} — {day(needed)}; внесите новую "
                "бумагу или новый срок.",
                place_in("health_papers", place, "until"),
                f"внести бумагу, которая действует до {day(needed)}",
            )


def _needed_until(student: Student, context: Context) -> date:
    """The last exam day: of the pupil's own days where all are set, else of the main period; else the day asked of."""
    if not takes_part(student, context):
        return context.as_of
    own = [one.day for one in student.exams]
    days = [one for one in own if one is not None]
    if days and len(days) == len(own):
        return max(days)
    kind = "gia9" if student.grade in context.year.gia9.grades else "gia11"
    return main_days_end(context.year, kind) or context.as_of


def _holds(other: HealthPaper, one: HealthPaper, needed: date) -> bool:
    return other is not one and other.kind == one.kind and (other.until is None or other.until >= needed)


@rule(
    "OVZ-10",
    "Бумага есть, а отметки нет",
    Level.QUESTION,
    "Бумага подтверждает ОВЗ, инвалидность, обучение на дому (OVZ-1, OVZ-2, OVZ-3)",
    Student,
    norm="Кому внесена бумага о здоровье, у того отмечено и то, что она подтверждает.",
    checker="Сверьте бумагу с отметками: возможно, отметка снята при переносе на новый год.",
    uses=("health_papers", *MARKS),
    grades=GIA_GRADES,
    phrases=("Бумага прошлых лет, больше не действует.",),
    needs=("health_papers",),
)
def paper_without_mark(student: Student, context: Context) -> Iterator[Remark]:
    """A paper is entered and nothing that it proves is marked; a справка МСЭ proves a disability only."""
    marked = any(getattr(student, mark) for mark in MARKS)
    for one in student.health_papers:
        if one.kind is None or (one.until and one.until < context.year.first_day):
            continue
        mark = MARK_OF.get(one.kind, "")
        if mark and not getattr(student, mark) and (one.kind == MSE or not marked):
            label = field_by_name(Student)[mark].label
            text = f"Внесена бумага «{_name(one)}», а «{label}» не отмечено; внесите отметку или уберите бумагу."
            yield Remark(text, mark, f"внести «{label}»: да")
            return


@rule(
    "OVZ-11",
    "Даты бумаги о здоровье",
    Level.ERROR,
    "Даты карточки между собой",
    Student,
    norm="Бумага выдана после рождения, не позже дня проверки и не позже конца своего срока.",
    checker="Сверьте даты с бумагой: одна из них внесена с ошибкой.",
    grades=GIA_GRADES,
    needs=("health_papers",),
)
def paper_dates(student: Student, context: Context) -> Iterator[Remark]:
    """A paper is not issued in the future, before the birth, or after its own end."""
    for place, one in enumerate(student.health_papers):
        if one.issued is None:
            continue
        where = place_in("health_papers", place, "issued")
        name = capital(_name(one))
        if one.issued > context.as_of:
            text = f"{name}: дата {day(one.issued)} позже дня проверки {day(context.as_of)}; исправьте дату."
            yield Remark(text, where, f"внести дату не позже {day(context.as_of)}")
        elif student.birth and one.issued < student.birth:
            text = f"{name}: дата {day(one.issued)} раньше дня рождения {day(student.birth)}; исправьте дату."
            yield Remark(text, where, "исправить дату бумаги или дату рождения")
        if one.until and one.until < one.issued:
            text = f"{name}: действует до {day(one.until)}, а выдана {day(one.issued)}; исправьте одну из дат."
            yield Remark(text, place_in("health_papers", place, "until"), "исправить дату бумаги или конец срока")


def _name(paper: HealthPaper) -> str:
    name = entry("health_papers", paper.kind).name if paper.kind else "бумага о здоровье"
    return f"{name} № {paper.number}" if paper.number else name
