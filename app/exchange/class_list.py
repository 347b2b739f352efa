"""A list out of a workbook: every row as parsed values, with all that could not be read.

Nothing is decided here about the base; what a blank cell means and who a row is are the import's business.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.choice_kinds import Choice
from app.domain.field import as_typed
from app.domain.kinds import Day, Kind, Text, says_none
from app.domain.text import fold
from app.errors import BadFile, BadValue
from app.exchange.combined import mend_snils, parsed_parts, split_document, split_exams, split_name
from app.exchange.heading_row import Table, find_table
from app.exchange.list_kinds import (
    DOCUMENT,
    ELECTIVES,
    EXAM_FORM,
    EXAMS,
    FULL_NAME,
    ID,
    SUBJECT,
    Column,
    ListKind,
)
from app.exchange.list_lines import data_rows
from app.exchange.serial_days import read_day, since_1900
from app.exchange.sheet_marks import column_letters
from app.exchange.sheets import Cell, Sheet, read_workbook, shown


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, or with ``column`` '' a whole row, that was not taken: where, what stands there, what is expected.

    ``column`` is the letter and the heading («D «Дата рожд.»»), ``row`` the number that Excel shows.
    """

    sheet: str
    row: int
    column: str
    value: str
    text: str


@dataclass(slots=True)
class Row:
    """A row of a list. In ``values`` None is a blank cell; ``bad`` says by column (from 1) what is wrong.

    ``unread`` are, by field, texts that cannot be read and yet are no reason to leave the row out: nobody is
    asked for these fields. ``doubts`` are the problems of just these cells, ``problems`` all others.
    ``exams`` are all exams of the pupil, ``electives`` only those «по выбору»; ``subjects`` are marks in columns of
    subjects: by key of the subject the form, '' for the usual one, None for «not chosen».
    """

    sheet: str
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    exams: tuple[str, ...] | None = None
    electives: tuple[str, ...] | None = None
    exam_form: str | None = None
    subjects: dict[str, str | None] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, Problem] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    bad: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet that was read: its cells, where its table is, its rows."""

    sheet: Sheet
    table: Table
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListRead:
    """All that was read of a workbook, and what to tell of it besides the rows."""

    kind: ListKind
    parts: tuple[Part, ...]
    notices: tuple[str, ...]


# Sheets of our own templates that are no lists.
VALUES_SHEET = "Списки значений"
NOTES_SHEET = "Пояснения к шаблону"
OWN_SHEETS = frozenset({VALUES_SHEET, NOTES_SHEET})

Saved = Mapping[str, Mapping[str, str]]  # mappings by the signature of the headings they were made for


def read_list(path: Path, kind: ListKind, sheet: str | None, mapping: Mapping[str, str], saved: Saved) -> ListRead:
    """Read the sheets with known headings, or the one named.

    Raises :class:`BadFile` for what is no safe workbook, has no known heading, or no row under them.
    """
    book = read_workbook(path, sheet)
    parts: list[Part] = []
    notices = list(book.notices)
    for one in book.sheets:
        if one.name in OWN_SHEETS:
            continue
        if one.hidden and sheet is None:
            notices.append(f"Скрытый лист «{one.name}» не читался; чтобы прочитать его, назовите его отдельно.")
        elif table := find_table(one, kind, mapping, saved):
            parts.append(_read_part(one, table, kind, notices))
        elif any(cell != "" for row in one.rows for cell in row):
            notices.append(f"Лист «{one.name}» пропущен: на нём нет строки с известными заголовками.")
    _refuse_empty(book.name, kind, book.sheets, parts)
    return ListRead(kind, tuple(parts), tuple(notices))


def guess_kind(sheets: Sequence[Sheet], kinds: Sequence[ListKind]) -> ListKind:
    """The kind of list whose headings most of the columns bear; the first of equals."""

    def known(kind: ListKind) -> int:
        tables = (find_table(one, kind, {}, {}) for one in sheets if one.name not in OWN_SHEETS)
        return sum(bool(column.target) for table in tables if table for column in table.columns)

    return max(kinds, key=known)


_LEAST = {True: "«Фамилия» или «ФИО»", False: "«Номер аудитории»"}


def _refuse_empty(name: str, kind: ListKind, sheets: tuple[Sheet, ...], parts: list[Part]) -> None:
    if any(part.rows for part in parts):
        return
    if parts:
        raise BadFile(f"В книге {name} под заголовками нет ни одной строки.")
    if not any(sheet.rows for sheet in sheets):
        raise BadFile(f"В книге {name} нет ни одной заполненной ячейки.")
    raise BadFile(
        f"В книге {name} не найдена строка с известными заголовками.",
        f"Нужен хотя бы столбец {_LEAST[kind.person]}; другие слова укажите в сопоставлении столбцов.",
    )


def _read_part(sheet: Sheet, table: Table, kind: ListKind, notices: list[str]) -> Part:
    _square(sheet, table, kind)
    lines, skipped = data_rows(sheet, table)
    notices += skipped
    notices += _seen_of(sheet, table, kind)
    rows = [Row(sheet.name, number) for number in lines]
    _read_columns(sheet, [column for column in table.columns if column.target], rows, kind)
    if table.class_name:
        for row in rows:
            row.values["class_name"] = table.class_name
    return Part(sheet, table, tuple(rows))


def _square(sheet: Sheet, table: Table, kind: ListKind) -> None:
    """Every row as wide as the table, and rows down to the last marked cell: errors read as no cell at all."""
    marked = sheet.marks.without_value | sheet.marks.errors.keys()
    sheet.rows.extend([] for _ in range(len(sheet.rows), max((row for row, _ in marked), default=0)))
    width = max(column.number for column in table.columns)
    for row in sheet.rows:
        row.extend([""] * (width - len(row)))
    for (number, column), digits in sheet.marks.widths.items():
        text = shown(sheet.rows[number - 1][column - 1]) if number <= len(sheet.rows) and column <= width else ""
        if text.isdigit():
            sheet.rows[number - 1][column - 1] = text.zfill(digits)
    days = [one.number - 1 for one in table.columns if isinstance(_kind(one.target, kind), Day)]
    for row in sheet.rows[table.last :] if sheet.marks.since_1904 else ():
        for place in days:
            row[place] = since_1900(row[place])


def _seen_of(sheet: Sheet, table: Table, kind: ListKind) -> Iterator[str]:
    marks = sheet.marks
    if marks.formulas:
        yield f"Лист «{sheet.name}»: в ячейках есть формулы ({marks.formulas}); взяты значения, сохранённые в книге."
    if marks.hidden_rows or marks.hidden_columns:
        yield (
            f"Лист «{sheet.name}»: скрыто строк: {marks.hidden_rows}, столбцов: {marks.hidden_columns}; "
            "они прочитаны наравне с видимыми."
        )
    if table.remembered:
        yield f"Лист «{sheet.name}»: столбцы взяты так, как вы выбрали раньше для таких же заголовков."
    for column in table.columns:
        if column.why:
            yield f"Лист «{sheet.name}»: столбец {place_of(column)} не взят: {column.why}."
    told = table.class_name or any(column.target == "class_name" for column in table.columns)
    if kind.key == "students" and not told:
        yield f"Лист «{sheet.name}»: класс не указан ни в столбце, ни в заголовке, ни в названии листа."


def place_of(column: Column) -> str:
    """A column as people find it: its letter and its heading in one line."""
    return f"{column_letters(column.number)} «{' '.join(column.heading.split())}»"


def _read_columns(sheet: Sheet, columns: list[Column], rows: list[Row], kind: ListKind) -> None:
    """Read all columns of all rows, a column at a time; equal cells of a column are parsed once."""
    by_column = list(zip(*(sheet.rows[row.number - 1] for row in rows), strict=True))
    read = {one.target: _read_column(sheet, one, by_column[one.number - 1], rows, kind) for one in columns if rows}
    combined = {target: read.pop(target) for target in [*read] if target not in kind.fields}
    for row, values in zip(rows, zip(*read.values(), strict=True), strict=False):
        row.values = dict(zip(read, values, strict=True))
    for target, found in combined.items():
        for row, value in zip(rows, found, strict=True):
            if value is not None:
                _take_combined(row, target, value)


def _take_combined(row: Row, target: str, value: Any) -> None:
    """A field's own column goes before a part of a combined one."""
    if target in (FULL_NAME, DOCUMENT):
        row.values = {**value, **row.values}
    elif target.startswith(SUBJECT):
        row.subjects[target.removeprefix(SUBJECT)] = None if value == NOT_CHOSEN else value
    else:
        setattr(row, target, value)


