"""Hostile and foreign files are answered with one sentence before the reader of sheets sees them."""

import contextlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.errors import BadFile
from app.exchange.sheet_guard import guard_workbook
from app.exchange.sheets import read_workbook

ROOT = Path(__file__).parents[2]
PLAIN = '<row r="1"><c r="A1" t="inlineStr"><is><t>Фамилия</t></is></c></row>'


def workbook(path: Path, rows: str = PLAIN, head: str = "", **parts: bytes) -> Path:
    """A hand-made .xlsx with one sheet of the given rows, and further or other parts by name."""
    book = io.BytesIO()
    made = openpyxl.Workbook()
    made.save(book)
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = (
                    f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="http://schemas.openxmlformats.org/'
                    f'spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
                ).encode()
            if name not in parts:
                target.writestr(name, data)
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def one_sentence(path: Path) -> str:
    with pytest.raises(BadFile) as caught:
        read_workbook(path)
    text = caught.value.text
    assert path.name in text or str(path) in text
    assert text.endswith(".")
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("raw", "seems"),
    [
        (b"", "пустой"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"<html><body><table>", "HTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "XML"),
        (b"\x00\x01\x02\x03" * 50, "не узнан"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "паролем"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "повреждена"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старого Office"),
    ],
)
def test_a_foreign_file_is_named_for_what_it_is(tmp_path: Path, raw: bytes, seems: str) -> None:
    path = tmp_path / "список.xlsx"
    path.write_bytes(raw)
    assert seems in one_sentence(path)


@pytest.mark.parametrize(
    ("part", "seems"),
    [("mimetype", "OpenDocument"), ("word/document.xml", "Word"), ("xl/workbook.bin", ".xlsb"), ("a.txt", "архив ZIP")],
)
def test_another_package_is_named(tmp_path: Path, part: str, seems: str) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "x")
    assert seems in one_sentence(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "нет" in one_sentence(tmp_path / "no.xlsx")
    assert "не читается" in one_sentence(tmp_path)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    for way in ("open", "read_bytes"):
        monkeypatch.setattr(Path, way, lambda *_: pytest.fail("it was read"))
    assert "300 МБ" in one_sentence(path)


FAR = [
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "<row r='1048576'><c s='0'  r = 'XFD1048576'><v>1</v></c></row>",
    '<row r="2"><c r="xfd1048576"><v>1</v></c></row>',
    '<row r="2"><c r="A999999999999"><v>1</v></c></row>',
    '<row r="2"><c r="AAAAAAA1"><v>1</v></c></row>',
    '<row r="2"><c r="&#88;FD1048576"><v>1</v></c></row>',
    '<row r="1048576"><c><v>1</v></c></row>',
    '<row r="2"><c r="SG2"><v>1</v></c></row>',
    '<row r="2"><c r="A200000"><v>1</v></c></row>',
    '<row r="2"><c r="RZ2"><v>1</v></c><c r="A99999"><v>1</v></c></row>',
    '<row r="2"><c t="<" r="XFD1048576"><v>1</v></c></row>',
    '<row r="2"><x:c xmlns:x="urn:x" r="XFD1048576"><x:v>1</x:v></x:c></row>',
]


@pytest.mark.parametrize("rows", FAR)
def test_a_far_cell_is_refused_however_it_is_written(tmp_path: Path, rows: str) -> None:
    path = workbook(tmp_path / "far.xlsx", PLAIN + rows)
    assert path.stat().st_size < 6_000
    with pytest.raises(BadFile):
        guard_workbook(path.read_bytes(), path.name)  # by the guard itself: the reader would end the process


def test_a_styled_blank_cell_far_away_is_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ok.xlsx", PLAIN + '<row r="2"><c r="AMJ2" s="0"/></row><row r="1048576" hidden="1"/>')
    assert read_workbook(path).sheets[0].rows == [["Фамилия"]]


def test_the_far_cell_may_hide_in_any_part(tmp_path: Path) -> None:
    far = f"<worksheet><sheetData>{FAR[0]}</sheetData></worksheet>".encode()
    path = workbook(tmp_path / "far.xlsx", **{"xl/media/picture.png": far})
    with pytest.raises(BadFile):
        guard_workbook(path.read_bytes(), path.name)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x">',
    ],
)
def test_entities_are_refused(tmp_path: Path, head: str) -> None:
    assert "DTD" in one_sentence(workbook(tmp_path / "dtd.xlsx", head=head))


def test_another_encoding_cannot_hide_cells(tmp_path: Path) -> None:
    sheet = f"<worksheet><sheetData>{FAR[0]}</sheetData></worksheet>".encode("utf-16")
    path = workbook(tmp_path / "wide.xlsx", **{"xl/worksheets/sheet1.xml": sheet})
    assert "не теми знаками" in one_sentence(path)


def test_too_many_entries_doubled_names_and_missing_parts_are_refused(tmp_path: Path) -> None:
    many = {f"xl/x{number}.xml": b"" for number in range(2_100)}
    assert "частей" in one_sentence(workbook(tmp_path / "many.xlsx", **many))
    assert "повторяются" in one_sentence(workbook(tmp_path / "twice.xlsx", **{"xl/WORKBOOK.xml": b"<x/>"}))
    path = tmp_path / "part.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "повреждена" in one_sentence(path)


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].title = "9А"
    book.create_sheet("9Б")
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("9Б".encode(), "9А".encode())
    assert "два листа" in one_sentence(workbook(tmp_path / "two.xlsx", **parts))


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "cut.xlsx")
    raw = path.read_bytes()
    for cut in (40, len(raw) // 2, len(raw) - 5):
        path.write_bytes(raw[:cut])
        one_sentence(path)
    for place in range(30, len(raw), 97):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 0x55]) + raw[place + 1 :])
        with contextlib.suppress(BadFile):  # any other exception fails the test
            read_workbook(path)
