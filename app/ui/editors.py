"""Editors of one value. All speak text: ``text``, ``set_text``, and the signals ``edited`` and ``left``.

Plain fields, read on leaving: input masks mangle what is pasted, and a date editor cannot be empty
(trap 15). What cannot be read stays as it was typed.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy

from app.domain.choice_kinds import Choice, Choices
from app.domain.field import Field
from app.domain.kinds import Day, Digits, Flag, Phone, Whole
from app.domain.paper_kinds import DepartmentCode, DocNumber, DocSeries, Snils
from app.domain.text import fold

# Kinds whose values have about this many signs: a field as wide as its value is easier to read.
_WIDTHS: dict[type, int] = {
    Day: 14,
    Snils: 18,
    DocSeries: 14,
    DocNumber: 16,
    DepartmentCode: 12,
    Digits: 18,
    Phone: 22,
    Whole: 10,
}


class LineEditor(QLineEdit):
    """One line of text; the whole of it is selected when the field is entered by key. ``line`` is where one types."""

    edited = Signal()
    left = Signal()

    def __init__(self, signs: int = 0) -> None:
        super().__init__()
        self.line: QLineEdit = self
        self.textEdited.connect(lambda _: self.edited.emit())
        self.editingFinished.connect(self.left)
        if signs:
            self.setMaximumWidth(self.fontMetrics().averageCharWidth() * signs + 24)

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def lock(self) -> None:
        """Show the value only."""
        self.setReadOnly(True)


class ListEditor(QComboBox):
    """A list found by any part of a word; what is typed stays even when it is not in the list.

    It takes its values when it is first entered or opened: a card has some twenty lists, and all their values together
    cost more than its fields.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, offered: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._offered = offered
        self._filled = False
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textActivated.connect(lambda _: self.edited.emit())
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self.left)

    def lock(self) -> None:
        """Show the value only; the list opens no more."""
        self.line.setReadOnly(True)

    def showPopup(self) -> None:
        if not self.line.isReadOnly():
            self._fill()
            super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all on entering by key, as a plain line does: Qt leaves the caret at the end here."""
        self._fill()
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys choose from the list, but not where the value is only shown."""
        if self.line.isReadOnly():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Take the offered values anew when they are next needed; the text stays."""
        self._filled = False
        if self.hasFocus():
            self._fill()

    def _fill(self) -> None:
        """Take the offered values, unless they have been taken; text, caret and marks stay."""
        if self._filled:
            return
        self._filled = True
        text, caret = self.currentText(), self.line.cursorPosition()
        start, length = self.line.selectionStart(), self.line.selectionLength()
        self.clear()
        self.addItems(["", *self._offered()])
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _: self.edited.emit())
        self.setCompleter(completer)
        self.setEditText(text)
        self.line.setCursorPosition(caret)
        if length:
            self.line.setSelection(start, length)

    def text(self) -> str:
        return self.currentText()

    def first_hit(self) -> str:
        """The first offered value that has a word beginning with what is typed, or has it anywhere; '' for none."""
        typed = fold(self.currentText())
        offered = [(name, fold(name)) for name in self._offered() if typed]
        for matches in (str.startswith, lambda name, word: f" {word}" in name, str.__contains__):
            for name, folded in offered:
                if matches(folded, typed):
                    return name
        return ""

    def set_text(self, text: str) -> None:
        if text != self.currentText():
            self.setEditText(text)
        self.line.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Never change a value by the wheel: a scrolling hand would change what it passes over."""
        event.ignore()


class ManyEditor(LineEditor):
    """Several values of one list in a line, parted by semicolons; the list completes the one being typed."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = QCompleter(list(names), self)
        self._names.setWidget(self)
        self._names.setFilterMode(Qt.MatchFlag.MatchContains)
        self._names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._names.activated.connect(self._take)
        self.textEdited.connect(lambda _: self._offer(self._typed()))

    def _typed(self) -> str:
        """The part that is being typed: after the last semicolon before the caret."""
        return self.text()[: self.cursorPosition()].rpartition(";")[2].strip()

    def _offer(self, part: str, *, anyhow: bool = False) -> None:
        if part or anyhow:
            self._names.setCompletionPrefix(part)
            self._names.complete()
        elif popup := self._names.popup():
            popup.hide()

    def _take(self, name: str) -> None:
        before = self.text()[: self.cursorPosition()].rpartition(";")[0]
        after = self.text()[self.cursorPosition() :].lstrip("; ")
        whole = "; ".join(part for part in (before.strip(), name, after) if part)
        self.setText(whole)
        self.setCursorPosition(len(whole) - len(after))
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the list, as in a field with one value; Enter in it takes what is chosen there."""
        if event.key() == Qt.Key.Key_F4 and not self.isReadOnly():
            self._offer("", anyhow=True)
        else:
            super().keyPressEvent(event)


def editor_for(field: Field, offered: Callable[[], Sequence[str]] | None) -> LineEditor | ListEditor:
    """The editor of a field's kind. A new kind needs a line here only if a line of text will not do.

    ``offered`` gives the values of a field that names other records.
    """
    kind = field.kind
    if offered is not None:
        return ListEditor(offered)
    if isinstance(kind, Choice):
        names = [entry.name for entry in kind.entries() if not entry.closed]
        return ListEditor(lambda: names)
    if isinstance(kind, Choices):
        return ManyEditor([entry.name for entry in kind.entries() if not entry.closed])
    if isinstance(kind, Flag):
        return ListEditor(lambda: ("да", "нет"))
    return LineEditor(_WIDTHS.get(type(kind), 0))
