"""Letters and form of a pupil's name (FMT-1, FMT-3)."""

import re
from collections.abc import Iterator

from app.domain.field import field_by_name
from app.domain.kinds import NONE
from app.domain.student import Student
from app.domain.text import mixed_letters
from app.validators.registry import Context, Level, Remark, rule

LISTED = 5  # signs named in one sentence
PARTS = ("last_name", "first_name", "middle_name")

_OUTSIDE = re.compile(r"[^А-Яа-яЁё.\- ]")  # ris.md CH-CY: Cyrillic, dot, hyphen, space; nothing else
_INITIAL = re.compile(r"(?:^|\s)\w\.")


@rule("FMT-1", "Знаки не из набора РИС", Level.QUESTION, "РИС: кириллица, точка, дефис, пробел (CH-CY)", Student)
def letters(student: Student, context: Context) -> Iterator[Remark]:
    """A name holds the letters that РИС takes; Latin look-alikes among Russian letters are named."""
    for name in PARTS:
        value = getattr(student, name)
        if not value or not (found := _OUTSIDE.findall(value)):
            continue
        label = field_by_name(Student)[name].label
        if latin := mixed_letters(value):
            text = f"{label} «{value}»: латинские буквы {_listed(latin)} среди русских; наберите их по-русски."
        else:
            text = f"{label} «{value}»: РИС не принимает {_listed(found)}; сверьте с документом."
        yield Remark(text, name)


@rule("FMT-3", "Имя не как в документе", Level.QUESTION, "ФИО как в документе, без прочерков (FMT-3)", Student)
def form_of_name(student: Student, context: Context) -> Iterator[Remark]:
    """No dash, word «нет» or initial stands for a name."""
    for name in PARTS:
        value = getattr(student, name)
        if not value or (name == "middle_name" and value == NONE):
            continue
        label = field_by_name(Student)[name].label
        if not any(sign.isalpha() for sign in value) or value.casefold() == NONE:
            yield Remark(f"{label} «{value}»: это не имя; внесите как в документе.", name)
        elif _INITIAL.search(value):
            yield Remark(f"{label} «{value}»: внесён инициал; внесите полностью, как в документе.", name)


def _listed(signs: str | list[str]) -> str:
    return ", ".join(f"«{sign}»" for sign in list(dict.fromkeys(signs))[:LISTED])
