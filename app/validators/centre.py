"""Checks that a РЦОИ runs over pupils and no other subject has (ris.md 6: RC-5, RC-11)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from app.domain.dictionaries import dictionary
from app.domain.field import GIA_GRADES, field_by_name
from app.domain.program_data import renewed
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule

# Lists of the card by whose unknown value the loader of РИС drops the whole record.
LISTS = {
    "doc_kind": "documents",
    "category": "categories",
    "study_form": "study_forms",
    "citizenship": "citizenships",
    "sex": "sexes",
}

MARKED = (("closed_institution", "да"),)
_CLOSED = re.compile(r"\b(?:УКП|Г?УФСИН|СИЗО)\b", re.IGNORECASE)


@lru_cache(16)  # a base has one school, and every pupil asks
def _is_closed(school: str) -> bool:
    return bool(_CLOSED.search(school))


@rule(
    "RC-5",
    "Закрытая организация без отметки",
    Level.QUESTION,
    "Проверка РЦОИ RC-5: название и отметка",
    Student,
    norm="В организации при УФСИН, СИЗО, УКП у участников отмечено обучение в организации закрытого типа.",
    checker="Уточните, учится ли участник в организации закрытого типа: от этого зависит право на ГВЭ.",
    grades=GIA_GRADES,
)
def closed_school(student: Student, context: Context) -> Iterator[Remark]:
    """Who learns in a school of a prison has the mark of a closed institution."""
    if not student.closed_institution and _is_closed(context.school.full_name):
        text = (
            "В названии организации — УКП, УФСИН или СИЗО, а обучение в закрытой организации не отмечено; "
            "поставьте «да»."
        )
        yield Remark(text, "closed_institution", "отметить обучение в организации закрытого типа", change=MARKED)


@renewed
@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(one.key for one in dictionary(name).entries)


@rule(
    "RC-11",
    "Значения нет в справочнике",
    Level.ERROR,
    "Загрузчик РЦОИ RC-11: запись не из справочника отбрасывается",
    Student,
    norm="Вид документа, категория, форма обучения, гражданство и пол — из справочников.",
    checker="Значение пришло из другой версии программы: попросите выбрать его из списка заново.",
)
def unknown_value(student: Student, context: Context) -> Iterator[Remark]:
    """A key that this program's dictionary does not have came from another version of it."""
    for name, listed in LISTS.items():
        value = getattr(student, name)
        if value is not None and value not in _known(listed):
            label = field_by_name(Student)[name].label
            text = f"{label}: значения «{value}» нет в справочнике, и центр отбросит карточку; выберите его из списка."
            yield Remark(text, name, f"выбрать «{label}» из списка")
