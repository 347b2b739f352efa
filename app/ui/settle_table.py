"""What differs between two entries, all on one screen: for each the first, the second, or a third value."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.services.second_entry import Disagreement, edits_of, settle_entries
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import Button, PlainLabel, tool_tip

HEADINGS = ("Ученик", "Поле", "Внесено (1)", "Второй ввод (2)", "Верно")
FIRST, SECOND, RIGHT = 2, 3, 4
EMPTY = "пусто"  # how a value that is not entered shows among others


class SettlePage(QWidget):
    """Keys 1 and 2 choose, F2 types a third value; what is not settled waits for another time."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._all: Sequence[Disagreement] = ()
        self._settled: dict[int, str] = {}
        self.title = PlainLabel("", "title")
        self.note = PlainLabel("Сверьте с документом. 1 — верно внесённое, 2 — верен второй ввод, F2 — набрать верное.")
        self.hint = PlainLabel("", "question")
        self.table = QTableWidget(0, len(HEADINGS))
        self.buttons = (Button("Верно внесённое (1)"), Button("Верен второй ввод (2)"), Button("Другое (F2)"))
        self.save_button = Button("Сохранить решённое")
        self.back_button = Button("К выбору класса")
        self._dress()
        self._arrange()
        self.table.itemChanged.connect(self._on_changed)
        self.table.currentCellChanged.connect(lambda *_: self._show_hint())
        self.table.installEventFilter(self)
        self.buttons[0].clicked.connect(lambda: self.choose(FIRST))
        self.buttons[1].clicked.connect(lambda: self.choose(SECOND))
        self.buttons[2].clicked.connect(self._type_third)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.done)

    def _dress(self) -> None:
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.setAccessibleName("Различия двух вводов")
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        for button in self.buttons:
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self.back_button)
        last.addStretch(1)
        last.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.note)
        box.addWidget(self.table, 1)
        box.addWidget(self.hint)
        box.addLayout(line)
        box.addLayout(last)

    def show_all(self, found: Sequence[Disagreement]) -> None:
        """Show what differs, nothing of it settled."""
        self._all = found
        self._settled = {}
        self.table.blockSignals(True)
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, text in enumerate((one.who, one.label, one.first, one.second, "")):
                shown = text if column not in (FIRST, SECOND) else text or EMPTY
                item = QTableWidgetItem(shown)
                item.setToolTip(tool_tip(shown))
                if column != RIGHT:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self.title.setText(f"Различия: {len(found)}" if found else "Различий нет: оба ввода совпали.")
        for widget in (self.note, self.table, *self.buttons):
            widget.setVisible(bool(found))
        self.table.setCurrentCell(0, RIGHT)
        self._show_count()
        (self.table if found else self.back_button).setFocus()

    def choose(self, column: int) -> None:
        """The first or the second is right in the current row; on to the next."""
        row = self.table.currentRow()
        if row >= 0:
            self._set(row, self._all[row].first if column == FIRST else self._all[row].second)
            self.table.setCurrentCell(min(row + 1, len(self._all) - 1), RIGHT)

    def _set(self, row: int, text: str) -> None:
        self._settled[row] = text
        self.table.blockSignals(True)
        if (cell := self.table.item(row, RIGHT)) is not None:
            cell.setText(f"✓ {text or EMPTY}")
        self.table.blockSignals(False)
        self._show_count()

    def _type_third(self) -> None:
        self.table.setFocus()
        if (cell := self.table.item(self.table.currentRow(), RIGHT)) is not None:
            self.table.editItem(cell)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        """A third value was typed; the sign of a settled row is no part of it."""
        if item.column() == RIGHT:
            text = item.text().removeprefix("✓").strip()
            self._set(item.row(), "" if text == EMPTY else text)

    def _show_hint(self) -> None:
        row = self.table.currentRow()
        self.hint.setText(self._all[row].hint if 0 <= row < len(self._all) else "")

    def _show_count(self) -> None:
        self.save_button.setText(f"Сохранить решённое: {len(self._settled)} из {len(self._all)}")
        self.save_button.setEnabled(bool(self._settled))
        self.save_button.setVisible(bool(self._all))
        self._show_hint()

    def save(self) -> None:
        """Store what is settled as one act that can be taken back; what is left stays on the screen."""
        settled = {(self._all[row].id, self._all[row].field): text for row, text in self._settled.items()}
        passport = self._desk.passport

        def stored() -> None:
            try:
                settle_entries(passport, settled)
            except AppError as problem:
                show_error(self, problem)
                return
            self.show_all([one for one in self._all if (one.id, one.field) not in settled])
            if not self._all:
                self.title.setText("Все различия решены.")

        if edits := edits_of(passport, settled):
            self._desk.save_many("второй ввод", edits, stored, lambda problem: show_error(self, problem), self)
        else:
            stored()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys 1 and 2 choose, wherever in the row one stands."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = {Qt.Key.Key_1: FIRST, Qt.Key.Key_2: SECOND}
            if event.key() in keys and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                self.choose(keys[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_F2:
                self._type_third()
                return True
        return super().eventFilter(watched, event)
