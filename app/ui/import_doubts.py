"""Rows of a list that may mean another record: for each a person says who it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.ui.plain import Button, PlainLabel, tool_tip
from app.ui.table import row_height

if TYPE_CHECKING:  # loaded beside the window, by the first list that is read
    from app.services.importing import Doubt

_HEADINGS = ("Строка", "Кто в файле", "В чём сомнение", "Ваше решение")


class DoubtsPane(QWidget):
    """What is not decided is not loaded: it stays among the rows to be mended."""

    recount = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.decisions: dict[tuple[str, int], str] = {}
        self.table = QTableWidget(0, len(_HEADINGS))
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        self.table.setAccessibleName("Спорные строки")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setMinimumSectionSize(row_height(self.table) + 6)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # sentences whole
        self.table.setTabKeyNavigation(False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.button = Button("Учесть решения")
        self.button.clicked.connect(self.recount)
        self.choices: list[QComboBox] = []
        box = QVBoxLayout(self)
        box.addWidget(
            PlainLabel(
                "Похоже, эти люди уже есть в базе или выше в этом же файле. Скажите, о ком строка; нерешённое не "
                "загружается.",
                "quiet",
            )
        )
        box.addWidget(self.table, 1)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def load(self, doubts: "Sequence[Doubt]") -> None:
        """Show the rows that wait."""
        self.choices.clear()
        self.table.setRowCount(len(doubts))
        for number, one in enumerate(doubts):
            for column, text in enumerate((f"{one.sheet}, {one.row}", one.who, one.text)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(tool_tip(text))
                self.table.setItem(number, column, item)
            self.table.setCellWidget(number, 3, self._choice(one))

    def _choice(self, doubt: "Doubt") -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(f"Решение для строки {doubt.row}: {doubt.who}")
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.installEventFilter(self)
        from app.services.importing import NEW, SKIP  # noqa: PLC0415 - loaded by now

        choice.addItem("не решено", "")
        for one in doubt.candidates:
            choice.addItem(f"это {one.who} ({one.why})", one.id)
        if doubt.may_be_new:
            choice.addItem("новая карточка", NEW)
        choice.addItem("пропустить строку", SKIP)
        choice.currentIndexChanged.connect(lambda _: self._decide(doubt, choice.currentData()))
        self.choices.append(choice)
        return choice

    def _decide(self, doubt: "Doubt", word: str) -> None:
        self.decisions.pop((doubt.sheet, doubt.row), None)
        if word:
            self.decisions[doubt.sheet, doubt.row] = word

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel turned over a choice scrolls the table and decides nothing."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
