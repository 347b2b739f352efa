"""Places to write in: a box for every signature, free of type, inside the margins, with the id of its person."""

from dataclasses import replace

import pytest

from app.printer.form import Column, Form
from app.printer.forms import FORMS
from app.printer.graduates import GRADUATES
from app.printer.page import lay_out, size_of
from app.printer.placed import MM
from data.for_forms import class_for, records_for
from data.papers import class_of, sheet_of, stamp_of, written_over

SIGNED = replace(GRADUATES, columns=lambda year: (*GRADUATES.columns(year)[:3], Column("Подпись", 25, signed=True)))


@pytest.mark.parametrize("form", [*FORMS, SIGNED, replace(SIGNED, landscape=False)], ids=lambda form: form.key)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_boxes_are_free_of_type_and_on_the_paper(form: Form, count: int) -> None:
    sheet = sheet_of(form, records_for(form, count), class_for(form))
    width, height = size_of(sheet)
    for page in lay_out(sheet, stamp_of(sheet)):
        assert written_over(page) == []
        for box in page.boxes:
            assert box.width >= 6 * MM
            assert box.height >= 6 * MM
            assert box.x >= 20 * MM - 0.1
            assert box.x + box.width <= width - 10 * MM + 0.1
            assert box.y >= 30 * MM
            assert box.y + box.height <= height - 20 * MM + 0.1


def test_every_person_has_one_box_where_the_form_is_signed_by_people() -> None:
    pupils = class_of(40)
    sheet = sheet_of(SIGNED, pupils)
    pages = lay_out(sheet, stamp_of(sheet))
    found = [box.key for page in pages for box in page.boxes if box.kind == "person"]
    assert found == [one.id for one in pupils]
    assert min(box.height for page in pages for box in page.boxes if box.kind == "person") >= 9 * MM


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_signature_has_one_box_on_the_last_page(form: Form) -> None:
    sheet = sheet_of(form, records_for(form, 40), class_for(form))
    *others, last = lay_out(sheet, stamp_of(sheet))
    assert [box.key for box in last.boxes if box.kind == "signer"] == [
        f"signer.{place}" for place in range(1, len(sheet.signatures) + 1)
    ]
    assert not any(box.kind == "signer" for page in others for box in page.boxes)
