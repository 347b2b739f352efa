"""One field on a card: label, editor, and under it in words what is wrong with the value."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.field import Field
from app.errors import BadValue
from app.ui.editors import editor_for
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel
from app.validators.registry import Finding, Level


class FieldRow(QWidget):
    """Editor and message of one :class:`Field`; ``label`` stands beside it in the card's form."""

    edited = Signal()
    entered = Signal(object)  # the row itself, when its editor gets the focus
    next_wanted = Signal(object)  # the row itself, on Enter

    def __init__(self, field: Field, class_names: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field, class_names)
        self.label = QLabel(field.label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setBuddy(self.editor)
        self.message = PlainLabel()
        self.message.hide()
        self._findings: tuple[Finding, ...] = ()
        self._shown: tuple[str, tuple[Finding, ...]] = ("", ())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.editor)
        box.addWidget(self.message)
        self.setFocusProxy(self.editor)
        self.editor.setAccessibleName(field.label)
        self.editor.setAccessibleDescription(field.help)
        self.editor.edited.connect(self._on_edited)
        self.editor.left.connect(self._on_left)
        self.editor.installEventFilter(self)  # an editable list keeps the focus itself and hands keys on
        self.editor.line.setAccessibleName(field.label)

    def text(self) -> str:
        """What stands in the field, as typed."""
        return self.editor.text().strip()

    def show_text(self, text: str, problem: str = "") -> None:
        """Put a stored text in; ``problem`` says why it could not be read, if so."""
        self.editor.set_text(text)
        self._mark(problem)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say under the field what the rules found in it."""
        self._findings = tuple(findings)
        self._mark(self._problem())

    def need(self, needed: bool) -> None:
        """Mark the label of a field that the order asks for in this class."""
        self.label.setText(self.field.label + (" *" if needed else ""))

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_left(self) -> None:
        """Show the value in its own form («01092010» as «01.09.2010»); leave what cannot be read."""
        problem = self._problem()
        if not problem:
            value = self.field.kind.read(self.editor.text())
            self.editor.set_text(self.field.kind.show(value))
        self._mark(problem)
        self.edited.emit()

    def _problem(self) -> str:
        try:
            self.field.kind.read(self.editor.text())
        except BadValue as problem:
            return str(problem)
        return ""

    def _mark(self, problem: str) -> None:
        """Show what is wrong; styling anew is dear, so nothing is done where nothing changed."""
        shown = (problem, self._findings)
        if shown == self._shown:
            return
        self._shown = shown
        worst = min((one.level for one in self._findings), key=list(Level).index, default=None)
        if problem:
            lines = [f"{LEVEL_SIGNS[Level.ERROR]} {problem}"]
            worst = Level.ERROR
        else:
            lines = [f"{LEVEL_SIGNS[one.level]} {one.text}" for one in self._findings]
        self.message.setText("\n".join(lines))
        self.message.set_role(worst.value if worst else "quiet")
        self.message.setVisible(bool(lines))
        self.editor.setProperty("unread", bool(problem))
        self.editor.setAccessibleDescription(" ".join([*lines, self.field.help]))
        self.editor.style().polish(self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on like Tab; entering tells the card which help to show."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
                self._on_left()
                self.next_wanted.emit(self)
                return True
        return super().eventFilter(watched, event)
