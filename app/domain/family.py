"""Whom and what a pupil's tab «Семья» lists besides his own document: parents and guardians, former documents.

Former names stand here too: like a former document they say what an older paper was made out to.
"""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ageing import Ageing
from app.domain.choice_kinds import Choice
from app.domain.field import Detail, OnNewYear, Tab, field
from app.domain.identity import doc_department, doc_issued, doc_issuer, doc_kind, doc_number, doc_series
from app.domain.kinds import Day, Email, FullName, PersonName, Phone, Text

GUARDIAN = Tab("guardian", "Представитель")
FORMER = Tab("former", "Прежние данные")


class Guardian(Ageing, Detail):
    """A parent or another законный представитель of one pupil."""

    __tablename__ = "guardian"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    relation: Mapped[str | None] = field(
        "Кем приходится",
        GUARDIAN,
        Choice("relations"),
        wanted={9},
        help="Мать, отец, опекун или другой законный представитель.",
    )
    name: Mapped[str | None] = field(
        "ФИО", GUARDIAN, FullName("Иванова Ольга Петровна"), wanted={9}, help="Полностью, как в паспорте представителя."
    )
    phone: Mapped[str | None] = field(
        "Телефон", GUARDIAN, Phone(), help="По нему школа свяжется в день экзамена.", on_new_year=OnNewYear.CONFIRM
    )
    email: Mapped[str | None] = field(
        "Электронная почта", GUARDIAN, Email(), help="Одна, имя@сайт.зона.", on_new_year=OnNewYear.CONFIRM
    )
    birth: Mapped[date | None] = field("Дата рождения", GUARDIAN, Day(first=1920), help="Как в паспорте представителя.")
    doc_kind: Mapped[str | None] = doc_kind(GUARDIAN)
    doc_series: Mapped[str | None] = doc_series(GUARDIAN)
    doc_number: Mapped[str | None] = doc_number(GUARDIAN)
    doc_issued: Mapped[date | None] = doc_issued(GUARDIAN)
    doc_issuer: Mapped[str | None] = doc_issuer(GUARDIAN)
    work: Mapped[str | None] = field(
        "Место работы", GUARDIAN, Text(255, example="ООО «Лес», бухгалтер"), help="Со слов представителя."
    )
    ground: Mapped[str | None] = field(
        "Основание",
        GUARDIAN,
        Text(255, example="Постановление об опеке № 14 от 03.02.2015"),
        help="Чем подтверждено право представлять участника; для родителя — «не применимо».",
        paper="постановление об опеке, доверенность",
    )


class FormerDocument(Detail):
    """An identity document that a pupil had before the present one."""

    __tablename__ = "former_document"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    doc_kind: Mapped[str | None] = doc_kind(FORMER)
    doc_series: Mapped[str | None] = doc_series(FORMER)
    doc_number: Mapped[str | None] = doc_number(FORMER)
    doc_issued: Mapped[date | None] = doc_issued(FORMER)
    doc_issuer: Mapped[str | None] = doc_issuer(FORMER)
    doc_department: Mapped[str | None] = doc_department(FORMER)
    until: Mapped[date | None] = field(
        "Действовал до", FORMER, Day(first=1990), help="День, с которого действует нынешний документ."
    )


class FormerName(Detail):
    """A name that a pupil had before: what older papers are made out to."""

    __tablename__ = "former_name"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    last_name: Mapped[str | None] = field(
        "Прежняя фамилия",
        FORMER,
        PersonName(example="Иванова"),
        help="Какой была фамилия; если не менялась, оставьте пустой.",
    )
    first_name: Mapped[str | None] = field(
        "Прежнее имя", FORMER, PersonName(example="Мария"), help="Каким было имя; если не менялось, оставьте пустым."
    )
    middle_name: Mapped[str | None] = field(
        "Прежнее отчество",
        FORMER,
        PersonName(may_lack=True, example="Сергеевна"),
        help="Каким было отчество; если не менялось, оставьте пустым.",
    )
    until: Mapped[date | None] = field("До какого дня", FORMER, Day(first=1990), help="День перемены имени.")
    ground: Mapped[str | None] = field(
        "Чем подтверждено",
        FORMER,
        Text(255, example="Свидетельство о перемене имени I-ОМ № 123456"),
        paper="свидетельство о перемене имени, о браке, об усыновлении",
        help="Документ о перемене имени, номер и дата.",
    )
