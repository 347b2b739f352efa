"""The side of the page «Сканы»: the picture of the chosen page, and what a person has to decide about it.

A doubtful box is shown as it was scanned beside the same place of the blank, and is decided by one key. A page whose
code is not readable is told by the short code that is printed for eyes.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.ui.desk import Desk
from app.ui.plain import Button, PlainLabel
from app.ui.scan_words import of_page

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.scan_pages import BoxState, PageState

_LONGEST = 1000  # dots of the picture that is asked for
_SIGNED, _EMPTY = "1", "2"  # the keys


class Picture(QLabel):
    """A picture that takes the room there is, never more than its own size."""

    def __init__(self, name: str, least: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setMinimumSize(160, least)
        self._whole = QPixmap()

    def show_png(self, content: bytes) -> None:
        """Show another picture; b"" shows none."""
        self._whole = QPixmap()
        if content:
            self._whole.loadFromData(content)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.clear()
            return
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._whole.scaled(self.size(), keep, smooth))


class ScanPanel(QWidget):
    """Shows a page; ``changed`` is told after each decision."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.page: PageState | None = None
        self.head = PlainLabel("")
        self.picture = Picture("Страница", 200)
        self.cut, self.blank = Picture("Место на скане", 96), Picture("То же место на бланке", 96)
        self.who = PlainLabel("")
        self.signed_button = Button(f"Подписано ({_SIGNED})")
        self.empty_button = Button(f"Пусто ({_EMPTY})")
        self.code = QLineEdit()
        self.number = QLineEdit("1")
        self.assign_button = Button("Это она")
        self.refusal = PlainLabel("", "error")
        self.forget_button = Button("Убрать страницу")
        self._arrange()
        self.setMinimumWidth(330)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("scanPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # else its ring of focus is not drawn
        self.signed_button.clicked.connect(lambda: self._decide(signed=True))
        self.empty_button.clicked.connect(lambda: self._decide(signed=False))
        self.assign_button.clicked.connect(self._assign)
        self.code.returnPressed.connect(self._assign)
        self.number.returnPressed.connect(self._assign)
        self.forget_button.clicked.connect(self._forget)
        self.show_page(None)

    def _arrange(self) -> None:
        self.acts = QStackedWidget()
        self.acts.addWidget(QWidget())
        self.acts.addWidget(self._deciding())
        self.acts.addWidget(self._assigning())
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.addWidget(self.head)
        box.addWidget(self.acts)
        box.addWidget(self.picture, 1)
        box.addWidget(self.forget_button, 0, Qt.AlignmentFlag.AlignRight)

    def _deciding(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.addWidget(self.who, 0, 0, 1, 2)
        grid.addWidget(PlainLabel("На скане", "quiet"), 1, 0)
        grid.addWidget(PlainLabel("На бланке", "quiet"), 1, 1)
        grid.addWidget(self.cut, 2, 0)
        grid.addWidget(self.blank, 2, 1)
        grid.addWidget(self.signed_button, 3, 0)
        grid.addWidget(self.empty_button, 3, 1)
        return made

    def _assigning(self) -> QWidget:
        made = QWidget()
        form = QFormLayout(made)
        form.setContentsMargins(0, 4, 0, 4)
        form.addRow(PlainLabel("Код не прочитан. Введите его с листа: он напечатан внизу слева от большого кода."))
        self.code.setPlaceholderText("a1b2 c3d4 e5f6")
        self.code.setAccessibleName("Код страницы")
        self.number.setAccessibleName("Номер страницы")
        self.number.setMaximumWidth(60)
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.assign_button)
        form.addRow("Код:", self.code)
        form.addRow("Страница:", row)
        form.addRow(self.refusal)
        return made

    # --- what is shown --------------------------------------------------------------------------------

    def show_page(self, page: "PageState | None") -> None:
        """Show a page, the first of its doubtful boxes if it has such."""
        again = page is not None and self.page is not None and page.id == self.page.id
        self.page = page
        self.forget_button.setVisible(page is not None)
        self.refusal.setText("")
        if page is None:
            self.head.setText("Выберите страницу.")
            self.picture.show_png(b"")
            self.acts.hide()
            return
        self.head.setText(of_page(page))
        if not again:
            from app.services.scan_pages import picture_of_page  # noqa: PLC0415 - brings the reader of pictures

            self.picture.show_png(picture_of_page(self.desk.passport, page.id, _LONGEST))
        self.acts.setCurrentIndex(1 if page.doubtful else 0 if page.ours else 2)
        self.acts.setVisible(self.acts.currentIndex() > 0)
        if page.doubtful:
            self._show_box(page.doubtful[0])

    def _show_box(self, box: "BoxState") -> None:
        from app.services.scan_pages import cuts_of  # noqa: PLC0415 - as above

        assert self.page is not None
        cut, blank = cuts_of(self.desk.passport, self.page.id, box.key, box.kind)
        self.cut.show_png(cut)
        self.blank.show_png(blank)
        what = "Есть ошибка" if box.kind == "mistake" else "Подпись"
        self.who.setText(f"{what}: {box.who}. Осталось решить: {len(self.page.doubtful)}.")
        self.signed_button.setText(f"{'Отмечено' if box.kind == 'mistake' else 'Подписано'} ({_SIGNED})")

    # --- what a person decides ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 says signed, 2 empty, of the box that is shown."""
        if event.text() in (_SIGNED, _EMPTY) and self.page is not None and self.page.doubtful:
            self._decide(signed=event.text() == _SIGNED)
        else:
            super().keyPressEvent(event)

    def _decide(self, *, signed: bool) -> None:
        from app.printer.scan import State  # noqa: PLC0415 - as above
        from app.services.scan_pages import decide  # noqa: PLC0415 - as above

        if self.page is None or not self.page.doubtful:
            return
        box = self.page.doubtful[0]
        state = State.SIGNED if signed else State.EMPTY
        decide(self.desk.passport, self.page.id, box.key, box.kind, state)
        self.desk.said.emit(f"{box.who}: {'подписано' if signed else 'пусто'}.")
        self.changed.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _assign(self) -> None:
        from app.services.scan_pages import assign  # noqa: PLC0415 - as above

        if self.page is None:
            return
        page = self.number.text().strip()
        try:
            assign(self.desk.passport, self.page.id, self.code.text(), int(page) if page.isdecimal() else 0)
        except AppError as problem:
            self.refusal.setText(str(problem))
            return
        self.page = None
        self.code.clear()
        self.changed.emit()

    def _forget(self) -> None:
        from app.services.scan_pages import forget_page  # noqa: PLC0415 - as above

        if self.page is not None:
            forget_page(self.desk.passport, self.page.id)
            self.page = None
            self.changed.emit()
