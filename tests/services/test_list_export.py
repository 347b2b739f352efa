"""A list handed over: what a spreadsheet sees of it, and that nothing in it can run."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.errors import BadFile, Refused
from app.exchange.heading_row import find_table
from app.exchange.list_kinds import list_kind
from app.exchange.sheets import read_workbook
from app.services.list_export import as_html, as_text_table, export_list
from app.services.progress import Cancelled
from app.services.sample import mark_as_sample
from app.storage.passport import Passport

HEADINGS = ("ФИО", "Код", "Дата", "Мест")
EVIL = ("=1+1", "+7 913 123-45-67", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "a\x0bb", "<b>&", "0012")


def test_cells_stay_what_they_are(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    rows = [[text, "000123", date(2010, 9, 1), 30] for text in EVIL]
    assert export_list(passport, out, HEADINGS, rows) == len(EVIL)
    sheet = load_workbook(out).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    for text, cells in zip(EVIL, sheet.iter_rows(min_row=2), strict=True):
        assert cells[0].value == text.replace("\x0b", "\ufffd")
        assert [cell.data_type for cell in cells] == ["s", "s", "d", "n"]
        assert cells[1].value == "000123"
        assert (cells[2].value.date(), cells[2].number_format) == (date(2010, 9, 1), "DD.MM.YYYY")


def test_a_place_called_csv_gets_a_text_that_comes_back(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "list.CSV"
    rows = [[text, "000123", date(2010, 9, 1), 30] for text in EVIL]
    assert export_list(passport, out, HEADINGS, rows) == len(EVIL)
    assert [row[0] for row in csv.reader(StringIO(out.read_bytes().decode("utf-8-sig")), delimiter=";")][1:4] == [
        "'=1+1", "+7 913 123-45-67", "'-2+3",
    ]  # fmt: skip
    found = read_workbook(out).sheets[0].rows
    assert found == [list(HEADINGS), *([text.replace("\x0b", "\ufffd"), "000123", "01.09.2010", "30"] for text in EVIL)]
    assert export_list(passport, out, HEADINGS, rows[:1]) == 1  # over a text of ours
    foreign = tmp_path / "mine.csv"
    foreign.write_bytes(b"a;b")
    with pytest.raises(Refused, match="это не текст с разделителями"):
        export_list(passport, foreign, HEADINGS, rows)
    assert foreign.read_bytes() == b"a;b"


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_over_made_up_people_stands_that_they_are(passport: Passport, tmp_path: Path, name: str) -> None:
    heads, rows = ("Фамилия", "Имя", "Класс"), [["Юдин", "Лев", "9А"]]
    export_list(passport, out := tmp_path / name, heads, rows)
    assert "ОБРАЗЕЦ" not in str(read_workbook(out).sheets[0].rows)
    mark_as_sample(passport)
    export_list(passport, out, heads, rows)
    sheet = read_workbook(out).sheets[0]
    assert [row[0] for row in sheet.rows] == ["ОБРАЗЕЦ: люди вымышлены", "Фамилия", "Юдин"]
    table = find_table(sheet, list_kind("students"), {}, {})
    assert table is not None
    assert (table.first, len(table.columns)) == (2, 3)  # such a list is loaded as any other
    if name == "list.xlsx":
        book = load_workbook(out).worksheets[0]
        assert (book.freeze_panes, book.print_title_rows) == ("A3", "$1:$2")  # on every page of paper too


def test_an_empty_list_is_a_sheet_with_headings(passport: Passport, tmp_path: Path) -> None:
    assert export_list(passport, tmp_path / "a.xlsx", HEADINGS, []) == 0
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 1


def test_no_file_of_another_kind_is_lost(passport: Passport, tmp_path: Path) -> None:
    mine = tmp_path / "a.xlsx"
    mine.write_bytes(b"mine")
    with pytest.raises(Refused, match="это не книга Excel"):
        export_list(passport, mine, HEADINGS, [])
    assert mine.read_bytes() == b"mine"
    with pytest.raises(Refused, match="На место самой базы"):
        export_list(passport, passport.path, HEADINGS, [])
    with pytest.raises(BadFile, match="такой папки нет"):
        export_list(passport, tmp_path / "no" / "a.xlsx", HEADINGS, [])


def test_a_stopped_export_leaves_nothing(passport: Passport, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_list(passport, tmp_path / "a.xlsx", ("Имя",), [["x"]] * 2000, stop)
    assert not (tmp_path / "a.xlsx").exists()


def test_the_clipboards_text_runs_nothing_and_keeps_telephones() -> None:
    lines = as_text_table(("ФИО",), [[text] for text in EVIL]).split("\n")
    assert lines[1:6] == ["'=1+1", "+7 913 123-45-67", "'-2+3", "'@SUM(A1)", '\'=HYPERLINK("http://x")']
    assert lines[6:] == ["a b", "<b>&", "0012"]
    assert as_text_table((), [["+1-1"], ["+7900-11-22"]]) == "\n'+1-1\n'+7900-11-22"
    assert as_text_table(("a", "b"), [["1\t2", "3\n4"]]) == "a\tb\n1 2\t3 4"


def test_the_clipboards_table_is_escaped_text() -> None:
    made = as_html(("<i>",), [["<script>&"]])
    assert "<th>&lt;i&gt;</th>" in made
    assert "&lt;script&gt;&amp;</td>" in made
    assert "mso-number-format:'\\@'" in made
