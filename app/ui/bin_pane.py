"""The bin: cards that were removed, by whom and why, and bringing one back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.services.deleted import Deleted, back_edit, deleted
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.plain import Button, PlainLabel, give_focus
from app.ui.table import Line, Table

BROUGHT_BACK = "Возврат из корзины"
_ABOUT = (
    "Сюда попадают удалённые карточки целиком, со списками. Вернуть можно в любое время; изображения документов об ОВЗ "
    "вместе с карточкой не возвращаются. Выбывших и уволенных не удаляют: им вносят дату, и карточка остаётся."
)


class BinPane(QWidget):
    """The removed cards, the newest removal first; ``changed`` after one came back."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        headings = ("Удалена", "Карточка", "Чья", "Кто удалил", "Действие", "Почему")
        self.table = Table(headings, (17, 15, 40, 20, 20, 0), "Удалённые карточки")
        self.told = PlainLabel("", "quiet")
        self.back_button = Button("Вернуть карточку")
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.told, 1)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(_ABOUT, "quiet"))
        box.addWidget(self.table, 1)
        box.addLayout(buttons)
        give_focus(self, self.table)
        self.back_button.clicked.connect(self.bring_back)
        self.load()

    def title(self) -> str:
        """The title of the tab, with how many there are."""
        count = len(self.table.lines.lines)
        return f"Корзина ({count})" if count else "Корзина"

    def load(self) -> None:
        """Read the bin anew; the row stays."""
        row = max(self.table.currentIndex().row(), 0)
        found = deleted(self.desk.passport)
        self.table.load([_line(one) for one in found])
        if found:
            self.table.selectRow(min(row, len(found) - 1))
        else:
            self.told.setText("Корзина пуста.")
        self.back_button.setEnabled(bool(found))

    def bring_back(self) -> None:
        """Make the chosen card again, whole and under its own number; that can be taken back by F9."""
        one: Deleted | None = self.table.chosen()
        if one is None:
            return
        try:
            self.desk.save(back_edit(self.desk.passport, one), what=BROUGHT_BACK)
        except AppError as problem:
            show_error(self, problem)
            return
        self.desk.records_changed.emit()
        self.told.setText(f"Возвращена: {one.who}.")
        self.load()
        self.changed.emit()
        self.table.setFocus()


def _line(one: Deleted) -> Line:
    return Line((f"{one.when:%d.%m.%Y %H:%M}", one.kind, one.who, one.actor, one.what, one.why), one)
