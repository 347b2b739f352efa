"""The one window for errors: the user's sentence apart from the details, never a name or number in them."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError
from app.log import note_problem, places

_NO_MEMORY = "Не хватает оперативной памяти; действие не выполнено, сохранённое цело."


@runtime_checkable
class OffersSupport(Protocol):
    """The main window, from which a fault may be told on."""

    def show_support(self, fault: str) -> None: ...


def show_error(parent: QWidget | None, problem: BaseException) -> None:
    """Show an error: an :class:`AppError` as its sentence and hint, anything else as a fault of the program."""
    note_problem(problem)
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Паспорт школы")
    if isinstance(problem, MemoryError):
        problem = AppError(_NO_MEMORY, "Закройте другие программы и повторите.")
    if isinstance(problem, AppError):
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(problem.text)
        box.setInformativeText(problem.hint)
    else:
        box.setIcon(QMessageBox.Icon.Critical)
        box.setText("В программе произошла ошибка. Сохранённые данные целы.")
        box.setInformativeText(
            "Сообщите разработчикам подробности или сохраните для них файл: персональных данных в них нет."
        )
        box.setDetailedText(details(problem))
    support = None if isinstance(problem, AppError) else _support(parent)
    more = box.addButton("Файл для поддержки…", QMessageBox.ButtonRole.ActionRole) if support else None
    done = box.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(done)
    box.setEscapeButton(done)
    box.exec()
    if support and box.clickedButton() is more:
        support(details(problem))


def _support(parent: QWidget | None) -> Callable[[str], None] | None:
    """What opens the file for support from the main window that ``parent`` belongs to; None where there is none."""
    window = parent
    while window is not None and window.parentWidget() is not None:
        window = window.parentWidget()
    return window.show_support if isinstance(window, OffersSupport) else None


def details(problem: BaseException) -> str:
    """Where a fault happened: its type and the places in the code, without its message, which may quote data."""
    return "\n".join(places(problem))
