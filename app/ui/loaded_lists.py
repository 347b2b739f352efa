"""The lists loaded so far, each of which can be taken back as a whole."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from app.services.import_batches import Batch, batches
from app.services.progress import Progress
from app.ui.desk import Desk
from app.ui.plain import Button, PlainLabel, ask
from app.ui.table import Line, Table
from app.ui.wrapping import WrapLine

if TYPE_CHECKING:  # loaded beside the window, by the first list that is read
    from app.services.import_undo import UndoReport

_TAKE = "Отменить загрузку"


class LoadedLists(QWidget):
    """Newest first; what was edited after a load stays, and is told."""

    undone = Signal(object)  # UndoReport

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = Table(
            ("Когда", "Что", "Файл", "Строк", "Новых", "Изменено", "Не принято", "Состояние"),
            (18, 22, 0, 9, 9, 13, 14, 24),
            "Загруженные списки",
        )
        self.button = Button("Отменить эту загрузку…")
        self.note = PlainLabel("", "quiet")
        line = WrapLine()
        line.add(PlainLabel("Загруженные раньше", "head", wrap=False), grows=True)
        line.add(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        box.addWidget(self.note)
        self.button.clicked.connect(lambda: self.take_back(self.table.chosen()))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_button())
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        found = batches(self.desk.passport)
        self.table.load([Line(_cells(one), one) for one in found])
        if found:
            self.table.selectRow(0)
        self.note.setText("" if found else "Пока ничего не загружено.")
        self._show_button()

    def _show_button(self) -> None:
        chosen = self.table.chosen()
        self.button.setEnabled(isinstance(chosen, Batch) and chosen.may_undo)

    def take_back(self, batch: Batch | None) -> None:
        """Ask, then take a load back."""
        if batch is None or not batch.may_undo:
            return
        text = (
            f"Отменить загрузку «{batch.source}» от {batch.loaded_at:%d.%m.%Y %H:%M}?\n\n"
            f"Новых карточек: {batch.new}, изменённых: {batch.changed}. "
            "То, что вы исправили после загрузки, останется. Вернуть её можно, только загрузив файл снова."
        )
        roles = {_TAKE: QMessageBox.ButtonRole.AcceptRole, "Не отменять": QMessageBox.ButtonRole.RejectRole}
        if ask(self, "Отмена загрузки", text, roles, "Не отменять") == _TAKE:
            self._undo(batch.number)

    def _undo(self, number: int) -> None:
        put_back = self.desk.saved_since(number)

        def work(progress: Progress) -> "UndoReport":
            from app.services.import_undo import undo_import  # noqa: PLC0415 - loaded beside the window

            return undo_import(self.desk.passport, number, progress, put_back=put_back)

        self.desk.run("Отменяем загрузку…", work, self._taken)

    def _taken(self, report: "UndoReport") -> None:
        self.desk.unloaded(report)
        self.refresh()
        self.undone.emit(report)

    def of_number(self, number: int | None) -> Batch | None:
        """The load of a number."""
        return next((one.stands_for for one in self.table.lines.lines if one.stands_for.number == number), None)


def told(report: "UndoReport") -> tuple[str, list[str]]:
    """An undo in a sentence, and what stays because of later edits."""
    from app.services.import_undo import kept_lines  # noqa: PLC0415 - loaded by the undo itself

    kept = list(kept_lines(report))
    tail = f" Осталось исправленное после загрузки: {len(kept)}." if kept else ""
    return f"Загрузка отменена: убрано карточек {report.removed}, возвращено прежних {report.restored}.{tail}", kept


def _cells(one: Batch) -> tuple[str, ...]:
    state = "можно отменить" if one.may_undo else "давняя, не отменяется"
    if one.undone_at:
        state = f"отменена {one.undone_at:%d.%m.%Y %H:%M}"
    figures = (str(one.read), str(one.new), str(one.changed), str(one.rejected))
    return (f"{one.loaded_at:%d.%m.%Y %H:%M}", one.title, one.source, *figures, state)
