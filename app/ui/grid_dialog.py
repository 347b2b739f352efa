"""The window «Таблица: одно поле у многих»: chosen fields down a class, pasted or typed, stored as one step."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.domain.field import fields
from app.errors import AppError
from app.services.cards import ENTITIES
from app.services.drafts import keep_draft
from app.services.pasted import Laid, cells_of, lay
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.field_row import Offers
from app.ui.grid_table import FIXED, GridTable
from app.ui.grid_view import GridView
from app.ui.lines_beside import lines_beside
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import Button, PlainLabel, ask
from app.ui.room import give_room
from app.ui.step_names import of_cards, of_fields
from app.ui.table import Line as Shown
from app.ui.table import Table
from app.validators.findings import Level

SIZE = (1180, 640)
KEYS = (
    "Enter — вниз по столбцу, Tab — вправо, F2 — править, «=» — как выше, F8 — скопировать вниз, Delete — очистить, "
    "Ctrl+V — вставить из Excel, F9 — отменить последнее в таблице, Ctrl+S — сохранить."
)


class GridDialog(QDialog):
    """Nothing is stored before «Сохранить»; the window is not left over unsaved text without asking."""

    def __init__(self, parent: QWidget, desk: Desk, entity: str, ids: Sequence[str], offers: Offers) -> None:
        super().__init__(parent)
        self.setWindowTitle("Таблица: одно поле у многих")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        give_room(self, *SIZE)
        self.desk = desk
        self.entity = entity
        self._ids = tuple(ids)
        self._fields = fields(ENTITIES[entity])
        self._leaving = False  # whether the save that runs was asked for by closing
        self.table = GridTable(entity)
        self.view = GridView(self.table, offers)
        self.adding = QComboBox()
        self.remove_button = Button("Убрать столбец")
        self.paste_button = Button("Вставить из Excel")
        self.help = PlainLabel("", "quiet")
        self.state = PlainLabel("", "quiet")
        self.save_button = Button("Сохранить")
        self._arrange()
        self._connect()
        self.show_fields(())

    def _arrange(self) -> None:
        self.adding.setAccessibleName("Добавить столбец")
        self.adding.setMaxVisibleItems(20)
        self.adding.addItem("Добавить столбец…")
        self.adding.addItems([f"{one.label}  —  {one.tab.title}" for one in self._fields])
        close = Button("Закрыть")
        close.clicked.connect(self.close)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.adding)
        above.addWidget(self.remove_button)
        above.addStretch(1)
        above.addWidget(self.paste_button)
        below.addWidget(self.state, 1)
        below.addWidget(self.save_button)
        below.addWidget(close)
        for button in (self.remove_button, self.paste_button, self.save_button, close):
            button.setAutoDefault(False)  # Enter belongs to the table
        self.help.setMinimumHeight(self.help.fontMetrics().lineSpacing() * 2 + 2)
        box = QVBoxLayout(self)
        box.addLayout(above)
        box.addWidget(self.view, 1)
        box.addWidget(self.help)
        box.addWidget(PlainLabel(KEYS, "quiet"))
        box.addLayout(below)

    def _connect(self) -> None:
        self.adding.activated.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.paste_button.clicked.connect(self.paste)
        self.view.paste_wanted.connect(self.paste)
        self.save_button.clicked.connect(self.save)
        self.table.dataChanged.connect(lambda *_: self._show_state())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_help())
        for key, act in (("Ctrl+S", self.save), ("F9", self._take_back)):
            QShortcut(QKeySequence(key), self, act)

    # --- columns --------------------------------------------------------------------------------------

    def show_fields(self, names: Sequence[str]) -> None:
        """Make these fields the columns; what is typed in those that stay, stays."""
        place = self.view.here()
        self.table.load(lines_beside(self, self.desk, self.entity, self._ids, names), names)
        header = self.view.horizontalHeader()
        sign = self.view.fontMetrics().averageCharWidth()
        for column, signs in enumerate((36, 9, *(30 for _ in names))):
            header.resizeSection(column, sign * signs + 12)
        self.view.go(*place)
        self.adding.setCurrentIndex(0)
        self._show_state()
        self._show_help()
        (self.view if names else self.adding).setFocus()

    def _add(self, choice: int) -> None:
        if choice and (name := self._fields[choice - 1].name) not in self.table.names:
            self.show_fields((*self.table.names, name))
            self.view.go(0, FIXED + len(self.table.names) - 1)
        self.adding.setCurrentIndex(0)

    def _remove(self) -> None:
        """Take the column away where one is, unless something unsaved stands in it."""
        column = self.view.here()[1]
        told = self.table.field(column)
        if told is None:
            return
        if self.table.typed_in(column):
            self._say(f"В столбце «{told.label}» есть несохранённое: сначала сохраните или отмените (F9).", "error")
            return
        self.show_fields([name for name in self.table.names if name != told.name])

    # --- pasting --------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Show what the block on the clipboard would change from the present cell on, and put it in if wanted."""
        if not self.table.names:
            self._say("Сначала добавьте столбец, в который вставлять.", "error")
            return
        block = cells_of(QGuiApplication.clipboard().text())
        size = (self.table.rowCount(), self.table.columnCount())
        laid = lay(block, self.view.here(), size, self.view.marked())
        if not laid.cells:
            self._say("Вставлять нечего: в буфере обмена нет текста для этого места таблицы.", "error")
            return
        preview = PastePreview(self, self.table, laid)
        if preview.exec():
            self.table.put(laid.cells)
        preview.deleteLater()
        self.view.setFocus()

    def _take_back(self) -> None:
        if not self.table.take_back():
            self._say("В таблице отменять нечего. Сохранённое отменяется в главном окне: F9.", "quiet")

    # --- saving ---------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is not stored."""
        return bool(self.table.edits())

    def save(self) -> bool:
        """Store what was typed as one step; False where it could not be begun. It is done when the job answers."""
        self.view.setFocus()  # a cell that is being typed is left first
        edits = self.table.edits()
        if not edits:
            return True
        labels = [one.label for one in self._fields if any(one.name in edit.texts for edit in edits)]
        name = f"правка {of_cards(len(edits))}, {of_fields(labels)}"
        self.desk.save_many(name, edits, partial(self._saved, len(edits)), self._failed, self)
        return True

    def _saved(self, count: int) -> None:
        self.table.forget()
        try:
            self.show_fields(self.table.names)
        except AppError as problem:
            show_error(self, problem)
        self._say(f"Сохранено карточек: {count}. Отменить: F9 в главном окне.", "good")
        self.desk.said.emit(f"Сохранено карточек: {count}. Отменить: F9.")
        if self._leaving:
            self.accept()

    def keep_typed(self) -> None:
        """Keep what is typed as drafts of the cards: the base is being locked."""
        self.view.setFocus()  # as in save
        for edit in self.table.edits():
            keep_draft(self.desk.passport, edit)

    def _failed(self, problem: BaseException) -> None:
        self._leaving = False
        show_error(self, problem)

    def reject(self) -> None:
        """Close; what is unsaved is settled first."""
        self._leaving = False
        self.view.setFocus()  # as in save
        if not self.unsaved:
            super().reject()
            return
        answer = ask(
            self,
            "Таблица не сохранена",
            f"В таблице есть несохранённое: {of_cards(len(self.table.edits()))}.",
            {
                "Сохранить": QMessageBox.ButtonRole.AcceptRole,
                "Не сохранять": QMessageBox.ButtonRole.DestructiveRole,
                "Остаться в таблице": QMessageBox.ButtonRole.RejectRole,
            },
            default="Сохранить",
        )
        if answer == "Не сохранять":
            super().reject()
        elif answer == "Сохранить":
            self._leaving = True
            self.save()

    # --- telling --------------------------------------------------------------------------------------

    def _say(self, text: str, role: str) -> None:
        self.state.setText(text)
        self.state.set_role(role)

    def _show_state(self) -> None:
        count, unread = len(self.table.edits()), self.table.unread()
        text = f"Не сохранено карточек: {count}." if count else ""
        if unread:
            text += f" {LEVEL_SIGNS[Level.ERROR]} Не прочитано: {unread}; сохранится как внесено, с замечанием."
        self._say(text, "question" if count else "quiet")
        self.save_button.setText(f"Сохранить: {count}" if count else "Сохранить")
        self.save_button.setEnabled(bool(count))
        self.remove_button.setEnabled(bool(self.table.names))
        self.paste_button.setEnabled(bool(self.table.names))
        self._show_help()

    def _show_help(self) -> None:
        row, column = self.view.here()
        told = self.table.field(column)
        if told is None:
            self.help.setText("Выберите поле: оно станет столбцом, который заполняют сверху вниз.")
            self.help.set_role("quiet")
            return
        problem = self.table.problem(row, column) if row < self.table.rowCount() else ""
        example = f" Например: {told.kind.example}" if told.kind.example else ""
        self.help.setText(f"{LEVEL_SIGNS[Level.ERROR]} {problem}" if problem else f"{told.label}: {told.help}{example}")
        self.help.set_role("error" if problem else "quiet")


