"""What a card remembers of how it was filled in: the way from field to field, and what it mended on that way."""

from typing import TYPE_CHECKING

from app.ui.field_row import FieldRow

if TYPE_CHECKING:
    from app.ui.card import CardView

_LONGEST = 500  # fields; nobody goes back further


class Walk:
    """Going from field to field by Enter or Tab; back goes the way that was keyed, past what was jumped over."""

    def __init__(self, card: "CardView") -> None:
        self._card = card
        self._rows: list[FieldRow] = []

    def left(self, row: FieldRow) -> None:
        """A field has been left by Enter or Tab."""
        self._rows.append(row)
        del self._rows[:-_LONGEST]

    def clear(self) -> None:
        """Begin anew."""
        self._rows.clear()

    def tab(self, row: FieldRow | None, *, on: bool) -> bool:
        """Tab on or back from a field, or (None) from elsewhere; whether that has been done here."""
        if row is None:
            return False
        if on:
            self.left(row)
        return not on and self.back(row)

    def on(self, row: FieldRow) -> None:
        """Enter: the next field, after the last of a tab the next tab, after the last of all save."""
        self.left(row)
        card = self._card
        stops = self._stops()
        place = stops.index(row) + 1 if row in stops else len(stops)
        if place < len(stops):
            card.focus_row(stops[place])
            return
        index = card.tab_widget.currentIndex() + 1
        if index == len(card.tabs):
            card.save_wanted.emit()
            return
        card.tab_widget.setCurrentIndex(index)
        card.focus_row(card.page(card.tabs[index].key).stops()[0])

    def back(self, row: FieldRow) -> bool:
        """Shift+Enter: the field from which one came here, else the one before it on the tab; False for neither."""
        there = {id(one) for page in self._card.pages.values() for one in page.stops()}
        while self._rows and (self._rows[-1] is row or id(self._rows[-1]) not in there):
            self._rows.pop()
        stops = self._stops()
        before = stops[stops.index(row) - 1 :] if row in stops[1:] else []
        way = [self._rows.pop()] if self._rows else before[:1]
        for one in way:
            self._card.focus_row(one)
        return bool(way)

    def _stops(self) -> list[FieldRow]:
        card = self._card
        return card.page(card.tabs[card.tab_widget.currentIndex()].key).stops()


class Mendings:
    """Fields whose typed text was mended, the newest last. ``told`` says it beside the help of the next field."""

    def __init__(self) -> None:
        self._rows: list[FieldRow] = []
        self._fresh = ""
        self.told = ""

    def add(self, row: FieldRow) -> None:
        """A field has mended what was typed into it."""
        self._rows.append(row)
        self._fresh = row.told_mending()

    def entered(self) -> None:
        """Another field has got the focus: it tells what was mended in the one before, and nothing older."""
        self.told, self._fresh = self._fresh, ""

    def __bool__(self) -> bool:
        """Whether there is a mending that still stands."""
        return any(row.told_mending() for row in self._rows)

    def take_back(self) -> FieldRow:
        """Put back what was typed before the newest mending that still stands; its field."""
        while not (row := self._rows.pop()).unmend():
            pass  # written anew since
        self._fresh = f"Возвращено, как набрано: «{row.text()}»."
        return row

    def clear(self) -> None:
        """Forget all."""
        self._rows.clear()
        self.told = self._fresh = ""
