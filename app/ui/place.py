"""Where one was in an open file when it was locked: the page, the card, the field, and the drafts that belong there.

Ids and names of fields only: nothing that stands in the base is remembered outside it.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from app.services.cards import Edit
from app.services.drafts import KeptDraft, drafts
from app.ui.card import CardView
from app.ui.card_watch import card_around
from app.ui.field_row import FieldRow
from app.ui.has_card import HasCard
from app.ui.pages import Pages


@dataclass(frozen=True, slots=True)
class Place:
    """``shown`` is the entity and id of the card that was open on the page, ('', '') where there was none; ``typed``
    are the cards whose unsaved text was kept; ``who`` is the id of the person who was there."""

    who: str
    page: int
    shown: tuple[str, str] = ("", "")
    field: str = ""
    typed: frozenset[tuple[str, str]] = frozenset()


def place_of(pages: Pages) -> Place:
    """Where one is now, without what is typed there."""
    page = pages.stack.currentWidget()
    card = _card_on(page)
    shown = (
        (card.entity, card.card.id) if card is not None and card.card is not None and card.card.version else ("", "")
    )
    return Place(
        pages.desk.passport.actor.id,
        pages.navigation.currentRow(),
        shown,
        _field_in(card, QApplication.focusWidget()),
    )


def unsaved_edits(pages: Pages) -> list[Edit]:
    """What stands unsaved in the cards of all pages."""
    cards = [_card_on(page) for page in pages.made()]
    return [edit for card in cards if card is not None and (edit := card.edit()) is not None]


def come_back(pages: Pages, place: Place) -> int:
    """Go where one was, with what was typed; how many drafts of others still wait to be answered for."""
    from app.ui.drafts_dialog import take_up  # noqa: PLC0415 - seldom needed

    kept = drafts(pages.desk.passport)
    mine = [one for one in kept if (one.edit.entity, one.edit.id) in place.typed and _has_page(pages, one)]
    others = tuple(one for one in kept if one not in mine)
    pages.watch.keeper.wait_for_answer(others)
    for one in mine:
        take_up(pages, one)
    pages.go(place.page)
    entity, id = place.shown
    page = pages.stack.currentWidget()
    if entity and isinstance(page, HasCard) and not page.unsaved:
        pages.open_card(entity, id, place.field)
    elif (card := _card_on(page)) is not None and place.field:
        card.focus_field(place.field)
    return len(others)


def _has_page(pages: Pages, kept: KeptDraft) -> bool:
    """Whether a draft is of a card that stands on a page; that of a class has a window of its own."""
    return kept.edit.entity in pages.page_of and kept.edit.entity != "class"


def _card_on(page: QWidget | None) -> CardView | None:
    return page.card_view() if isinstance(page, HasCard) else None


def _field_in(card: CardView | None, widget: QWidget | None) -> str:
    """The field of the card in which the focus is; '' for none, and for a line of a list."""
    if card is None or card_around(widget) is not card:
        return ""
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    name = widget.field.name if widget is not None else ""
    return name if name and card.row(name) is widget else ""
