"""Old Excel workbooks: every kind of cell, texts cut between records, and books that lie about themselves."""

import struct
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import python_calamine

from app.errors import BadFile
from app.exchange.number_formats import Formats
from app.exchange.sheets import Sheet, read_workbook
from data.books import ole, record, save_xls, shared, xls, xls_cell

CELL = xls_cell(0, 0, 1, {})


def read(path: Path, cells: bytes, more: bytes = b"") -> Sheet:
    return read_workbook(xls(path / "a.xls", [("Лист1", cells)], more)).sheets[0]


def number(row: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, 0, style, value))


def test_every_kind_of_cell_is_read(tmp_path: Path) -> None:
    cells = (
        xls_cell(0, 0, "общий текст", texts := {})
        + record(0x204, struct.pack("<HHHHB", 1, 0, 0, 3, 0) + b"abc")
        + record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, 7 << 2 | 2, 0, 1250 << 2 | 3, 1))
        + number(3, -1.5)
        + record(0x205, struct.pack("<HHHBB", 4, 0, 0, 1, 0))
        + record(0x205, struct.pack("<HHHBB", 5, 0, 0, 0x2A, 1))
        + record(0x06, struct.pack("<HHHdHI", 6, 0, 0, 2.0, 0, 0))
        + record(0x06, struct.pack("<HHHBxB3xHHI", 7, 0, 0, 0, 0, 0xFFFF, 0, 0))
        + record(0x207, struct.pack("<HB", 5, 1) + "вывод".encode("utf-16-le"))
        + record(0x06, struct.pack("<HHHBxB3xHHI", 8, 0, 0, 2, 7, 0xFFFF, 0, 0))
        + record(0x27E, struct.pack("<HHHI", 9, 0, 0, ((-5 & 0x3FFFFFFF) << 2) | 2))
        + number(10, 38018.5, 1)
        + record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 6))  # a chart with numbers of its own
        + number(20, 5)
        + record(0x0A)
    )
    sheet = read(tmp_path, cells, shared(texts, 1))
    assert [row[0] for row in sheet.rows] == [
        "общий текст", "abc", 7, -1.5, True, "", 2, "вывод", "", -5, datetime(2004, 2, 1, 12),
    ]  # fmt: skip
    assert sheet.rows[2][1] == 12.5
    assert sheet.marks.errors == {(6, 1): "#N/A", (9, 1): "#DIV/0!"}
    assert sheet.marks.formulas == 3


def test_the_hidden_and_the_joined_are_noted(tmp_path: Path) -> None:
    cells = (
        record(0x7D, struct.pack("<HHHHHH", 1, 3, 0, 0, 1, 0))
        + record(0x208, struct.pack("<HHHHHHI", 0, 0, 1, 0, 0, 0, 0x20))
        + record(0xE5, struct.pack("<HHHHH", 1, 0, 4, 0, 0))
    )
    marks = read(tmp_path, CELL + cells).marks
    assert (marks.hidden_rows, marks.hidden_columns, marks.merged) == (1, 3, [(1, 1, 5, 1)])


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    rows = [["Фамилия", "x" * 300], [date(2004, 2, 1), 1.5], [10**11, "é"], *([f"т{i}" * 40, i] for i in range(2000))]
    path = save_xls(tmp_path / "a.xls", rows)
    assert read_workbook(path).sheets[0].rows == rows
    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        assert book.get_sheet_by_index(0).to_python() == rows


@pytest.mark.parametrize("cut", [9, 10, 12, 13, 14, 20])
@pytest.mark.parametrize("wide", [(1, 1), (0, 1), (0, 0)])
def test_a_text_may_be_cut_anywhere_between_records(tmp_path: Path, cut: int, wide: tuple[int, int]) -> None:
    def letters(text: str, kind: int) -> bytes:
        return text.encode("utf-16-le" if kind else "latin-1")

    first, second = wide
    begin = struct.pack("<II", 1, 1) + struct.pack("<HBH", 8, first | 8, 1)
    taken = (cut - 8) // 2
    text = "abcdefgh"
    chunks = begin + letters(text[:taken], first), bytes([second]) + letters(text[taken:], second) + b"\0\0\0\0"
    table = b"".join(struct.pack("<HH", 0x3C if number else 0xFC, len(one)) + one for number, one in enumerate(chunks))
    assert read(tmp_path, record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)), table).rows == [[text]]


def test_texts_of_excel_95_are_in_cp1251(tmp_path: Path) -> None:
    bof = struct.pack("<HHHH", 0x500, 5, 0, 0)
    name = "Лист".encode("cp1251")
    begin = record(0x809, bof) + record(0x42, struct.pack("<H", 1251))
    place = len(begin) + 4 + 7 + len(name) + 4
    begin += record(0x85, struct.pack("<IBBB", place, 0, 0, len(name)) + name) + record(0x0A)
    text = "Ёлкин".encode("cp1251")
    cells = record(0x204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)
    path = tmp_path / "a.xls"
    path.write_bytes(ole(begin + record(0x809, bof) + cells + record(0x0A), "Book"))
    (sheet,) = read_workbook(path).sheets
    assert (sheet.name, sheet.rows) == ("Лист", [["Ёлкин"]])


