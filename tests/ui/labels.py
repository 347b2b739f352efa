"""Whether the text of a label has the room that it needs."""

import re

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel


def cut(label: QLabel) -> str:
    """The text of a label whose longest word is wider than the label."""
    if not label.isVisible() or not label.text() or type(label).__name__ == "OneLine":
        return ""
    metrics: QFontMetrics = label.fontMetrics()
    parts = re.findall(r"[^\s-]+-?", label.text()) if label.wordWrap() else label.text().split("\n")
    widest = max((metrics.horizontalAdvance(part) for part in parts), default=0)
    return label.text() if widest > label.width() + 1 else ""
