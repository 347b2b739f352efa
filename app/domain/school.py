"""The school, its classes, buildings and responsible persons: общие сведения и контактная информация об ОО."""

import re
from datetime import date
from functools import lru_cache

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ageing import Ageing
from app.domain.choice_kinds import Choice, Choices
from app.domain.field import ALL_GRADES, Detail, OnNewYear, Record, Tab, details, field
from app.domain.kinds import ClassName, Day, Digits, Email, Flag, FullName, Phone, Text, Whole

CLAUSE = "{order}: общие сведения и контактная информация об ОО"

ABOUT = Tab("about", "Общие сведения", clause=CLAUSE, short="Общее")
CONTACTS = Tab("contacts", "Контакты и ответственные", clause=CLAUSE, short="Контакты")
PAPERS = Tab("papers", "Лицензия, ППЭ, подтверждение", clause=CLAUSE, short="Лицензия, ППЭ, этапы")
SCHOOL_TABS = (ABOUT, CONTACTS, PAPERS)
CLASS = Tab("class", "Класс")

CHARTER = "устав"
REGISTER = "выписка из ЕГРЮЛ"
HEAD = "Руководитель"
KEEPER = "Ответственный за «Паспорт школы»"
LICENCE = "Лицензия"
ACCREDITATION = "Аккредитация"
POINT = "Пункт проведения экзаменов (ППЭ)"
CONFIRMED = "Подтверждение сведений"


class Building(Detail):
    """A building of the school. Rooms point at it by its name, which may be changed."""

    __tablename__ = "building"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    name: Mapped[str | None] = field(
        "Здание", ABOUT, Text(120, example="Главный корпус"), needed=ALL_GRADES, help="Как его называют в школе."
    )
    address: Mapped[str | None] = field(
        "Адрес здания",
        ABOUT,
        Text(500, example="г. Томск, ул. Школьная, д. 1"),
        needed=ALL_GRADES,
        help="Как в уставе.",
    )
    floors: Mapped[int | None] = field("Этажей", ABOUT, Whole(1, 30, "3"), help="Сколько в здании этажей.")
    lift: Mapped[bool | None] = field("Лифт", ABOUT, Flag(), help="Есть ли лифт: он нужен участникам с НОДА.")
    ramp: Mapped[bool | None] = field("Пандус", ABOUT, Flag(), help="Есть ли пандус у входа.")


class Responsible(Ageing, Detail):
    """Whom an order of the head made responsible for a work besides «Паспорт школы» itself."""

    __tablename__ = "responsible"

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    duty: Mapped[str | None] = field(
        "За что отвечает", CONTACTS, Choice("duties"), wanted=ALL_GRADES, help="Работа, на которую есть приказ."
    )
    name: Mapped[str | None] = field(
        "ФИО",
        CONTACTS,
        FullName(),
        wanted=ALL_GRADES,
        on_new_year=OnNewYear.CONFIRM,
        help="Полностью, без инициалов.",
    )
    phone: Mapped[str | None] = field("Телефон", CONTACTS, Phone(), help="По нему найдут в день экзамена.")
    email: Mapped[str | None] = field("Электронная почта", CONTACTS, Email(), help="Рабочая почта.")
    order: Mapped[str | None] = field("Приказ №", CONTACTS, Text(60, example="112"), help="Номер приказа о назначении.")
    order_date: Mapped[date | None] = field("Дата приказа", CONTACTS, Day(first=2000), help="День приказа.")


