"""The field in which a password is typed: shown only while «Показать» is held, with layout and Caps Lock beside it.

A password is taken exactly as typed or pasted: nothing is trimmed, folded or completed.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.errors import BadValue
from app.services.passwords import LONGEST, advice, check_new_password
from app.ui.keyboard_state import CAPS, KeyboardState
from app.ui.plain import PlainLabel

GOOD = "Хороший пароль: его долго подбирать."
_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhHiddenText


class PasswordLine(QLineEdit):
    """The field; ``held`` is it with its button and ``note``, which says what the keyboard types."""

    def __init__(self, name: str) -> None:
        super().__init__(echoMode=QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setInputMethodHints(_HINTS)
        self.setMaxLength(LONGEST + 1)  # one more than is taken, so that a longer one is refused and not cut
        self.keyboard = KeyboardState()
        self.note = PlainLabel("", "quiet", wrap=False)
        self.note.setFixedWidth(self.note.fontMetrics().horizontalAdvance(f"EN, {CAPS}") + 6)  # nothing jumps
        self.show_button = QPushButton("Показать")
        self.show_button.setAutoDefault(False)
        self.show_button.setAccessibleName(f"{name}: показать, пока нажато")
        self.show_button.pressed.connect(lambda: self.setEchoMode(QLineEdit.EchoMode.Normal))
        self.show_button.released.connect(lambda: self.setEchoMode(QLineEdit.EchoMode.Password))
        self.held = QWidget()
        self.held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self.held)
        line.setContentsMargins(0, 0, 0, 0)
        for one in (self, self.note, self.show_button):
            line.addWidget(one)
        QGuiApplication.inputMethod().localeChanged.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, and say what the keyboard types."""
        super().keyPressEvent(event)
        self.keyboard.judge(event)
        self._say()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say what the keyboard would type, before the first key."""
        super().focusInEvent(event)
        self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What the keyboard types is told at the field in which one types."""
        super().focusOutEvent(event)
        self._tell("", "")

    def _ask(self) -> None:
        if self.hasFocus():
            self.keyboard.ask()
            self._say()

    def _say(self) -> None:
        self._tell(self.keyboard.short(), self.keyboard.sentence())
        self.note.set_role("question" if self.keyboard.caps else "quiet")

    def _tell(self, text: str, spoken: str) -> None:
        self.note.setText(text)
        self.note.setAccessibleName(spoken)
        self.setAccessibleDescription(spoken)


class NewPassword(QObject):
    """The rows of a form for a new password, typed twice, with its strength in words.

    Where none is allowed too, they say plainly what that means. ``changed`` follows every key, ``password`` is '' for
    none, ``lacking`` says what must be done before it is taken.
    """

    changed = Signal()

    def __init__(self, form: QFormLayout, *, may_be_none: bool = False, none_told: str = "") -> None:
        super().__init__(form)
        self.first = PasswordLine("Новый пароль")
        self.second = PasswordLine("Новый пароль ещё раз")
        self.remark = PlainLabel("", "quiet")
        self.remark.setMinimumHeight(self.remark.fontMetrics().lineSpacing() * 3 + 2)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.without = QCheckBox("Без пароля")
        self._none_told = none_told
        form.addRow("Новый пароль", self.first.held)
        form.addRow("Ещё раз", self.second.held)
        if may_be_none:
            form.addRow("", self.without)
        form.addRow("", self.remark)
        for line in (self.first, self.second):
            line.textChanged.connect(lambda _: self._show())
        self.without.toggled.connect(self._toggle)
        self.second.installEventFilter(self)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab goes from the password to its second time; the buttons that show them come after both."""
        if watched is self.second and event.type() is QEvent.Type.Show:
            QWidget.setTabOrder(self.first, self.second)  # wants both in one window, so not before
        return super().eventFilter(watched, event)

    @property
    def password(self) -> str:
        """What was typed, exactly; '' where none is wanted."""
        return "" if self.without.isChecked() else self.first.text()

    @property
    def lacking(self) -> str:
        """Why it cannot be taken yet; '' when it can."""
        if self.without.isChecked():
            return ""
        try:
            check_new_password(self.first.text())
        except BadValue as problem:
            return str(problem)
        if not self.second.text():
            return "Внесите тот же пароль ещё раз."
        return "" if self.second.text() == self.first.text() else "Второй раз набрано другое."

    def _toggle(self, without: bool) -> None:
        for line in (self.first, self.second):
            line.held.setEnabled(not without)
        self._show()

    def _show(self) -> None:
        text, role = self._remark()
        self.remark.setText(text)
        self.remark.set_role(role)
        self.changed.emit()

    def _remark(self) -> tuple[str, str]:
        if self.without.isChecked():
            return self._none_told, "error"
        if self.lacking:
            wrong = bool(self.first.text()) and bool(self.second.text())
            return self.lacking, "error" if wrong else "quiet"
        told = advice(self.first.text())
        return (told, "question") if told else (GOOD, "good")
