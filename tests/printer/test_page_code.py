"""The code on each page: its text, its rectangles, and that a scan reads it."""

import random

import pytest

from app.printer.forms import FORMS
from app.printer.graduates import GRADUATES
from app.printer.page import draw
from app.printer.page_code import Codes, code_for_eyes, page_code
from app.services.progress import silent
from data.papers import class_of, codes_in, pictures_of, sheet_of, stamp_of


def test_text_of_the_code_is_as_documented() -> None:
    sheet = sheet_of(GRADUATES, [])
    assert page_code(sheet, 17, "a1b2c3d4e5f6", 1, 3) == "PSH1|700101|2019-20|graduates|9А|17|1/3|a1b2c3d4e5f6"
    assert page_code(sheet_of(GRADUATES, [], code=""), 1, "0" * 12, 1, 1).startswith("PSH1|-|")
    assert code_for_eyes("a1b2c3d4e5f6") == "a1b2 c3d4 e5f6"


def test_rectangles_cover_the_black_modules_once() -> None:
    import segno

    text = "PSH1|700101|2019-20|graduates|9А|17|1/3|a1b2c3d4e5f6"
    side, bars = Codes().bars(text)
    covered = [
        (x, y) for left, top, wide, high in bars for x in range(left, left + wide) for y in range(top, top + high)
    ]
    matrix = segno.make(text, error="m", micro=False, encoding="utf-8", eci=True).matrix
    assert sorted(covered) == sorted((x, y) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit)
    assert side == len(matrix)
    assert len(bars) < len(covered) / 2


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_code_of_every_page_is_read_at_150_dpi(form, count: int) -> None:
    sheet = sheet_of(form, class_of(count))
    stamp = stamp_of(sheet)
    drawn = draw(sheet, stamp, silent)
    for page, picture in enumerate(pictures_of(drawn.pdf), 1):
        assert codes_in(picture) == [page_code(sheet, 17, stamp.fingerprint, page, drawn.pages)]


def test_code_is_read_from_a_poor_copy() -> None:
    """Turned by two degrees, blurred and speckled, as a worn office copier gives it."""
    from PIL import Image, ImageFilter

    sheet = sheet_of(GRADUATES, class_of(3), class_name="12ГИМН", code="000001")
    stamp = stamp_of(sheet, number=123456)
    picture = pictures_of(draw(sheet, stamp, silent).pdf)[0]
    worn = picture.rotate(2, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    worn = worn.filter(ImageFilter.GaussianBlur(0.7))
    source = random.Random(5)
    for _ in range(worn.width * worn.height // 300):
        worn.putpixel((source.randrange(worn.width), source.randrange(worn.height)), source.choice((0, 255)))
    assert codes_in(worn) == [page_code(sheet, 123456, stamp.fingerprint, 1, 1)]