def _read_column(sheet: Sheet, column: Column, cells: Sequence[Cell], rows: list[Row], kind: ListKind) -> list[Any]:
    """The value of every row's cell; None for a blank one and for one that cannot be read, which is noted."""
    if bool in set(map(type, cells)):  # a flag and the number 1 are equal, and only one of them is «да»
        cells = [shown(cell) if isinstance(cell, bool) else cell for cell in cells]
    good, bad = _parsed(column.target, set(cells), kind)
    refuse = _keep_unread if _unasked(column.target, kind) else _reject
    for row, cell in zip(rows, cells, strict=True) if bad else ():
        if cell in bad:
            refuse(row, column, shown(cell), bad[cell])
    unusual = _unusual(sheet, column.number)
    for row in rows if unusual else ():
        if row.number in unusual:
            _reject(row, column, *unusual[row.number])
    return list(map(good.get, cells))


def _parsed(target: str, distinct: set[Cell], kind: ListKind) -> tuple[dict[Cell, Any], dict[Cell, str]]:
    """The value of every cell that can be read, and what is wrong with every other; blank ones are in neither.

    A lone dash or «нет» is a blank wherever the column has no such value.
    """
    read = _reader(target, kind)
    plain = not _takes_none(target, kind)
    good: dict[Cell, Any] = {}
    bad: dict[Cell, str] = {}
    for cell in distinct:
        if cell != "" and (not isinstance(cell, str) or cell.strip(_BLANK)):
            lacking = isinstance(cell, str) and says_none(cell.strip(_BLANK))
            if lacking and plain:
                continue
            try:
                good[cell] = read(cell)
            except BadValue as problem:
                if not lacking:
                    bad[cell] = str(problem)
    return good, bad