class School(Ageing, Record):
    """Общеобразовательная организация (ОО), which has one file of its own for each school year."""

    __tablename__ = "school"

    code: Mapped[str | None] = field(
        "Код ОО",
        ABOUT,
        Digits(6, example="700101"),
        needed=ALL_GRADES,
        help="Шесть цифр, как в РИС; ведущие нули сохраняются.",
    )
    full_name: Mapped[str | None] = field(
        "Полное наименование",
        ABOUT,
        Text(1024, example="Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»"),
        needed=ALL_GRADES,
        help="Слово в слово.",
        paper=CHARTER,
    )
    short_name: Mapped[str | None] = field(
        "Краткое наименование",
        ABOUT,
        Text(255, example="МБОУ «Школа № 1»"),
        needed=ALL_GRADES,
        help="Стоит в заголовке всех форм.",
        paper=CHARTER,
    )
    kind: Mapped[str | None] = field(
        "Вид ОО",
        ABOUT,
        Choice("school_kinds"),
        wanted=ALL_GRADES,
        help="Средняя школа, гимназия, лицей.",
        paper=CHARTER,
    )
    type: Mapped[str | None] = field(
        "Тип ОО", ABOUT, Choice("school_types"), wanted=ALL_GRADES, help="Выберите из списка.", paper=CHARTER
    )
    property_form: Mapped[str | None] = field(
        "Организационно-правовая форма",
        ABOUT,
        Choice("property_forms"),
        wanted=ALL_GRADES,
        help="Казённое, бюджетное, автономное, частное.",
        paper=CHARTER,
    )
    founder: Mapped[str | None] = field(
        "Учредитель",
        ABOUT,
        Text(255, example="Отдел образования администрации города"),
        wanted=ALL_GRADES,
        help="Полное название учредителя.",
        paper=CHARTER,
    )
    inn: Mapped[str | None] = field(
        "ИНН", ABOUT, Digits(10, example="7017000001"), needed=ALL_GRADES, help="Десять цифр.", paper=REGISTER
    )
    kpp: Mapped[str | None] = field(
        "КПП", ABOUT, Digits(9, example="701701001"), wanted=ALL_GRADES, help="Девять цифр.", paper=REGISTER
    )
    ogrn: Mapped[str | None] = field(
        "ОГРН", ABOUT, Digits(13, example="1027000000004"), wanted=ALL_GRADES, help="Тринадцать цифр.", paper=REGISTER
    )
    okpo: Mapped[str | None] = field(
        "ОКПО", ABOUT, Digits(8, 10, example="00000017"), help="Восемь цифр.", paper="уведомление Росстата"
    )
    oktmo: Mapped[str | None] = field(
        "ОКТМО", ABOUT, Digits(8, 11), help="Восемь или одиннадцать цифр.", paper="уведомление Росстата"
    )
    locality: Mapped[str | None] = field(
        "Местность", ABOUT, Choice("localities"), needed=ALL_GRADES, help="Город или село: достаточно первой буквы."
    )
    remote: Mapped[bool | None] = field(
        "Труднодоступная местность (ТОМ)",
        ABOUT,
        Flag(),
        needed=ALL_GRADES,
        help="Отнесена ли школа к труднодоступной и отдалённой местности.",
    )
    shifts: Mapped[int | None] = field(
        "Смен", ABOUT, Whole(1, 3, "1"), wanted=ALL_GRADES, help="Сколько смен занимается школа."
    )
    legal_address: Mapped[str | None] = field(
        "Юридический адрес",
        ABOUT,
        Text(500, example="634050, Томская обл., г. Томск, ул. Школьная, д. 1"),
        needed=ALL_GRADES,
        help="Индекс, область, район, населённый пункт, улица, дом.",
        paper=REGISTER,
    )
    actual_address: Mapped[str | None] = field(
        "Фактический адрес",
        ABOUT,
        Text(500, example="634050, Томская обл., г. Томск, ул. Школьная, д. 1"),
        needed=ALL_GRADES,
        help="Если совпадает с юридическим, внесите «=».",
    )

    phone: Mapped[str | None] = field(
        "Телефон школы", CONTACTS, Phone(), needed=ALL_GRADES, help="Приёмная, с кодом города."
    )
    fax: Mapped[str | None] = field(
        "Факс", CONTACTS, Phone(may_lack=True), needed=ALL_GRADES, help="Если факса нет, внесите «нет»."
    )
    email: Mapped[str | None] = field(
        "Электронная почта школы", CONTACTS, Email(), needed=ALL_GRADES, help="На неё приходят письма МОУО и РЦОИ."
    )
    site: Mapped[str | None] = field(
        "Сайт школы",
        CONTACTS,
        Text(255, may_lack=True, example="school1.example.ru"),
        needed=ALL_GRADES,
        help="Адрес сайта; если сайта нет, внесите «нет».",
    )
    head_post: Mapped[str | None] = field(
        "Должность руководителя",
        CONTACTS,
        Text(150, example="Директор"),
        section=HEAD,
        needed=ALL_GRADES,
        help="Как в приказе о назначении.",
    )
    head_name: Mapped[str | None] = field(
        "ФИО руководителя",
        CONTACTS,
        FullName(),
        section=HEAD,
        needed=ALL_GRADES,
        help="Полностью; подписывает все формы выверки.",
    )
    head_phone: Mapped[str | None] = field(
        "Телефон руководителя", CONTACTS, Phone(), section=HEAD, needed=ALL_GRADES, help="Рабочий или мобильный."
    )
    head_email: Mapped[str | None] = field(
        "Почта руководителя", CONTACTS, Email(), section=HEAD, needed=ALL_GRADES, help="Рабочая."
    )
    keeper_name: Mapped[str | None] = field(
        "ФИО ответственного",
        CONTACTS,
        FullName(),
        section=KEEPER,
        needed=ALL_GRADES,
        help="Назначается приказом руководителя до 23 сентября.",
        paper="приказ о назначении",
        on_new_year=OnNewYear.CONFIRM,
    )
    keeper_phone: Mapped[str | None] = field(
        "Телефон ответственного", CONTACTS, Phone(), section=KEEPER, needed=ALL_GRADES, help="Лучше мобильный."
    )
    keeper_email: Mapped[str | None] = field(
        "Почта ответственного", CONTACTS, Email(), section=KEEPER, needed=ALL_GRADES, help="На неё ответит РЦОИ."
    )
    keeper_order: Mapped[str | None] = field(
        "Приказ о назначении",
        CONTACTS,
        Text(60, example="№ 112 от 02.09.2019"),
        section=KEEPER,
        wanted=ALL_GRADES,
        help="Номер и дата приказа руководителя.",
        paper="приказ о назначении",
        on_new_year=OnNewYear.CONFIRM,
    )

    licence_number: Mapped[str | None] = field(
        "Номер лицензии", PAPERS, Text(80, example="1234"), section=LICENCE, help="Регистрационный.", paper="лицензия"
    )
    licence_blank: Mapped[str | None] = field(
        "Серия и номер бланка",
        PAPERS,
        Text(80, example="70Л01 0000123"),
        section=LICENCE,
        help="С бланка, если он есть.",
    )
    licence_issued: Mapped[date | None] = field(
        "Дата выдачи лицензии", PAPERS, Day(first=1990), section=LICENCE, help="Когда выдана.", paper="лицензия"
    )
    licence_until: Mapped[date | None] = field(
        "Лицензия действует до",
        PAPERS,
        Day(first=1990),
        section=LICENCE,
        help="Для бессрочной — «не применимо».",
        paper="лицензия",
    )
    accreditation_number: Mapped[str | None] = field(
        "Номер свидетельства",
        PAPERS,
        Text(80, example="567"),
        section=ACCREDITATION,
        help="Регистрационный.",
        paper="свидетельство об аккредитации",
    )
    accreditation_blank: Mapped[str | None] = field(
        "Серия и номер бланка свидетельства",
        PAPERS,
        Text(80, example="70А02 0000045"),
        section=ACCREDITATION,
        help="С бланка, если он есть.",
    )
    accreditation_issued: Mapped[date | None] = field(
        "Дата выдачи свидетельства",
        PAPERS,
        Day(first=1990),
        section=ACCREDITATION,
        help="Когда выдано.",
        paper="свидетельство об аккредитации",
    )
    accreditation_until: Mapped[date | None] = field(
        "Свидетельство действует до",
        PAPERS,
        Day(first=1990),
        section=ACCREDITATION,
        help="Для бессрочного — «не применимо».",
        paper="свидетельство об аккредитации",
    )
    is_point: Mapped[bool | None] = field(
        "Школа — ППЭ",
        PAPERS,
        Flag(),
        section=POINT,
        wanted=ALL_GRADES,
        help="Проводятся ли в школе экзамены ГИА.",
        on_new_year=OnNewYear.CONFIRM,
    )
    point_code: Mapped[str | None] = field(
        "Код ППЭ", PAPERS, Digits(4, example="0412"), section=POINT, help="Четыре цифры, даёт РЦОИ."
    )
    point_exams: Mapped[str | None] = field(
        "Какие экзамены",
        PAPERS,
        Choices("exam_forms"),
        section=POINT,
        help="ОГЭ, ЕГЭ, ГВЭ через точку с запятой.",
        on_new_year=OnNewYear.CONFIRM,
    )
    confirmed_1: Mapped[date | None] = field(
        "Этап 1: подтверждено",
        PAPERS,
        Day(first=2010),
        section=CONFIRMED,
        help="День, до 30 сентября.",
        on_new_year=OnNewYear.BEGIN,
    )
    confirmed_1_by: Mapped[str | None] = field(
        "Этап 1: кто подтвердил",
        PAPERS,
        FullName(),
        section=CONFIRMED,
        help="ФИО подписавшего выверку.",
        on_new_year=OnNewYear.BEGIN,
    )
    confirmed_2: Mapped[date | None] = field(
        "Этап 2: подтверждено",
        PAPERS,
        Day(first=2010),
        section=CONFIRMED,
        help="День, до 30 октября.",
        on_new_year=OnNewYear.BEGIN,
    )
    confirmed_2_by: Mapped[str | None] = field(
        "Этап 2: кто подтвердил",
        PAPERS,
        FullName(),
        section=CONFIRMED,
        help="ФИО подписавшего выверку.",
        on_new_year=OnNewYear.BEGIN,
    )

    buildings: Mapped[list[Building]] = details(
        "Здания", ABOUT, Building, "здание", key=("name",), help="К зданиям относятся аудитории."
    )
    responsibles: Mapped[list[Responsible]] = details(
        "Другие ответственные", CONTACTS, Responsible, "ответственного", help="За мониторинг, за ГИА-9, за ГИА-11."
    )


