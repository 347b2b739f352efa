"""The papers on which ОВЗ, a disability and special conditions stand (gia-rules.md 5).

Only what the paper says stands here; its images, which the protected edition alone may have (OVZ-8), are in
``health_images``.
"""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ageing import Ageing
from app.domain.choice_kinds import Choice
from app.domain.field import Detail, OnNewYear, Tab, field
from app.domain.kinds import Day, Text

HEALTH = Tab("health", "Документ об ОВЗ, инвалидности")


class HealthPaper(Ageing, Detail):
    """A conclusion of ПМПК, a справка МСЭ, or a conclusion of a medical organisation (OVZ-1, OVZ-2, OVZ-3)."""

    __tablename__ = "health_paper"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str | None] = field(
        "Вид бумаги",
        HEALTH,
        Choice("health_papers"),
        wanted={9},
        help="Какая бумага подтверждает ОВЗ, инвалидность или обучение на дому.",
    )
    number: Mapped[str | None] = field(
        "Номер", HEALTH, Text(40, example="123/19"), wanted={9}, help="Как на самой бумаге, можно через дробь."
    )
    issued: Mapped[date | None] = field("Дата", HEALTH, Day(first=1990), wanted={9}, help="Когда бумага выдана.")
    issuer: Mapped[str | None] = field(
        "Кем выдан",
        HEALTH,
        Text(255, example="ПМПК г. Томска"),
        wanted={9},
        help="Организация с бумаги: ПМПК, бюро МСЭ, больница.",
    )
    until: Mapped[date | None] = field(
        "Действует до",
        HEALTH,
        Day(first=1990),
        help="Последний день срока; для бессрочной бумаги — «не применимо».",
        on_new_year=OnNewYear.CONFIRM,
    )
    group: Mapped[str | None] = field(
        "Нозологическая группа",
        HEALTH,
        Choice("health_groups"),
        help="От неё зависят форма ГВЭ и условия; как в заключении ПМПК.",
    )
