"""The tables of the overview, one function each: numbers, and behind each number who is counted in it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.domain.control_totals import TotalsRow
from app.domain.dictionaries import dictionary, entry
from app.domain.kinds import Day
from app.domain.overview_table import Bar, Lead, OverviewTable
from app.domain.rooms import Room
from app.domain.school import class_order, grade_of
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import AcademicYear, Exams, Kind
from app.services.due import Due
from app.services.readiness import ClassReadiness
from app.validators.findings import Level

_NO_CLASS = "без класса"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One chosen exam: whose, of which class, in which kind of ГИА, what, and on which day where that is known."""

    id: str
    class_name: str
    kind: Kind
    subject: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and where it leads."""

    number: int
    lead: Lead | None = None


Line = tuple[str, tuple[Cell, ...], bool]  # label, numbers, whether it sums others


def _pupils(ids: Iterable[str]) -> Cell:
    keys = tuple(ids)
    return Cell(len(keys), Lead("student", keys) if keys else None)


def _workers(some: Iterable[Staff]) -> Cell:
    keys = tuple(one.id for one in some)
    return Cell(len(keys), Lead("staff", keys) if keys else None)


def _table(title: str, headings: tuple[str, ...], lines: Sequence[Line], bar: Bar | None = None) -> OverviewTable:
    rows = tuple(TotalsRow(label, tuple(one.number for one in cells), strong) for label, cells, strong in lines)
    leads = {
        (row, column): cell.lead
        for row, (_, cells, _) in enumerate(lines)
        for column, cell in enumerate(cells)
        if cell.lead is not None
    }
    return OverviewTable(title, headings, rows, bar, leads)


def _sum(cells: Sequence[Cell]) -> Cell:
    """Several numbers of the same records together."""
    leads = [one.lead for one in cells if one.lead is not None]
    keys = tuple(dict.fromkeys(key for lead in leads for key in lead.keys))
    return Cell(sum(one.number for one in cells), Lead(leads[0].kind, keys) if leads else None)


def _with_sum(label: str, lines: list[Line]) -> list[Line]:
    if len(lines) < 2:
        return lines
    columns = zip(*(cells for _, cells, _ in lines), strict=True)
    return [*lines, (label, tuple(_sum(column) for column in columns), True)]


def readiness_table(classes: Sequence[ClassReadiness]) -> OverviewTable:
    """By class: how many pupils, how many of them without an open error or question, and how many of these."""

    def found(name: str, level: Level, number: int) -> Cell:
        return Cell(number, Lead("findings", (name, level.value)) if number else None)

    lines: list[Line] = [
        (
            one.name or _NO_CLASS,
            (
                _pupils(one.pupils),
                _pupils(one.clear),
                found(one.name, Level.ERROR, one.errors),
                found(one.name, Level.QUESTION, one.questions),
            ),
            False,
        )
        for one in classes
    ]
    headings = ("обучающихся", "без замечаний", "ошибок", "вопросов")
    return _table("Готовность по классам", headings, _whole_school(lines), Bar("Готовность", 1, 0))


def _whole_school(lines: list[Line]) -> list[Line]:
    """The sum of classes; its findings lead to no class, where there are several."""
    summed = _with_sum("Школа", lines)
    if len(summed) == len(lines):
        return lines
    label, cells, strong = summed[-1]
    wider = tuple(
        Cell(one.number, Lead("findings", ("*", one.lead.keys[1])))
        if one.lead is not None and one.lead.kind == "findings"
        else one
        for one in cells
    )
    return [*lines, (label, wider, strong)]


def works_table(works: Sequence[Due], day: date) -> OverviewTable:
    """By work whose signed forms are handed in: days left, forms in all, handed in, out of date."""
    lines: list[Line] = []
    for one in works:
        if one.forms:
            lead = Lead("forms", tuple(dict.fromkeys(state.kind for state in one.forms)))
            numbers = (len(one.forms), one.count("uploaded"), one.count("stale"))
            cells = (Cell(one.days_left(day)), *(Cell(number, lead if number else None) for number in numbers))
            lines.append((f"{Day().show(one.day)}: {one.work.work}", cells, False))
    headings = ("дней осталось", "форм", "сдано", "устарело")
    return _table("Готовность по работам", headings, lines, Bar("Сдано", 2, 1))


def subjects_table(kind: Kind, exams: Exams, here: Sequence[Student], chosen: Sequence[Chosen]) -> OverviewTable:
    """A line for each subject, a column for each class of the parallel; the first line is of all pupils."""
    of_class: dict[str, list[str]] = defaultdict(list)
    for one in here:
        if grade_of(one.class_name) in exams.grades:
            of_class[one.class_name or ""].append(one.id)
    classes = sorted(of_class, key=class_order)
    sitting: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for choice in chosen:
        if choice.kind == kind:
            sitting[choice.subject][choice.class_name].append(choice.id)

    def line(label: str, who: Mapping[str, Sequence[str]], *, strong: bool = False) -> Line:
        cells = [_pupils(who.get(name, ())) for name in classes]
        return label, (*cells, _sum(cells)), strong

    lines = [line("Обучающихся", of_class, strong=True)]
    lines += [line(entry("subjects", key).name, sitting[key]) for key in in_order(sitting)]
    if len(lines) > 1:
        counts = Counter(one.class_name for one in chosen if one.kind == kind)
        numbers = [counts[name] for name in classes]
        lines.append(("Экзаменов всего", tuple(Cell(one) for one in (*numbers, sum(numbers))), True))
    return _table(f"{exams.title}: предметы", (*classes, "всего"), lines if classes else ())


def in_order(subjects: Collection[str]) -> list[str]:
    """Subjects as the dictionary has them."""
    known = {one.key: place for place, one in enumerate(dictionary("subjects").entries)}
    return sorted(subjects, key=lambda key: known.get(key, len(known)))


def days_table(chosen: Sequence[Chosen], year: AcademicYear) -> OverviewTable:
    """By day of exams: participants of both kinds of ГИА, and how many rooms that many fill."""
    seats = year.limits.room_seats.value
    dated = sorted((one for one in chosen if one.day), key=lambda one: one.day or date.min)
    lines: list[Line] = []
    for day, some in groupby(dated, key=lambda one: one.day):
        here = list(some)
        alone = Counter((one.kind, one.subject) for one in here)  # no room is shared by two subjects
        rooms = sum(-(-count // seats) for count in alone.values())
        names = ", ".join(entry("subjects", key).name for key in in_order({one.subject for one in here}))
        lines.append((f"{Day().show(day)}: {names}", (*_participants(here), Cell(rooms)), False))
    if undated := [one for one in chosen if one.day is None]:
        lines.append(("День не указан", (*_participants(undated), Cell(0)), True))
    headings = (year.gia9.title, year.gia11.title, "всего", "аудиторий нужно")
    return _table("Дни экзаменов", headings, lines, Bar("Загрузка", 2))


def _participants(some: Sequence[Chosen]) -> tuple[Cell, ...]:
    """Of ГИА-9, of ГИА-11 and both: exams that are sat, and whose."""
    nine, eleven = ([one.id for one in some if one.kind == kind] for kind in ("gia9", "gia11"))
    return tuple(
        Cell(len(ids), Lead("student", tuple(dict.fromkeys(ids))) if ids else None)
        for ids in (nine, eleven, [*nine, *eleven])
    )


def rooms_table(rooms: Sequence[Room], days: OverviewTable) -> OverviewTable:
    """By building: rooms for participants and their places, what the fullest day wants, and what is then left."""
    usable = [one for one in rooms if not one.headquarters]
    lines: list[Line] = []
    for name in sorted({one.building or "" for one in usable}):
        inside = [one for one in usable if (one.building or "") == name]
        lead = Lead("room", tuple(one.id for one in inside))
        cells = (Cell(len(inside), lead), Cell(sum(one.seats or 0 for one in inside), lead))
        lines.append((name or "здание не указано", cells, False))
    if not lines:
        return _table("Аудитории", (), ())
    have = [sum(cells[column].number for _, cells, _ in lines) for column in (0, 1)]
    fullest = max(
        (row.numbers for row in days.rows if row.numbers[3]), key=lambda one: (one[3], one[2]), default=(0, 0, 0, 0)
    )
    need = fullest[3], fullest[2]
    left = tuple(Cell(one - other) for one, other in zip(have, need, strict=True))
    lacking = min(one.number for one in left) < 0
    more: list[Line] = [
        ("Нужно в самый полный день", tuple(map(Cell, need)), True),
        ("Остаток: минус — не хватает" if lacking else "Останется свободных", left, True),
    ]
    return _table("Аудитории", ("аудиторий", "мест"), [*_with_sum("Есть", lines), *more])


def positions_table(workers: Sequence[Staff]) -> OverviewTable:
    """By position in an exam point: who may hold it, and how many of them work at each kind of ГИА this year."""
    told = [
        (set((one.positions or "").split()), one) for one in workers
    ]  # keys parted by blanks, as the kind keeps them
    lines: list[Line] = [("Работников", _organisers(workers), True)]
    for position in dictionary("positions").entries:
        holders = [one for positions, one in told if position.key in positions]
        if holders:
            lines.append((position.name, _organisers(holders), False))
    return _table("Работники", ("всего", "ОГЭ", "ЕГЭ"), lines if workers else (), Bar("Человек", 0))


def _organisers(workers: Sequence[Staff]) -> tuple[Cell, ...]:
    oge = [one for one in workers if one.oge_organiser is True]
    ege = [one for one in workers if one.ege_organiser is True]
    return _workers(workers), _workers(oge), _workers(ege)


def honours_table(here: Sequence[Student], year: AcademicYear) -> OverviewTable:
    """By class: аттестаты с отличием of class 9 and medals by kind, with the day by which they are entered."""
    kinds = dictionary("medals").entries
    named = [one for one in here if one.distinction or one.medal]
    lines: list[Line] = []
    for name in sorted({one.class_name or "" for one in named}, key=class_order):
        some = [one for one in named if (one.class_name or "") == name]
        medals = [_pupils(one.id for one in some if one.medal == kind.key) for kind in kinds]
        lines.append((name or _NO_CLASS, (_pupils(one.id for one in some if one.distinction), *medals), False))
    due = next((Day().show(one.date) for one in year.calendar if one.key == "medals"), "")
    title = "Отличия и медали" + (f" (до {due})" if due else "")
    return _table(title, ("с отличием", *(one.short for one in kinds)), _with_sum("Школа", lines))
