"""The tab «Общее» of a pupil's card: the person, schooling, enrolment and leaving, health marks."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.domain.choice_kinds import Choice, Choices
from app.domain.field import ALL_GRADES, GIA_GRADES, OnNewYear, Tab, field
from app.domain.kinds import ClassName, Day, Flag, PersonName, Text
from app.domain.paper_kinds import Snils

GENERAL = Tab("general", "Общее", clause="{order}: 1–8 классы — ФИО; 9–11(12) классы — все поля вкладки «Общее»")

LEARNING = "Обучение"
MOVING = "Зачисление и выбытие"
HEALTH = "Здоровье"

IDENTITY = "документ, удостоверяющий личность"


class General:
    """Fields of the tab «Общее»; a mixin of Student, so that each tab has a file of its own."""

    last_name: Mapped[str | None] = field(
        "Фамилия",
        GENERAL,
        PersonName(example="Иванова"),
        needed=ALL_GRADES,
        headings=("фамилия обучающегося", "фамилия ученика", "фамилия участника"),
        help="Точно как в документе, удостоверяющем личность.",
        paper=IDENTITY,
        own=True,
    )
    first_name: Mapped[str | None] = field(
        "Имя",
        GENERAL,
        PersonName(example="Мария"),
        needed=ALL_GRADES,
        headings=("имя обучающегося", "имя ученика", "имя участника"),
        help="Точно как в документе, полностью.",
        paper=IDENTITY,
        own=True,
    )
    middle_name: Mapped[str | None] = field(
        "Отчество",
        GENERAL,
        PersonName(may_lack=True, example="Сергеевна"),
        needed=ALL_GRADES,
        headings=("отчество при наличии", "отчество обучающегося", "отчество ученика"),
        help="Если отчества в документе нет, внесите «нет».",
        paper=IDENTITY,
        own=True,
    )
    sex: Mapped[str | None] = field(
        "Пол",
        GENERAL,
        Choice("sexes"),
        needed=GIA_GRADES,
        wanted=ALL_GRADES,
        help="Достаточно «м» или «ж».",
        paper=IDENTITY,
    )
    birth: Mapped[date | None] = field(
        "Дата рождения",
        GENERAL,
        Day(first=1950),
        needed=GIA_GRADES,
        wanted=ALL_GRADES,
        headings=("дата рожд", "д р", "др", "родился", "день рождения", "г р"),
        help="День, месяц и год подряд: 15032005.",
        paper=IDENTITY,
        own=True,
    )
    birth_place: Mapped[str | None] = field(
        "Место рождения",
        GENERAL,
        Text(255, example="г. Томск"),
        needed=GIA_GRADES,
        help="Как в документе.",
        paper=IDENTITY,
    )
    citizenship: Mapped[str | None] = field(
        "Гражданство",
        GENERAL,
        Choice("citizenships"),
        needed=GIA_GRADES,
        headings=("гражд", "страна гражданства"),
        help="Страна по ОКСМ: её название, часть названия или код; Россия — 643.",
        paper=IDENTITY,
        sticky=True,
    )
    snils: Mapped[str | None] = field(
        "СНИЛС",
        GENERAL,
        Snils(),
        needed=GIA_GRADES,
        headings=("номер снилс", "страховой номер", "страховое свидетельство"),
        help="11 цифр. Если не выдан, внесите «нет».",
        paper="карточка или уведомление СФР",
        own=True,
    )
    snils_absence: Mapped[str | None] = field(
        "Почему нет СНИЛС",
        GENERAL,
        Text(255, example="Иностранный гражданин, не выдавался"),
        help="Только если в поле СНИЛС стоит «нет».",
    )

    class_name: Mapped[str | None] = field(
        "Класс",
        GENERAL,
        ClassName(),
        section=LEARNING,
        needed=ALL_GRADES,
        headings=("класс литера", "кл"),
        help="Число и буква, например 9А. Новый класс появится сам.",
        sticky=True,
    )
    study_form: Mapped[str | None] = field(
        "Форма обучения",
        GENERAL,
        Choice("study_forms"),
        section=LEARNING,
        needed=GIA_GRADES,
        headings=("форма об",),
        help="Первые буквы: «очн», «сем».",
        paper="личное дело",
        sticky=True,
    )
    language: Mapped[str | None] = field(
        "Язык обучения",
        GENERAL,
        Text(60, example="русский"),
        section=LEARNING,
        help="На каком языке учится класс.",
        sticky=True,
    )
    foreign_languages: Mapped[str | None] = field(
        "Изучаемые иностранные языки",
        GENERAL,
        Choices("languages"),
        section=LEARNING,
        headings=("иностранный язык", "иностранные языки", "ин яз"),
        help="Один или несколько через точку с запятой.",
        sticky=True,
    )
    file_number: Mapped[str | None] = field(
        "№ личного дела",
        GENERAL,
        Text(30, example="И-15"),
        section=LEARNING,
        headings=("личное дело", "номер личного дела", "лд"),
        help="Буква и номер с обложки.",
        paper="личное дело",
        own=True,
    )

    enrolled: Mapped[date | None] = field(
        "Дата зачисления",
        GENERAL,
        Day(first=1990),
        section=MOVING,
        headings=("зачислен", "прибыл"),
        help="С какого дня учится в этой школе.",
        paper="приказ о зачислении",
    )
    enrolment_order: Mapped[str | None] = field(
        "Приказ о зачислении",
        GENERAL,
        Text(60, example="№ 12 от 01.09.2019"),
        section=MOVING,
        help="Номер и дата приказа.",
        paper="приказ о зачислении",
    )
    enrolment_reason: Mapped[str | None] = field(
        "Основание зачисления",
        GENERAL,
        Choice("enrolment_reasons"),
        section=MOVING,
        help="Приём в 1 класс, перевод из другой школы и другое.",
        paper="приказ о зачислении",
    )
    enrolled_from: Mapped[str | None] = field(
        "Откуда прибыл",
        GENERAL,
        Text(255, example="МАОУ СОШ № 4 г. Томска"),
        section=MOVING,
        help="Прежняя школа; для первоклассника — «не применимо».",
        paper="личное дело",
    )
    left: Mapped[date | None] = field(
        "Дата выбытия",
        GENERAL,
        Day(first=1990),
        section=MOVING,
        headings=("выбыл", "дата отчисления"),
        help="С какого дня не учится здесь. Карточку выбывшего не удаляют: она остаётся с отметкой «выбыл».",
        paper="приказ об отчислении",
    )
    leaving_order: Mapped[str | None] = field(
        "Приказ об отчислении",
        GENERAL,
        Text(60, example="№ 30 от 25.12.2019"),
        section=MOVING,
        help="Номер и дата приказа.",
        paper="приказ об отчислении",
    )
    leaving_reason: Mapped[str | None] = field(
        "Причина выбытия",
        GENERAL,
        Choice("leaving_reasons"),
        section=MOVING,
        help="Перевод, переезд, по болезни и другое.",
        paper="приказ об отчислении",
    )
    left_to: Mapped[str | None] = field(
        "Куда выбыл",
        GENERAL,
        Text(255, example="МБОУ СОШ № 1 г. Асино"),
        section=MOVING,
        help="Школа, в которую зачислен, по её справке.",
        paper="справка о зачислении в другую школу",
    )
    ovz: Mapped[bool | None] = field(
        "Относится к категории ОВЗ",
        GENERAL,
        Flag(),
        section=HEALTH,
        needed=GIA_GRADES,
        headings=("овз",),
        help="Копия документа сдаётся в МОУО на бумаге; загружать её изображение в обычный кабинет запрещено.",
        paper="заключение ПМПК",
        sticky=True,
        on_new_year=OnNewYear.CONFIRM,
    )
    disabled: Mapped[bool | None] = field(
        "Ребёнок-инвалид, инвалид",
        GENERAL,
        Flag(),
        section=HEALTH,
        wanted=GIA_GRADES,
        headings=("инвалид", "инвалидность", "ребенок инвалид"),
        help="«да» или «нет»; срок справки вносится на вкладке «ГИА».",
        paper="справка МСЭ",
        sticky=True,
        on_new_year=OnNewYear.CONFIRM,
    )
