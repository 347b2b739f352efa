"""A worker of the school, or of МОУО / АТЕ who works at exam points: all tabs of the order's «Работники»."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ageing import Ageing
from app.domain.choice_kinds import Choice, Choices
from app.domain.courses import Course
from app.domain.field import ALL_GRADES, OnNewYear, Record, details, field
from app.domain.identity import doc_department, doc_issued, doc_issuer, doc_kind, doc_number, doc_series
from app.domain.kinds import Day, Digits, Email, Flag, PersonName, Phone, Text, Whole
from app.domain.listed import Listed, Listing
from app.domain.paper_kinds import Snils
from app.domain.staff_tabs import (
    COURSES,
    DIPLOMA,
    DISMISSAL,
    EDUCATION,
    EXAM_WORK,
    EXPERIENCE,
    PAPER,
    PASSPORT,
    PERSONAL,
    RECORD_BOOK,
    SERVICE,
    WORK,
)
from app.domain.student import full_name


class Staff(Listed, Ageing, Record):
    """A worker. Those of МОУО and АТЕ stand in the same table, told by the place of work."""

    __tablename__ = "staff"

    listing = Listing(
        title="ФИО",
        name=("last_name", "first_name", "middle_name"),
        group="employer",
        search=(("post",), ("snils",), ("doc_series", "doc_number"), ("doc_number",), ("mobile",)),
        columns=("post",),
        left="dismissed",
    )

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)

    last_name: Mapped[str | None] = field(
        "Фамилия",
        PERSONAL,
        PersonName(example="Петрова"),
        needed=ALL_GRADES,
        help="Как в паспорте.",
        paper=PASSPORT,
        own=True,
        headings=("фамилия работника", "фамилия сотрудника"),
    )
    first_name: Mapped[str | None] = field(
        "Имя",
        PERSONAL,
        PersonName(example="Анна"),
        needed=ALL_GRADES,
        help="Полностью.",
        paper=PASSPORT,
        own=True,
        headings=("имя работника", "имя сотрудника"),
    )
    middle_name: Mapped[str | None] = field(
        "Отчество",
        PERSONAL,
        PersonName(may_lack=True, example="Ивановна"),
        needed=ALL_GRADES,
        help="Если отчества в паспорте нет, внесите «нет».",
        paper=PASSPORT,
        own=True,
        headings=("отчество работника", "отчество сотрудника", "отчество при наличии"),
    )
    sex: Mapped[str | None] = field(
        "Пол", PERSONAL, Choice("sexes"), needed=ALL_GRADES, help="Достаточно «м» или «ж».", paper=PASSPORT
    )
    birth: Mapped[date | None] = field(
        "Дата рождения",
        PERSONAL,
        Day(first=1920),
        needed=ALL_GRADES,
        help="День, месяц и год подряд.",
        paper=PASSPORT,
        own=True,
        headings=("дата рожд", "д р", "др", "день рождения"),
    )
    citizenship: Mapped[str | None] = field(
        "Гражданство",
        PERSONAL,
        Choice("citizenships"),
        wanted=ALL_GRADES,
        help="Страна или её код; Россия — 643.",
        paper=PASSPORT,
        sticky=True,
        headings=("гражд",),
    )
    snils: Mapped[str | None] = field(
        "СНИЛС",
        PERSONAL,
        Snils(),
        wanted=ALL_GRADES,
        help="11 цифр.",
        paper="карточка или уведомление СФР",
        own=True,
        headings=("номер снилс", "страховой номер"),
    )
    inn: Mapped[str | None] = field(
        "ИНН",
        PERSONAL,
        Digits(12, example="123456789047"),
        help="Двенадцать цифр.",
        paper="свидетельство ИНН",
        own=True,
        headings=("номер инн",),
    )
    phone: Mapped[str | None] = field(
        "Телефон",
        PERSONAL,
        Phone(),
        help="Рабочий или домашний; мобильный — на последней вкладке.",
        own=True,
        on_new_year=OnNewYear.CONFIRM,
        headings=("рабочий телефон", "домашний телефон"),
    )

    doc_kind: Mapped[str | None] = doc_kind(PAPER, needed=ALL_GRADES, sticky=True)
    doc_series: Mapped[str | None] = doc_series(PAPER, needed=ALL_GRADES, headings=("серия", "серия паспорта"))
    doc_number: Mapped[str | None] = doc_number(PAPER, needed=ALL_GRADES, headings=("номер", "номер паспорта"))
    doc_issued: Mapped[date | None] = doc_issued(PAPER, headings=("когда выдан", "дата выдачи паспорта"))
    doc_issuer: Mapped[str | None] = doc_issuer(PAPER, headings=("выдан кем", "кем выдан паспорт"))
    doc_department: Mapped[str | None] = doc_department(PAPER)
    registered_address: Mapped[str | None] = field(
        "Адрес регистрации",
        PAPER,
        Text(500, example="634050, г. Томск, ул. Лесная, д. 1, кв. 2"),
        help="Индекс, населённый пункт, улица, дом, квартира.",
        paper=PASSPORT,
        headings=("адрес", "прописка"),
    )
    actual_address: Mapped[str | None] = field(
        "Фактический адрес",
        PAPER,
        Text(500, example="634050, г. Томск, ул. Лесная, д. 1, кв. 2"),
        help="Если совпадает с адресом регистрации, внесите «=».",
        headings=("адрес проживания", "место жительства"),
    )

    education: Mapped[str | None] = field(
        "Уровень образования",
        EDUCATION,
        Choice("education_levels"),
        needed=ALL_GRADES,
        help="Высший из имеющихся.",
        paper=DIPLOMA,
        sticky=True,
    )
    institution: Mapped[str | None] = field(
        "Учебное заведение", EDUCATION, Text(255, example="ТГПУ"), help="Как в дипломе.", paper=DIPLOMA
    )
    graduated: Mapped[int | None] = field(
        "Год окончания", EDUCATION, Whole(1940, 2100, "2005"), help="Четыре цифры.", paper=DIPLOMA
    )
    speciality: Mapped[str | None] = field(
        "Специальность", EDUCATION, Text(255, example="Физика"), help="Как в дипломе.", paper=DIPLOMA
    )
    qualification: Mapped[str | None] = field(
        "Квалификация", EDUCATION, Text(255, example="Учитель физики"), help="Как в дипломе.", paper=DIPLOMA
    )
    diploma: Mapped[str | None] = field(
        "Диплом: серия и номер",
        EDUCATION,
        Text(60, example="ВСГ 1234567"),
        help="Подряд, с пробелом.",
        paper=DIPLOMA,
        own=True,
    )
    degree: Mapped[str | None] = field(
        "Учёная степень", EDUCATION, Choice("degrees"), help="Если степени нет, «не применимо».", paper=DIPLOMA
    )

    employer: Mapped[str | None] = field(
        "Где работает",
        WORK,
        Choice("employers"),
        needed=ALL_GRADES,
        help="В этой школе, в МОУО или в АТЕ: работников МОУО и АТЕ вносят сюда же.",
        sticky=True,
        headings=("место работы",),
    )
    post: Mapped[str | None] = field(
        "Должность",
        WORK,
        Text(255, example="Учитель физики"),
        needed=ALL_GRADES,
        help="По основному месту работы; у учителя — с предметом.",
        paper=RECORD_BOOK,
        sticky=True,
        headings=("занимаемая должность",),
    )
    subjects: Mapped[str | None] = field(
        "Преподаваемые предметы",
        WORK,
        Choices("subjects"),
        help="Через точку с запятой; не учителю — «не применимо».",
        headings=("предметы", "предмет", "преподаваемый предмет"),
    )
    classes: Mapped[str | None] = field(
        "Классы",
        WORK,
        Text(255, example="9А, 9Б, 11А"),
        help="В которых ведёт предметы.",
        on_new_year=OnNewYear.CONFIRM,
    )
    load: Mapped[str | None] = field(
        "Нагрузка",
        WORK,
        Text(20, example="18 ч"),
        help="Часов в неделю.",
        paper="тарификация",
        on_new_year=OnNewYear.CONFIRM,
        headings=("учебная нагрузка",),
    )
    part_time: Mapped[str | None] = field(
        "Основная работа или совместительство", WORK, Choice("part_time"), help="Выберите из списка.", sticky=True
    )
    hired: Mapped[date | None] = field(
        "Дата приёма",
        WORK,
        Day(first=1950),
        help="В эту организацию.",
        paper=RECORD_BOOK,
        headings=("принят", "дата приема на работу"),
    )
    experience: Mapped[int | None] = field(
        "Стаж общий, лет",
        WORK,
        Whole(0, 75, "20"),
        section=SERVICE,
        help="Полных лет.",
        paper=RECORD_BOOK,
        on_new_year=OnNewYear.CONFIRM,
        headings=("общий стаж", "стаж общий", "стаж"),
    )
    teaching_experience: Mapped[int | None] = field(
        "Стаж педагогический, лет",
        WORK,
        Whole(0, 75, "18"),
        section=SERVICE,
        wanted=ALL_GRADES,
        help="Полных лет.",
        paper=RECORD_BOOK,
        on_new_year=OnNewYear.CONFIRM,
        headings=("педагогический стаж", "педстаж"),
    )
    post_experience: Mapped[int | None] = field(
        "Стаж в должности, лет",
        WORK,
        Whole(0, 75, "10"),
        section=SERVICE,
        help="Полных лет.",
        paper=RECORD_BOOK,
        on_new_year=OnNewYear.CONFIRM,
    )
    category: Mapped[str | None] = field(
        "Квалификационная категория",
        WORK,
        Choice("staff_categories"),
        section=SERVICE,
        help="По последней аттестации.",
        paper="приказ об аттестации",
        on_new_year=OnNewYear.CONFIRM,
        headings=("категория", "квалификация по аттестации"),
    )
    category_date: Mapped[date | None] = field(
        "Дата присвоения", WORK, Day(first=1970), section=SERVICE, help="День приказа.", paper="приказ об аттестации"
    )
    awards: Mapped[str | None] = field(
        "Награды и звания",
        WORK,
        Text(500, example="Почётный работник общего образования"),
        section=SERVICE,
        help="Через запятую; если нет — «не применимо».",
    )
    dismissed: Mapped[date | None] = field(
        "Дата увольнения",
        WORK,
        Day(first=1990),
        section=DISMISSAL,
        help="Карточку уволенного не удаляют.",
        paper="приказ об увольнении",
        headings=("уволен",),
    )
    dismissal_order: Mapped[str | None] = field(
        "Приказ об увольнении",
        WORK,
        Text(60, example="№ 30 от 25.12.2019"),
        section=DISMISSAL,
        help="Номер и дата приказа.",
        paper="приказ об увольнении",
    )

    oge_organiser: Mapped[bool | None] = field(
        "Является организатором ОГЭ в текущем учебном году (9 кл.)",
        EXAM_WORK,
        Flag(),
        needed=ALL_GRADES,
        help="«да», если в этом году будет работать в ППЭ на ОГЭ.",
        on_new_year=OnNewYear.CONFIRM,
        headings=("организатор огэ", "огэ"),
    )
    ege_organiser: Mapped[bool | None] = field(
        "Является организатором ЕГЭ в текущем учебном году (11 кл.)",
        EXAM_WORK,
        Flag(),
        needed=ALL_GRADES,
        help="«да», если в этом году будет работать в ППЭ на ЕГЭ.",
        on_new_year=OnNewYear.CONFIRM,
        headings=("организатор егэ", "егэ"),
    )
    positions: Mapped[str | None] = field(
        "Возможная должность в ППЭ",
        EXAM_WORK,
        Choices("positions"),
        help="Одна или несколько; обязательна, если отмечен ОГЭ или ЕГЭ.",
        on_new_year=OnNewYear.CONFIRM,
        headings=("должность в ппэ",),
    )
    barred_subjects: Mapped[str | None] = field(
        "Предметы, по которым не может являться организатором",
        EXAM_WORK,
        Choices("subjects"),
        help="Так как является специалистом по этим предметам; не учителю — «не применимо».",
    )
    mobile: Mapped[str | None] = field(
        "Мобильный телефон",
        EXAM_WORK,
        Phone(),
        help="Обязателен, если отмечен ОГЭ или ЕГЭ.",
        own=True,
        on_new_year=OnNewYear.CONFIRM,
        headings=("мобильный", "сотовый телефон", "сотовый"),
    )
    personal_email: Mapped[str | None] = field(
        "Личная электронная почта",
        EXAM_WORK,
        Email(),
        help="Обязательна, если отмечен ОГЭ или ЕГЭ.",
        own=True,
        on_new_year=OnNewYear.CONFIRM,
        headings=("почта", "email", "e mail", "электронная почта"),
    )
    ppe_experience: Mapped[int | None] = field(
        "Опыт работы в ППЭ, лет",
        EXAM_WORK,
        Whole(0, 40, "3"),
        section=EXPERIENCE,
        help="Сколько лет работал в ППЭ.",
        on_new_year=OnNewYear.CONFIRM,
    )
    trained: Mapped[date | None] = field(
        "Дата обучения",
        EXAM_WORK,
        Day(first=2010),
        section=EXPERIENCE,
        help="Последнее обучение для работы в ППЭ.",
        paper="сертификат",
    )
    certificate: Mapped[str | None] = field(
        "Сертификат №",
        EXAM_WORK,
        Text(60, example="ТС-0042"),
        section=EXPERIENCE,
        help="Номер.",
        paper="сертификат",
        own=True,
    )
    consent: Mapped[str | None] = field(
        "Согласие на обработку данных",
        EXAM_WORK,
        Choice("consents"),
        section=EXPERIENCE,
        wanted=ALL_GRADES,
        help="Подписывает сам работник.",
        sticky=True,
    )

    courses: Mapped[list[Course]] = details("Курсы повышения квалификации", COURSES, Course, "курсы")

    @property
    def full_name(self) -> str:
        """«Фамилия Имя Отчество»; parts that are not entered or do not exist are left out."""
        return full_name(self.last_name, self.first_name, self.middle_name)
