"""The recovery sheet: one page from which the code is read by eyes and by machines, and which names nobody."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image

from app.printer.pictures import Document
from app.printer.recovery_sheet import RecoverySheet, draw_recovery_sheet, lay_out_recovery_sheet
from app.storage.base_key import BaseKey
from app.storage.recovery_code import recovered_key, recovery_groups, recovery_text

KEY = BaseKey(bytes(range(7, 39)))
SHEET = RecoverySheet(
    "МБОУ «СОШ № 1»", "700101", "2019/20", recovery_groups(KEY), recovery_text(KEY), datetime(2026, 11, 26, 15, 30)
)


def text_of(pdf: bytes) -> str:
    (page,) = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(page.extract_text().split())


def picture_of(pdf: bytes, dpi: int) -> Image.Image:
    document = Document(pdf)
    try:
        picture = document.picture(0, dpi)
        size = (picture.width, picture.height)
        return Image.frombuffer("L", size, bytes(picture.dots), "raw", "L", picture.stride, 1).copy()
    finally:
        document.close()


def test_a_person_reads_the_code_from_it() -> None:
    text = text_of(draw_recovery_sheet(SHEET).pdf)
    found = [text.index(group) for group in SHEET.groups]
    assert found == sorted(found)  # in the order in which they are numbered and typed
    for told in ("код ОО 700101", "МБОУ «СОШ № 1»", "2019/20", "без пароля", "сейфе", "26.11.2026 15:30"):
        assert told in text


def test_a_school_without_a_code_yet_is_named_without_it() -> None:
    text = text_of(draw_recovery_sheet(replace(SHEET, code="")).pdf)
    assert "База: МБОУ «СОШ № 1», 2019/20" in text
    assert "код ОО" not in text


@pytest.mark.parametrize("dpi", [100, 200])
def test_a_machine_reads_it_too(dpi: int) -> None:
    (code,) = zxingcpp.read_barcodes(picture_of(draw_recovery_sheet(SHEET).pdf, dpi))
    assert recovered_key(code.text) == KEY


def test_what_queues_and_viewers_show_names_neither_school_nor_key() -> None:
    told = pypdf.PdfReader(BytesIO(draw_recovery_sheet(SHEET).pdf)).metadata
    shown = " ".join(map(str, told.values()))
    assert told.title == "Лист восстановления"
    assert "СОШ" not in shown
    assert not any(group in shown for group in SHEET.groups)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert draw_recovery_sheet(SHEET).pdf == draw_recovery_sheet(SHEET).pdf


@pytest.mark.parametrize("school", ["", "Муниципальное бюджетное «<b>школа</b>» " * 6])
def test_any_school_leaves_it_on_one_page(school: str) -> None:
    sheet = replace(SHEET, school=school, code="")
    page = lay_out_recovery_sheet(sheet)
    assert min(one.y for one in page.texts[:-1]) > page.texts[-1].y + 12
    assert all(0 < one.x < 595 for one in page.texts)
    assert ("<b>" in text_of(draw_recovery_sheet(sheet).pdf)) == bool(school)
