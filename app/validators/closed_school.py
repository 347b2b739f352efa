"""Pupils of a school in a closed institution (РЦОИ: RC-5 of ris.md 6)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.domain.field import GIA_GRADES
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule

_CLOSED = re.compile(r"\b(?:УКП|Г?УФСИН|СИЗО)\b")


@lru_cache(16)
def _closed(school_name: str) -> str:
    """The word of the school's name by which РЦОИ knows a closed institution; ''."""
    found = _CLOSED.search(school_name)
    return found[0] if found else ""


@rule(
    "RC-5",
    "Нет признака закрытой организации",
    Level.ERROR,
    "Проверка РЦОИ RC-5: УКП, ГУФСИН, УФСИН, СИЗО в названии школы",
    Student,
    norm="Если в названии школы есть УКП, ГУФСИН, УФСИН или СИЗО, у её участников стоит признак закрытой организации.",
    checker="РЦОИ возвращает таких участников: признак даёт право на ГВЭ и изложение.",
    uses=("closed_institution",),
    grades=GIA_GRADES,
)
def mark_of_closed_institution(student: Student, context: Context) -> Iterator[Remark]:
    """Who studies in a place of detention has the mark that РИС calls property 6."""
    if not student.closed_institution and (word := _closed(context.school.full_name)):
        if "closed_institution" in (student.unread or {}):
            return
        yield Remark(
            f"В названии школы — «{word}», а признака обучения в закрытой организации у участника нет; поставьте «да».",
            "closed_institution",
            "поставить признак «да»",
            change=(("closed_institution", "да"),),
            values=(("Школа", context.school.full_name),),
        )
