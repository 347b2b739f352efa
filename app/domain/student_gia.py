"""The tab «ГИА» of a pupil's card: category, grounds and conditions, admission, consent, distinction."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.domain.choice_kinds import Choice, Choices
from app.domain.field import GIA_GRADES, OnNewYear, Tab, field
from app.domain.kinds import Day, Flag, FullName, Text

GIA = Tab("gia", "ГИА", GIA_GRADES, "{order}: 9–11(12) классы — все поля вкладки «ГИА», отнесение к ОВЗ")

GROUNDS = "Основания и условия"
ADMISSION = "Допуск к ГИА"
CONSENT = "Согласие"
HONOURS = "Аттестат и медаль"


class Gia:
    """Fields of the tab «ГИА»; a mixin of Student."""

    category: Mapped[str | None] = field(
        "Категория участника",
        GIA,
        Choice("categories"),
        needed=GIA_GRADES,
        headings=("категория", "категория гиа", "категория участника гиа"),
        help="По классу и планам на этот год; достаточно кода: C1 — выпускник текущего года, C2 — не проходит ГИА.",
        sticky=True,
        on_new_year=OnNewYear.CONFIRM,
    )

    closed_institution: Mapped[bool | None] = field(
        "Учится в организации закрытого типа",
        GIA,
        Flag(),
        section=GROUNDS,
        help="Специальное учебно-воспитательное учреждение закрытого типа или учреждение УФСИН: основание для ГВЭ.",
    )
    home_schooling: Mapped[bool | None] = field(
        "Учится на дому или в медицинской организации",
        GIA,
        Flag(),
        section=GROUNDS,
        help="Основание для изложения вместо сочинения.",
        paper="заключение медицинской организации",
    )
    special_seating: Mapped[bool | None] = field(
        "Специализированная рассадка",
        GIA,
        Flag(),
        section=GROUNDS,
        headings=("спецрассадка", "рассадка"),
        help="Отдельная аудитория по заключению ПМПК.",
        paper="заключение ПМПК",
    )
    conditions: Mapped[str | None] = field(
        "Особые условия",
        GIA,
        Choices("conditions"),
        section=GROUNDS,
        headings=("условия", "специальные условия"),
        help="Одно или несколько через точку с запятой; только те, что названы в бумаге.",
        paper="заключение ПМПК, справка МСЭ",
        on_new_year=OnNewYear.CONFIRM,
    )

    admitted: Mapped[bool | None] = field(
        "Допущен к ГИА",
        GIA,
        Flag(),
        section=ADMISSION,
        headings=("допуск", "допущен"),
        help="По решению педагогического совета, в мае.",
        paper="протокол педсовета",
        on_new_year=OnNewYear.BEGIN,
    )
    admission_council: Mapped[str | None] = field(
        "Протокол педсовета №",
        GIA,
        Text(30, example="8"),
        section=ADMISSION,
        help="Номер протокола с решением о допуске.",
        paper="протокол педсовета",
        on_new_year=OnNewYear.BEGIN,
    )
    admission_date: Mapped[date | None] = field(
        "Дата педсовета",
        GIA,
        Day(first=2010),
        section=ADMISSION,
        help="День решения о допуске.",
        paper="протокол педсовета",
        on_new_year=OnNewYear.BEGIN,
    )

    consent: Mapped[str | None] = field(
        "Согласие на обработку данных",
        GIA,
        Choice("consents"),
        section=CONSENT,
        wanted=GIA_GRADES,
        headings=("согласие", "согласие на обработку пд", "согласие на обработку персональных данных"),
        help="Даёт совершеннолетний участник или родитель; с отказом карточка не уходит в пакет.",
        paper="заявление на ГИА",
        sticky=True,
    )
    consent_date: Mapped[date | None] = field(
        "Дата согласия",
        GIA,
        Day(first=2010),
        section=CONSENT,
        help="Когда подписано.",
        paper="заявление на ГИА",
        sticky=True,
    )
    consent_by: Mapped[str | None] = field(
        "Кто дал согласие",
        GIA,
        FullName("Иванова Ольга Петровна"),
        section=CONSENT,
        help="ФИО подписавшего.",
        paper="заявление на ГИА",
        own=True,
    )

    distinction: Mapped[bool | None] = field(
        "Аттестат с отличием (9 класс)",
        GIA,
        Flag(),
        section=HONOURS,
        help="Вносится до 30 июня; только 9 класс.",
        paper="протокол педсовета",
        on_new_year=OnNewYear.BEGIN,
    )
    medal: Mapped[str | None] = field(
        "Медаль (11–12 класс)",
        GIA,
        Choice("medals"),
        section=HONOURS,
        help="Вносится до 30 июня; областная или федеральная.",
        paper="протокол педсовета",
        on_new_year=OnNewYear.BEGIN,
    )
