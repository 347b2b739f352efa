"""Exams that were chosen or changed after the last day of the choice (gia-rules.md 4, DL-4)."""

from collections.abc import Iterator
from datetime import date

from app.domain.field import GIA_GRADES
from app.domain.moves import Move, MoveKind
from app.domain.student import Student
from app.domain.year import Exams
from app.validators.exam_choice import by_day, exams_of
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import day

GEK = "Порядок ГИА: после срока — по решению ГЭК с уважительной причиной (DL-4)"


def _late(student: Student, exams: Exams, context: Context) -> Iterator[tuple[int, Move, date]]:
    """The changes of exams entered after the choice was closed, each with its place and its day."""
    for place, move in enumerate(student.moves, 1):
        when = move.entered or move.learned
        if move.kind == MoveKind.EXAMS and when and when > context.year.choice_ends(exams):
            yield place, move, when


@rule(
    "DL-4",
    "Экзамены после срока без решения ГЭК",
    Level.QUESTION,
    GEK,
    Student,
    norm="Экзамены, изменённые после срока выбора, стоят на решении ГЭК.",
    checker="Попросите решение ГЭК и документ об уважительной причине; без них выбор после срока не принимают.",
    grades=GIA_GRADES,
    needs=("moves",),
)
def ground(student: Student, context: Context) -> Iterator[Remark]:
    """A change after the last day stands on a decision of the ГЭК."""
    exams = exams_of(student, context) if student.moves else None
    if exams is None:
        return
    for place, move, when in _late(student, exams, context):
        if not move.ground and not (move.unread or {}).get("ground"):
            yield Remark(
                f"Экзамены изменены {day(when)}, после срока {day(context.year.choice_ends(exams))}, а решение ГЭК не "
                "внесено; внесите его номер и дату.",
                f"moves.{place}.ground",
                "внести решение ГЭК",
                values=(("Внесено", day(when)),),
            )


@rule(
    "DL-4b",
    "Экзамены изменены перед самым экзаменом",
    Level.QUESTION,
    GEK,
    Student,
    norm="После срока экзамены меняют не позднее чем за две недели до экзамена.",
    checker="Попросите решение ГЭК с датой: изменение меньше чем за две недели до экзамена оно должно назвать прямо.",
    uses=("exams",),
    grades=GIA_GRADES,
    phrases=("Решение ГЭК принято в срок, внесено позже.",),
    needs=("moves",),
)
def two_weeks(student: Student, context: Context) -> Iterator[Remark]:
    """From the change to the nearest exam whose day is known there are as many days as the year says."""
    exams = exams_of(student, context) if student.moves else None
    if exams is None:
        return
    least = context.year.limits.late_choice_days.value
    for place, _, when in _late(student, exams, context):
        nearest = min((found for found in by_day(student, exams, context) if found >= when), default=None)
        if nearest and (left := (nearest - when).days) < least:
            yield Remark(
                f"Экзамены изменены {day(when)}, до ближайшего экзамена {day(nearest)} дней: {left}, а нужно не меньше "
                f"{least}; внесите день решения ГЭК или объясните.",
                f"moves.{place}.entered",
                f"внести день изменения не позднее чем за {least} дней до экзамена или перенести экзамен",
                values=(("Внесено", day(when)),),
            )
