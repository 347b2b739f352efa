"""What a pupil sits: chosen exams, сочинение and собеседование, and the results of them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.choice_kinds import Choice
from app.domain.field import Detail, Tab, field
from app.domain.kinds import Day, Flag, Text, Whole

EXAMS = Tab("exams", "Экзамены")

_SUBJECT = ("экзамен", "название предмета", "наименование предмета")
_FORM = ("форма гиа", "форма экзамена", "форма сдачи")


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


class ExamChoice(Detail):
    """One chosen exam of one pupil.

    The level of mathematics is part of the subject, as in РИС (codes 2 and 22). ``period`` and ``day`` are empty
    until the pupil is put on a day of the year's calendar: РИС knows an exam by its day (ris.md 3.4).
    """

    __tablename__ = "exam_choice"
    __table_args__ = (UniqueConstraint("student_id", "subject"),)

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"))
    subject: Mapped[str] = field(
        "Предмет", EXAMS, Choice("subjects"), required=True, headings=_SUBJECT, help="Предмет из заявления на ГИА."
    )
    form: Mapped[str] = field(
        "Форма", EXAMS, Choice("exam_forms"), required=True, headings=_FORM, help="ОГЭ, ЕГЭ или ГВЭ — как в заявлении."
    )
    period: Mapped[str | None] = field(
        "Период",
        EXAMS,
        Choice("periods"),
        headings=("период экзамена", "этап"),
        help="Досрочный, основной, дополнительный: вместе с днём.",
    )
    day: Mapped[date | None] = field(
        "Дата",
        EXAMS,
        Day(first=2000),
        headings=("дата экзамена", "день экзамена"),
        help="Один из дней этого предмета в расписании года.",
    )
    oral: Mapped[bool | None] = field(
        "Устная часть", EXAMS, Flag(), help="Для иностранного языка: сдаёт ли участник и «Говорение»."
    )


class Attempt(Detail):
    """One appointment to сочинение, изложение or собеседование, and what came of it."""

    __tablename__ = "attempt"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str | None] = field(
        "Что", EXAMS, Choice("attempt_kinds"), help="Изложение вместо сочинения — только при основании (ОВЗ и другие)."
    )
    day: Mapped[date | None] = field("Дата", EXAMS, Day(first=2000), help="Один из трёх дней года, см. «Календарь».")
    applied: Mapped[date | None] = field(
        "Заявление подано", EXAMS, Day(first=2000), help="Не позднее чем за две недели до дня испытания."
    )
    result: Mapped[str | None] = field(
        "Результат", EXAMS, Choice("attempt_results"), help="Пусто, пока работа не написана."
    )


class ExamResult(Detail):
    """A result of one exam, as the results site gives it (stage 4 of the order)."""

    __tablename__ = "exam_result"

    student_id: Mapped[str] = mapped_column(ForeignKey("student.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str | None] = field(
        "Предмет", EXAMS, Choice("subjects"), headings=_SUBJECT, help="По какому предмету результат."
    )
    day: Mapped[date | None] = field(
        "Дата экзамена",
        EXAMS,
        Day(first=2000),
        headings=("дата", "день экзамена"),
        help="В какой день сдавал на самом деле: основной или резервный.",
    )
    primary_score: Mapped[int | None] = field(
        "Первичный балл",
        EXAMS,
        Whole(0, 100, "24"),
        headings=("первичный", "первичные баллы"),
        help="Сколько баллов дали проверяющие.",
    )
    test_score: Mapped[int | None] = field(
        "Тестовый балл",
        EXAMS,
        Whole(0, 100, "72"),
        headings=("тестовый", "балл", "баллы"),
        help="Из ста, только у ЕГЭ.",
    )
    mark: Mapped[int | None] = field(
        "Отметка", EXAMS, Whole(2, 5, "4"), headings=("оценка",), help="От 2 до 5: у ОГЭ, ГВЭ и базовой математики."
    )
    status: Mapped[str | None] = field(
        "Статус",
        EXAMS,
        Choice("result_statuses"),
        headings=("статус результата", "результат"),
        help="Что с результатом: действует, не явился, удалён и другое.",
    )
    source: Mapped[str | None] = field(
        "Источник", EXAMS, Text(120, example="Сайт результатов, протокол № 12"), help="Откуда взят результат."
    )
