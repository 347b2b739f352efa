"""Texts in the cells of what we write: none is ever taken for a formula, and each is read back as it was.

A workbook says of a cell that it is text. A text with separators cannot, so there an apostrophe is put before
what a spreadsheet would reckon (CWE-1236), and our own reader takes it off again.
"""

import re
from datetime import date, time, timedelta
from typing import Any

# What makes a spreadsheet reckon, whatever blanks or apostrophes stand before it; full-width signs do it too.
_RECKONED = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
# What begins so and is not reckoned: a lone dash, a number below zero, a telephone. Of a telephone are taken digits
# alone, and groups with a blank or a bracket between digits, which no formula has: «+7900-11-22» would be reckoned.
_HARMLESS = re.compile(
    r"-|-\d{1,15}(?:[.,]\d{1,15})?|\+\d{10,15}|\+\d{1,3} ?\(\d{2,5}\) ?\d{1,3}(?:[ -]?\d{2}){2}"
    r"|\+\d{1,3} \d{2,5} \d{1,3}(?:[ -]?\d{2}){2}",
    re.ASCII,
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no letters of XML
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what a workbook would read as a letter by its number
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


def with_apostrophe(text: str) -> str:
    """A text for a .csv, led by an apostrophe where a spreadsheet would reckon it."""
    return f"'{text}" if _RECKONED.match(text) and not _HARMLESS.fullmatch(text) else text


def without_apostrophe(text: str) -> str:
    """A text of a .csv without the apostrophe that :func:`with_apostrophe` puts; any other is left as it is."""
    return text[1:] if text[:1] == "'" and _RECKONED.match(text, 1) else text


def is_plain(text: str) -> bool:
    """Whether a text may stand in a workbook with no care: neither reckoned nor read as a number, and printable."""
    return not (_RECKONED.match(text) or text[:1].isdigit() or "_x" in text) and text.isprintable()


def legal(text: str) -> str:
    """A text with the letters that no workbook can hold shown as unknown."""
    return _ILLEGAL.sub("\ufffd", text)


def put_text(cell: Any, text: str) -> Any:
    """Put a text into a cell of openpyxl as nothing but text, also once it is edited; give the cell back."""
    cell.value = _ESCAPE.sub("_x005F_", legal(text)).replace("\r", "_x000D_")
    cell.data_type = "s"  # «=…» is a text that begins with a sign, not a formula
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell


def put_value(cell: Any, value: str | float | date | time | timedelta) -> Any:
    """Put a text, a number, a day or a time into a cell of openpyxl as what it is; give the cell back."""
    if isinstance(value, str):
        return put_text(cell, value)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"
    return cell


def sheet_title(name: str) -> str:
    """A name that a sheet of a workbook may have."""
    return _FORBIDDEN_IN_TITLE.sub("_", _ILLEGAL.sub("_", name)).strip("'")[:_LONGEST_TITLE] or "Лист"
