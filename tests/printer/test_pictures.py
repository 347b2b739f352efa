"""Pages as pictures, and the page to try a printer with."""

from app.printer.page import draw
from app.printer.pictures import Document
from app.printer.pupils import PUPILS
from app.services.looking import printer_trial
from app.services.progress import silent
from data.papers import class_of, codes_in, pictures_of, sheet_of, stamp_of, texts_of


def test_a_page_is_drawn_at_the_resolution_asked_for() -> None:
    sheet = sheet_of(PUPILS, class_of(30, "5А"), "5А")
    document = Document(draw(sheet, stamp_of(sheet), silent).pdf)
    assert [(round(width), round(height)) for width, height in document.sizes] == [(595, 842)] * 2
    for dpi, wide in ((72, 596), (150, 1241)):
        picture = document.picture(1, dpi)
        assert abs(picture.width - wide) <= 1
        assert len(picture.dots) == picture.stride * picture.height
        assert min(picture.dots) < 40
        assert max(picture.dots) == 255
    document.close()


def test_the_trial_page_says_what_to_look_at_and_its_codes_are_read() -> None:
    pdf = printer_trial()
    (text,) = texts_of(pdf)
    for told in ("Проба принтера", "В натуральную величину", "150 мм", "8 пт", "9 пт", "10 пт"):
        assert told in text
    assert sorted(codes_in(pictures_of(pdf)[0])) == ["PSH", "Паспорт школы: код читается"]
