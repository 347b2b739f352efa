"""The tab «Семья» of a pupil's card: the identity document, addresses, telephone and e-mail."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.domain.field import ALL_GRADES, GIA_GRADES, OnNewYear, Tab, field
from app.domain.identity import doc_department, doc_issued, doc_issuer, doc_kind, doc_number, doc_series
from app.domain.kinds import Email, Phone, Text

FAMILY = Tab("family", "Семья", clause="{order}: документ — все классы; 9–11(12) классы — все поля вкладки «Семья»")

DOCUMENT = "Документ, удостоверяющий личность"
PLACES = "Адрес и связь"


class Family:
    """Fields of the tab «Семья»; a mixin of Student."""

    doc_kind: Mapped[str | None] = doc_kind(
        FAMILY,
        DOCUMENT,
        needed=ALL_GRADES,
        headings=("документ", "тип документа", "удостоверение личности", "вид удл"),
        sticky=True,
    )
    doc_series: Mapped[str | None] = doc_series(
        FAMILY, DOCUMENT, needed=ALL_GRADES, headings=("серия", "серия паспорта", "серия свидетельства")
    )
    doc_number: Mapped[str | None] = doc_number(
        FAMILY, DOCUMENT, needed=ALL_GRADES, headings=("номер", "номер паспорта", "номер свидетельства", "n документа")
    )
    doc_issued: Mapped[date | None] = doc_issued(
        FAMILY,
        DOCUMENT,
        needed=GIA_GRADES,
        headings=("когда выдан", "выдан когда", "дата выдачи документа", "дата выдачи паспорта"),
    )
    doc_issuer: Mapped[str | None] = doc_issuer(
        FAMILY,
        DOCUMENT,
        needed=GIA_GRADES,
        headings=("выдан кем", "орган выдачи", "кем выдан документ", "кем выдан паспорт"),
    )
    doc_department: Mapped[str | None] = doc_department(
        FAMILY, DOCUMENT, headings=("код подр", "код подразделения паспорта")
    )

    registered_address: Mapped[str | None] = field(
        "Адрес регистрации",
        FAMILY,
        Text(500, example="634050, г. Томск, ул. Лесная, д. 1, кв. 2"),
        section=PLACES,
        needed=GIA_GRADES,
        headings=("адрес", "прописка", "адрес прописки", "место регистрации", "регистрация"),
        help="Индекс, населённый пункт, улица, дом, квартира.",
        paper="паспорт, свидетельство о регистрации",
    )
    actual_address: Mapped[str | None] = field(
        "Фактический адрес",
        FAMILY,
        Text(500, example="634050, г. Томск, ул. Лесная, д. 1, кв. 2"),
        section=PLACES,
        needed=GIA_GRADES,
        headings=("адрес проживания", "фактический адрес проживания", "место жительства", "проживает"),
        help="Где живёт. Если там же, где зарегистрирован, — «=»: адрес регистрации перенесётся.",
    )
    phone: Mapped[str | None] = field(
        "Телефон участника",
        FAMILY,
        Phone(),
        section=PLACES,
        headings=("телефон", "тел", "телефон ученика", "мобильный телефон"),
        help="Мобильный; цифры подряд, с 8 или +7.",
        own=True,
        on_new_year=OnNewYear.CONFIRM,
    )
    email: Mapped[str | None] = field(
        "Электронная почта",
        FAMILY,
        Email(),
        section=PLACES,
        headings=("почта", "email", "e mail", "эл почта"),
        help="Одна, имя@сайт.зона.",
        own=True,
        on_new_year=OnNewYear.CONFIRM,
    )
