"""Workers of exam points: flags, position, barred subjects, telephone, training (gia-rules.md 6.1; ris.md, PHONE)."""

from collections.abc import Iterator

from app.domain.choice_kinds import keys_of
from app.domain.dictionaries import entry
from app.domain.field import NOT_APPLICABLE, field_by_name
from app.domain.staff import Staff
from app.validators.registry import Context, Level, Remark, rule
from app.validators.staff_posts import family, is_teacher, named_subjects
from app.validators.wording import answered, day, shown

ORDER = "{order}, включение в перечень работников ППЭ"
FIVE = ("gek", "head", "technician", "room", "hall")  # «работники ППЭ» of the order
OUTSIDERS = ("mouo", "ate")
AT_OGE_ONLY = ("instructor", "chemistry_expert")
REACHED_BY = ("positions", "mobile", "personal_email")
LANDLINE = ("+73", "+74", "+78")  # E.164 of Russia: a mobile one begins with +79
FLAGS = ("oge_organiser", "ege_organiser")
ASK_WORKER = "Спросите форму «Работники ППЭ» с подписью самого работника."


def at_exams(worker: Staff) -> bool:
    """Whether the worker is told to organise ОГЭ or ЕГЭ this year."""
    return bool(worker.oge_organiser or worker.ege_organiser)


def missing_barred(worker: Staff) -> list[str]:
    """The taught subjects that are not barred; mathematics of any level bars all its levels."""
    barred = {family(key) for key in keys_of(worker.barred_subjects)}
    return [key for key in keys_of(worker.subjects) if family(key) not in barred]


@rule(
    "PPE-6",
    "Организатор: как с ним связаться и кем он будет",
    Level.QUESTION,
    ORDER,
    Staff,
    norm="У отмеченного организатором ОГЭ или ЕГЭ внесены возможная должность, мобильный телефон и личная почта.",
    checker=f"{ASK_WORKER} Без должности и телефона распределить работника по ППЭ нельзя.",
    uses=FLAGS,
    phrases=("Личной почты у работника нет, извещается по телефону.",),
)
def reachable(worker: Staff, context: Context) -> Iterator[Remark]:
    """Who organises exams has a possible position, a mobile telephone and an e-mail of his own."""
    if not at_exams(worker):
        return
    for name in REACHED_BY:
        text = (worker.unread or {}).get(name)
        if getattr(worker, name) is None and text in (None, NOT_APPLICABLE):
            label = field_by_name(Staff)[name].label
            yield Remark(
                f"Отмечен организатором, а поле «{label}» — {text or 'пусто'}; внесите значение или снимите отметку.",
                name,
                f"внести «{label}»",
                values=((label, text or ""),),
            )


@rule(
    "PPE-6a",
    "Учитель-организатор без перечня предметов",
    Level.QUESTION,
    f"{ORDER}: предметы, по которым не может быть организатором",
    Staff,
    norm="У учителя, отмеченного организатором, перечислены предметы, по которым он организатором быть не может.",
    checker="Спросите тарификацию: учитель не работает на экзамене по предмету, который ведёт.",
    uses=(*FLAGS, "post", "barred_subjects"),
)
def teacher_without_barred(worker: Staff, context: Context) -> Iterator[Remark]:
    """A teacher at exams is told with his subjects, or told that there are none; see PPE-7, RC-9 for known ones."""
    if at_exams(worker) and is_teacher(worker.post) and not answered(worker, "barred_subjects"):
        if keys_of(worker.subjects) or named_subjects(worker.post):
            return
        yield Remark(
            f"Должность «{worker.post}», отмечен организатором, а предметы, по которым организатором быть не может, "
            "не внесены; внесите их или «не применимо».",
            "barred_subjects",
            "внести предметы или «не применимо»",
        )


