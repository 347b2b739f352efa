"""Texts that a spreadsheet would reckon: they leave as texts, and come back letter for letter."""

import csv
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.exchange.cell_text import legal, put_text, sheet_title, with_apostrophe, without_apostrophe
from app.exchange.list_sheet import list_workbook
from app.exchange.list_text import list_text
from app.exchange.sheets import read_workbook

EVIL = ["=1+1", "+1-1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK", " =1+1", "'=1", "''=1", "=cmd|' /C calc'!A0"]
EVIL += ["+7900-11-22", "+1 -1000000000", "+7 900 123-45-67+1", "＝1+1", "-1-1", "--1", "+7(913)123-45-67-1", "+А1"]
PLAIN = ["+7 913 123-45-67", "+79131234567", "+7 (3822) 12-34-56", "+375 29 123 45 67", "-", "-1", "-12,5", "-0.25"]
PLAIN += ["", "'", "Иванов", "0012", "'Иванов'", "и+в", "2-3", "a=b"]
ANY = st.text(
    st.one_of(st.sampled_from("'=+-@ \t\n\r;,\"_x0041А1"), st.characters(exclude_categories=["Cs"])), max_size=20
)


@pytest.mark.parametrize("text", EVIL)
def test_what_is_reckoned_is_led_by_an_apostrophe(text: str) -> None:
    assert with_apostrophe(text) == f"'{text}"
    assert without_apostrophe(f"'{text}") == text


@pytest.mark.parametrize("text", PLAIN)
def test_telephones_numbers_and_plain_texts_stay(text: str) -> None:
    assert with_apostrophe(text) == text
    assert without_apostrophe(text) == text


@given(ANY)
def test_the_apostrophe_comes_off_exactly_where_it_was_put(text: str) -> None:
    assert without_apostrophe(with_apostrophe(text)) == text


def formula(text: str) -> bool:
    """A wary spreadsheet: signs first, whatever blanks are before it, and no lone number, dash or telephone after."""
    bare = text.strip()
    if not bare.startswith(("=", "+", "-", "@")) or text.startswith("'"):
        return False
    return not all(sign.isdigit() or sign in " ()-,." for sign in bare[1:]) or "-" in bare[1:].split(" ", 1)[0]


@given(ANY)
def test_no_text_of_a_csv_is_a_formula(text: str) -> None:
    assert not formula(with_apostrophe(text))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(ANY, min_size=3, max_size=3), max_size=6), st.sampled_from([".csv", ".xlsx"]))
def test_a_written_list_is_read_back_as_it_was(tmp_path: Path, rows: list[list[str]], ending: str) -> None:
    path = tmp_path / f"list{ending}"
    heads = ["=ФИО", "@Код", "+7"]
    path.write_bytes(list_text(heads, rows) if ending == ".csv" else list_workbook(heads, rows, rows))
    wanted = [[legal(text) for text in row] for row in [heads, *rows]]
    while ending == ".xlsx" and not any(wanted[-1]):
        wanted.pop()
    if ending == ".xlsx":  # a cell of nothing but blanks is an empty one there
        wanted = [[text if text.strip(" \t\n") else "" for text in row] for row in wanted]
    assert read_workbook(path).sheets[0].rows == wanted


def test_every_cell_of_a_csv_stands_in_quotes_under_the_mark_of_utf_8() -> None:
    raw = list_text(["ФИО", "Доля"], [["a;b", 0.5], ["=1", 7]])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";")) == [
        ["ФИО", "Доля"], ["a;b", "0,5"], ["'=1", "7"],
    ]  # fmt: skip
    assert raw.count(b'"') == 12


@pytest.mark.parametrize("text", [*EVIL, "a\x00b", "\ud800", "\ufffe", "_x0041_", "a\r\nb"])
def test_a_workbook_holds_texts_and_no_formula(tmp_path: Path, text: str) -> None:
    book = openpyxl.Workbook()
    put_text(book.worksheets[0]["A1"], text)
    book.save(tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows == [[legal(text)]]


def test_a_sheet_has_a_name_that_it_may_have() -> None:
    for name in ("9А: [список]/*?\\", "'я'", "", "x" * 50, "a\x00b"):
        title = sheet_title(name)
        assert openpyxl.Workbook().create_sheet(title).title == title
