"""How rules name values in their sentences: as people know them, not as keys."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.dictionaries import entry
from app.domain.field import Record, details_by_name, field_by_name, place_in
from app.domain.kinds import Day
from app.validators.findings import Remark


def shown(record: Record, name: str) -> str:
    """What stands in a field as people read it."""
    return field_by_name(type(record))[name].kind.show(getattr(record, name))


def day(value: date) -> str:
    """«01.09.2019»."""
    return Day().show(value)


def subjects(keys: Iterable[str]) -> str:
    """«Физика, Химия»."""
    return ", ".join(entry("subjects", key).name for key in keys)


def forms(keys: Iterable[str]) -> str:
    """«ОГЭ или ГВЭ»."""
    return " или ".join(entry("exam_forms", key).name for key in keys)


def categories(keys: Iterable[str]) -> str:
    """«Выпускник прошлых лет» или …, in the words of the list from which they are chosen."""
    return " или ".join(f"«{entry('categories', key).name}»" for key in keys)


def capital(words: str) -> str:
    """Words as a sentence begins: «Справка МСЭ»."""
    return words[:1].upper() + words[1:]


def years_after(start: date, years: int) -> date:
    """The same day so many years later; who was born on 29 February comes of age on 1 March."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def in_list(record: Record, name: str, check: Callable[[Any], Iterable[Remark]]) -> Iterator[Remark]:
    """What a check says of each row of a list («guardians»), with the row named in text and field."""
    for place, row in enumerate(getattr(record, name)):
        for told in check(row):
            title = details_by_name(type(record))[name].title
            text = f"{title}, {place + 1}: {told.text}"
            yield replace(told, text=text, field=place_in(name, place, told.field), change=())


def answered(record: Record, name: str) -> bool:
    """Whether a field has a value, a text that READ-1 speaks of, or the answer «не применимо»."""
    return getattr(record, name) is not None or name in (record.unread or {})
