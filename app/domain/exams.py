"""The exams a pupil has chosen: a child record, one per subject."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Record, Tab, field
from app.domain.kinds import Choice

EXAMS = Tab("exams", "Экзамены")


class Category(StrEnum):
    """Keys of the categories of участники ГИА (gia-rules.md 1); the wording is in the dictionary."""

    GRADUATE = "C1"
    NO_GIA = "C2"
    SUBJECT_FINISHED = "C3"
    NOT_PASSED = "C4"
    PAST_GRADUATE = "C5"


class ExamForm(StrEnum):
    """Keys of the forms of ГИА."""

    OGE = "oge"
    EGE = "ege"
    GVE = "gve"


class ExamChoice(Record):
    """One chosen exam of one pupil: subject and form. The day is resolved from the year's calendar."""

    __tablename__ = "exam_choice"
    __table_args__ = (UniqueConstraint("student_id", "subject"),)

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"))
    subject: Mapped[str] = field("Предмет", EXAMS, Choice("subjects"), required=True)
    form: Mapped[str] = field("Форма", EXAMS, Choice("exam_forms"), required=True)
