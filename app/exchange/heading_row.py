"""Where the table of a sheet begins: the row of headings, in one line or two, under any title lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.kinds import ClassName
from app.errors import BadValue
from app.exchange.headings import matches, read_columns, signature
from app.exchange.list_kinds import Column, ListKind
from app.exchange.sheets import Sheet, shown

_SEARCHED = 60  # rows from the top
_SURE = 4  # so many known headings in a row are a heading row, no need to look further
_RELATIVE = re.compile(r"родител|представител|мат[ьи]|от(ец|ца)|опекун", re.IGNORECASE)
_CLASS_WORDS = re.compile(
    r"(?:^|[^\w])(1[0-2]|[1-9])\s*[-–]?\s*(?:(?:й|го)\b\s*)?"
    r"([«\"']?\s*[А-Яа-яЁёA-Za-z]\s*[»\"']?)?\s*[-–]?\s*(?:класс|кл\b)"
    r"|класс\w*\s*:?\s*[«\"']?(1[0-2]|[1-9])\s*[-–«\"']*\s*([А-Яа-яЁёA-Za-z]\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: first and last heading row (from 1), its columns, and the class of the whole sheet.

    ``remembered`` says that the columns were taken as a person once told of the same headings.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    class_name: str = ""
    remembered: bool = False


def find_table(
    sheet: Sheet, kind: ListKind, mapping: Mapping[str, str], saved: Mapping[str, Mapping[str, str]]
) -> Table | None:
    """The table with the most known headings among which one says whom a row is about; None where there is none.

    ``saved`` are mappings by the signature of the headings they were made for; ``mapping`` goes before them.
    """
    best: Table | None = None
    best_score = 0
    lines = [[shown(cell) for cell in row] for row in sheet.rows[:_SEARCHED]]
    index = 0
    while index < len(lines) and best_score < _SURE:
        last = index
        columns = _read(lines[index], kind, mapping, saved)
        score = _score(columns, kind)
        both = _two_lines(lines[index], lines[index + 1], kind) if score and index + 1 < len(lines) else []
        if both and _score(joined := _read(both, kind, mapping, saved), kind) > score:
            columns, last = joined, index + 1  # the lower line alone could name a parent where the pupil is above
        if (score := _score(columns, kind)) > best_score:
            known = bool(saved) and not mapping and signature(one.heading for one in columns) in saved
            best_score, best = score, Table(index + 1, last + 1, tuple(columns), remembered=known)
        index = last + 1
    return _with_class(sheet, best, lines) if best and "class_name" in kind.targets else best


def likely_table(sheet: Sheet, kind: ListKind) -> Table | None:
    """Where a person may say what the headings mean, which tell nothing by themselves: the fullest of the first rows.

    None for a sheet without text.
    """
    lines = [[shown(cell) for cell in row] for row in sheet.rows[:_SEARCHED]]
    filled = [sum(bool(text.strip()) for text in line) for line in lines]
    if not any(filled):
        return None
    first = filled.index(max(filled))
    return Table(first + 1, first + 1, tuple(read_columns(lines[first], {}, kind)))


def _read(
    headings: list[str], kind: ListKind, mapping: Mapping[str, str], saved: Mapping[str, Mapping[str, str]]
) -> list[Column]:
    told = mapping or (saved.get(signature(headings), {}) if saved else {})
    return read_columns(headings, told, kind)


def _score(columns: list[Column], kind: ListKind) -> int:
    taken = {column.target for column in columns if column.target}
    return len(taken) if taken & kind.who else 0


def _two_lines(upper: list[str], lower: list[str], kind: ListKind) -> list[str]:
    """Headings of two rows as one: a group above («Паспорт») joined with its parts below («серия», «номер»)."""
    if sum(1 for text in lower if text.strip()) < 2:
        return []
    result = []
    group = ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place].strip() if place < len(upper) else ""
        under = lower[place].strip() if place < len(lower) else ""
        group = above or group
        result.append(_joined(above or group, under, kind) if under else above)
    return result


def _joined(group: str, part: str, kind: ListKind) -> str:
    for text in (f"{part} {group}", f"{group} {part}"):
        if matches(text, kind)[0]:
            return text
    return f"{part} {group}" if _RELATIVE.search(group) else part


def _with_class(sheet: Sheet, table: Table, lines: list[list[str]]) -> Table:
    if any(column.target == "class_name" for column in table.columns):
        return table
    titles = [text for line in lines[: table.first - 1] for text in line if text.strip()]
    return replace(table, class_name=class_of_sheet(sheet.name, titles))


def class_of_sheet(name: str, titles: list[str]) -> str:
    """The class that a title line («Список 9А класса») or else the sheet's name («9А») names; '' where none does."""
    for text in titles:
        if found := _CLASS_WORDS.search(text):
            grade, letter, grade_after, letter_after = found.groups()
            return _read_class((grade or grade_after) + (letter or letter_after or ""))
    return _read_class(name) if re.search(r"\d\W*[^\W\d]", name) else ""


def _read_class(text: str) -> str:
    try:
        return ClassName().parse(text)
    except BadValue:
        return ""
