"""Labels, boxes and tool tips that show text as it is: a name is never taken for markup (trap 12)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMessageBox, QPushButton, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """A label that wraps and shows markup literally; ``role`` is «title», «head», «quiet» or a level for the style."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._resized = False  # before it is laid out its width means nothing
        self.setText(text)
        self.set_role(role)

    def sizeHint(self) -> QSize:
        """As high as the text is at the present width: Qt's own hint, which is also the most it gets, may be less."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width())) if self._resized and self.wordWrap() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized = True
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_role(self, role: str) -> None:
        """Change what the label is to the style: its colour follows."""
        if role in {"title", "head"}:
            self.setObjectName(role)
        self.setProperty("quiet", role == "quiet")
        self.setProperty("level", role if role not in {"title", "head", "quiet"} else "")
        self.style().polish(self)


class OneLine(PlainLabel):
    """A label of one line that gives way: what does not fit is cut with «…» and told by the tool tip."""

    def __init__(self, role: str = "") -> None:
        super().__init__("", role, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(tool_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, in the style's own way."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(painter, self.rect(), flags, self.palette(), True, shown, self.foregroundRole())


class Button(QPushButton):
    """A button that Enter presses, as Space does: outside dialogs Qt leaves Enter without an answer."""

    _denied = False

    def deny(self) -> None:
        """Hide it for good: who works may not do what it does."""
        self._denied = True
        self.hide()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible and not self._denied)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Notice(QFrame):
    """A framed strip that stands out from the page without an alarm.

    One that may be shown before it has been laid out needs its ``parent``: without, it would for a moment be a window
    and take the keys.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._resized = False

    def sizeHint(self) -> QSize:
        """As high as its texts are at the present width, as with :class:`PlainLabel`."""
        hint, layout = super().sizeHint(), self.layout()
        if not self._resized or layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized = True
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def give_focus(holder: QWidget, within: QWidget) -> None:
    """Let ``holder.setFocus`` go to what one works with in it.

    Qt's own focus proxy would hide from Tab everything that stands in the holder before that widget.
    """
    holder.setFocus = within.setFocus  # type: ignore[method-assign]


def tool_tip(text: str) -> str:
    """Text for ``setToolTip`` or a ``ToolTipRole`` that stays literal and wraps."""
    if not text:
        return ""
    literal = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # ``html`` is slow to load
    return f"<qt>{literal}</qt>"


def ask(parent: QWidget, title: str, text: str, buttons: dict[str, QMessageBox.ButtonRole], default: str) -> str:
    """Show a question with named buttons and give the name of the one pressed; Enter presses the default.

    Closing the window, or Esc, answers with the last one: put the harmless choice there.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    made = {name: box.addButton(name, role) for name, role in buttons.items()}
    box.setDefaultButton(made[default])
    box.setEscapeButton(list(made.values())[-1])
    box.exec()
    return next((name for name, button in made.items() if button is box.clickedButton()), list(made)[-1])


def tell(parent: QWidget, title: str, text: str) -> None:
    """Say something that has been done; its text can be marked and copied."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    marking = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    box.setTextInteractionFlags(marking)
    box.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()
