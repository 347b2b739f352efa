"""The history of one card, or of one field of it, and putting an old value back."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.field import field_by_name
from app.errors import AppError
from app.services.cards import ENTITIES
from app.services.history import card_history, value_edit
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.history_table import HistoryTable
from app.ui.plain import Button, PlainLabel
from app.ui.room import give_room

RESTORED = "Возврат значения"
_NONE = "Изменений в истории нет: запись не меняли с того дня, как база ведёт историю."


class HistoryDialog(QDialog):
    """The changes of a card with its lists; of ``field`` alone where one is given."""

    def __init__(self, parent: QWidget, desk: Desk, card: tuple[str, str], name: str, field: str = "") -> None:
        """``card`` is entity and id, ``name`` what it is called."""
        super().__init__(parent)
        self.desk = desk
        self._card = card
        self._field = field
        label = field_by_name(ENTITIES[card[0]])[field].label if field else ""
        self.setWindowTitle(f"История поля «{label}»" if field else "История карточки")
        give_room(self, 1240, 560)
        self.title = PlainLabel(name, "title")
        self.history = HistoryTable("Изменения, новые сверху", whose=False)
        self.whole_button = Button("Вся карточка")
        self.restore_button = Button("Вернуть прежнее значение")
        self.close_button = Button("Закрыть")
        self._arrange()
        self.history.moved.connect(self._show_buttons)
        self.whole_button.clicked.connect(self._show_whole)
        self.restore_button.clicked.connect(self.restore)
        self.close_button.clicked.connect(self.accept)
        self.load()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.whole_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.history, 1)
        box.addLayout(buttons)
        self.whole_button.setVisible(bool(self._field))
        self.history.setFocus()

    def load(self) -> None:
        """Read the history anew."""
        self.history.load(card_history(self.desk.passport, *self._card, self._field))
        if self.history.chosen() is None:
            self.history.told.setText(_NONE)
        self._show_buttons()

    def _show_buttons(self) -> None:
        one = self.history.chosen()
        self.restore_button.setEnabled(one is not None and one.restorable)

    def _show_whole(self) -> None:
        self._field = ""
        self.setWindowTitle("История карточки")
        self.whole_button.hide()
        self.load()
        self.history.setFocus()

    def restore(self) -> None:
        """Put back what stood there before the chosen change; it is saved at once and can be taken back by F9."""
        one = self.history.chosen()
        if one is None:
            return
        try:
            saved = self.desk.save(value_edit(self.desk.passport, one), what=RESTORED)
        except AppError as problem:
            show_error(self, problem)
            return
        self.desk.records_changed.emit()
        if not saved.proposed:
            self.desk.said.emit(f"Возвращено: {one.label}. Отменить: F9.")
        self.load()
        self.history.setFocus()
