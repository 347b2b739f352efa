"""Changes of a pupil that must be entered within two working days of the day the school learned of them.

The order names зачисление, отчисление, паспортные данные, and ОВЗ from the day of its paper.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.choice_kinds import Choice
from app.domain.field import Detail, Tab, field
from app.domain.kinds import Day, Text

MOVE = Tab("move", "Изменение", clause="{order}: изменения вносятся в течение двух рабочих дней")


class MoveKind(StrEnum):
    """Keys of the kinds of change; the wording is in the dictionary."""

    ENROLMENT = "enrolment"
    LEAVING = "leaving"
    DOCUMENT = "document"
    HEALTH = "health"
    EXAMS = "exams"


class Move(Detail):
    """One change: what, the day the school learned of it, the day it was entered.

    A save that makes such a change enters it by itself; one that is known and not yet entered has no ``entered``.
    """

    __tablename__ = "move"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str | None] = field(
        "Что изменилось", MOVE, Choice("move_kinds"), help="О каком изменении узнала школа."
    )
    learned: Mapped[date | None] = field(
        "Школа узнала", MOVE, Day(first=2010), help="От этого дня идут два рабочих дня на внесение."
    )
    entered: Mapped[date | None] = field(
        "Внесено", MOVE, Day(first=2010), help="Ставится само при сохранении; пусто — изменение ещё не внесено."
    )
    ground: Mapped[str | None] = field(
        "Документ",
        MOVE,
        Text(255, example="Приказ № 12 от 13.01.2020"),
        help="Приказ, новый паспорт, заключение; для экзаменов после срока — решение ГЭК.",
    )
