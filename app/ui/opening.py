"""Opening a base in the window: without a password where it has none, else by the password that is asked for."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import WrongPassword
from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.opening import open_passport
from app.ui.entry_pane import Entered, EntryPane
from app.ui.jobs import Jobs
from app.ui.plain import Button, PlainLabel


class OpenDialog(QDialog):
    """Accepted only with an open base: ``entered``."""

    def __init__(self, parent: QWidget, path: Path, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setWindowTitle("Открыть базу")
        self.setMinimumWidth(560)
        self.entered: Entered | None = None
        self.pane = EntryPane(path, jobs)
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


def open_base(parent: QWidget, path: Path, jobs: Jobs, key: BaseKey | None = None) -> Entered | None:
    """The base, open; None where its password was asked for and not given.

    ``key`` is tried before anybody is asked. Raises :class:`AppError` for what does not open by any password.
    """
    for one in (NO_PASSWORD,) if key in (None, NO_PASSWORD) else (key, NO_PASSWORD):
        try:
            return Entered(open_passport(path, one))
        except WrongPassword:
            continue
    dialog = OpenDialog(parent, path, jobs)
    try:
        dialog.exec()
        return dialog.entered
    finally:
        dialog.deleteLater()
