"""Real PDFs of hard values: long, markup, lacking signs; properties, bytes, stopping."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest

from app.printer.form import Form, Piece
from app.printer.forms import FORMS
from app.printer.graduates import GRADUATES
from app.printer.page import draw, lay_out
from app.printer.placed import MM
from app.services.progress import Cancelled, silent
from data.for_forms import class_for, records_for
from data.papers import MOMENT, boxes, class_of, overlaps, sheet_of, stamp_of, texts_of
from data.records import exams, pupil

LONG = {
    "last_name": "Верхнетагильский" * 5,
    "first_name": "Щ" * 80,
    "middle_name": "Ж" * 80,
    "doc_issuer": ("Отделение управления федеральной миграционной службы " * 5)[:255],
    "doc_kind": "temporary",
    "exams": exams("ege", *"rus math_profile phys chem inf bio hist geo eng ger fre soc spa chi lit".split()),
    "category": "C4",
}


def test_long_values_wrap_within_their_columns() -> None:
    sheet = sheet_of(GRADUATES, [*class_of(4), pupil(9, **LONG), *class_of(4)])
    for page in lay_out(sheet, stamp_of(sheet)):
        assert overlaps(page) == []
        edges = sorted({x1 for x1, y1, x2, y2 in page.rules if x1 == x2})
        head = max(y1 for _, y1, _, _ in page.rules)
        foot = min(y2 for x1, _, x2, y2 in page.rules if x1 == x2)
        for left, low, right, high, text in boxes(page):
            if foot < low and high < head:
                assert any(a <= left and right <= b + 0.1 for a, b in pairwise(edges)), text
    whole = "".join(texts_of(draw(sheet, stamp_of(sheet), silent).pdf))
    squeezed = re.sub(r"\s", "", whole)
    assert "Верхнетагильский" * 5 in squeezed
    assert "Щ" * 80 in squeezed


def test_a_row_that_no_page_could_hold_is_ended_with_dots() -> None:
    sheet = sheet_of(GRADUATES, class_of(1))
    huge = (Piece("слово " * 9000), Piece("конец"))
    sheet = replace(sheet, lines=(replace(sheet.lines[0], cells=(huge, *sheet.lines[0].cells[1:])),))
    pages = lay_out(sheet, stamp_of(sheet))
    assert any(one.text.endswith("…") for one in pages[0].texts)
    assert all(one.y > 9 * MM for page in pages for one in page.texts)


@pytest.mark.parametrize(
    "name", ["<b>Иванов</b>", "<img src=x>", "Иванов <b", "&amp;", "{0} %s", "(скобка \\", "]]>", "<a href=q>"]
)
def test_a_name_is_never_markup(name: str) -> None:
    sheet = sheet_of(GRADUATES, [pupil(9, last_name=name, first_name="Лев")])
    assert name in texts_of(draw(sheet, stamp_of(sheet), silent).pdf)[0]


def test_a_sign_that_the_font_lacks_is_seen_and_told() -> None:
    sheet = sheet_of(GRADUATES, [pupil(9, last_name="Ли 李")])
    text = texts_of(draw(sheet, stamp_of(sheet), silent).pdf)[0]
    assert "Ли ◊" in text
    assert "◊ — знак, которого нет в шрифте" in text
    plain = sheet_of(GRADUATES, [pupil(9)])
    assert "◊" not in texts_of(draw(plain, stamp_of(plain), silent).pdf)[0]


def test_gaps_in_the_heading_are_told_and_signatures_left_to_write() -> None:
    sheet = sheet_of(GRADUATES, class_of(1), school="", code="")
    text = texts_of(draw(sheet, stamp_of(sheet), silent).pdf)[0]
    assert "Краткое наименование: не внесено" in text
    assert "код ОО не внесено" in text
    assert text.count("И. О. Фамилия") == 3


def test_lines_with_gaps_are_counted() -> None:
    sheet = sheet_of(GRADUATES, [pupil(9), pupil(9, snils=None), pupil(9, ovz=None, sex=None)])
    text = texts_of(draw(sheet, stamp_of(sheet), silent).pdf)[0]
    assert "Всего в списке: 3. Строк, где не всё внесено: 2." in text


def test_narrow_paper_keeps_the_seal_free() -> None:
    form = replace(GRADUATES, landscape=False, columns=lambda year: GRADUATES.columns(year)[:3])
    sheet = sheet_of(form, class_of(40))
    for page in lay_out(sheet, stamp_of(sheet)):
        assert overlaps(page) == []
    assert "М.П." in texts_of(draw(sheet, stamp_of(sheet), silent).pdf)[-1]


def test_same_input_and_time_give_the_same_bytes() -> None:
    sheet = sheet_of(GRADUATES, class_of(5))
    first = draw(sheet, stamp_of(sheet), silent).pdf
    assert draw(sheet, stamp_of(sheet), silent).pdf == first
    assert draw(sheet, stamp_of(sheet, printed_at=MOMENT + timedelta(minutes=1)), silent).pdf != first


def test_properties_name_the_form_and_no_people() -> None:
    from pypdf import PdfReader

    pupils = class_of(5)
    sheet = sheet_of(GRADUATES, pupils)
    told = PdfReader(BytesIO(draw(sheet, stamp_of(sheet), silent).pdf)).metadata
    assert told.title == "Данные о выпускниках, 9А"
    assert told.creation_date.replace(tzinfo=None) == MOMENT.replace(tzinfo=None)
    assert not any(one.last_name in str(value) for one in pupils for value in told.values())


def test_progress_counts_pages_and_may_stop() -> None:
    sheet = sheet_of(GRADUATES, class_of(25))
    seen: list[tuple[int, int]] = []
    drawn = draw(sheet, stamp_of(sheet), lambda done, total: seen.append((done, total)))
    assert seen == [(page, drawn.pages) for page in range(1, drawn.pages + 1)]

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        draw(sheet, stamp_of(sheet), stop)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_the_foot_names_the_edition_of_the_rules_and_a_newer_one_unsigns_nothing(form: Form) -> None:
    records = records_for(form, 12)
    widest = "12ЩЩ" if form.scope != "school" else ""
    sheet = replace(sheet_of(form, records, class_for(form)), class_name=widest)
    newer = replace(sheet, rules="Правила 2019/20, ред. 12")
    for one, edition in ((sheet, "1"), (newer, "12")):
        told = ". ".join(part for part in (", ".join(filter(None, (widest, "2019/20"))), one.rules) if part)
        assert told.endswith(f"Правила 2019/20, ред. {edition}")
        for page in lay_out(one, stamp_of(one)):
            assert told in [text.text for text in page.texts]  # whole, not ended with «…»
            assert overlaps(page) == []
    assert stamp_of(newer).fingerprint == stamp_of(sheet).fingerprint