BROKEN: list[tuple[bytes, bytes, str]] = [
    (CELL, record(0x2F, bytes(4)), "паролем"),
    (CELL + number(65535, 1)[:4] + struct.pack("<HHHd", 65535, 255, 0, 1), b"", "слишком далеко"),
    (CELL + record(0x203, struct.pack("<HHHd", 0, 65535, 0, 1)), b"", "слишком далеко"),
    (CELL, record(0xFC, struct.pack("<II", 1, 0xFFFFFFFF)), "разных текстов"),
    (CELL, record(0xFC, struct.pack("<IIHB", 1, 1, 0xFFFF, 1)), "повреждена"),
    (CELL, record(0xFC, struct.pack("<IIHBI", 1, 1, 1, 4, 0xFFFFFFFF) + b"a"), "повреждена"),
    (record(0xFD, struct.pack("<HHHI", 0, 0, 0, 5)), b"", "повреждена"),
    (record(0x203, b"\0\0"), b"", "повреждена"),
    (record(0xBD, struct.pack("<HHI", 0, 0, 0)), b"", "повреждена"),
    (record(0x0A), b"", ""),
    (struct.pack("<HH", 0x203, 0xFFFF), b"", "повреждена"),
]


@pytest.mark.parametrize(("cells", "more", "told"), BROKEN)
def test_what_is_broken_or_too_large_is_refused(tmp_path: Path, cells: bytes, more: bytes, told: str) -> None:
    path = xls(tmp_path / "a.xls", [("Лист1", cells)], more)
    if not told:
        assert read_workbook(path).sheets[0].rows == []
        return
    with pytest.raises(BadFile, match=told):
        read_workbook(path)


def test_dimensions_that_lie_are_not_believed(tmp_path: Path) -> None:
    lie = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    assert read(tmp_path, lie + CELL).rows == [[1]]


def test_sheets_of_one_name_or_one_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="два листа"):
        read_workbook(xls(tmp_path / "a.xls", [("9А", CELL), ("9а", CELL)]))

    def same_place(stream: bytes) -> bytes:
        first, second = (stream.find(struct.pack("<HH", 0x85, 8 + 2 * 2)), stream.rfind(struct.pack("<HH", 0x85, 12)))
        return ole(stream[: second + 4] + stream[first + 4 : first + 8] + stream[second + 8 :])

    with pytest.raises(BadFile, match="повреждена"):
        read_workbook(xls(tmp_path / "b.xls", [("9А", CELL), ("9Б", CELL)], wrap=same_place))


def ring(raw: bytes) -> bytes:
    """The container with every sector of its table followed by the first one."""
    (table,) = struct.unpack_from("<I", raw, 76)
    place = (table + 1) * 512
    return raw[:place] + bytes(512) + raw[place + 512 :]


@pytest.mark.parametrize(
    "spoil",
    [
        ring,
        lambda raw: raw[:600],
        lambda raw: raw[:30] + b"\x20\x00" + raw[32:],
        lambda raw: raw[:48] + b"\x00\xff\x00\x00" + raw[52:],
        lambda raw: raw[:68] + b"\x00\x00\x00\x00" + raw[72:],
    ],
)
def test_a_container_that_bites_its_tail_ends(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = save_xls(tmp_path / "a.xls", [["Workbook", 1]])
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(BadFile, match="повреждена|старого Office"):  # noqa: RUF043
        read_workbook(path)


def test_numbers_are_days_and_times_by_their_format() -> None:
    codes = [
        "0.00",
        "dd/mm/yy;@",
        "[$-419]д mmmm гггг",
        "h:mm",
        "[h]:mm:ss",
        '0"д"',
        "[Red]0",
        "00000",
        "mmmm",
        "General",
    ]
    formats = Formats()
    for id, code in enumerate(codes, 200):
        formats.name(id, code)
        formats.add(id)
    read = [type(formats.read(style, 38018.25)).__name__ for style in range(len(codes))]
    assert read == ["float", "datetime", "datetime", "timedelta", "timedelta", *["float"] * 3, "datetime", "float"]
    assert (formats.width(7), formats.width(0), formats.width(99)) == (5, 0, 0)
    assert formats.read(1, 38018) == date(2004, 2, 1)
    assert formats.read(3, 0.5) == timedelta(hours=12)
    assert formats.read(1, 1e300) == int(1e300)
    assert formats.read(0, float("inf")) == "inf"
    formats.since_1904 = True
    assert formats.read(1, 38018 - 1462) == date(2004, 2, 1)
