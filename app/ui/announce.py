"""Sentences for programs that read the screen aloud: what has changed where the focus is not."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(of: QWidget, text: str) -> None:
    """Have a sentence about a widget read aloud, where somebody listens."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(of, text))