@rule(
    "PPE-7",
    "Ведёт предмет, а организатором по нему быть может",
    Level.QUESTION,
    f"{ORDER}; специалист по предмету не организатор в его день (PPE-4, PPE-7)",
    Staff,
    norm="Все предметы, которые ведёт работник ППЭ, стоят среди тех, по которым он не может быть организатором.",
    checker="Сверьте предметы с тарификацией; объяснением может быть только то, что предмет он больше не ведёт.",
    uses=("subjects", "barred_subjects", *FLAGS),
    phrases=("Предмет в этом учебном году не ведёт.",),
)
def teaches_but_not_barred(worker: Staff, context: Context) -> Iterator[Remark]:
    """Who works at a ППЭ, or has a barred list at all, is barred from every subject that he teaches."""
    if not worker.subjects or not (at_exams(worker) or worker.barred_subjects):
        return
    kind = field_by_name(Staff)["barred_subjects"].kind
    if "barred_subjects" in (worker.unread or {}) and worker.unread["barred_subjects"] != NOT_APPLICABLE:
        return  # READ-1 speaks of it
    if missing := missing_barred(worker):
        wanted = kind.parse("; ".join([*keys_of(worker.barred_subjects), *missing]))
        named = kind.show(" ".join(missing))
        yield Remark(
            f"Ведёт: {named}, а среди предметов, по которым не может быть организатором, этого нет; добавьте сюда.",
            "barred_subjects",
            f"добавить: {named}",
            change=(("barred_subjects", kind.show(wanted)),),
        )


@rule(
    "PPE-7a",
    "Должность в ППЭ без отметки",
    Level.QUESTION,
    f"{ORDER}, отметки «Является организатором»",
    Staff,
    norm="Возможная должность в ППЭ внесена только у тех, кто отмечен организатором ОГЭ или ЕГЭ.",
    checker=f"{ASK_WORKER} Либо не поставлена отметка, либо должность осталась с прошлого года.",
    uses=("positions", *FLAGS),
    phrases=("В резерве: привлекается при замене.",),
)
def position_without_flag(worker: Staff, context: Context) -> Iterator[Remark]:
    """A position without any flag is last year's, or a flag is forgotten."""
    if worker.positions and worker.oge_organiser is False and worker.ege_organiser is False:
        yield Remark(
            f"Должность в ППЭ «{shown(worker, 'positions')}» внесена, а организатором ни ОГЭ, ни ЕГЭ работник не "
            "отмечен; поставьте отметку или уберите должность.",
            "positions",
            "поставить отметку или убрать должность",
        )


@rule(
    "PPE-11",
    "Работник МОУО или АТЕ не в ППЭ",
    Level.QUESTION,
    "{order}: вносят работников МОУО и АТЕ, задействованных в ППЭ",
    Staff,
    norm="Работник МОУО или АТЕ внесён потому, что работает в ППЭ: к сроку перечня он отмечен организатором.",
    checker="Спросите перечень работников ППЭ: остальных работников МОУО и АТЕ в базу школы не вносят.",
    uses=("employer", *FLAGS),
)
def outsider_without_flag(worker: Staff, context: Context) -> Iterator[Remark]:
    """Workers of the municipality stand in the base for their work at a ППЭ only."""
    if worker.employer not in OUTSIDERS or at_exams(worker) or not context.over("ppe_staff"):
        return
    if worker.oge_organiser is False and worker.ege_organiser is False:
        yield Remark(
            f"Место работы — {shown(worker, 'employer')}, а организатором ни ОГЭ, ни ЕГЭ не отмечен; поставьте отметку "
            "или удалите карточку.",
            "employer",
            "поставить отметку или удалить карточку",
        )


@rule(
    "PPE-1",
    "Должность не из пяти, названных приказом",
    Level.ADVICE,
    "{order}: работники ППЭ — пять должностей (PPE-1)",
    Staff,
    norm="Школа сообщает о работниках ППЭ пяти должностей: член ГЭК, руководитель, технический специалист, "
    "организаторы в аудитории и вне её.",
    checker="Остальных работников ППЭ обычно сообщают отдельно; уточните в РЦОИ, нужны ли они в базе школы.",
    uses=("positions",),
    phrases=("По согласованию с РЦОИ.",),
)
def unusual_position(worker: Staff, context: Context) -> Iterator[Remark]:
    """The order lists five positions; there are others at a ППЭ (PPE-2)."""
    if not worker.positions or not at_exams(worker):
        return
    keys = keys_of(worker.positions)
    if keys and not set(keys) & set(FIVE):
        yield Remark(
            f"Должность «{shown(worker, 'positions')}» не из пяти, о которых спрашивает приказ; выберите одну "
            "из пяти или уточните в РЦОИ.",
            "positions",
            "выбрать одну из пяти должностей",
        )


