"""One card brought back from a copy: whose, and which of its fields; the rest of the base stays as it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import fold
from app.errors import AppError
from app.services.backups import CopyLine
from app.services.copy_differences import ChangedCard, Difference, Fate
from app.services.person_back import CardThen, card_then, edit_back, images_back
from app.ui.desk import Desk
from app.ui.difference_table import difference_table
from app.ui.error_window import show_error
from app.ui.plain import Button, PlainLabel, tool_tip
from app.ui.room import give_room

CARDS = {
    "school": "Карточка школы",
    "class": "Класс",
    "student": "Ученик",
    "staff": "Работник",
    "room": "Аудитория",
}
ALL_BACK = "Карточки в базе нет: она вернётся целиком."


class CardBackDialog(QDialog):
    """A list of the cards that the copy holds otherwise; of the chosen one, each field with a tick."""

    def __init__(
        self, parent: QWidget, desk: Desk, line: CopyLine, found: Difference, secrets: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Вернуть карточку из копии № {line.number}")
        give_room(self, 980, 560)
        self._desk = desk
        self._line = line
        self._secrets = secrets
        self._cards = [one for one in found.cards if one.fate is not Fate.LATER]
        self._shown: list[ChangedCard] = []
        self._card: CardThen | None = None
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText("Фамилия или название")
        self.search.setToolTip(self.search.placeholderText())
        self.search.setAccessibleName("Поиск карточки")
        self.list = QListWidget()
        self.list.setAccessibleName("Карточки, которые в копии другие")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fate = PlainLabel()
        self.table = difference_table(("Вернуть поле", "Сейчас в базе", "Было в копии"), "Чем карточка отличается")
        self.all_button = Button("Отметить все")
        self.back_button = Button("Вернуть отмеченное")
        self.close_button = Button("Закрыть")
        self._arrange()
        self.search.textChanged.connect(lambda _: self._filter())
        self.list.currentRowChanged.connect(self._look)
        self.table.itemChanged.connect(lambda _: self._show_act())
        self.all_button.clicked.connect(self._tick_all)
        self.back_button.clicked.connect(self._bring_back)
        self.close_button.clicked.connect(self.reject)
        self._filter()

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.all_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        right = QVBoxLayout()
        right.addWidget(self.fate)
        right.addWidget(self.table, 1)
        right.addWidget(PlainLabel("Пробел ставит и снимает отметку. Возвращённое можно отменить (F9).", "quiet"))
        right.addLayout(buttons)
        line = QHBoxLayout(self)
        line.addLayout(left, 2)
        line.addLayout(right, 5)
        for one in (self.back_button, self.all_button, self.close_button):
            one.setAutoDefault(False)  # Enter in the search presses nothing

    def _filter(self) -> None:
        words = fold(self.search.text())
        self._shown = [one for one in self._cards if words in fold(one.who) or not words]
        self.list.clear()
        self.list.addItems([called(one) for one in self._shown])
        self.list.setCurrentRow(0 if self._shown else -1)
        if not self._shown:
            self._look(-1)

    def _look(self, place: int) -> None:
        """Read the card as the copy holds it."""
        self._card = None
        self._load()
        if not 0 <= place < len(self._shown):
            self.fate.setText("Таких карточек нет." if self._cards else "Все карточки в копии такие же, как сейчас.")
            return
        one = self._shown[place]
        passport, secrets, path = self._desk.passport, self._secrets, self._line.path

        def done(found: CardThen) -> None:
            if self._shown[self.list.currentRow() :][:1] == [one]:
                self._card = found
                self._load()

        def failed(problem: BaseException) -> None:
            self.fate.setText(str(problem))

        self.fate.setText("Читаем копию…")
        work = self._desk.jobs.start
        work(lambda _: card_then(passport, path, one.entity, one.id, *secrets), done, failed=failed, parent=self)

    def _load(self) -> None:
        found = self._card
        self.table.blockSignals(True)
        self.table.setRowCount(len(found.differs) if found else 0)
        for row, one in enumerate(found.differs if found else ()):
            for column, text in enumerate((one.label, one.now, one.then)):
                item = _item(text or ("—" if column else ""))
                if column == 0 and found and found.now is not None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Unchecked)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        if found is not None:
            self.fate.setText("Отметьте поля, которые вернуть." if found.now else ALL_BACK)
            self.table.setCurrentCell(0, 0)
        self._show_act()

    def ticked(self) -> list[str]:
        """The names of the fields and lists that are to come back."""
        items = ((one, self.table.item(row, 0)) for row, one in enumerate(self._card.differs if self._card else ()))
        return [one.name for one, item in items if item and item.checkState() == Qt.CheckState.Checked]

    def _tick_all(self) -> None:
        for row in range(self.table.rowCount()):
            item = self.table.item(row, 0)
            if item is not None:
                item.setCheckState(Qt.CheckState.Checked)

    def _show_act(self) -> None:
        gone = self._card is not None and self._card.now is None
        self.all_button.setEnabled(self._card is not None and not gone)
        self.back_button.setText("Вернуть карточку" if gone else "Вернуть отмеченное")
        self.back_button.setEnabled(gone or bool(self.ticked()))

    def _bring_back(self) -> None:
        found = self._card
        if found is None:
            return
        try:
            edit = edit_back(found, self.ticked())
            images_back(self._desk.passport, found, edit, *self._secrets)
            self._desk.save(edit)
        except AppError as problem:
            show_error(self, problem)
            return
        if found.now is None or len(self.ticked()) == len(found.differs):
            self._cards = [one for one in self._cards if (one.entity, one.id) != (edit.entity, edit.id)]
            self._filter()
        else:
            self._look(self.list.currentRow())


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(tool_tip(text))
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    return item


def called(one: ChangedCard) -> str:
    """A card in the list: what it is, whose, what has become of it."""
    gone = " — удалена" if one.fate is Fate.GONE else ""
    name = f": {one.who}" if one.who else ""
    kind = "" if name and one.entity == "student" else CARDS[one.entity]
    return f"{kind}{name}{gone}".removeprefix(": ")
