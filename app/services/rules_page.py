"""The page of rules, made from the registry: as lines for the window, as text for the help of the program."""

from collections.abc import Iterator
from dataclasses import dataclass

import app.validators.all_rules  # noqa: F401 - registers them
from app.domain.field import Record
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear, RuleSetting, academic_year, known_years
from app.validators.findings import Level
from app.validators.registry import RULES, Rule

_SUBJECTS: dict[type[Record], str] = {
    Record: "Все карточки",
    School: "Школа",
    SchoolClass: "Классы",
    Student: "Обучающиеся",
    Staff: "Работники",
    Room: "Аудитории",
}
_ACTS = {"order": "приказ МОУО", "gia9": "Порядок ГИА-9", "gia11": "Порядок ГИА-11"}

_HEAD = """# Правила проверки

Эта страница сделана из самих правил программы (`make rules`) и не правится руками. Правил: {count}.

**Ошибка** не пускает данные в пакет: её исправляют. **Вопрос** исправляют или поясняют. **Совет** — только совет.
Что выведено лишь по аналогии или по расчёту, выше вопроса не бывает. Файл учебного года может выключить правило или
сделать его мягче или строже для некоторых классов и дней; это показано в конце.
"""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as the window lists it; ``level`` None where it is off in the year, ``why`` what the year says of it."""

    id: str
    title: str
    level: Level | None
    of: str
    norm: str
    checker: str
    clause: str
    phrases: tuple[str, ...]
    why: str


def rule_lines(year: AcademicYear) -> tuple[RuleLine, ...]:
    """Every rule as it holds in a year, in the order of the page."""
    return tuple(_line(one, year) for one in _ordered())


def _ordered() -> list[Rule]:
    places = {model: place for place, model in enumerate(_SUBJECTS)}
    return sorted(RULES.values(), key=lambda one: places[one.entity])  # stable: by module within


def _line(one: Rule, year: AcademicYear) -> RuleLine:
    settings = year.settings_of(one.id)
    off = any(not setting.on and not setting.grades and not (setting.first or setting.last) for setting in settings)
    why = " ".join(_told(setting) for setting in settings)
    return RuleLine(
        one.id,
        one.title,
        None if off else one.level,
        _SUBJECTS[one.entity],
        one.norm,
        one.checker,
        year.cite(one.clause),
        one.phrases,
        why,
    )


def _told(setting: RuleSetting) -> str:
    """«выключено: классы 9, с 02.03.2020: причина.»"""
    what = Level(setting.level).label.lower() if setting.on and setting.level else "выключено"
    grades = [f"классы {', '.join(map(str, setting.grades))}"] if setting.grades else []
    days = [f"{word} {day:%d.%m.%Y}" for word, day in (("с", setting.first), ("по", setting.last)) if day]
    return f"{what}: {', '.join([*grades, *days, setting.why])}."


def rules_text() -> str:
    """The page as Markdown, the same on every computer."""
    parts = [_HEAD.format(count=len(RULES))]
    for model, subject in _SUBJECTS.items():
        mine = [one for one in _ordered() if one.entity is model]
        if mine:
            parts.append(f"\n## {subject}\n")
            parts += map(_section, mine)
    return "".join((*parts, "\n## Что меняют файлы учебных годов\n\n", *_changes()))


def _section(one: Rule) -> str:
    told = [f"\n### {one.id}. {one.title}\n", f"\n{one.level.label}. {one.norm}\n"]
    told.append(f"\n- Проверяющему: {one.checker}\n- Основание: {_sentence(one.clause.format(**_ACTS))}\n")
    if one.phrases:
        told.append(f"- Готовые пояснения: {' '.join(f'«{phrase}»' for phrase in one.phrases)}\n")
    return "".join(told)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _changes() -> Iterator[str]:
    for name in known_years():
        year = academic_year(name)
        told = " ".join(f"{one.id} {_told(one)}" for one in year.rules) or "Все правила действуют, как описано выше."
        yield f"- {year.title}, редакция {year.edition}: {told}\n"
