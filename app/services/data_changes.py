"""What an update of the data changes, line by line: days, numbers, rules, entries of closed lists, columns of РИС."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from app.domain import program_data
from app.domain.dictionaries import Dictionary, dictionary
from app.domain.kinds import Day
from app.domain.program_data import LISTS, RIS, YEARS, Files
from app.domain.year import academic_year, known_years
from app.exchange.ris.columns import layout
from app.validators.findings import Level

ADDED, GONE, CHANGED = "добавлено", "убрано", "изменено"

_TABLES = {  # of a year file: its title, and what a row of it is called by
    "calendar": ("сроки работ", ("key",)),
    "categories": ("категории участников", ("key",)),
    "medals": ("медали", ("key",)),
    "rules": ("правила", ("id", "grades", "first")),
    "exam_days": ("дни экзаменов", ("date", "exams", "period", "part", "reserve")),
    "exam_periods": ("периоды экзаменов", ("exams", "period", "reserve")),
    "essay_days": ("дни сочинения", ("attempt",)),
    "interview_days": ("дни собеседования", ("attempt",)),
    "days_off": ("выходные", ("first", "name")),
    "notes": ("примечания", ()),
}
_GROUPS = {
    "limits": "числа правил",
    "switches": "что разрешено в этом году",
    "uploads": "файлы для «Обмена файлами»",
    "gia9": "ГИА-9",
    "gia11": "ГИА-11",
    "keeper": "день назначения ответственного",
}
_WORDS = {  # what fields are called in which something differs; «» where the value says it itself
    **{"order": "приказ", "source": "источник", "exams_until": "последний день экзаменов", "edition": "редакция"},
    **{
        "date": "",
        "value": "",
        "work": "",
        "name": "название",
        "title": "название",
        "closed": "закрыто",
    },
    **{"code": "код", "short": "кратко", "aliases": "другие слова", "ris": "код РИС", "clause": "основание"},
    **{"note": "примечание", "why": "почему", "on": "действует", "level": "уровень", "scan": "скан", "reading": "скан"},
    **{"subjects": "предметы", "grades": "классы", "first": "с", "last": "по", "status": "откуда", "forms": "формы"},
    **{"compulsory": "обязательные", "electives": "по выбору", "reduced": "уменьшенное число", "choice": "срок выбора"},
    **{"megabytes": "мегабайт", "dpi": "точек на дюйм", "place": "место", "label": "заголовок", "length": "знаков"},
    **{"needed": "обязателен", "chars": "знаки", "absent": "почему пуст"},
    **{"room_seats": "мест в аудитории", "blind_room_seats": "мест в аудитории для слепых"},
    **{"room_organisers": "организаторов в аудитории", "commission_members": "членов комиссии"},
    **{"technicians": "технических специалистов", "list_days": "дней до экзамена для списков"},
    **{"late_choice_days": "дней до экзамена для позднего выбора", "change_working_days": "рабочих дней на изменения"},
    **{"essay_minutes": "минут сочинения", "essay_extra_minutes": "добавка минут, сочинение"},
    **{"interview_minutes": "минут собеседования", "interview_extra_minutes": "добавка минут, собеседование"},
    **{"interview_pass": "баллов для зачёта, собеседование", "interview_points": "баллов всего, собеседование"},
    **{"july_retake": "пересдача в июле", "third_date_after_removal": "третий день после удаления"},
    "two_exams_for_vocational": "два экзамена для поступающих в СПО",
}
_VALUES = ("date", "value", "on", "level", "scan", "reading", "subjects", "first", "last", "code", "short")
_LEVELS = {level.value: level.label.lower() for level in Level}
_LONGEST = 160  # signs of a value that is shown


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what changes: of which file, in which part of it, what happens, to what, from and to."""

    where: str
    what: str
    title: str
    before: str = ""
    after: str = ""


Plain = Mapping[str, Any]


def changes_to(files: Files) -> tuple[Change, ...]:
    """What these files would change against those that hold now; () holds the program's own. They must be whole."""
    touched = {name for name in {*files, *program_data.worn()} if _content(name) != files.get(name, _own(name))}
    now = {name: _read(name) for name in sorted(touched)}
    with program_data.wearing(files):
        then = {name: _read(name) for name in sorted(touched)}
    return tuple(one for name in now for one in _of_file(name, now[name], then[name]))


def _content(name: str) -> bytes | None:
    try:
        return program_data.content(name)
    except OSError:
        return None


def _own(name: str) -> bytes | None:
    try:
        return program_data.own(name)
    except OSError:
        return None


def _read(name: str) -> Any:
    """The content of a file as it holds now; None where there is none."""
    stem = name.rpartition("/")[2].removesuffix(".toml")
    if name.startswith(YEARS):
        return academic_year(stem) if stem in known_years() else None
    return dictionary(stem) if name.startswith(LISTS) else layout()


