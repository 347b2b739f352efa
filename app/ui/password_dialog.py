"""Asking for the password of a copy of keys: a new one twice, a known one once."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from app.ui.plain import PlainLabel

_SHORTEST = 8  # as the service asks for


class PasswordDialog(QDialog):
    """``password`` is what was typed; a new one is accepted only when both lines say the same."""

    def __init__(self, parent: QWidget, title: str, about: str, *, new: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._new = new
        self.first = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.second = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.remark = PlainLabel("", "quiet")
        self.buttons = QDialogButtonBox()
        self.ready = self.buttons.addButton("Готово", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout(self)
        form.addRow(PlainLabel(about))
        form.addRow("Пароль", self.first)
        if new:
            form.addRow("Ещё раз", self.second)
        form.addRow("", self.remark)
        form.addRow(self.buttons)
        for line in (self.first, self.second):
            line.textChanged.connect(lambda _: self._show())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show()

    @property
    def password(self) -> str:
        """What was typed."""
        return self.first.text()

    def _show(self) -> None:
        self.remark.setText(self._lacking())
        self.ready.setEnabled(not self._lacking())

    def _lacking(self) -> str:
        if not self._new:
            return "" if self.password else "Внесите пароль, с которым копия сделана."
        if len(self.password) < _SHORTEST:
            return f"Не короче {_SHORTEST} знаков; лучше несколько слов."
        return "" if self.second.text() == self.password else "Внесите тот же пароль ещё раз."


def ask_password(parent: QWidget, title: str, about: str, *, new: bool) -> str | None:
    """The password; None when the user has thought better of it."""
    dialog = PasswordDialog(parent, title, about, new=new)
    try:
        return dialog.password if dialog.exec() else None
    finally:
        dialog.deleteLater()
