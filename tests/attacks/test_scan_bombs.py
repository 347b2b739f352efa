"""S23–S25: scans that would take all memory or time, and codes on a page that no program of ours printed."""

import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.errors import BadFile
from app.printer.page_code import read_code
from app.printer.scan import open_source, read_page

ROOT = Path(__file__).parents[2]
MEMORY = 700  # megabytes over what the program takes by itself
CHILD = """
import resource, sys, time
from pathlib import Path
import numpy, PIL.Image, pypdfium2, zxingcpp
from app.errors import BadFile
from app.printer.scan import open_source, read_page
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + (int(sys.argv[2]) << 20)
resource.setrlimit(resource.RLIMIT_AS, (most, most))
start = time.process_time()
try:
    with open_source(Path(sys.argv[1])) as source:
        found = read_page(source, 0, lambda code: None)
    told = "read " + str(found.code)
except BadFile as refused:
    told = refused.text
print(time.process_time() - start, told)
"""


def big_page(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(14_400, 14_400))
    canvas.drawString(72, 72, "x")
    canvas.showPage()
    canvas.save()


def claimed_png(path: Path) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(30_000 * 3_751), 9))  # whole and true: 900 million dots
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b""))


def many_frames(path: Path) -> None:
    """Two thousand pages that are all the same bytes: a file of 200 KB."""
    wide, high = 600, 850
    dots = b"\xff" * (wide // 8 * high)
    tags = ((256, wide), (257, high), (258, 1), (259, 1), (262, 1), (273, 8), (277, 1), (278, high), (279, len(dots)))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    size, start = 2 + len(entries) + 4, 8 + len(dots)
    pages = [
        struct.pack("<H", len(tags)) + entries + struct.pack("<I", start + size * (place + 1) if place < 1_999 else 0)
        for place in range(2_000)
    ]
    path.write_bytes(b"II*\0" + struct.pack("<I", start) + dots + b"".join(pages))


def with_exif(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "x" * 60_000  # a description as long as the format allows
    Image.new("L", (1240, 1754), 255).save(path, exif=exif, icc_profile=bytes(500_000))


def script_pdf(path: Path) -> None:
    action = b"<</S/JavaScript/JS(app.alert(1))>>"
    objects = (b"<</Type/Catalog/Pages 2 0 R/OpenAction %s>>" % action, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O<</S/Launch/F(calc.exe)>>>>>>"
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, one) for number, one in enumerate((*objects, page), 1))
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Size 4/Root 1 0 R>>\n%%EOF")


BOMBS: list[tuple[str, Callable[[Path], None], str]] = [
    ("page.pdf", big_page, "read None"),
    ("bomb.png", claimed_png, "слишком велика"),
    ("frames.tif", many_frames, "read None"),
    ("exif.jpg", with_exif, "read None"),
    ("script.pdf", script_pdf, "read None"),
]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by RLIMIT_AS and read from /proc")
@pytest.mark.parametrize(("name", "make", "words"), BOMBS, ids=[one[0] for one in BOMBS])
def test_a_bomb_is_answered_in_bounded_memory(
    tmp_path: Path, name: str, make: Callable[[Path], None], words: str, record_property: Callable[[str, object], None]
) -> None:
    """The processor's seconds are recorded for ``tests/bench/bench_attacks.py``."""
    make(path := tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(MEMORY)],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seconds, _, told = done.stdout.strip().partition(" ")
    record_property("seconds", float(seconds))
    assert words in told


CODES = {
    "long": "x" * 2_900,
    "link": "https://example.ru/?q=1",
    "command": "=cmd|' /C calc'!A0",
    "path": "../../../etc/passwd",
    "device": "\\\\host\\share\\x",
    "markup": "<img src=x>",
    "numbers": "1" * 3_000,
    "empty": " ",
}


@pytest.mark.parametrize("name", CODES)
def test_a_foreign_code_is_no_page_of_ours(tmp_path: Path, name: str) -> None:
    paper = Image.new("L", (1240, 1754), 255)
    code = zxingcpp.create_barcode(CODES[name], zxingcpp.BarcodeFormat.QRCode)
    paper.paste(Image.fromarray(np.asarray(code.to_image(scale=4))), (200, 300))
    paper.save(path := tmp_path / "a.png")
    asked: list[object] = []
    with open_source(path) as source:
        found = read_page(source, 0, asked.append)
    assert (found.code, found.boxes, asked) == (None, (), [])


def test_a_code_is_read_or_is_none_whatever_it_says(seed: int) -> None:
    dice = random.Random(seed)
    for text in (*CODES.values(), *("".join(map(chr, dice.choices(range(1, 1200), k=40))) for _ in range(300))):
        assert read_code(text) is None


def test_a_cut_picture_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    whole = BytesIO()
    Image.effect_noise((800, 1100), 60).save(whole, "JPEG")
    for part in (0.01, 0.5, random.Random(seed).random()):
        (path := tmp_path / "cut.jpg").write_bytes(whole.getvalue()[: int(len(whole.getvalue()) * part)])
        with suppress(BadFile), open_source(path) as source:
            assert read_page(source, 0, lambda _: None).code is None