def _of_file(name: str, now: Any, then: Any) -> Iterator[Change]:
    if name.startswith(LISTS):
        yield from _of_list(now, then)
    elif name == RIS:
        yield from _of_layout(msgspec.to_builtins(now), msgspec.to_builtins(then))
    elif now is None or then is None:
        yield Change(f"Год {(now or then).title}", ADDED if now is None else GONE, "весь учебный год")
    else:
        yield from _of_year(f"Год {now.title}", msgspec.structs.asdict(now), msgspec.structs.asdict(then))


# A year


def _of_year(where: str, now: Plain, then: Plain) -> Iterator[Change]:
    for key in now:
        if now[key] == then[key]:
            continue
        if key in _TABLES:
            title, names = _TABLES[key]
            yield from _of_rows(f"{where}, {title}", _rows(now[key], names), _rows(then[key], names))
        elif key in _GROUPS:
            yield from _of_rows(f"{where}, {_GROUPS[key]}", _fields(now[key]), _fields(then[key]))
        else:
            yield Change(where, CHANGED, _WORDS.get(key) or key, _shown(now[key]), _shown(then[key]))


def _rows(rows: Any, names: tuple[str, ...]) -> dict[Any, Any]:
    """Rows by what they are called by; those that are called alike by their place among these."""
    found: dict[Any, Any] = {}
    for row in rows:
        key = tuple(getattr(row, name) for name in names) if names else (row,)
        found[next(one for place in range(len(rows)) if (one := (*key, place)) not in found)] = row
    return found


def _fields(struct: Any) -> dict[Any, Any]:
    return {} if struct is None else msgspec.structs.asdict(struct)


def _of_rows(where: str, now: Mapping[Any, Any], then: Mapping[Any, Any]) -> Iterator[Change]:
    for key in (*now, *(key for key in then if key not in now)):
        before, after = now.get(key), then.get(key)
        if before == after:
            continue
        title = _title(key, before if before is not None else after)
        if key not in now or key not in then:
            told = _told(before if before is not None else after)
            yield Change(where, GONE if key in now else ADDED, title, *((told, "") if key in now else ("", told)))
        else:
            yield Change(where, CHANGED, title, *_different(before, after))


def _title(key: Any, row: Any) -> str:
    """What a row is called: its own words, or what it is found by."""
    for name in ("work", "name", "title"):
        if text := getattr(row, name, ""):
            return str(text)[:_LONGEST]
    if isinstance(key, tuple):
        return ", ".join(_shown(part) for part in key[:-1] if part not in ("", None, (), False))[:_LONGEST]
    return _WORDS.get(key) or str(key)


def _different(before: Any, after: Any) -> tuple[str, str]:
    """Both values in those fields in which they differ."""
    if not isinstance(before, msgspec.Struct) or not isinstance(after, msgspec.Struct):
        return _shown(before), _shown(after)
    return _settings_that_differ(msgspec.structs.asdict(before), msgspec.structs.asdict(after))


def _settings_that_differ(now: Plain, then: Plain) -> tuple[str, str]:
    names = [name for name in {**now, **then} if now.get(name) != then.get(name)]
    told = [[_named(name, some.get(name)) for name in names] for some in (now, then)]
    return "; ".join(told[0])[:_LONGEST], "; ".join(told[1])[:_LONGEST]


def _named(name: str, value: Any) -> str:
    """A value with what its field is called, where it does not say that itself."""
    word, shown = _WORDS.get(name, name), _shown(value) or "нет"
    return f"{word}: {shown}" if word else shown


def _told(row: Any) -> str:
    """The values of a row that came or went."""
    if not isinstance(row, msgspec.Struct):
        return _shown(row)
    values = [(name, getattr(row, name)) for name in _VALUES if hasattr(row, name)]
    return "; ".join(_named(name, value) for name, value in values if value not in ("", None, ()))[:_LONGEST]


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return Day().show(value)
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, tuple | list):
        return ", ".join(_shown(one) for one in value)[:_LONGEST]
    if isinstance(value, msgspec.Struct):
        return _told(value)
    if isinstance(value, dict):
        return "; ".join(_named(name, one) for name, one in value.items())[:_LONGEST]
    return "" if value is None else _LEVELS.get(str(value), str(value))[:_LONGEST]


# A closed list, and the layout of РИС


def _of_list(now: Dictionary, then: Dictionary) -> Iterator[Change]:
    where = f"Список «{then.title}»"
    before, after = ({one.key: one for one in some.entries} for some in (now, then))
    yield from _of_rows(where, before, after)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield Change(where, CHANGED, "порядок строк")


def _of_layout(now: Plain, then: Plain) -> Iterator[Change]:
    before, after = _columns(now), _columns(then)
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) != after.get(key):
            what = GONE if key not in after else CHANGED if key in before else ADDED
            told = _settings_that_differ(before.get(key, {}), after.get(key, {})) if what == CHANGED else ("", "")
            yield Change("Файлы для РИС", what, key, *told)


def _columns(told: Plain) -> dict[str, Plain]:
    """What the layout says, by «таблица, столбец»: its settings."""
    found = {"запись файлов": told["format"], "каких таблиц нет": told["absent"]}
    for table in told["tables"]:
        for one in table["columns"]:
            found[f"{table['title']}: {one['label']} {one.get('base', '')}".strip()] = one
    return found
