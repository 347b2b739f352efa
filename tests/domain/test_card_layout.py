"""The order of a card: every field and list has a place, a list's fields within its row, the whole card after all."""

import pytest

from app.domain.card_layout import TABS, Section, parts_of, place_on_card
from app.domain.field import Record, details_of, fields
from app.domain.school import School
from app.domain.student import Student


@pytest.mark.parametrize("model", TABS)
def test_every_field_and_list_stands_on_its_card_once(model: type[Record]) -> None:
    laid = [part for tab in TABS[model] for part in parts_of(model, tab)]
    names = [one.name for part in laid for one in (part.fields if isinstance(part, Section) else (part,))]
    assert sorted(names) == sorted(one.name for one in (*fields(model), *details_of(model)))
    assert [place_on_card(model, name) for name in names] == [(place, 0, 0) for place in range(len(names))]


def test_places_go_down_the_card_and_into_the_rows_of_its_lists() -> None:
    down = ("last_name", "snils", "former_names.1.last_name", "class_name", "exams", "doc_kind", "guardians")
    rows = ("guardians.1.relation", "guardians.1.phone", "guardians.2.relation", "guardians.10.relation", "")
    places = [place_on_card(Student, name) for name in (*down, *rows)]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert place_on_card(School, "code") < place_on_card(School, "confirmed_1")
