"""The code on each page: its text, its rectangles, and that a scan reads it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printer.forms import FORMS
from app.printer.graduates import GRADUATES
from app.printer.page import draw
from app.printer.page_code import PageCode, bars, code_for_eyes, page_code, read_code
from app.printer.page_marks import corner_marks, read_mark
from app.services.progress import silent
from data.for_forms import class_for, records_for
from data.papers import class_of, codes_in, pictures_of, sheet_of, stamp_of


def test_text_of_the_code_is_as_documented() -> None:
    sheet = sheet_of(GRADUATES, [])
    assert page_code(sheet, 17, "a1b2c3d4e5f6", 1, 3) == "PSH1|700101|2019-20|graduates|9А|17|1/3|a1b2c3d4e5f6"
    assert page_code(sheet_of(GRADUATES, [], code=""), 1, "0" * 12, 1, 1).startswith("PSH1|-|")
    assert code_for_eyes("a1b2c3d4e5f6") == "a1b2 c3d4 e5f6"


def test_rectangles_cover_the_black_modules_once_and_make_the_code() -> None:
    import zxingcpp
    from PIL import Image

    text = "PSH1|700101|2019-20|graduates|9А|17|1/3|a1b2c3d4e5f6"
    side, black = bars(text, "M")
    covered = [
        (x, y) for left, top, wide, high in black for x in range(left, left + wide) for y in range(top, top + high)
    ]
    assert len(covered) == len(set(covered))
    assert len(black) < len(covered) / 2
    assert all(0 <= x < side and 0 <= y < side for x, y in covered)
    picture = Image.new("L", (side + 8, side + 8), 255)
    for x, y in covered:
        picture.putpixel((x + 4, y + 4), 0)
    assert zxingcpp.read_barcode(picture.resize((side * 4 + 32, side * 4 + 32), Image.Resampling.NEAREST)).text == text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_code_of_every_page_is_read_at_150_dpi(form, count: int) -> None:
    sheet = sheet_of(form, records_for(form, count), class_for(form))
    stamp = stamp_of(sheet)
    drawn = draw(sheet, stamp, silent)
    for page, picture in enumerate(pictures_of(drawn.pdf), 1):
        found = codes_in(picture)
        assert page_code(sheet, 17, stamp.fingerprint, page, drawn.pages) in found
        marks = [read_mark(one) for one in found if not one.startswith("PSH1")]
        assert sorted(corner for corner, _ in filter(None, marks)) == ["A", "B", "C"]
        assert {told for _, told in filter(None, marks)} == {PageCode(17, page, stamp.fingerprint[:8])}


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
    assert page_code(sheet, 123456, stamp.fingerprint, 1, 1) in codes_in(worn)


def test_main_code_is_taken_apart_again() -> None:
    told = read_code("PSH1|700101|2019-20|graduates|9А|17|2/3|a1b2c3d4e5f6")
    assert told == PageCode(17, 2, "a1b2c3d4e5f6", "700101", "2019-20", "graduates")
    assert read_code(page_code(sheet_of(GRADUATES, [], code=""), 1, "0" * 12, 1, 1)).school == "-"


def test_codes_of_one_page_agree_and_of_two_pages_do_not() -> None:
    main = PageCode(17, 2, "a1b2c3d4e5f6", "700101", "2019-20", "graduates")
    assert main.agrees(PageCode(17, 2, "a1b2c3d4"))
    assert PageCode(17, 2, "a1b2c3d4").agrees(main)
    assert not main.agrees(PageCode(17, 1, "a1b2c3d4"))
    assert not main.agrees(PageCode(17, 2, "a1b2c3d5"))
    assert not main.agrees(replace(main, school="700102"))


def test_corners_hold_the_largest_numbers_and_nothing_beyond_them() -> None:
    last = corner_marks(36**4 - 1, "f" * 12, 36**2 - 1, (595.0, 842.0))
    assert [one.key for one in last] == ["A", "B", "C"]
    assert read_mark("SBZZZZZZFFFFFFFF") == ("B", PageCode(36**4 - 1, 36**2 - 1, "ffffffff"))
    assert corner_marks(36**4, "f" * 12, 1, (595.0, 842.0)) == []
    assert corner_marks(1, "f" * 12, 36**2, (595.0, 842.0)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PSH1",
        "PSH2|700101|2019-20|graduates|9А|17|2/3|a1b2c3d4e5f6",
        "PSH1|700101|2019-20|graduates|9А|17|2/3|a1b2c3d4e5f6|x",
        "PSH1|700101|2019-20|graduates|9\x00А|17|2/3|a1b2c3d4e5f6",
        "PSH1|700101|2019-20|../../etc/passwd|9А|17|2/3|a1b2c3d4e5f6",
        "PSH1|700101|2019-20|graduates|9А|" + "9" * 5000 + "|2/3|a1b2c3d4e5f6",
        "PSH1|700101|2019-20|graduates|9А|١٧|2/3|a1b2c3d4e5f6",
        "https://example.ru/PSH1",
        "x" * 100_000,
    ],
)
def test_text_of_another_program_or_of_a_joker_is_no_code(text: str) -> None:
    assert read_code(text) is None
    assert read_mark(text) is None


@given(st.one_of(st.text(), st.from_regex(r"PSH1(\|[^|]*){7}"), st.from_regex(r"S[ABC]\w*")))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    for found in (read_code(text), (read_mark(text) or ("", None))[1]):
        assert found is None or (found.number >= 0 and found.page >= 0)