@rule(
    "PPE-2",
    "Должность бывает только на ОГЭ",
    Level.QUESTION,
    "Перечень работников ППЭ ОГЭ (PPE-2)",
    Staff,
    norm="Специалист по инструктажу и эксперт лабораторных работ отмечены организаторами ОГЭ: на ЕГЭ их нет.",
    checker=ASK_WORKER,
    uses=("positions", *FLAGS),
)
def only_at_oge(worker: Staff, context: Context) -> Iterator[Remark]:
    """Laboratory work is done at ОГЭ, so its people are flagged for it."""
    if not worker.positions or not worker.ege_organiser or worker.oge_organiser is not False:
        return
    if found := [key for key in keys_of(worker.positions) if key in AT_OGE_ONLY]:
        named = "; ".join(entry("positions", key).name for key in found)
        yield Remark(
            f"Отмечен только ЕГЭ, а должность «{named}» бывает на ОГЭ; исправьте отметку или должность.",
            "oge_organiser",
            "поставить отметку ОГЭ или исправить должность",
        )


@rule(
    "PHONE",
    "Вместо мобильного — городской телефон",
    Level.ERROR,
    "Проверка РЦОИ: городской телефон у работника ППЭ (PHONE)",
    Staff,
    norm="Мобильный телефон работника ППЭ — действительно мобильный: начинается с +7 9.",
    checker="Городской номер в поле мобильного РЦОИ не принимает; объяснение его не заменит.",
    uses=("mobile", "positions"),
)
def landline(worker: Staff, context: Context) -> Iterator[Remark]:
    """Whoever has one of the five positions is reached on exam days by a mobile telephone."""
    if not worker.mobile or not worker.mobile.startswith(LANDLINE):
        return
    if at_exams(worker) and not set(FIVE).isdisjoint(keys_of(worker.positions)):
        yield Remark(
            f"Телефон {shown(worker, 'mobile')} — не мобильный; внесите мобильный номер, например +7 913 123-45-67.",
            "mobile",
            "внести мобильный номер, +7 9…",
        )


@rule(
    "PPE-8",
    "Работник ППЭ не обучен в этом году",
    Level.ADVICE,
    "Порядок: работники ППЭ проходят подготовку (PPE-8)",
    Staff,
    norm="К сроку перечня работников ППЭ каждый из них прошёл обучение в этом учебном году.",
    checker="Спросите сертификат или справку об обучении этого года.",
    uses=("trained", *FLAGS),
    phrases=("Обучение назначено, дата будет внесена.",),
)
def untrained(worker: Staff, context: Context) -> Iterator[Remark]:
    """Once the list of workers is closed, whoever stands in it has been trained this year."""
    if not at_exams(worker) or not context.over("ppe_staff"):
        return
    first = context.year.first_day
    if worker.trained is None and not answered(worker, "trained"):
        yield Remark(
            "Отмечен организатором, а дата обучения для работы в ППЭ не внесена; внесите её после обучения.",
            "trained",
            "внести дату обучения",
        )
    elif worker.trained is not None and worker.trained < first:
        yield Remark(
            f"Обучение было {day(worker.trained)}, до начала учебного года ({day(first)}); внесите обучение этого "
            "года.",
            "trained",
            "внести дату обучения этого года",
        )


@rule(
    "RC-7",
    "Работник ППЭ без квалификационной категории",
    Level.QUESTION,
    "Проверка РЦОИ RC-7: незаполненное у работника ППЭ",
    Staff,
    norm="У работника ППЭ внесены образование, должность, документ, телефон, почта и квалификационная категория.",
    checker="РЦОИ возвращает работников без категории; у кого её нет, выбирают «без категории».",
    uses=("category", *FLAGS),
)
def without_category(worker: Staff, context: Context) -> Iterator[Remark]:
    """What else РЦОИ wants of a worker of a ППЭ: the rest of its list is asked of everybody, or by PPE-6."""
    if at_exams(worker) and worker.category is None and not answered(worker, "category"):
        yield Remark(
            "Отмечен организатором, а квалификационная категория не внесена; выберите её или «без категории».",
            "category",
            "выбрать категорию или «без категории»",
        )
