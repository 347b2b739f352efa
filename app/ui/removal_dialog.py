"""The question before a card is removed, with a line for the reason, which goes into the history."""

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.plain import Button, PlainLabel
from app.ui.room import give_width

LONGEST = 500  # signs
HINT = "например: внесён дважды (можно не заполнять)"


def why_line() -> QLineEdit:
    """The line for the reason."""
    line = QLineEdit(maxLength=LONGEST)
    line.setPlaceholderText(HINT)
    line.setAccessibleName("Почему удаляется, для истории")
    return line


class RemovalDialog(QDialog):
    """«Не удалять» is where Enter and Esc lead."""

    def __init__(self, parent: QWidget, question: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Удаление карточки")
        give_width(self, 560)
        self.why = why_line()
        self.remove_button = Button("Удалить")
        keep = Button("Не удалять")
        keep.setDefault(True)
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        form = QFormLayout()
        form.addRow("Почему", self.why)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(keep)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(question))
        box.addLayout(form)
        box.addLayout(buttons)
        keep.setFocus()


def ask_removal(parent: QWidget, question: str) -> str | None:
    """Ask whether a card is to be removed; the reason given ('' for none), None where it stays."""
    dialog = RemovalDialog(parent, question)
    try:
        return dialog.why.text().strip() if dialog.exec() else None
    finally:
        dialog.deleteLater()
