"""«История и корзина»: all acts of the base with what they changed, and the cards that were removed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.errors import BadValue
from app.services.history import Asked, Page, history, names_in_history
from app.services.history import Line as Change
from app.ui.bin_pane import BinPane
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.history_table import HistoryTable
from app.ui.plain import Button, PlainLabel
from app.ui.room import give_room
from app.ui.wrapping import WrapLine

ANY_ACT, ANYBODY = "все действия", "все люди"


class HistoryPane(QWidget):
    """The whole history, page by page, by what is asked of it."""

    def __init__(self, desk: Desk, open_card: Callable[[str, str], None]) -> None:
        super().__init__()
        self.desk = desk
        self._open_card = open_card
        self._changes: list[Change] = []
        self._before = 0
        self._number = 0
        self.words = QLineEdit(maxLength=100)
        self.what = QComboBox()
        self.actor = QComboBox()
        self.day = QLineEdit(maxLength=20)
        self.history = HistoryTable("Изменения во всей базе, новые сверху", whose=True)
        self.older_button = Button("Показать раньше")
        self.act_button = Button("Всё это действие")
        self.card_button = Button("Открыть карточку")
        self._dress()
        self._arrange()
        self._connect()
        self.load()

    def _dress(self) -> None:
        what, actors = names_in_history(self.desk.passport)
        self.what.addItems([ANY_ACT, *what])
        self.actor.addItems([ANYBODY, *actors])
        self.words.setPlaceholderText("кто, поле, файл")
        self.words.setToolTip(self.words.placeholderText())
        self.day.setPlaceholderText("все дни")
        self.day.setFixedWidth(self.day.fontMetrics().averageCharWidth() * 14 + 20)
        for widget, name in (
            (self.words, "Найти в истории"),
            (self.what, "Действие"),
            (self.actor, "Кто делал"),
            (self.day, "День, например 01.09.2019; пусто — все"),
        ):
            widget.setAccessibleName(name)

    def _arrange(self) -> None:
        line = WrapLine()
        for title, widget in (
            ("Найти", self.words),
            ("Действие", self.what),
            ("Кто", self.actor),
            ("День", self.day),
        ):
            label = PlainLabel(title, wrap=False)
            label.setBuddy(widget)
            line.add(label)
            line.add(widget, grows=widget is self.words)
        buttons = WrapLine()
        for button in (self.card_button, self.act_button, self.older_button):
            buttons.add(button)
        box = QVBoxLayout(self)
        box.addLayout(line)
        box.addWidget(self.history, 1)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self.words.editingFinished.connect(self._asked)
        self.day.editingFinished.connect(self._asked)
        self.what.activated.connect(lambda _: self._asked())
        self.actor.activated.connect(lambda _: self._asked())
        self.history.moved.connect(self._show_buttons)
        self.older_button.clicked.connect(lambda: self._read(self._before))
        self.act_button.clicked.connect(self._show_act)
        self.card_button.clicked.connect(self._show_card)

    def asked(self) -> Asked:
        """What the fields above the table ask for. Raises :class:`BadValue` for what is no day."""
        day = Day(2000, 2100).read(self.day.text())
        what = self.what.currentText() if self.what.currentIndex() > 0 else ""
        actor = self.actor.currentText() if self.actor.currentIndex() > 0 else ""
        return Asked(what, actor, day, self.words.text().strip(), self._number)

    def load(self) -> None:
        """Read the first page of what is asked."""
        self._changes = []
        self._read(0)

    def _asked(self) -> None:
        """Something else is asked for; leaving a field without a change asks nothing."""
        try:
            now = self.asked()
        except BadValue as problem:
            self.history.told.setText(str(problem))
            return
        if self._number or now != self._last:
            self._number = 0
            self.load()

    def _read(self, before: int) -> None:
        self._last = self.asked()
        self.desk.jobs.start(
            lambda progress: history(self.desk.passport, self._last, before, progress=progress),
            self._take,
            title="Читаем историю…",
            failed=lambda problem: show_error(self, problem),
            parent=self,
        )

    def _take(self, page: Page) -> None:
        row = len(self._changes)
        self._changes += page.lines
        self._before = page.before
        self.history.load(self._changes)
        if row and len(self._changes) > row:
            self.history.table.selectRow(row)
        if not self._changes:
            self.history.told.setText("Такого в истории нет.")
        self._show_buttons()

    def _show_buttons(self) -> None:
        one = self.history.chosen()
        self.older_button.setEnabled(bool(self._before))
        self.card_button.setEnabled(one is not None and bool(one.entity))
        self.act_button.setEnabled(one is not None and one.number != self._number)

    def _show_act(self) -> None:
        """All that the chosen act changed, record by record."""
        one = self.history.chosen()
        if one is not None:
            self.what.setCurrentIndex(0)
            self.actor.setCurrentIndex(0)
            self.words.clear()
            self.day.clear()
            self._number = one.number
            self.load()
            self.history.setFocus()

    def _show_card(self) -> None:
        one = self.history.chosen()
        if one is not None and one.entity:
            self._open_card(one.entity, one.id)


class HistoryWindow(QDialog):
    """Two tabs over the whole base; ``wanted`` is the card that is to be opened when it is closed."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("История и корзина")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        give_room(self, 1320, 640)
        self.wanted: tuple[str, str] | None = None
        self.tabs = QTabWidget()
        self.pane = HistoryPane(desk, self._want)
        self.bin = BinPane(desk)
        self.tabs.addTab(self.pane, "История")
        self.tabs.addTab(self.bin, self.bin.title())
        self.bin.changed.connect(self._bin_changed)
        close = Button("Закрыть")
        close.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        box = QVBoxLayout(self)
        box.addWidget(self.tabs, 1)
        box.addLayout(line)
        self.pane.words.setFocus()

    def _want(self, entity: str, id: str) -> None:
        self.wanted = (entity, id)
        self.accept()

    def _bin_changed(self) -> None:
        self.tabs.setTabText(1, self.bin.title())
        self.pane.load()
