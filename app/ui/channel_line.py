"""The line on the page of the school that says which cabinet the base is for, and changes that after a warning."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout

from app.errors import AppError
from app.services.edition import Edition, edition, image_count, set_edition
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import Button, Notice, PlainLabel, ask

TITLE = "Защищённый канал (сеть ViPNet)"
ON, OFF, CANCEL = "Включить", "Выключить", "Отмена"
DROP = "Удалить изображения и выключить"
_STATES = {
    Edition.OPEN: "Выключен: обычный кабинет, изображения документов об ОВЗ загружать запрещено.",
    Edition.PROTECTED: "Включён: к документам об ОВЗ на карточках можно прикреплять изображения.",
}
_WARNING = (
    "Включайте, только если школа подключена к сети ViPNet и работает в «Паспорте школы (Защищённый канал)». "
    "В обычный кабинет загружать изображения документов об ОВЗ запрещено ({order}).\n\n"
    "После включения на карточках можно прикреплять изображения документов. Они хранятся в файле базы и есть во всех "
    "его копиях: держите их там, где чужой их не возьмёт. В пакет для открытого канала изображения не попадут."
)
_BACK = "Выключить защищённый канал? Прикреплять изображения документов будет нельзя."
_LOSS = (
    "В базе есть изображения документов, страниц: {count}. В обычном кабинете их быть не должно: "
    "при выключении они будут удалены, и вернуть их нельзя."
)


class ChannelLine(Notice):
    """Says the edition and switches it; ``changed`` is told afterwards."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.state = PlainLabel("", "quiet")
        self.button = Button("")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(TITLE))
        words.addWidget(self.state)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        self.button.clicked.connect(self._switch)

    def reload(self) -> None:
        """Show the edition that the base has now."""
        now = edition(self.desk.passport)
        self.state.setText(_STATES[now])
        self.button.setText(f"{ON if now is Edition.OPEN else OFF}…")
        self.button.setAccessibleName(f"{ON if now is Edition.OPEN else OFF}: {TITLE}")

    def _switch(self) -> None:
        try:
            self._ask_and_switch()
        except AppError as problem:
            show_error(self, problem)
        self.reload()
        self.changed.emit()

    def _ask_and_switch(self) -> None:
        passport = self.desk.passport
        accept, cancel = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole
        if edition(passport) is Edition.OPEN:
            text = _WARNING.format(order=passport.year.order)
            if ask(self, TITLE, text, {ON: accept, CANCEL: cancel}, CANCEL) == ON:
                set_edition(passport, Edition.PROTECTED)
            return
        count = image_count(passport)
        act = DROP if count else OFF
        text = _LOSS.format(count=count) if count else _BACK
        if ask(self, TITLE, text, {act: accept, CANCEL: cancel}, CANCEL) == act:
            set_edition(passport, Edition.OPEN, drop_images=bool(count))
