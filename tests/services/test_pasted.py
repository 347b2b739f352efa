"""Blocks copied in spreadsheets: the texts that Excel, LibreOffice and people leave on the clipboard."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.pasted import Laid, cells_of, lay


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\r\n", []),
        ("очная\r\n", [["очная"]]),  # Excel ends the last row
        ("очная", [["очная"]]),  # a cell's own text, or a text editor
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),  # Excel
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),  # LibreOffice on Linux
        ("a\rb\r", [["a"], ["b"]]),  # an old Mac
        ("a\r\n\r\nc\r\n", [["a"], [""], ["c"]]),  # an empty row between stays, or all below it would move up
        ("a\t\r\n\tb\r\n\t\r\n\t\r\n", [["a", ""], ["", "b"]]),  # whole columns marked: empty rows at the end
        ('"г. Томск,\nул. Лесная"\t5\r\nx\ty\r\n', [["г. Томск, ул. Лесная", "5"], ["x", "y"]]),  # Alt+Enter in Excel
        ('"МБОУ ""СОШ № 1""\nг. Томска"\r\n', [['МБОУ "СОШ № 1" г. Томска']]),
        ('"с\tтабуляцией"\tb', [["с табуляцией", "b"]]),
        ('МБОУ "СОШ № 1"\tb', [['МБОУ "СОШ № 1"', "b"]]),  # quotes with no reason mean themselves
        ('"Ромашка"\r\n', [['"Ромашка"']]),
        ('""\r\n', [['""']]),
        ('"незакрытая\r\nb', [['"незакрытая'], ["b"]]),
        ("\ufeffa\tb", [["a", "b"]]),
        ("1\u00a0234\t 5 ", [["1 234", "5"]]),
        ("a\tb\tc\nd\n", [["a", "b", "c"], ["d"]]),
    ],
)
def test_clipboard_texts(text: str, rows: list[list[str]]) -> None:
    assert cells_of(text) == rows


CELL = st.text(st.sampled_from('аб"\t\n\r ,;1'), max_size=8)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=5))
def test_what_a_spreadsheet_quotes_is_read_back(rows: list[list[str]]) -> None:
    """Quoted as Excel does it: only cells with a line break or a tab inside."""

    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in "\t\r\n") else cell

    plain = [[cell for cell in row if not cell.startswith('"') or "\n" in cell] or ["x"] for row in rows]
    text = "".join("\t".join(map(quoted, row)) + "\r\n" for row in plain)
    wanted = [[" ".join(cell.split()) for cell in row] for row in plain]
    while wanted and not any(wanted[-1]):
        wanted.pop()
    assert cells_of(text) == wanted


@given(st.text(st.sampled_from('аб"\t\n\r '), max_size=40))
def test_any_text_gives_cells_and_loses_no_letter(text: str) -> None:
    cells = "".join(cell for row in cells_of(text) for cell in row)
    assert [sign for sign in cells if sign in "аб"] == [sign for sign in text if sign in "аб"]


def test_a_csv_writer_agrees_on_cells_with_breaks() -> None:
    rows = [["a\nb", "c"], ['d "e"\nf', "g"]]
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab").writerows(rows)
    assert cells_of(written.getvalue()) == [["a b", "c"], ['d "e" f', "g"]]


def test_a_block_is_laid_from_the_cell_and_what_does_not_fit_is_counted() -> None:
    block = [["a", "b"], ["", "c"], ["d", ""], ["", ""], ["e", ""]]
    assert lay(block, (0, 0), (9, 9)) == Laid({(0, 0): "a", (0, 1): "b", (1, 1): "c", (2, 0): "d", (4, 0): "e"})
    assert lay(block, (1, 2), (3, 3)) == Laid({(1, 2): "a"}, rows_lost=2, columns_lost=1)
    assert lay([["", "x"]], (0, 1), (1, 2)) == Laid({}, columns_lost=1)
    assert lay([], (0, 0), (3, 3)) == Laid({})


def test_one_value_goes_into_all_marked_cells() -> None:
    marked = [(0, 2), (1, 2), (2, 2)]
    assert lay([["очная"]], (0, 2), (5, 5), marked).cells == dict.fromkeys(marked, "очная")
    assert lay([["a"], ["b"]], (0, 2), (5, 5), marked).cells == {(0, 2): "a", (1, 2): "b"}
    assert lay([["очная"]], (0, 2), (5, 5), [(0, 2)]).cells == {(0, 2): "очная"}
