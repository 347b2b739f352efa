"""The one window for errors: the user's sentence apart from the details, never a name or number in them."""

import logging
import traceback
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError

_NO_MEMORY = "Не хватает оперативной памяти; действие не выполнено, сохранённое цело."


def show_error(parent: QWidget | None, problem: BaseException) -> None:
    """Show an error: an :class:`AppError` as its sentence and hint, anything else as a fault of the program."""
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
        logging.getLogger(__name__).error("%s", details(problem))
        box.setIcon(QMessageBox.Icon.Critical)
        box.setText("В программе произошла ошибка. Сохранённые данные целы.")
        box.setInformativeText("Сообщите разработчикам подробности: в них нет персональных данных.")
        box.setDetailedText(details(problem))
    box.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def details(problem: BaseException) -> str:
    """Where a fault happened: its type and the places in the code, without its message, which may quote data."""
    places = traceback.extract_tb(problem.__traceback__)
    return "\n".join(
        [type(problem).__name__, *(f"{one.name}, {Path(one.filename).name}:{one.lineno}" for one in places)]
    )
