"""Hostile files are refused in little memory: each is opened by a child that may not have more.

The child's address space is bounded, so a reader that asked for more would die and not merely be told of it. The
processor's seconds are recorded for ``tests/bench/bench_attacks.py``, which compares them with its budget.
"""

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.books import ods, ods_table, record, save_xls, xls, xls_cell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_AS is of POSIX")
ROOT = Path(__file__).parents[2]
MEMORY = 200  # megabytes, and what the measuring itself may cost is not among them
CHILD = """
import resource, sys, time
from pathlib import Path
import python_calamine, openpyxl
from app.errors import BadFile
from app.exchange.sheets import read_workbook
pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
most = pages * resource.getpagesize() + (int(sys.argv[2]) << 20)
resource.setrlimit(resource.RLIMIT_AS, (most, most))
start = time.process_time()
try:
    read_workbook(Path(sys.argv[1]))
    told = "read"
except BadFile as refused:
    told = refused.text
print(time.process_time() - start, told)
"""


def child(path: Path) -> tuple[float, str]:
    """The processor's seconds that reading took, and the refusal, or «read»."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(MEMORY)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seconds, _, told = done.stdout.strip().partition(" ")
    return float(seconds), told


def workbook(path: Path, **parts: bytes | int) -> Path:
    """An .xlsx with other parts: bytes, or so many megabytes of shared texts."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Фамилия"])
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in [name for name in source.namelist() if name not in parts]:
            target.writestr(name, source.read(name))
        for name, data in parts.items():
            with target.open(name, "w", force_zip64=True) as part:
                for piece in [data] if isinstance(data, bytes) else [b"<si><t>a</t></si>" * 61_680] * data:
                    part.write(piece)
    return path


SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str, before: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'.encode()


def texts_of(attributes: str) -> bytes:
    return f'<sst xmlns="{MAIN}" {attributes}><si><t>a</t></si></sst>'.encode()


def lying(path: Path) -> Path:
    """A bomb whose directory says that it is small."""
    raw = bytearray(workbook(path, **{TEXTS: 200}).read_bytes())
    place = raw.rfind(TEXTS.encode()) - 46
    raw[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    return path


def many_texts(path: Path) -> Path:
    texts = "".join(f"<si><t>{number}</t></si>" for number in range(1_000_000))
    return workbook(path, **{TEXTS: f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()})


def many_entries(path: Path) -> Path:
    """A directory of 600,000 empty parts, all told to be the same bytes."""
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 600_000
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFE, 0xFFFE, count * len(entry), len(local), 0)
    path.write_bytes(local + entry * count + end)
    return path


def flood(path: Path) -> Path:
    cell = "<table:table-cell table:number-columns-repeated='500'><text:p>x</text:p></table:table-cell>"
    return ods(path, ods_table("a", f"<table:table-row table:number-rows-repeated='199999'>{cell}</table:table-row>"))


def inflated(path: Path) -> Path:
    with zipfile.ZipFile(ods(path, ods_table("a", "")), "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("Pictures/a.png", bytes(300 << 20))
    return path


def laughs(path: Path) -> Path:
    entities = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY a0 "ха">{entities}]>'
    return ods(path, ods_table("a", "<table:table-row/>"), head=head)


def far(path: Path) -> Path:
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return workbook(path, **{SHEET: sheet_of(row)})


def long_line(path: Path) -> Path:
    with path.open("wb") as file:
        file.write(b"a;b\n")
        file.write(b"x" * (31 << 20))
    return path


CELL = xls_cell(0, 0, 1, {})
MANY = record(0xFC, struct.pack("<II", 1, 1 << 31))
LIE = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
HOSTILE: list[tuple[str, Callable[[Path], Path], str]] = [
    ("bomb.xlsx", lambda path: workbook(path, **{TEXTS: 1000}), "в распакованном виде"),
    ("lying.xlsx", lying, "повреждена"),
    ("far.xlsx", far, "слишком далеко"),
    ("texts.xlsx", many_texts, "разных текстов"),
    ("entries.xlsx", many_entries, "частей"),
    ("flood.ods", flood, "слишком далеко"),
    ("inflated.ods", inflated, "в распакованном виде"),
    ("laughs.ods", laughs, "DTD"),
    ("texts.xls", lambda path: xls(path, [("a", CELL)], MANY), "разных текстов"),
    ("far.xls", lambda path: save_xls(path, [[1], *[[]] * 65_534, [*[""] * 255, 1]]), "слишком далеко"),
    ("line.csv", long_line, "слишком длинна"),
    ("cells.csv", lambda path: path.write_bytes((b";" * 499 + b"\n") * 60_000) and path, "слишком далеко"),
    ("quote.csv", lambda path: path.write_bytes(b'a;b\n"' + b"x;y\n" * 7_000_000) and path, "слишком длинна"),
    # what only boasts of its size is read as it is
    ("boast.xls", lambda path: xls(path, [("a", LIE + CELL)]), "read"),
    ("boast.xlsx", lambda path: workbook(path, **{SHEET: sheet_of("", '<dimension ref="A1:XFD1048576"/>')}), "read"),
    ("count.xlsx", lambda path: workbook(path, **{TEXTS: texts_of('uniqueCount="4000000000"')}), "разных текстов"),
    ("zeros.xlsx", lambda path: workbook(path, **{TEXTS: texts_of("uniqueCount = '0009000000'")}), "разных текстов"),
    ("few.xlsx", lambda path: workbook(path, **{TEXTS: texts_of('count="4000000000" uniqueCount="9"')}), "read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "told"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_hostile_file_is_answered_in_little_memory(
    tmp_path: Path, name: str, make: Callable[[Path], Path], told: str, record_property: Callable[[str, object], None]
) -> None:
    seconds, answer = child(make(tmp_path / name))
    record_property("seconds", seconds)
    assert told in answer
