"""One box for all that an act has to be told in words, with a button that names the act."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.plain import PlainLabel
from app.ui.room import give_room

_LONG_LINES = 6  # of a text that may have several


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the name of the line, what stands in it, a hint in the empty one; ``needed`` must be filled,
    ``long`` may have several lines."""

    name: str
    text: str = ""
    hint: str = ""
    needed: bool = False
    long: bool = False


class LinesDialog(QDialog):
    """Tab leaves a long text, too; Enter in a line, or Ctrl+Enter anywhere, does the act once it can be done."""

    def __init__(self, parent: QWidget, title: str, about: str, asked: Sequence[Asked], act: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._asked = asked
        self.fields = [_field(one) for one in asked]
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for one, field in zip(asked, self.fields, strict=True):
            form.addRow(one.name, field)
            field.textChanged.connect(self._show_button)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(about))
        box.addLayout(form, 1)
        box.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.ok.click)
        give_room(self, 620, 120 + sum(180 if one.long else 60 for one in asked))
        self._show_button()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_button(self) -> None:
        filled = zip(self._asked, self.texts, strict=True)
        self.ok.setEnabled(all(text.strip() for one, text in filled if one.needed))

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the lines."""
        return tuple(one.text() if isinstance(one, QLineEdit) else one.toPlainText() for one in self.fields)


def _field(one: Asked) -> QLineEdit | QPlainTextEdit:
    made: QLineEdit | QPlainTextEdit
    if one.long:
        made = QPlainTextEdit(one.text)
        made.setTabChangesFocus(True)
        made.setMinimumHeight(made.fontMetrics().lineSpacing() * _LONG_LINES)
    else:
        made = QLineEdit(one.text)
    made.setPlaceholderText(one.hint)
    made.setAccessibleName(one.name)
    return made


def ask_lines(parent: QWidget, title: str, about: str, asked: Sequence[Asked], act: str) -> tuple[str, ...] | None:
    """Ask for these lines; None when the user has thought better of it."""
    dialog = LinesDialog(parent, title, about, asked, act)
    try:
        return dialog.texts if dialog.exec() else None
    finally:
        dialog.deleteLater()
