"""A look at a form as it will be printed: page by page, before it gets its number."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from app.ui.plain import Button, PlainLabel
from app.ui.room import give_room
from app.ui.system_print import image_of
from app.ui.wrapping import WrapLine

if TYPE_CHECKING:  # loaded with the first look
    from app.services.looking import Document

_STEP = 1.25
_LEAST, _MOST = 0.4, 4.0  # of the width of the dialog
_POINTS = 72


class PrintPreview(QDialog):
    """``printed`` and ``saved`` say what is to be done with the form; the dialog closes with either. ``pages`` are the
    first and the last one to print; ``told`` stands above the buttons."""

    printed = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget, title: str, document: "Document", told: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document = document
        self._zoom = 1.0
        self.page = QSpinBox()
        self.page.setRange(1, len(document.sizes))
        self.page.setAccessibleName("Страница")
        self.before, self.after = Button("‹"), Button("›")
        self.before.setAccessibleName("Предыдущая страница")
        self.after.setAccessibleName("Следующая страница")
        self.first, self.last = QSpinBox(), QSpinBox()
        self.first.setAccessibleName("Печатать с")
        self.last.setAccessibleName("по")
        for one in (self.first, self.last):
            one.setRange(1, len(document.sizes))
        self.last.setValue(len(document.sizes))
        for one in (self.page, self.first, self.last):
            one.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # they are too small to be hit
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.paper.setAccessibleName("Страница формы")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.paper)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.print_button = Button("Печать… (Ctrl+P)")
        self.save_button = Button("Сохранить PDF… (Ctrl+S)")
        self.close_button = Button("Закрыть")
        self._arrange(told)
        self._connect()
        give_room(self, 1100, 760)
        self.area.viewport().installEventFilter(self)
        self.area.setFocus()

    @property
    def pages(self) -> tuple[int, int]:
        """The first and the last page to print, counted from 1."""
        return self.first.value(), self.last.value()

    def _arrange(self, told: str) -> None:
        line = WrapLine()
        line.add(PlainLabel("Страница", wrap=False))
        line.add(self.before)
        line.add(self.page)
        line.add(self.after)
        line.add(PlainLabel(f"из {len(self._document.sizes)}", wrap=False), grows=True)
        self.smaller, self.larger = Button("Мельче"), Button("Крупнее")
        line.add(self.smaller)
        line.add(self.larger)
        if len(self._document.sizes) > 1:
            for widget in (PlainLabel("Печатать с", wrap=False), self.first, PlainLabel("по", wrap=False), self.last):
                line.add(widget)
        for button in (self.print_button, self.save_button, self.close_button):
            line.add(button)
        for button, step in ((self.before, "Ctrl+PgUp"), (self.after, "Ctrl+PgDown")):
            button.setToolTip(step)
        box = QVBoxLayout(self)
        box.addWidget(self.area, 1)
        if told:
            box.addWidget(PlainLabel(told, "quiet"))
        box.addLayout(line)
        for button in self.findChildren(Button):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.page.valueChanged.connect(lambda _: self._show())
        self.first.valueChanged.connect(self.last.setMinimum)
        self.before.clicked.connect(lambda: self.page.stepBy(-1))
        self.after.clicked.connect(lambda: self.page.stepBy(1))
        for button, told in ((self.print_button, self.printed), (self.save_button, self.saved)):
            button.clicked.connect(self.accept)
            button.clicked.connect(told)
        self.close_button.clicked.connect(self.reject)
        self.smaller.clicked.connect(lambda: self._scale(1 / _STEP))
        self.larger.clicked.connect(lambda: self._scale(_STEP))
        for key, act in (
            (QKeySequence("Ctrl+P"), self.print_button.click),
            (QKeySequence("Ctrl+S"), self.save_button.click),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self.larger.click),
            (QKeySequence("Ctrl+="), self.larger.click),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self.smaller.click),
            (QKeySequence("Ctrl+PgDown"), self.after.click),
            (QKeySequence("Ctrl+PgUp"), self.before.click),
        ):
            QShortcut(key, self).activated.connect(act)

    def _scale(self, by: float) -> None:
        self._zoom = min(max(self._zoom * by, _LEAST), _MOST)
        self._show()

    def _show(self) -> None:
        """Draw the page as wide as the dialog, times the zoom."""
        self.before.setEnabled(self.page.value() > 1)
        self.after.setEnabled(self.page.value() < self.page.maximum())
        place = self.page.value() - 1
        dense = self.devicePixelRatioF()
        bar = self.area.verticalScrollBar().sizeHint().width()  # its room is kept, lest the page jump when it comes
        width = max(self.area.width() - bar - 6, 200) * self._zoom * dense
        picture = self._document.picture(place, width * _POINTS / self._document.sizes[place][0])
        pixmap = QPixmap.fromImage(image_of(picture))
        pixmap.setDevicePixelRatio(dense)
        self.paper.setPixmap(pixmap)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page keeps to the width there is for it."""
        if event.type() == QEvent.Type.Resize:
            self._show()
        return super().eventFilter(watched, event)