class PastePreview(QDialog):
    """What a pasted block changes, cell by cell, and what of it has no place or cannot be read."""

    def __init__(self, parent: QWidget, grid: GridTable, laid: Laid) -> None:
        super().__init__(parent)
        self.setWindowTitle("Что изменит вставка")
        give_room(self, 1100, 520)
        self.changes: list[tuple[str, str, str, str, str]] = []
        for (row, column), text in sorted(laid.cells.items()):
            new, problem = grid.tidied(column, text)
            told = grid.field(column)
            if told is not None and new != grid.text(row, column):
                self.changes.append((grid.lines[row].who, told.label, grid.text(row, column), new, problem))
        unread = sum(bool(one[4]) for one in self.changes)
        self.told = PlainLabel(_told(len(self.changes), unread, laid), "question" if unread else "")
        self.table = Table(
            ("Кто", "Поле", "Сейчас", "Станет", "Что не так"), (28, 18, 18, 20, 0), "Что изменит вставка", coloured=4
        )
        self.table.load([Shown((who, label, old or "—", new, why)) for who, label, old, new, why in self.changes])
        yes, no = Button("Вставить"), Button("Не вставлять")
        yes.setDefault(True)
        yes.setEnabled(bool(self.changes))
        yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(yes)
        buttons.addWidget(no)
        box = QVBoxLayout(self)
        box.addWidget(self.told)
        box.addWidget(self.table, 1)
        box.addLayout(buttons)


def _told(changes: int, unread: int, laid: Laid) -> str:
    """How many cells change, how many of them cannot be read, what did not fit."""
    parts = [f"Изменится клеток: {changes}." if changes else "Ничего не изменится: так и внесено."]
    if unread:
        parts.append(f"Не прочитано: {unread}; эти тексты останутся в клетках с пометкой.")
    if laid.rows_lost:
        parts.append(f"Не поместилось строк: {laid.rows_lost} — в таблице показаны не все, кто в буфере обмена.")
    if laid.columns_lost:
        parts.append(f"Не поместилось столбцов: {laid.columns_lost}.")
    parts.append("Пустые клетки ничего не стирают.")
    return " ".join(parts)
