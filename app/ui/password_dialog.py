"""Asking for a password: a new one twice, a known one once."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from app.ui.password_line import NewPassword, PasswordLine
from app.ui.plain import PlainLabel
from app.ui.room import give_width


class PasswordDialog(QDialog):
    """``password`` is what was typed; a new one is accepted only when it is strong enough and both lines say the
    same. ``act`` is what the button says that goes on; with ``after`` the password before is asked for, too."""

    def __init__(
        self, parent: QWidget, title: str, about: str, *, new: bool, act: str = "Готово", after: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        give_width(self, 520)
        form = QFormLayout()
        self.before = PasswordLine("Прежний пароль") if after else None
        if self.before is not None:
            form.addRow("Прежний пароль", self.before.held)
            self.before.textChanged.connect(lambda _: self._show())
        self._new = NewPassword(form) if new else None
        self.first = self._new.first if self._new else PasswordLine("Пароль")
        self.second = self._new.second if self._new else None
        self.buttons = QDialogButtonBox()
        self.ready = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(about))
        box.addLayout(form)
        if self._new is not None:
            self._new.changed.connect(self._show)
        else:
            form.addRow("Пароль", self.first.held)
            self.first.textChanged.connect(lambda _: self._show())
        box.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        (self.before or self.first).setFocus()
        self._show()

    @property
    def password(self) -> str:
        """What was typed."""
        return self.first.text()

    def _show(self) -> None:
        told = self.before is None or bool(self.before.text())
        self.ready.setEnabled(told and (not self._new.lacking if self._new is not None else bool(self.password)))


def ask_password(parent: QWidget, title: str, about: str, *, new: bool, act: str = "Готово") -> str | None:
    """The password; None when the user has thought better of it."""
    dialog = PasswordDialog(parent, title, about, new=new, act=act)
    try:
        return dialog.password if dialog.exec() else None
    finally:
        dialog.deleteLater()


def ask_change(parent: QWidget, title: str, about: str) -> tuple[str, str] | None:
    """The password before and a new one, asked for in one box; None when the user has thought better of it."""
    dialog = PasswordDialog(parent, title, about, new=True, after=True)
    try:
        return (dialog.before.text(), dialog.password) if dialog.exec() and dialog.before is not None else None
    finally:
        dialog.deleteLater()
