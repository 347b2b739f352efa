"""Of every rule there is: its finding, chosen on the card, puts the focus into the very field that it marks (U14)."""

from itertools import groupby
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.field import Record, Tab, details_of, fields
from app.domain.rooms import Room
from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.year import academic_year
from app.services.cards import card_of
from app.ui.card import CardView
from app.ui.rows_editor import RowsEditor
from app.validators.all_rules import MODULES
from app.validators.findings import Finding
from app.validators.registry import ENTITIES
from validators.case import told
from validators.cases import CASES

MODELS: tuple[type[Record], ...] = (Student, Staff, Room, School, SchoolClass)
NOT_ON_A_CARD = {"gone"}  # a field of an older program, whose text is told all the same
assert MODULES  # all rules are registered


class Marked(NamedTuple):
    """A record and the finding of a rule that marks a field of it."""

    year: str
    record: Record
    finding: Finding


def marked(model: type[Record]) -> list[Marked]:
    """One for every rule and field of the cards of a model."""
    found: dict[tuple[str, str], Marked] = {}
    for case in CASES:
        records = case.bad()
        if not isinstance(records[0], model):
            continue
        by_id = {one.id: one for one in records}
        for one in told(records, case.context()):
            if one.rule == case.rule and one.field and one.field not in NOT_ON_A_CARD:
                found.setdefault((one.rule, one.field), Marked(case.year, by_id[one.id], one))
    return sorted(found.values(), key=lambda one: one.year)


def tabs_of(model: type[Record]) -> tuple[Tab, ...]:
    return tuple(dict.fromkeys(one.tab for one in (*fields(model), *details_of(model))))


def landed(view: CardView, name: str) -> bool:
    """Whether the focus is in the field of that name, or in the list where the finding speaks of a whole list."""
    focus = QApplication.focusWidget()
    assert focus is not None
    head, _, rest = name.partition(".")
    page = view.page(
        next(tab.key for tab in view.tabs if head in {*view.page(tab.key).rows, *view.page(tab.key).lists})
    )
    if head in page.rows:
        return focus in (page.rows[head].editor, page.rows[head].editor.line)
    editor = page.lists[head]
    if not rest:
        return editor.isAncestorOf(focus)
    place, _, field = rest.partition(".")
    if not isinstance(editor, RowsEditor):
        assert view.card is not None
        return focus.accessibleName().split(": ")[-1] == view.card.details[head][int(place) - 1].texts["subject"]
    row = editor.blocks[int(place) - 1].fields[field]
    return focus in (row.editor, row.editor.line)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: ENTITIES[model])
def test_every_finding_leads_into_its_field(qtbot: QtBot, model: type[Record]) -> None:
    missed = []
    for year, some in groupby(marked(model), key=lambda one: one.year):
        view = CardView(ENTITIES[model], model, tabs_of(model), academic_year(year))
        qtbot.addWidget(view)
        view.show()
        qtbot.waitUntil(view.isActiveWindow)
        for _, record, one in some:
            view.show_card(card_of(ENTITIES[model], record), (one,))
            view.findings_list.setFocus()
            view.findings_list.itemActivated.emit(view.findings_list.item(0))
            if not landed(view, one.field):
                missed.append((one.rule, one.field))
    assert missed == []
    assert marked(model)
