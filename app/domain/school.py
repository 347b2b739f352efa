"""The school and its classes."""

import re
from functools import lru_cache

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import ALL_GRADES, Record, Tab, field
from app.domain.kinds import Choice, ClassName, Digits, Email, FullName, Phone, Text

ABOUT = Tab("about", "Общие сведения")
CONTACTS = Tab("contacts", "Контакты и ответственные")
CLASS = Tab("class", "Класс")


class School(Record):
    """Общеобразовательная организация (ОО): what the order calls общие сведения и контактная информация."""

    __tablename__ = "school"

    code: Mapped[str | None] = field(
        "Код ОО",
        ABOUT,
        Digits(6, example="700101"),
        needed=ALL_GRADES,
        help="Шесть цифр, как в РИС; ведущие нули сохраняются.",
    )
    full_name: Mapped[str | None] = field(
        "Полное наименование", ABOUT, Text(1024), needed=ALL_GRADES, help="Как в уставе."
    )
    short_name: Mapped[str | None] = field(
        "Краткое наименование", ABOUT, Text(255), needed=ALL_GRADES, help="Как в уставе; стоит в заголовке форм."
    )
    locality: Mapped[str | None] = field("Местность", ABOUT, Choice("localities"), needed=ALL_GRADES)
    legal_address: Mapped[str | None] = field("Юридический адрес", ABOUT, Text(500), needed=ALL_GRADES)
    actual_address: Mapped[str | None] = field("Фактический адрес", ABOUT, Text(500), needed=ALL_GRADES)
    phone: Mapped[str | None] = field("Телефон школы", CONTACTS, Phone(), needed=ALL_GRADES)
    email: Mapped[str | None] = field("Электронная почта школы", CONTACTS, Email(), needed=ALL_GRADES)
    head_post: Mapped[str | None] = field(
        "Должность руководителя", CONTACTS, Text(150, example="Директор"), section="Руководитель", needed=ALL_GRADES
    )
    head_name: Mapped[str | None] = field(
        "ФИО руководителя",
        CONTACTS,
        FullName(),
        section="Руководитель",
        needed=ALL_GRADES,
        help="Полностью; подписывает все формы выверки.",
    )
    keeper_name: Mapped[str | None] = field(
        "ФИО ответственного",
        CONTACTS,
        FullName(),
        section="Ответственный за «Паспорт школы»",
        needed=ALL_GRADES,
        help="Назначается приказом руководителя до 23 сентября.",
    )
    keeper_phone: Mapped[str | None] = field(
        "Телефон ответственного", CONTACTS, Phone(), section="Ответственный за «Паспорт школы»", needed=ALL_GRADES
    )
    keeper_email: Mapped[str | None] = field(
        "Почта ответственного", CONTACTS, Email(), section="Ответственный за «Паспорт школы»", needed=ALL_GRADES
    )


class SchoolClass(Record):
    """A class of one school year. Pupils point at it by its name («9А»), which may be changed."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    school_id: Mapped[str] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    name: Mapped[str] = field("Класс", CLASS, ClassName(), needed=ALL_GRADES, required=True)
    teacher: Mapped[str | None] = field("Классный руководитель", CLASS, FullName(), needed=ALL_GRADES)


@lru_cache(1024)  # a school has few class names, and rules ask often
def grade_of(class_name: str | None) -> int | None:
    """The parallel of a class: 9 for «9А»; None where no class is entered."""
    found = re.match(r"\d+", class_name or "")
    return int(found[0]) if found else None


def class_order(class_name: str | None) -> tuple[int, str]:
    """The key by which classes stand in order: 1А, 1Б, 2А … 10А; no class first."""
    return grade_of(class_name) or 0, class_name or ""
