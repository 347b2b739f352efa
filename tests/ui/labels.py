"""Whether the texts of a window have the room that they need, and what is to be reached in it can be."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

_BY_A_HAIR = 1  # pixel that rounding takes
_HAIR = QMargins(1, 1, 1, 1)
_PADDING = 3  # pixels of a box of choices that its text may take too
_LEAST_LINES = 2  # of a table or list that one can still work in


def cut(label: QLabel) -> str:
    """The text of a label whose longest word is wider than the label."""
    if not label.isVisible() or not label.text() or type(label).__name__ == "OneLine":
        return ""
    metrics: QFontMetrics = label.fontMetrics()
    parts = re.findall(r"[^\s-]+-?", label.text()) if label.wordWrap() else label.text().split("\n")
    widest = max((metrics.horizontalAdvance(part) for part in parts), default=0)
    return label.text() if widest > label.width() + _BY_A_HAIR else ""


def cut_texts(shown: QWidget) -> list[str]:
    """What of a window, or a part of one, is cut: each with its kind, its text and how."""
    told = []
    for one in (shown, *shown.findChildren(QWidget)):
        if one.isVisible():
            told.extend(f"{type(one).__name__} «{_text(one)}»: {how}" for how in (*_inside(one), *_around(one)))
    return told


def _text(one: QWidget) -> str:
    said = one.text() if isinstance(one, QLabel | QAbstractButton) else one.accessibleName()
    return " ".join(str(said).split())[:50]


def _inside(one: QWidget) -> Iterator[str]:
    """How a widget is too small for what it says."""
    for kind, look in _LOOKS:
        if isinstance(one, kind):
            yield from look(one)
            return


def _label(one: QLabel) -> Iterator[str]:
    if one.text() and (cut(one) or _too_low(one)):
        yield f"{one.width()} × {one.height()} is too little"


def _button(one: QAbstractButton) -> Iterator[str]:
    wanted, part = one.sizeHint(), isinstance(one.parentWidget(), QTabBar | QLineEdit)
    if one.text() and not part and one.size().grownBy(_HAIR).expandedTo(wanted) != one.size().grownBy(_HAIR):
        yield f"{one.width()} × {one.height()} of {wanted.width()} × {wanted.height()}"


def _tabs(one: QTabBar) -> Iterator[str]:
    """Where there are too many, arrows lead to the others; the present one is seen whole."""
    if not one.usesScrollButtons() and one.sizeHint().width() > one.width() + _BY_A_HAIR:
        yield f"tabs take {one.sizeHint().width()} of {one.width()}"
        return
    place = one.currentIndex()
    wide = one.tabRect(place).width()
    if wide > one.width() + _BY_A_HAIR and one.tabToolTip(place) != one.tabText(place):
        yield f"«{one.tabText(place)}» takes {wide} of {one.width()}"


def _group(one: QGroupBox) -> Iterator[str]:
    if one.fontMetrics().horizontalAdvance(one.title()) > one.width():
        yield f"title of {one.width()}"


def _too_low(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return type(label).__name__ != "OneLine" and needed > label.height() + _BY_A_HAIR


def _field(one: QLineEdit | QComboBox) -> Iterator[str]:
    if isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox):
        return
    if one.sizeHint().height() > one.height() + _BY_A_HAIR:
        yield f"{one.height()} high of {one.sizeHint().height()}"
    if isinstance(one, QLineEdit):
        told = bool(one.text()) or one.toolTip() == one.placeholderText()  # Qt ends it with «…»
        hint, room = "" if told else one.placeholderText(), one.width() - 16
    else:
        option = QStyleOptionComboBox()
        one.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = one.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, one).width()
        hint = "" if one.isEditable() else one.currentText()
    if one.fontMetrics().horizontalAdvance(hint) > room + _PADDING:
        yield f"«{hint}» of {room}"


def _headings(one: QHeaderView) -> Iterator[str]:
    model = one.model()
    if model is None or one.orientation() is Qt.Orientation.Vertical:
        return
    for place in range(one.count()):
        text = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        needed = max(one.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
        if not one.isSectionHidden(place) and needed > one.sectionSize(place) + _BY_A_HAIR:
            yield f"heading «{text}»: {needed} of {one.sectionSize(place)}"


def _view(one: QAbstractItemView | QPlainTextEdit | QTextEdit) -> Iterator[str]:
    """Of what scrolls something must be left to see."""
    line = one.fontMetrics().lineSpacing()
    if isinstance(one, QAbstractItemView):
        if isinstance(one, QHeaderView) or one.model() is None:
            return
        rows = min(one.model().rowCount(), _LEAST_LINES)
        line = one.sizeHintForRow(0) * rows
    if one.viewport().height() + _PADDING < line:
        yield f"shows {one.viewport().height()} of at least {line}"


def _around(one: QWidget) -> Iterator[str]:
    """How what holds a widget cuts it off: all but an area that scrolls to it."""
    if not isinstance(one, QLabel | QAbstractButton | QLineEdit | QComboBox | QAbstractItemView | QTabBar):
        return
    if isinstance(one.parentWidget(), QTabBar | QLineEdit | QComboBox | QHeaderView):
        return
    inner, holder = one, one.parentWidget()
    while holder is not None and not inner.isWindow():
        area = holder.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is holder:
            bar, wide = area.horizontalScrollBarPolicy(), one.mapTo(inner, QPoint(one.width(), 0)).x()
            if bar is Qt.ScrollBarPolicy.ScrollBarAlwaysOff and wide > holder.width() + _BY_A_HAIR:
                yield f"{wide - holder.width()} beyond what scrolls only up and down"
                return
            one = area
        elif isinstance(area, QAbstractItemView) and area.viewport() is holder:
            return  # an editor in a cell
        elif not holder.rect().adjusted(-1, -1, 1, 1).contains(QRect(one.mapTo(holder, QPoint(0, 0)), one.size())):
            yield f"beyond {type(holder).__name__}"
            return
        inner, holder = holder, holder.parentWidget()


_LOOKS: tuple[tuple[Any, Callable[[Any], Iterator[str]]], ...] = (
    (QLabel, _label),
    (QAbstractButton, _button),
    (QLineEdit, _field),
    (QComboBox, _field),
    (QTabBar, _tabs),
    (QHeaderView, _headings),
    (QGroupBox, _group),
    (QAbstractItemView, _view),
    (QPlainTextEdit, _view),
    (QTextEdit, _view),
)
