"""Type: what a font can print, how wide it is, and where lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printer.fonts import BOLD, LACKING, NARROW, REGULAR, face, wrap

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=120)


@pytest.mark.parametrize("font", [REGULAR, BOLD, NARROW])
def test_fonts_hold_the_letters_of_names_in_russia(font: str) -> None:
    letters = (
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяӘәӨөҮүҖҗҢңҺһӢӣӮӯҚқҲҳЇїІіЄєÇçŞşÖöÜü«»№—…"
    )
    assert face(font).printable(letters) == letters


def test_width_is_that_of_the_pdf() -> None:
    from reportlab.pdfbase import pdfmetrics

    text = "Парабельский-Щукин № 1"
    assert face(NARROW).width(text) / 100 == pytest.approx(pdfmetrics.stringWidth(text, NARROW, 10))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<b>Иванов</b> &amp; {0} %s", "<b>Иванов</b> &amp; {0} %s"),
        ("и\u0306", "й"),  # a letter and its accent typed apart
        ("漢☐", LACKING * 2),
        ("Ива\u200bнов", "Иванов"),
        ("одна\nдругая\tтретья\x00", "одна другая третья "),
        ("\ud800", LACKING),
        ("", ""),
    ],
)
def test_every_sign_prints_or_is_seen_to_be_missing(typed: str, printed: str) -> None:
    assert face(NARROW).printable(typed) == printed


@given(WORDS, st.floats(20, 300))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = wrap(text, NARROW, 10, room)
    measure = face(NARROW)
    for line in lines:
        assert measure.width(line) / 100 <= room + 0.001 or len(line) == 1
    assert "".join(lines).replace(" ", "") == measure.printable(text).replace(" ", "")


def test_breaks_are_at_spaces_then_hyphens_then_anywhere() -> None:
    assert wrap("Волошина Нина", REGULAR, 10, 50) == ("Волошина", "Нина")
    assert wrap("Волошина-Парабельская", REGULAR, 10, 80) == ("Волошина-", "Парабельская")
    assert wrap("Щ" * 80, REGULAR, 10, 100)[0] == "Щ" * len(wrap("Щ" * 80, REGULAR, 10, 100)[0])
    assert wrap("112-233-445\u00a095", REGULAR, 10, 90) == ("112-233-445\u00a095",)
    assert wrap("", REGULAR, 10, 50) == ("",)
