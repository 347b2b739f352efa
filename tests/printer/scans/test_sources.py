"""Files that come as scans: every kind that is read, and everything that is refused in a sentence."""

import random
import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.errors import AppError, BadFile
from app.printer.scan import open_source, read_page
from app.printer.scans.plain import MOST_DOTS
from data.scan_table import register
from data.signed_papers import printed
from data.worn import scanned

PAGE = printed(0)[0]
KNOWN = register()


@cache
def scan(page: int = 0, turn: int = 0) -> Image.Image:
    return scanned(printed(page)[0].paper(), random.Random(1), {"dpi": 150, "noise": 2, "turn": turn})


def read(path: Path, place: int = 0):
    with open_source(path) as source:
        return read_page(source, place, lambda code: KNOWN.get((code.number, code.page)))


def saved(path: Path, image: Image.Image, **given) -> Path:
    image.save(path, **given)
    return path


@pytest.mark.parametrize(
    ("name", "mode", "given"),
    [
        ("скан.jpg", "RGB", {"quality": 80}),
        ("grey.jpg", "L", {"quality": 80}),
        ("скан.png", "RGB", {}),
        ("alpha.png", "RGBA", {}),
        ("palette.png", "P", {}),
        ("скан.tif", "RGB", {"compression": "tiff_lzw"}),
        ("fax.tif", "1", {"compression": "group4"}),
        ("cmyk.jpg", "CMYK", {"quality": 90}),
        ("скан.pdf", "RGB", {"resolution": 150}),
        ("fax.pdf", "1", {"resolution": 150}),
        ("name-lies.txt", "RGB", {"format": "JPEG"}),
    ],
)
def test_every_kind_of_picture_is_read(name: str, mode: str, given: dict, tmp_path: Path) -> None:
    image = scan().point(lambda value: 255 * (value > 150)) if mode == "1" else scan()
    found = read(saved(tmp_path / name, image.convert(mode), **given))
    assert found.code is not None
    assert (found.code.number, found.mixed) == (1, False)
    assert len(found.boxes) == len(PAGE.blank.boxes)
    assert all(one.state == "empty" for one in found.boxes)
    assert found.quality is not None
    assert abs(found.quality.dpi - 150) <= 2


def test_pages_of_one_tiff_and_of_one_pdf_keep_their_order(tmp_path: Path) -> None:
    pages = [scan(), scan(turn=180), scan(1)]
    for name, given in (("a.tif", {"compression": "jpeg"}), ("a.pdf", {"resolution": 150})):
        path = saved(tmp_path / name, pages[0], save_all=True, append_images=pages[1:], **given)
        found = [read(path, place) for place in range(3)]
        assert [one.code.number for one in found if one.code] == [1, 1, 2]
        assert [one.turn for one in found] == [0, 180, 0]


def test_two_papers_on_one_picture_are_told(tmp_path: Path) -> None:
    one, other = scan(), scan(1)
    both = Image.new("RGB", (one.width + other.width, max(one.height, other.height)), "white")
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    found = read(saved(tmp_path / "two.jpg", both))
    assert found.mixed
    assert found.code is None
    assert found.boxes == ()


def test_a_page_without_codes_or_of_another_program_is_no_page_of_ours(tmp_path: Path) -> None:
    import zxingcpp

    blank = Image.new("RGB", (1240, 1754), "white")
    assert read(saved(tmp_path / "white.png", blank)).code is None
    code = zxingcpp.create_barcode("https://example.ru/?q=" + "x" * 900, zxingcpp.BarcodeFormat.QRCode)
    blank.paste(Image.fromarray(np.asarray(code.to_image(scale=4))), (300, 500))
    found = read(saved(tmp_path / "other.png", blank))
    assert (found.code, found.mixed, found.boxes) == (None, False, ())
    assert Image.open(BytesIO(found.picture)).size == (1240, 1754)  # kept to be told by hand


def png_bomb(wide: int, high: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be huge."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf_of(pages: int, size: tuple[float, float] = (595, 842), password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    file = BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, pagesize=size, encrypt=encryption)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pdf_with_bomb() -> bytes:
    """A PDF whose page holds a picture that claims 60,000 × 60,000 dots."""
    content = zlib.compress(b"\0" * 1000)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 27>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        b"<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    file = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return file + end % (len(objects) + 1, table, len(objects) + 1, len(file))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        ("Список учеников 9А класса\n".encode() * 50, "не скан"),
        (b"PK\x03\x04" + b"\0" * 500, "не скан"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 500, "HEIC"),
        (b"%PDF-1.7\n%%EOF", "повреждён или обрезан"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "не"),
        (png_bomb(200_000, 200_000), "слишком велика"),
        (png_bomb(40, 40), "слишком мала"),
        (pdf_of(1, password="тайна"), "закрыт паролем"),
        (pdf_of(10_000), "страниц: 10000"),
        (pdf_of(1, size=(14_000, 3)), "не похожа на лист"),
        (pdf_with_bomb(), "слишком велика"),
    ],
    ids="empty text zip heic pdf-head jpeg-head bomb dot locked long ribbon pdf-bomb".split(),
)
def test_what_is_no_scan_is_refused_in_a_sentence(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "файл"
    path.write_bytes(content)
    with pytest.raises(BadFile) as refusal:
        read(path)
    assert words in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "нет.pdf", tmp_path, Path("a\0b")):
        with pytest.raises(BadFile):
            read(path)


@pytest.mark.parametrize("kind", ["pdf", "jpg", "png", "tif"])
def test_a_file_cut_anywhere_is_read_or_refused(kind: str, tmp_path: Path, seed: int) -> None:
    pages = [scan(), scan()]
    given = {"save_all": True, "append_images": pages[1:]} if kind in {"pdf", "tif"} else {}
    whole = saved(tmp_path / f"whole.{kind}", pages[0], **given).read_bytes()
    source = random.Random(seed)
    for part in (0.001, 0.3, 0.9, source.random()):
        path = tmp_path / f"cut.{kind}"
        path.write_bytes(whole[: int(len(whole) * part)])
        try:
            found = read(path)
        except AppError:
            continue
        assert found.code is None or found.code.number == 1


def test_the_limit_lets_the_largest_scanner_through() -> None:
    assert 600 / 25.4 * 297 * 600 / 25.4 * 420 < MOST_DOTS < 2e8


def test_a_page_laid_worse_than_half_is_left_to_a_person(tmp_path: Path) -> None:
    """Codes of the page on a paper with quite other print: nothing is called signed or empty."""
    wrong = np.asarray(scan()).copy()
    wrong[240:-260] = np.asarray(scan(1).resize((wrong.shape[1], wrong.shape[0])))[240:-260]
    found = read(saved(tmp_path / "wrong.png", Image.fromarray(wrong)))
    if found.code is not None:
        assert {one.state for one in found.boxes} == {"doubtful"}
        assert all(one.cut and one.blank_cut for one in found.boxes)
