"""One field on a card: label, editor, and under it in words what is wrong with the value."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from app.domain.field import Field
from app.errors import BadValue
from app.ui.announce import announce
from app.ui.editors import ListEditor, editor_for
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import PlainLabel, give_focus
from app.validators.findings import Finding, Level

# What is offered in fields whose values are names of other records (a class, a building), by the field's name:
# «class_name», in a list «attempts.day».
Offers = Mapping[str, Callable[[], Sequence[str]]]

LEAST_SIGNS = 16  # of average width: with less beside its label, a field goes below it
# The focus comes back to where one is typing: another window, a list or a menu is closed.
_BACK_AGAIN = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class FieldRow(QWidget):
    """Editor and message of one :class:`Field`; ``label`` stands beside it in the card's form."""

    edited = Signal()
    entered = Signal(object)  # the row itself, when its editor gets the focus
    next_wanted = Signal(object)  # the row itself, on Enter
    previous_wanted = Signal(object)  # the row itself, on Shift+Enter
    repeat_wanted = Signal(object)  # the row itself, on F3: the value of the card before
    history_wanted = Signal(object)  # the row itself, from its menu
    mended = Signal(object)  # the row itself: what was typed was changed besides its form

    def __init__(self, field: Field, offers: Offers) -> None:
        super().__init__()
        self.field = field
        self.above: FieldRow | None = None  # whose value «=» repeats
        self.carried = False
        self.locked = False
        self._kept = ""  # a text that is not mended: it is stored so, or its mending was taken back
        self._mending = ("", "")  # what was typed, and what it was mended to
        self._entered = ("", False)  # what stood here when one entered, and whether it was carried: Esc brings it back
        self._given_up = ""  # what was typed before Esc
        self.editor = editor_for(field, offers.get(field.name))
        self.label = QLabel(field.label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setBuddy(self.editor)
        self.message = PlainLabel()
        self.message.hide()
        self._findings: tuple[Finding, ...] = ()
        self._shown: tuple[str, tuple[Finding, ...]] = ("", ())
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LEAST_SIGNS)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.editor)
        box.addWidget(self.message)
        give_focus(self, self.editor)
        self.editor.setAccessibleName(field.label)
        self.editor.setAccessibleDescription(field.help)
        self.editor.edited.connect(self._on_edited)
        self.editor.left.connect(self.leave)
        self.editor.installEventFilter(self)  # an editable list keeps the focus itself and hands keys on
        self.editor.line.setAccessibleName(field.label)
        self.editor.line.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.editor.line.customContextMenuRequested.connect(self._show_menu)

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
        self._kept, self._mending = text.strip(), ("", "")
        self.mark_carried(False)
        self._enter()
        self._mark(problem)

    def put_back(self, text: str) -> None:
        """Put in a text that was typed before and is not saved, exactly as it was typed."""
        self.show_text(text)
        self._mark(self.problem())

    def mark_carried(self, carried: bool) -> None:
        """Show whether the value came from the card before and nobody has touched it yet."""
        if self.editor.text() == self._entered[0]:
            self._entered = (self._entered[0], carried)
        if carried != self.carried:
            self.carried = carried
            self.editor.setProperty("carried", carried)
            self.editor.style().polish(self.editor)

    def type_text(self, text: str) -> None:
        """Put a text in as if it had been typed and the field left."""
        self.editor.set_text(text)
        self.leave()

    def help_text(self) -> str:
        """What to write here, from which document, with an example; whether it came from the card before."""
        told = self.field
        parts = [
            f"Набранное «{self._given_up}» убрано; вернуть — Ctrl+Z." if self._given_up else "",
            told.help,
            "Список — F4." if self._listed else "",
            f"Откуда: {told.paper}." if told.paper else "",
            f"Например: {told.kind.example}." if told.kind.example else "",
            "Перенесено из прошлой карточки; чтобы очистить, нажмите Delete." if self.carried else "",
        ]
        return " ".join(part for part in parts if part)

    @property
    def _listed(self) -> bool:
        return isinstance(self.editor, ListEditor)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say under the field what the rules found in it."""
        self._findings = tuple(findings)
        self._mark(self.problem())

    def need(self, needed: bool) -> None:
        """Mark the label of a field that the order asks for in this class."""
        self.label.setText(self.field.label + (" *" if needed else ""))

    def _enter(self) -> None:
        """From here on Esc brings back what stands here now."""
        self._entered, self._given_up = (self.editor.text(), self.carried), ""

    def give_up(self) -> bool:
        """Put back what stood here when one entered; Ctrl+Z brings what was typed again. False where that is so."""
        (text, carried), typed, line = self._entered, self.editor.text(), self.editor.line
        if typed == text or line.isReadOnly() or not self.editor.isEnabled():
            return False
        with QSignalBlocker(line):  # nobody is offered a list for what nobody types
            line.selectAll()
            line.insert(text)  # unlike another text put in, this can be undone
            line.setCursorPosition(0)
        self._on_edited()
        self.mark_carried(carried)
        self._mark(self.problem())
        self._given_up = typed.strip()
        announce(self.editor, f"{self.field.label}: {self.help_text()}")
        self.entered.emit(self)  # the help says how to have it back
        return True

    def _on_edited(self) -> None:
        told, self._given_up = self._given_up, ""
        self._mending = ("", "")
        self.mark_carried(False)
        self.edited.emit()
        if told:
            self.entered.emit(self)  # the help need not say any more how to have it back

    def leave(self) -> None:
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
            self._tidy()
        elif problem != self._shown[0]:
            announce(self.editor, f"{self.field.label}: {problem}")  # the focus may be in the next field already
        self._mark(problem)
        self.edited.emit()

    def _tidy(self) -> None:
        typed = self.field.exact(self.editor.text())
        tidy = typed if self.text() == self._kept else self.field.tidy(self.editor.text())
        self.editor.set_text(tidy)
        if tidy != typed:
            self._mending = (typed, tidy)
            announce(self.editor, f"{self.field.label}: {self.told_mending()}")
            self.mended.emit(self)

    def told_mending(self) -> str:
        """What was changed in what was typed, and how to have it back; '' where it was not, or not any more."""
        typed, tidy = self._mending
        return f"Исправлено: было «{typed}», стало «{tidy}»; вернуть — Ctrl+Z." if typed and self.text() == tidy else ""

    def unmend(self) -> bool:
        """Put back what was typed, to stay; False where nothing is mended."""
        if not self.told_mending():
            return False
        self._kept = self._mending[0]
        self.editor.set_text(self._kept)
        self._mending = ("", "")
        self.edited.emit()
        return True

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
            named = f": «{self.field.label}»"  # under the field itself its name is no news
            lines = [f"{LEVEL_SIGNS[one.level]} {one.text.replace(named, '', 1)}" for one in self._findings]
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
        menu.popup(self.editor.line.mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on like Tab; entering tells the card which help to show."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            if event.reason() not in _BACK_AGAIN:
                self._enter()
            self.entered.emit(self)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._passes_on(event):
                event.ignore()  # to the card, then to the window
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _passes_on(self, event: QKeyEvent) -> bool:
        """Whether a key is undo or redo, and has nothing to do in this line."""
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.editor.line.isUndoAvailable()
        return undo or (event.matches(QKeySequence.StandardKey.Redo) and not self.editor.line.isRedoAvailable())

    def _takes(self, event: QKeyEvent) -> bool:
        """Enter, F3, Esc over what was typed, and Delete over a value that came from the card before; Ctrl+Z goes on to
        the card."""
        if self._passes_on(event):
            event.ignore()
            return True
        how = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if how not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                return False
            self.leave()
            (self.previous_wanted if how else self.next_wanted).emit(self)
        elif self.locked:
            return False
        elif event.key() == Qt.Key.Key_F3:
            self.repeat_wanted.emit(self)
        elif event.key() == Qt.Key.Key_Escape:
            return self.give_up()
        elif event.key() == Qt.Key.Key_Delete and self.carried:
            self.editor.set_text("")
            self._on_edited()
        else:
            return False
        return True
