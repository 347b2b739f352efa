"""What the window shows while its base is locked: the field for the password, and nothing of the base."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.entry_pane import EntryPane
from app.ui.jobs import Jobs
from app.ui.plain import Notice, PlainLabel

TITLE = "База закрыта"


class LockPage(QWidget):
    """``pane.opened`` comes when it was unlocked."""

    def __init__(self, path: Path, jobs: Jobs) -> None:
        super().__init__()
        self.pane = EntryPane(path, jobs)
        card = Notice()
        card.setFixedWidth(580)
        card.setMinimumHeight(card.fontMetrics().lineSpacing() * 18)  # Qt reckons without the lines of a wrong try
        box = QVBoxLayout(card)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(PlainLabel(TITLE, "title"))
        told = "Ничего не потеряно: после входа откроется то же место, а набранное и не сохранённое будет в карточке."
        box.addWidget(PlainLabel(told))
        box.addWidget(self.pane)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(2)
        self.setFocusProxy(self.pane)