def _takes_none(target: str, kind: ListKind) -> bool:
    """Whether a dash or «нет» has a meaning of its own in a column; in the others it is only another blank."""
    its = _kind(target, kind)
    return not isinstance(its, Text) or its.may_lack


_BLANK = "\xa0\u200b\ufeff \t\r\n"


def _unusual(sheet: Sheet, column: int) -> dict[int, tuple[str, str]]:
    """Cells of a column that hold no value of their own, by row: what they show and what is wrong."""
    found = {
        row: ("", "В ячейке формула без сохранённого значения: откройте книгу в Excel и сохраните её.")
        for row, its in sheet.marks.without_value
        if its == column
    }
    for (row, its), text in sheet.marks.errors.items():
        if its == column:
            found[row] = (text, f"В ячейке ошибка Excel {text} вместо значения.")
    return found


def _reject(row: Row, column: Column, value: str, text: str) -> None:
    row.bad[column.number] = text
    row.problems.append(Problem(row.sheet, row.number, place_of(column), value[:200], text))


def _keep_unread(row: Row, column: Column, value: str, text: str) -> None:
    row.bad[column.number] = text
    row.unread[column.target] = as_typed(value)
    row.doubts[column.target] = Problem(row.sheet, row.number, place_of(column), value[:200], text)


def _unasked(target: str, kind: ListKind) -> bool:
    """Whether a column holds a field of which no grade is asked, not even as a question."""
    told = kind.fields.get(target)
    return told is not None and kind.owner is None and not (told.needed or told.wanted)


def _kind(target: str, kind: ListKind) -> Kind[Any] | None:
    told = kind.fields.get(target)
    return told.kind if told else None


_FORMS = Choice("exam_forms")
NOT_CHOSEN = "-"
_CHOSEN = frozenset({"+", "да", "1", "x", "х", "v", "сдает", "истина"})


def _mark(text: str) -> str:
    """A cell of a subject's column: '' for chosen in the usual form, a form, or :data:`NOT_CHOSEN`."""
    word = fold(text)
    if word in _CHOSEN:
        return ""
    if says_none(word) or word in {"0", "ложь"}:
        return NOT_CHOSEN
    try:
        return _FORMS.parse(text)
    except BadValue:
        raise BadValue("Отметка экзамена не прочитана; напишите «+», «-» или форму: ОГЭ, ЕГЭ, ГВЭ.") from None


# Cells that are no plain field; all of them are read as the text they show.
_READERS: dict[str, Callable[[str], Any]] = {
    FULL_NAME: lambda text: parsed_parts(split_name(text)),
    DOCUMENT: lambda text: parsed_parts(split_document(text)),
    EXAMS: split_exams,
    ELECTIVES: split_exams,
    EXAM_FORM: _FORMS.parse,
    ID: str.strip,
}


def _reader(target: str, kind: ListKind) -> Callable[[Cell], Any]:
    if whole := _mark if target.startswith(SUBJECT) else _READERS.get(target):
        return lambda cell: whole(shown(cell))
    its = _kind(target, kind)
    assert its is not None  # every target is a field, or one of those above
    if isinstance(its, Day):
        return lambda cell: read_day(its, cell)
    number = mend_snils if target == "snils" else str
    return lambda cell: its.parse(its.mend(cell if isinstance(cell, str) else number(shown(cell))))


def label_of(column: Column, kind: ListKind) -> str:
    """The label of what a column was taken for; '' for one that was not taken."""
    return kind.targets[column.target].label if column.target else ""
