"""Tab goes through a card as one reads it, though its tabs, rows and lists are made at different times."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLayout, QLayoutItem, QWidget


def follow_layout(before: QWidget, within: QWidget, after: QWidget) -> None:
    """Let Tab go from one widget through all that stands ``within`` another, in layout order, to a third."""
    for one, other in pairwise((before, *_stops(within), after)):
        QWidget.setTabOrder(one, other)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus by Tab within a widget; its ``tab_last``, if it has one, at the end."""
    layout = widget.layout()
    if layout is None:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        return
    last = getattr(widget, "tab_last", None)
    yield from (one for one in _within(layout) if one is not last)
    if last is not None:
        yield last


def _within(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _within(inner)


def _items(layout: QLayout) -> Iterator[QLayoutItem]:
    """The items of a layout; a form keeps them in the order in which they came, not in that of its rows."""
    if isinstance(layout, QFormLayout):
        roles = (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole, QFormLayout.ItemRole.SpanningRole)
        found = [layout.itemAt(row, role) for row in range(layout.rowCount()) for role in roles]
    else:
        found = [layout.itemAt(place) for place in range(layout.count())]
    yield from (item for item in found if item is not None)
