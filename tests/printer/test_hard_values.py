"""Every form of hard records: nothing entered, everything as long as it may be, names that look like markup."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from app.domain.choice_kinds import Choice, Choices
from app.domain.explanations import LONGEST
from app.domain.field import Record, details_of, field_by_name, fields
from app.domain.kinds import Day, Flag, PersonName, Text, Whole
from app.domain.rooms import Room
from app.domain.school import School
from app.domain.staff import Staff
from app.domain.student import Student
from app.printer.form import Form
from app.printer.forms import FORMS, form_of
from app.printer.page import draw, lay_out, size_of
from app.printer.placed import MM, Page
from app.printer.questions import Question
from app.services.progress import silent
from data.for_forms import class_for, records_for
from data.papers import boxes, overlaps, sheet_of, stamp_of, texts_of, written_over

EVERY = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
OF_CARDS = pytest.mark.parametrize("form", [one for one in FORMS if one.of != "question"], ids=lambda form: form.key)
MODELS: dict[str, type[Record]] = {"student": Student, "staff": Staff, "room": Room, "school": School}
MARKUP = ("<b>Иванов</b>", "<img src=x>", "Иванов <b", "&amp; {0} %s", "(скобка \\", "]]>")


def empty(form: Form) -> Record:
    """A record of the form of which nothing is entered."""
    model = MODELS[form.of]
    return model(id="empty", unread={}, **{one.name: [] for one in details_of(model)})


def longest(form: Form) -> Any:
    """A record of the form with every text as long as its field allows, and every choice the longest there is."""
    (record,) = records_for(form, 1)
    for one in fields(type(record)):
        if one.name != "class_name":
            setattr(record, one.name, _longest(one.kind))
    for told in details_of(type(record)):
        for row in getattr(record, told.name):
            for one in fields(told.model):
                if isinstance(one.kind, Text):
                    setattr(row, one.name, _longest(one.kind))
    if isinstance(record, Room):
        record.row_count, record.places_in_row, record.broken = 20, 20, "1-1, 20-20"
    return record


def _longest(kind: Any) -> Any:
    if isinstance(kind, Choices):
        return " ".join(one.key for one in kind.entries())
    if isinstance(kind, Choice):
        return max(kind.entries(), key=lambda one: len(one.name)).key
    if isinstance(kind, Flag):
        return True
    if isinstance(kind, Day):
        return Day().parse("28.12.2019")
    if isinstance(kind, Whole):
        return 20
    limit = getattr(kind, "limit", 12)
    return ("Щ" * limit)[:limit] if isinstance(kind, PersonName) else ("Щукинская улица, " * 80)[:limit]


def check(page: Page, width: float) -> None:
    """No text lies on another, in a box to write in, over a rule between columns, or off the paper."""
    assert overlaps(page) == []
    assert written_over(page) == []
    assert min((min(one[1], one[3]) for one in page.rules), default=30 * MM) >= 30 * MM - 0.1  # the foot is free
    edges = sorted({x1 for x1, y1, x2, y2 in page.rules if x1 == x2 and abs(y2 - y1) > 40 * MM})
    inside = [(low, high) for _, low, _, high in _table(page)]
    for left, low, right, _, text in boxes(page):
        assert left >= 20 * MM - 0.1, text
        assert right <= width - 10 * MM + 0.2, text
        if inside and inside[0][0] < low < inside[0][1] and len(edges) > 2:
            cells = [(a, b) for a, b in pairwise(edges) if a - 0.1 <= left]
            assert right <= cells[-1][1] + 0.2 or left - edges[0] < 5, text  # a band goes over all columns


def _table(page: Page) -> list[tuple[float, float, float, float]]:
    """The extent of the table, from its outer rules."""
    upright = [(x1, min(y1, y2), x2, max(y1, y2)) for x1, y1, x2, y2 in page.rules if x1 == x2]
    tall = [one for one in upright if one[3] - one[1] > 40 * MM]
    return [(0, min(one[1] for one in tall), 0, max(one[3] for one in tall))] if tall else []


@OF_CARDS
def test_a_record_without_anything_tells_its_gaps(form: Form) -> None:
    sheet = sheet_of(form, [empty(form)], class_for(form))
    assert any(line.has_gaps for line in sheet.lines)
    for page in lay_out(sheet, stamp_of(sheet)):
        check(page, size_of(sheet)[0])
    text = "".join(texts_of(draw(sheet, stamp_of(sheet), silent).pdf))
    assert "не внесено" in text
    assert "None" not in text
    assert "Строк, где не всё внесено:" in text


@OF_CARDS
def test_the_longest_values_stay_in_their_places(form: Form) -> None:
    one = form.scope == "student" or form.of == "school"
    records = [longest(form)] if one else [*records_for(form, 2)[:1], longest(form), empty(form)]
    sheet = sheet_of(form, records, class_for(form))
    for page in lay_out(sheet, stamp_of(sheet)):
        check(page, size_of(sheet)[0])


@OF_CARDS
@pytest.mark.parametrize("text", MARKUP)
def test_no_value_is_markup(form: Form, text: str) -> None:
    (record,) = records_for(form, 1)
    name = {"school": "full_name", "room": "number"}.get(form.of, "last_name")
    assert name in field_by_name(type(record))
    setattr(record, name, text)
    sheet = sheet_of(form, [record], class_for(form))
    squeezed = re.sub(r"\s", "", "".join(texts_of(draw(sheet, stamp_of(sheet), silent).pdf)))
    assert re.sub(r"\s", "", text) in squeezed


LONG = "Щукинская улица, дом с очень длинным названием, " * 20


def long_question() -> Question:
    """Every text as long as it may be: names, what is found, an explanation of 500 signs, who explained."""
    found = {"class_name": "12ЩЩ", "who": "Щ" * 240, "rule": "STF-12a", "title": LONG[:90], "text": LONG[:900]}
    return Question("long", **found, explained="Ж" * LONGEST, by="Щ" * 150, day="28.12.2019")


def test_long_questions_and_explanations_wrap_and_nothing_of_them_is_cut() -> None:
    form = form_of("questions")
    few = records_for(form, 3)
    one = long_question()
    sheet = sheet_of(form, [few[0], one, replace(one, id="lapsed", explained="", lapsed=LONG[:800]), *few[1:]])
    for page in lay_out(sheet, stamp_of(sheet)):
        check(page, size_of(sheet)[0])
    squeezed = re.sub(r"\s", "", "".join(texts_of(draw(sheet, stamp_of(sheet), silent).pdf)))
    assert squeezed.count("Ж") >= LONGEST
    assert squeezed.count(re.sub(r"\s", "", LONG[-400:-200])) >= 1


@pytest.mark.parametrize("text", MARKUP)
def test_no_question_is_markup(text: str) -> None:
    form = form_of("questions")
    record = Question("1", "9А", text, "R-1", "Правило", text, explained=text, by=text)
    sheet = sheet_of(form, [record])
    squeezed = re.sub(r"\s", "", "".join(texts_of(draw(sheet, stamp_of(sheet), silent).pdf)))
    assert squeezed.count(re.sub(r"\s", "", text)) >= 4
