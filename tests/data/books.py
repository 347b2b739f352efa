"""The same table as an .xlsx, .ods, .xls and .csv, the last three written here by hand; and parts for broken ones."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl

Table = Sequence[Sequence[object]]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_DAY_STYLE, _ZEROS_STYLE = 1, 2  # of the .xls below; the zeros show eleven digits


class Zeros(int):
    """A number that its format shows as eleven digits."""


def save_xlsx(path: Path, rows: Table, title: str = "Лист1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell == "":
                continue
            made = sheet.cell(number, column, cell)  # type: ignore[arg-type]
            if isinstance(cell, date):
                made.number_format = "DD.MM.YYYY"
            elif isinstance(cell, str):
                made.data_type = "s"  # «=1+1» as a text
            elif isinstance(cell, Zeros):
                made.value, made.number_format = int(cell), "00000000000"
    book.save(path)
    return path


def save_csv(path: Path, rows: Table, encoding: str = "cp1251", separator: str = ";") -> Path:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([[_typed(cell) for cell in row] for row in rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _typed(cell: object) -> str:
    if isinstance(cell, Zeros):
        return f"{cell:011}"
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)


def save_ods(path: Path, rows: Table, title: str = "Лист1") -> Path:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    tail = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    return ods(path, ods_table(title, lines + tail))


def ods_table(title: str, rows: str, more: str = "") -> str:
    return f"<table:table table:name={quoteattr(title)}{more}>{rows}</table:table>"


def _ods_cell(cell: object) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        about = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        about = f'office:value-type="float" office:value="{int(cell) if isinstance(cell, Zeros) else cell}"'
    else:
        about = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _typed(cell).split("\n"))
    return f"<table:table-cell {about}>{lines}</table:table-cell>"


def ods(path: Path, tables: str, before: str = "", head: str = "", **parts: str) -> Path:
    """An .ods with the given tables, what stands before them in the book, and before the content's first tag."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "draw")
    )
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content{spaces} office:version="1.2">{before}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        for name, text in {"content.xml": content, "META-INF/manifest.xml": manifest, **parts}.items():
            package.writestr(name, text)
    return path


def save_xls(path: Path, rows: Table, title: str = "Лист1") -> Path:
    texts: dict[str, int] = {}
    cells = b"".join(
        xls_cell(row, column, cell, texts)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if cell != ""
    )
    return xls(path, [(title, cells)], shared(texts, sum(map(len, rows))))


def xls(
    path: Path, sheets: Iterable[tuple[str, bytes]], more: bytes = b"", wrap: Callable[[bytes], bytes] | None = None
) -> Path:
    """An .xls with sheets of the given records, and more records of the book before them."""
    formats = record(0x41E, struct.pack("<H", 165) + _unicode("dd\\.mm\\.yyyy"))
    formats += record(0x41E, struct.pack("<H", 166) + _unicode("00000000000"))
    styles = b"".join(record(0xE0, struct.pack("<HH16x", 0, id)) for id in (0, 165, 166))
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + formats + styles + more
    sheets = list(sheets)
    place = len(begin) + sum(12 + 2 * len(name) for name, _ in sheets) + 4
    listed, bodies = b"", b""
    for name, cells in sheets:
        listed += record(
            0x85, struct.pack("<IBBBB", place + len(bodies), 0, 0, len(name), 1) + name.encode("utf-16-le")
        )
        bodies += record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + cells + record(0x0A)
    path.write_bytes((wrap or ole)(begin + listed + record(0x0A) + bodies))
    return path


def record(kind: int, data: bytes = b"") -> bytes:
    """A record, continued where it is longer than a record may be."""
    made = b""
    while True:
        made += struct.pack("<HH", kind, len(data[:8224])) + data[:8224]
        data, kind = data[8224:], 0x3C
        if not data:
            return made


def xls_cell(row: int, column: int, cell: object, texts: dict[str, int]) -> bytes:
    """The record of a cell; ``texts`` are those that the sheets share, and grow."""
    if isinstance(cell, str):
        return record(0xFD, struct.pack("<HHHI", row, column, 0, texts.setdefault(cell, len(texts))))
    style = _DAY_STYLE if isinstance(cell, date) else _ZEROS_STYLE if isinstance(cell, Zeros) else 0
    number = (cell - date(1899, 12, 30)).days if isinstance(cell, date) else cell
    if isinstance(number, int) and 0 <= number < 1 << 29:
        return record(0x27E, struct.pack("<HHHI", row, column, style, number << 2 | 2))
    return record(0x203, struct.pack("<HHHd", row, column, style, float(number)))  # type: ignore[arg-type]


def shared(texts: Iterable[str], uses: int) -> bytes:
    """The table of shared texts; none is cut by the end of a record."""
    texts = list(texts)
    chunks = [struct.pack("<II", uses, len(texts))]
    for text in map(_unicode, texts):
        if len(chunks[-1]) + len(text) > 8224:
            chunks.append(b"")
        chunks[-1] += text
    return b"".join(record(0x3C if number else 0xFC, chunk) for number, chunk in enumerate(chunks))


def _unicode(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """An OLE container of 512-byte sectors with one stream in it."""
    stream = stream.ljust(4096, b"\0")
    sectors = [stream[place : place + 512].ljust(512, b"\0") for place in range(0, len(stream), 512)]
    tables = -(-(len(sectors) + 2) // 127)  # each tells of 128 sectors; those of the tables and one more are told too
    entry = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(name, 2, 0, len(stream)) + bytes(256)
    chain = [*range(1, len(sectors)), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    chain += [0xFFFFFFFF] * (128 * tables - len(chain))
    listed = [*range(len(sectors) + 1, len(sectors) + 1 + tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, len(sectors), 0, 4096, *[0xFFFFFFFE, 0] * 2
    )
    head += struct.pack("<109I", *listed, *[0xFFFFFFFF] * (109 - tables))
    return head + b"".join(sectors) + entry + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    made = spelt.ljust(64, b"\0") + struct.pack("<HBBIII", len(spelt), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return made + bytes(36) + struct.pack("<IQ", start, size)
