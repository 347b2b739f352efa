"""OpenDocument workbooks: what is no cell is left out, what is more than a cell is noted, repeats cannot flood."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import BadFile
from app.exchange.class_list import read_list
from app.exchange.list_kinds import list_kind
from app.exchange.sheets import Sheet, cell_text, read_workbook
from data.books import ods, ods_table
from data.lists import IVANOV, NAMES

CELL = "<table:table-cell office:value-type='string'{more}><text:p>{text}</text:p></table:table-cell>"


def row(*texts: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(CELL.format(text=text, more='') for text in texts)}</table:table-row>"


def read(path: Path, rows: str, before: str = "", more: str = "") -> Sheet:
    return read_workbook(ods(path / "a.ods", ods_table("Лист1", rows, more), before)).sheets[0]


def cell(about: str, text: str = "") -> str:
    return f"<table:table-row><table:table-cell {about}>{text}</table:table-cell></table:table-row>"


def test_values_are_what_they_are(tmp_path: Path) -> None:
    sheet = read(
        tmp_path,
        cell('office:value-type="float" office:value="12.50"', "<text:p>12,50</text:p>")
        + cell('office:value-type="date" office:date-value="2004-02-01"')
        + cell('office:value-type="date" office:date-value="2004-02-01T10:30:00.123456789"')
        + cell('office:value-type="time" office:time-value="PT08H30M00S"')
        + cell('office:value-type="boolean" office:boolean-value="true"')
        + cell('office:value-type="percentage" office:value="0.5"')
        + cell('office:value-type="float" office:value="1e999"', "<text:p>много</text:p>")
        + cell('office:value-type="date" office:date-value="0000-99-99"', "<text:p>когда-то</text:p>")
        + cell('office:value-type="string" office:string-value="внутри"'),
    )
    assert [one[0] for one in sheet.rows] == [
        12.5,
        date(2004, 2, 1),
        datetime(2004, 2, 1, 10, 30, 0, 123456),
        timedelta(hours=8, minutes=30),
        True,
        0.5,
        "много",
        "когда-то",
        "внутри",
    ]


def test_texts_have_their_breaks_and_blanks_and_nothing_of_notes_and_drawings(tmp_path: Path) -> None:
    inside = (
        "\n <office:annotation><text:p>заметка</text:p></office:annotation>"
        "<text:p>a<text:s text:c='3'/>b<text:line-break/>c\n   <text:span>d</text:span></text:p>\n"
        "<draw:frame><draw:text-box><text:p>рисунок</text:p></draw:text-box></draw:frame><text:p>e</text:p>\n "
        "<table:table><table:table-row><table:table-cell><text:p>таблица</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    assert read(tmp_path, cell("", inside)).rows == [["a   b\nc d\ne"]]


def test_what_was_deleted_under_recorded_changes_is_nobody(tmp_path: Path) -> None:
    gone = ods_table("x", row("Удалён"))
    gone = f"<table:tracked-changes><table:deletion>{gone}</table:deletion></table:tracked-changes>"
    path = ods(tmp_path / "a.ods", gone + ods_table("Лист1", row("Есть")))
    assert [(one.name, one.rows) for one in read_workbook(path).sheets] == [("Лист1", [["Есть"]])]


def test_formulas_errors_zeros_and_the_hidden_are_noted(tmp_path: Path) -> None:
    rows = (
        '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
        + cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', "<text:p>2</text:p>")
        + cell(
            'table:formula="of:=1/0" calcext:value-type="error" office:value-type="string"', "<text:p>#DIV/0!</text:p>"
        )
        + cell('table:formula="of:=1/0" office:value-type="float" office:value="0"', "<text:p>#ДЕЛ/0!</text:p>")
        + cell('table:formula="of:=A1"')
        + cell('office:value-type="float" office:value="77"', "<text:p>000077</text:p>")
        + row("скрыт", more=' table:visibility="filter" table:number-rows-repeated="2"')
    )
    sheet = read(tmp_path, rows)
    marks = sheet.marks
    assert (marks.formulas, marks.without_value, marks.widths) == (4, {(4, 1)}, {(5, 1): 6})
    assert marks.errors == {(2, 1): "#DIV/0!", (3, 1): "#ДЕЛ/0!"}
    assert (marks.hidden_rows, marks.hidden_columns) == (2, 2)
    assert [cell_text(sheet, number, 1) for number in range(1, 8)] == [
        "2", "#DIV/0!", "#ДЕЛ/0!", "", "000077", "скрыт", "скрыт",
    ]  # fmt: skip


def test_a_hidden_sheet_and_the_days_of_a_mac_are_known(tmp_path: Path) -> None:
    before = (
        "<office:automatic-styles><style:style style:name='ta1' style:family='table'>"
        "<style:table-properties table:display='false'/></style:style></office:automatic-styles>"
    )
    mac = "<table:calculation-settings><table:null-date table:date-value='1904-01-01'/></table:calculation-settings>"
    hidden = ods_table("Скрытый", row("x"), " table:style-name='ta1'")
    book = read_workbook(ods(tmp_path / "a.ods", mac + hidden + ods_table("Лист1", row("y")), before))
    assert [(one.name, one.hidden, one.marks.since_1904) for one in book.sheets] == [
        ("Скрытый", True, True),
        ("Лист1", False, True),
    ]


def test_repeated_rows_and_cells_are_laid_out(tmp_path: Path) -> None:
    twice = "<table:table-row table:number-rows-repeated='2'>{}</table:table-row>"
    cells = "<table:table-cell table:number-columns-repeated='2'/>" + CELL.format(
        text="a", more=" table:number-columns-repeated='2'"
    )
    sheet = read(tmp_path, row() + twice.format(cells) + row("b"))
    assert sheet.rows == [["", "", "", ""], ["", "", "a", "a"], ["", "", "a", "a"], ["b", "", "", ""]]
    sheet.rows[1][0] = "mine"
    assert sheet.rows[2][0] == ""


FLOODS = [
    ("1048576", "16384"),
    ("1048576", "1"),
    ("1", "501"),
    ("199999", "500"),
    ("9" * 30, "9" * 30),
]


@pytest.mark.parametrize(("rows", "columns"), FLOODS)
def test_a_flood_of_repeats_is_refused(tmp_path: Path, rows: str, columns: str) -> None:
    made = CELL.format(text="x", more=f" table:number-columns-repeated='{columns}'")
    flood = f"<table:table-row table:number-rows-repeated='{rows}'>{made}</table:table-row>"
    with pytest.raises(BadFile, match="слишком далеко"):
        read(tmp_path, flood)


def test_a_cell_far_away_behind_blanks_is_refused_and_blanks_are_no_harm(tmp_path: Path) -> None:
    blank = "<table:table-row table:number-rows-repeated='1048574'><table:table-cell/></table:table-row>"
    wide = "<table:table-row><table:table-cell table:number-columns-repeated='16383'/>{}</table:table-row>"
    assert read(tmp_path, row("a") + blank + wide.format("")).rows == [["a"]]
    for rows in (blank + row("x"), wide.format(CELL.format(text="x", more=""))):
        with pytest.raises(BadFile, match="слишком далеко"):
            read(tmp_path, rows)


def test_a_flood_of_notes_is_refused(tmp_path: Path) -> None:
    error = '<table:table-cell table:formula="of:=1/0" {}><text:p>#REF!</text:p></table:table-cell>'
    made = error.format("table:number-columns-repeated='50'")
    with pytest.raises(BadFile, match="слишком много"):
        read(tmp_path, f"<table:table-row table:number-rows-repeated='90000'>{made}</table:table-row>")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x">',
    ],
)
def test_entities_are_refused_unread(tmp_path: Path, head: str) -> None:
    path = ods(tmp_path / "a.ods", ods_table("Лист1", row("&a;" if "ENTITY a" in head else "x")), head=head)
    with pytest.raises(BadFile, match="DTD"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("tables", "parts", "told"),
    [
        (ods_table("9А", "") + ods_table("9а", ""), {}, "два листа"),
        ("<table:table>", {}, "повреждена"),
        ("", {"content.xml": "<?xml version='1.0' encoding='none-such'?><a>"}, "повреждена"),
        (ods_table("a", "<table:table-row table:number-rows-repeated='x'/>"), {}, "повреждена"),
        ("", {"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "паролем"),
        (ods_table("a", row("x" * 1_100_000)), {}, "слишком длинный"),
        (ods_table("a", row("<text:s text:c='999999999999'/>")), {}, "слишком длинный"),
    ],
)
def test_broken_and_locked_books_are_refused(tmp_path: Path, tables: str, parts: dict[str, str], told: str) -> None:
    with pytest.raises(BadFile, match=told):
        read_workbook(ods(tmp_path / "a.ods", tables, **parts))


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", ods_table("a", row("x")), **{"Basic/Standard/Module1.xml": "<x/>"})
    assert "макросы" in read_workbook(path).notices[0]


def test_cells_joined_over_several_pupils_are_told(tmp_path: Path) -> None:
    joined = CELL.format(text="9А", more=" table:number-rows-spanned='2' table:number-columns-spanned='1'")
    rows = row("Список") + row(*NAMES)
    rows += f"<table:table-row>{row(*IVANOV[:4])[17:-18]}{joined}</table:table-row>"
    rows += (
        f"<table:table-row>{row('Ким', 'Олег', '-', '05.05.2004')[17:-18]}<table:covered-table-cell/></table:table-row>"
    )
    found = read_list(ods(tmp_path / "a.ods", ods_table("Лист1", rows)), list_kind("students"), None, {}, {})
    assert [one.values["class_name"] for one in found.parts[0].rows] == ["9А", None]
    assert any("E3:E4" in notice and "только к первой строке" in notice for notice in found.notices)