class SchoolClass(Ageing, Record):
    """A class of one school year. Pupils point at it by its name («9А»), which may be changed."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    name: Mapped[str] = field(
        "Класс", CLASS, ClassName(), needed=ALL_GRADES, required=True, help="Число и буква, например 9А."
    )
    teacher: Mapped[str | None] = field(
        "Классный руководитель",
        CLASS,
        FullName(),
        needed=ALL_GRADES,
        help="ФИО полностью: подписывает формы класса.",
        on_new_year=OnNewYear.CONFIRM,
    )
    profile: Mapped[str | None] = field(
        "Профиль", CLASS, Choice("class_profiles"), help="Для 10–12 классов; у остальных — «не применимо»."
    )
    study_form: Mapped[str | None] = field("Форма обучения", CLASS, Choice("study_forms"), help="Обычно очная.")
    language: Mapped[str | None] = field("Язык обучения", CLASS, Text(60, example="русский"), help="Обычно русский.")
    shift: Mapped[str | None] = field(
        "Смена", CLASS, Choice("shifts"), help="Первая, вторая или третья.", on_new_year=OnNewYear.CONFIRM
    )


@lru_cache(1024)  # a school has few class names, and rules ask often
def grade_of(class_name: str | None) -> int | None:
    """The parallel of a class: 9 for «9А»; None where no class is entered."""
    found = re.match(r"\d+", class_name or "")
    return int(found[0]) if found else None


def class_order(class_name: str | None) -> tuple[int, str]:
    """The key by which classes stand in order: 1А, 1Б, 2А … 10А; no class first."""
    return grade_of(class_name) or 0, class_name or ""
