"""One field on a card: label, editor, and under it in words what is wrong with the value."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from app.domain.field import Field
from app.errors import BadValue
from app.ui.editors import ListEditor, editor_for
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel
from app.validators.findings import Finding, Level

# What is offered in fields whose values are names of other records (a class, a building), by the field's name:
# «class_name», in a list «attempts.day».
Offers = Mapping[str, Callable[[], Sequence[str]]]


class FieldRow(QWidget):
    """Editor and message of one :class:`Field`; ``label`` stands beside it in the card's form."""

    edited = Signal()
    entered = Signal(object)  # the row itself, when its editor gets the focus
    next_wanted = Signal(object)  # the row itself, on Enter
    previous_wanted = Signal(object)  # the row itself, on Shift+Enter
    repeat_wanted = Signal(object)  # the row itself, on F3: the value of the card before
    history_wanted = Signal(object)  # the row itself, from its menu

    def __init__(self, field: Field, offers: Offers) -> None:
        super().__init__()
        self.field = field
        self.above: FieldRow | None = None  # whose value «=» repeats
        self.carried = False
        self.locked = False
        self.editor = editor_for(field, offers.get(field.name))
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
        self.editor.line.installEventFilter(self)  # for its menu; in a plain line it is the editor itself

    def lock(self) -> None:
        """Show the value only: nothing is typed, tidied or repeated here."""
        self.locked = True
        self.editor.lock()

    def text(self) -> str:
        """What stands in the field, as typed."""
        return self.editor.text().strip()

    def show_text(self, text: str, problem: str = "") -> None:
        """Put a stored text in; ``problem`` says why it could not be read, if so."""
        self.editor.set_text(text)
        self.mark_carried(False)
        self._mark(problem)

    def put_back(self, text: str) -> None:
        """Put in a text that was typed before and is not saved, exactly as it was typed."""
        self.show_text(text)
        self._mark(self.problem())

    def mark_carried(self, carried: bool) -> None:
        """Show whether the value came from the card before and nobody has touched it yet."""
        if carried != self.carried:
            self.carried = carried
            self.editor.setProperty("carried", carried)
            self.editor.style().polish(self.editor)

    def type_text(self, text: str) -> None:
        """Put a text in as if it had been typed and the field left."""
        self.editor.set_text(text)
        self._on_left()

    def help_text(self) -> str:
        """What to write here, from which document, with an example; whether it came from the card before."""
        told = self.field
        parts = [
            told.help,
            f"Откуда: {told.paper}." if told.paper else "",
            f"Например: {told.kind.example}." if told.kind.example else "",
            "Перенесено из прошлой карточки; чтобы очистить, нажмите Delete." if self.carried else "",
        ]
        return " ".join(part for part in parts if part)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say under the field what the rules found in it."""
        self._findings = tuple(findings)
        self._mark(self.problem())

    def need(self, needed: bool) -> None:
        """Mark the label of a field that the order asks for in this class."""
        self.label.setText(self.field.label + (" *" if needed else ""))

    def _on_edited(self) -> None:
        self.mark_carried(False)
        self.edited.emit()

    def _on_left(self) -> None:
        """Show the value in its own form («01092010» as «01.09.2010»), «=» as the value above; leave what cannot be
        read."""
        if self.locked:
            return
        if self.editor.text().strip() == "=" and self.above is not None:
            self.editor.set_text(self.above.text())
        elif isinstance(self.editor, ListEditor) and self.problem():
            self.editor.set_text(self.editor.first_hit() or self.editor.text())
        problem = self.problem()
        if not problem:
            self.editor.set_text(self.field.tidy(self.editor.text()))
        self._mark(problem)
        self.edited.emit()

    def problem(self) -> str:
        """Why what stands in the field cannot be read; '' when it can."""
        try:
            self.field.tidy(self.editor.text())
        except BadValue as problem:
            return str(problem)
        return ""

    def refresh_offer(self) -> None:
        """Take what is offered anew."""
        if isinstance(self.editor, ListEditor):
            self.editor.refresh()

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

    def menu(self) -> QMenu:
        """The usual menu of a line of text, and the way to what stood here before."""
        menu = self.editor.line.createStandardContextMenu()
        menu.addSeparator()
        menu.addAction("История поля…").triggered.connect(lambda: self.history_wanted.emit(self))
        return menu

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on like Tab; entering tells the card which help to show; the menu leads to the history too."""
        if watched is self.editor.line and isinstance(event, QContextMenuEvent):
            self._show_menu(event.globalPos())
            return True
        if watched is not self.editor:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            how = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if enter and how in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                self._on_left()
                (self.previous_wanted if how else self.next_wanted).emit(self)
                return True
            if event.key() == Qt.Key.Key_F3 and not self.locked:
                self.repeat_wanted.emit(self)
                return True
        return super().eventFilter(watched, event)
