"""What a finished PDF holds, read back sign by sign: margins, size and colour of type, whole rows, places to sign."""

import re
from collections.abc import Iterator
from ctypes import byref, c_uint
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from app.printer.form import Form, Sheet
from app.printer.forms import FORMS
from app.printer.page import draw, size_of
from app.printer.placed import MM
from app.services.progress import silent
from data.for_forms import class_for, records_for
from data.papers import sheet_of, stamp_of, texts_of

LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 10 * MM, 20 * MM, 20 * MM
FOOT = 30 * MM  # below it stand the number of the page and what paper it is, in the lower margin
SIGN = 0.5  # points by which the box of a sign may lie outside its line, for its own slant
EVERY = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)


class Sign(NamedTuple):
    """One sign of a page: its box in points from the lower left corner, its size, its colour."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    colour: tuple[int, ...]


def signs_of(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    read = page.get_textpage()
    for place in range(read.count_chars()):
        text = read.get_text_range(place, 1)
        if not text.strip():
            continue
        colour = [c_uint() for _ in range(4)]
        assert raw.FPDFText_GetFillColor(read, place, *map(byref, colour))
        size = raw.FPDFText_GetFontSize(read, place)
        yield Sign(text, *read.get_charbox(place), size, tuple(one.value for one in colour[:3]))


def finished(form: Form, count: int = 60) -> tuple[Sheet, bytes]:
    sheet = sheet_of(form, records_for(form, count), class_for(form))
    return sheet, draw(sheet, stamp_of(sheet), silent).pdf


@EVERY
def test_type_keeps_the_margins_is_large_enough_and_black(form: Form) -> None:
    sheet, pdf = finished(form)
    width, height = size_of(sheet)
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            assert (page.get_width(), page.get_height()) == pytest.approx((width, height), abs=0.5)
            signs = list(signs_of(page))
            assert min(one.left for one in signs) >= LEFT - SIGN
            assert max(one.right for one in signs) <= width - RIGHT + SIGN
            assert max(one.top for one in signs) <= height - TOP + SIGN
            body = [one for one in signs if one.bottom >= FOOT - SIGN]
            foot = [one for one in signs if one.bottom < FOOT - SIGN]
            assert min(one.bottom for one in body) >= BOTTOM
            assert f"стр.{number}из{len(document)}" in "".join(one.text for one in foot)
            assert {one.colour for one in signs} == {(0, 0, 0)}
            small = [one for one in body if one.size < 10]
            assert number == len(document) or not small  # only under the lines to sign
            assert all(one.size >= 8 for one in signs)


@EVERY
def test_no_row_is_parted_between_two_pages(form: Form) -> None:
    sheet, pdf = finished(form)
    pages = [squeezed(text) for text in texts_of(pdf)]
    for place, line in enumerate(sheet.lines, 1):
        pieces = {squeezed(word) for cell in line.cells for one in cell for word in one.text.split()}
        assert any(all(piece in page for piece in pieces) for page in pages), place


def squeezed(text: str) -> str:
    """A text without its spaces and breaks: a long word of a cell may stand in two lines."""
    return re.sub(r"\s", "", text)


@EVERY
def test_the_last_page_has_a_place_for_every_signature_and_its_day(form: Form) -> None:
    sheet, pdf = finished(form)
    last = texts_of(pdf)[-1]
    assert len(re.findall(r"«_+» _+ 20_+ г\.", last)) >= bool(sheet.signatures)
    for one in sheet.signatures:
        assert squeezed(one.post) in squeezed(last)
    assert sheet.signatures or form.of == "student"
