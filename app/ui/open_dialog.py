"""The dialog that asks for the password of a base."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.entered import Entered, WhenRefused, no_other_way
from app.ui.entry_pane import EntryPane
from app.ui.jobs import Jobs
from app.ui.plain import Button, PlainLabel
from app.ui.room import give_width


class OpenDialog(QDialog):
    """Accepted only with an open base: ``entered``."""

    def __init__(self, parent: QWidget, path: Path, jobs: Jobs, when_refused: WhenRefused = no_other_way) -> None:
        super().__init__(parent)
        self.setWindowTitle("Открыть базу")
        give_width(self, 560)
        self.entered: Entered | None = None
        self.pane = EntryPane(path, jobs, when_refused)
        self.pane.left.connect(self.reject)
        self.pane.opened.connect(self._take)
        self.pane.open_button.setDefault(True)
        cancel = Button("Отмена")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.pane.buttons.addWidget(cancel)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(f"База {path.name} под паролем."))
        box.addWidget(self.pane)
        self.pane.setFocus()

    def _take(self, entered: Entered) -> None:
        self.entered = entered
        self.accept()

    def reject(self) -> None:
        """Leave; a try that runs is waited for, so that no base stays open unseen."""
        if not self.pane.busy:
            super().reject()
