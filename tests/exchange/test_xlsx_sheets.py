"""Workbooks of today's Excel: what stands in them besides plain cells is told, and nothing of it is followed."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.exchange.class_list import read_list
from app.exchange.list_kinds import list_kind
from app.exchange.sheet_marks import zeros_shown
from app.exchange.sheets import read_workbook
from data.lists import IVANOV, NAMES, save


def added(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "a") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_macros_and_links_are_told_and_not_followed(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsm", [NAMES, IVANOV])
    assert read_workbook(path).notices == ()
    added(path, **{"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"})
    macros, links = read_workbook(path).notices
    assert "не выполнялись" in macros
    assert "не открывались" in links


def test_cells_joined_over_several_pupils_are_told_and_titles_are_not(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["Список"], NAMES, IVANOV, [*IVANOV[:4]], [*IVANOV[:4]]])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A3:B3")  # side by side: one pupil
    sheet.merge_cells("G3:G5")  # beside the table
    book.save(path)
    assert [one for one in read_list(path, list_kind("students"), None, {}, {}).notices if "объединены" in one] == []
    for row in (3, 4, 5):
        sheet.merge_cells(f"E{row}:E{row + 1}")
    sheet.merge_cells("D3:D4")
    book.save(path)
    (told,) = [one for one in read_list(path, list_kind("students"), None, {}, {}).notices if "объединены" in one]
    assert "E3:E4" in told
    assert "D3:D4" in told


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("00000", 5),
        ("000\\-000\\-000\\ 00", 11),
        ("000-000-000 00;@", 11),
        ("0", 0),
        ("0.00", 0),
        ("#,##0", 0),
        ("00\\.00", 4),
    ],
)
def test_a_format_of_zeros_says_how_many_digits_there_are(code: str, digits: int) -> None:
    assert zeros_shown(code) == digits
