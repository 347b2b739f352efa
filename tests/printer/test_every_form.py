"""What holds for every form of the list. A new form needs a stored page: run with STORE_PAGES=1 and read it."""

import os
import re
from pathlib import Path

import pytest

from app.errors import Refused
from app.printer.fonts import NARROW
from app.printer.form import Form, Sheet
from app.printer.forms import FORMS, form_of
from app.printer.page import draw, lay_out, size_of
from app.printer.placed import MM
from app.services.progress import silent
from data.for_forms import YEAR, class_for, records_for
from data.papers import overlaps, sheet_of, stamp_of, texts_of

PAGES = Path(__file__).parent / "pages"
EVERY = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)


def filled(form: Form, count: int) -> Sheet:
    """The form of so many made-up records, or of the first where it is of one."""
    return sheet_of(form, records_for(form, count), class_for(form))


def test_every_form_has_its_stored_page_and_no_page_is_left_over() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.txt")) == sorted(["changes", *(form.key for form in FORMS)])


@EVERY
def test_pages_read_as_stored(form: Form) -> None:
    """Every text of a form of ten pupils with its place in mm, page by page."""
    sheet = filled(form, 10)
    found = []
    for number, page in enumerate(lay_out(sheet, stamp_of(sheet)), 1):
        found.append(f"--- стр. {number}")
        found += [f"{one.x / MM:6.1f} {one.y / MM:6.1f} {one.size:4.1f} {one.text}" for one in page.texts]
    path = PAGES / f"{form.key}.txt"
    if os.environ.get("STORE_PAGES"):
        path.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines() == found


def words(*texts: str) -> set[str]:
    """Words short enough not to be parted where a line ends."""
    return {word for text in texts for word in re.findall(r"\w+", text) if len(word) <= 10}


@EVERY
@pytest.mark.parametrize("count", [0, 1, 25, 100])
def test_every_page_has_number_heading_and_room(form: Form, count: int) -> None:
    sheet = filled(form, count)
    drawn = draw(sheet, stamp_of(sheet), silent)
    texts = texts_of(drawn.pdf)
    assert len(texts) == drawn.pages
    for place, text in enumerate(texts, 1):
        assert f"стр. {place} из {drawn.pages}" in text
        assert "Форма № 17" in text
        if not sheet.plans:
            assert words(*(column.heading for column in sheet.columns)) <= words(text)
    whole = "\n".join(texts)
    assert words(*(piece.text for line in sheet.lines for cell in line.cells for piece in cell)) <= words(whole)
    counted = [] if sheet.of_one else [f"Всего в списке: {count}."]
    assert re.findall(r"Всего в списке: \d+\.", whole) == counted
    assert words(*(text for one in sheet.signatures for text in (one.post, one.name))) <= words(texts[-1])
    assert ("М.П." in texts[-1]) == any(one.seal for one in sheet.signatures)


@EVERY
def test_texts_keep_off_each_other_and_off_the_edges(form: Form) -> None:
    sheet = filled(form, 30)
    width, height = size_of(sheet)
    for page in lay_out(sheet, stamp_of(sheet)):
        assert overlaps(page) == []
        assert min(one.x for one in page.texts) >= 20 * MM
        assert min(one.size for one in page.texts) >= 8
        assert {one.size for one in page.texts if one.size < 10} <= {8, 9}  # under lines to sign, and the foot
        table = [
            one for one in page.texts if one.font == NARROW and "подпись" not in one.text and "И. О." not in one.text
        ]
        assert all(one.size >= 10 for one in table)
        assert max(one.y + one.size for one in page.texts) <= height - 20 * MM + 1
        assert max(right for _, _, right, _ in page.rules) <= width - 10 * MM + 0.01


@EVERY
def test_columns_fit_the_paper(form: Form) -> None:
    sheet = filled(form, 0)
    width = size_of(sheet)[0] / MM - 30
    assert width - 10 <= sum(column.width for column in sheet.columns) + 8 <= width + 0.01


@EVERY
def test_every_form_says_for_which_work_it_is_signed(form: Form) -> None:
    known = {work.key for work in YEAR.calendar}
    assert set(form.works) <= known
    # One of a pupil stands beside the class' own list; the report goes with the package and has no day of its own.
    assert form.works or form.scope == "student" or form.of == "question"


def test_every_work_with_a_scan_of_the_schools_has_its_form() -> None:
    """Only what other levels do has none."""
    signed = {work for form in FORMS for work in form.works}
    assert {work.key for work in YEAR.calendar if work.scan_due} <= signed


@EVERY
def test_made_up_records_stand_on_the_form(form: Form) -> None:
    assert all(form.takes(one, YEAR) for one in records_for(form, 4))
    assert form.is_in(YEAR)
    assert form.scope == "school" or form.is_for(class_for(form), YEAR)


def test_an_unknown_form_is_refused_by_name() -> None:
    assert [form_of(form.key) for form in FORMS] == list(FORMS)
    with pytest.raises(Refused, match="Формы «нет_такой» нет"):
        form_of("нет_такой")
