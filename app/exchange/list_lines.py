"""Which lines under the headings are people: not blank ones, totals, signatures, repeated headings."""

import re
from collections.abc import Iterator, Sequence

from app.domain.text import fold
from app.exchange.heading_row import Table
from app.exchange.headings import words_of
from app.exchange.list_kinds import EXAM_FORM, ID
from app.exchange.sheet_marks import column_letters
from app.exchange.sheets import Cell, Sheet, shown

# A line beginning so, with few cells filled, is written under a list and is nobody.
_FOOTER = re.compile(
    r"^\s*(итого|всего|в\s+том\s+числе|количество|кол-во|директор|руководитель|классный\s+руководитель|кл\.?\s*рук"
    r"|ответственн\w+|исполнитель|составил\w*|подпись|примечани[ея]|м\.\s?п\.|дата\s+заполнения)(?!\w)",
    re.IGNORECASE,
)
_FOOTER_CELLS = 4
_TOLD = 5  # merged cells named in a notice
EXAMPLE = "пример"  # folded
# Columns that people drag down past the last row.
_FILLED_DOWN = frozenset({"class_name", EXAM_FORM, ID, "study_form", "citizenship", "employer", "building"})


def data_rows(sheet: Sheet, table: Table) -> tuple[list[int], list[str]]:
    """Numbers of the rows that are people, and a notice for every line with words that is none."""
    telling = [one.number - 1 for one in table.columns if one.target and one.target not in _FILLED_DOWN]
    marked = {row for row, column in sheet.marks.without_value | sheet.marks.errors.keys() if column - 1 in telling}
    posts = {one.number - 1 for one in table.columns if one.target == "post"}
    people: list[int] = []
    notices = list(_merged(sheet, table))
    for number in range(table.last + 1, len(sheet.rows) + 1):
        row = sheet.rows[number - 1]
        # so many cells filled that some of them tell of a person (the quick way for nearly all rows)
        full = len(row) - row.count("") > max(_FOOTER_CELLS, len(row) - len(telling))
        if not full and number not in marked and (footer := _footer(row, posts)):
            notices.append(_skipped(sheet, number, f"«{footer}» — не строка списка, пропущена"))
        elif _example(row, table):
            notices.append(_skipped(sheet, number, "дана как пример и пропущена"))
        elif not full and number not in marked and not _any(row, telling):
            continue
        elif number == table.last + 1 and _numbering(row):
            notices.append(_skipped(sheet, number, "с номерами столбцов пропущена"))
        elif _heading_again(row, table):
            notices.append(_skipped(sheet, number, "повторяет заголовки и пропущена"))
        else:
            people.append(number)
    return people, notices


def _merged(sheet: Sheet, table: Table) -> Iterator[str]:
    """A notice of cells under the headings that stand for several rows: only the first row has what they show."""
    taken = {one.number for one in table.columns if one.target}
    found = [
        f"{column_letters(left)}{top}:{column_letters(right)}{last}"
        for top, left, last, right in sheet.marks.merged
        if last > max(top, table.last) and any(left <= column <= right for column in taken)
    ]
    if found:
        more = f" и ещё {len(found) - _TOLD}" if len(found) > _TOLD else ""
        yield (
            f"Лист «{sheet.name}»: объединены ячейки {', '.join(found[:_TOLD])}{more}; их значение отнесено только к "
            "первой строке, в остальных пусто."
        )


def _any(row: Sequence[Cell], places: list[int]) -> bool:
    return any((cell := row[place]) != "" and (not isinstance(cell, str) or cell.strip()) for place in places)


def _skipped(sheet: Sheet, number: int, what: str) -> str:
    return f"Лист «{sheet.name}»: строка {number} {what}."


def _footer(row: Sequence[Cell], posts: set[int]) -> str:
    """The words of a line under the list. «Директор» in the column of posts is a worker's."""
    if any(_FOOTER.match(shown(row[place])) for place in posts):
        return ""
    texts = [text for cell in row if (text := shown(cell).strip())]
    if texts and len(texts) <= _FOOTER_CELLS and _FOOTER.match(texts[0]):
        return " ".join(" ".join(texts).split())[:60]
    return ""


def _example(row: Sequence[Cell], table: Table) -> bool:
    """The row of our own template that shows how to fill it: the word stands under a heading that is not taken."""
    first = table.columns[0]
    return not first.target and fold(shown(row[first.number - 1])) == EXAMPLE


def _numbering(row: Sequence[Cell]) -> bool:
    """«1 2 3 4 …» under the headings, as printed forms have it."""
    texts = [text for cell in row if (text := shown(cell).strip())]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _heading_again(row: Sequence[Cell], table: Table) -> bool:
    columns = [column for column in table.columns if column.target]
    first = next((column for column in columns if row[column.number - 1] != ""), None)
    if first is None or shown(row[first.number - 1]).strip() != first.heading:
        return False
    filled = [column for column in columns if shown(row[column.number - 1]).strip()]
    return all(words_of(shown(row[one.number - 1])) == words_of(one.heading) for one in filled)
