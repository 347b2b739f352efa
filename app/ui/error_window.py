"""The one window for errors: the user's sentence apart from the details, never a name or number in them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError
from app.log import note_problem, places


def show_error(parent: QWidget | None, problem: BaseException) -> None:
    """Show an error: an :class:`AppError` as its sentence and hint, anything else as a fault of the program."""
    note_problem(problem)
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Паспорт школы")
    if isinstance(problem, AppError):
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(problem.text)
        box.setInformativeText(problem.hint)
    else:
        box.setIcon(QMessageBox.Icon.Critical)
        box.setText("В программе произошла ошибка. Сохранённые данные целы.")
        box.setInformativeText("Сообщите разработчикам подробности: в них нет персональных данных.")
        box.setDetailedText(details(problem))
    box.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def details(problem: BaseException) -> str:
    """Where a fault happened: its type and the places in the code, without its message, which may quote data."""
    return "\n".join(places(problem))
