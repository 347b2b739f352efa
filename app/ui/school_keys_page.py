"""The page «Школы и ключи»: the municipality's list of schools, and whose key has been compared by telephone."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.imprint import SCHOOL
from app.errors import AppError
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_open_many
from app.ui.keys_acts import taken_key
from app.ui.palette import LEVELS
from app.ui.plain import Button, PlainLabel, ask, give_focus
from app.ui.room import give_width
from app.ui.table import Line, Table
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.services.schools import SchoolLine

NOTE = (
    "Ключ, который пришёл с первым пакетом, верен, только если его слова совпали: позвоните в школу, пусть она "
    "прочтёт слова со своей страницы «Ключи», и нажмите «Слова совпали»."
)


class SchoolKeysPage(QWidget):
    """A school is on the list because somebody put it there, or because its package or key came."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = Table(
            ("Код", "Школа", "Слова ключа", "Ключ", "Пакет"), (10, 0, 25, 22, 14), "Школы и ключи", coloured=3
        )
        self.add_button = Button("Добавить школу…")
        self.card_button = Button("Файлы ключей…")
        self.confirm_button = Button("Слова совпали")
        self.remove_button = Button("Убрать школу…")
        self.closed = QCheckBox("Список закрыт: пакеты других школ не принимаются")
        self._arrange()
        give_focus(self, self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_buttons())
        self.add_button.clicked.connect(self._add)
        self.card_button.clicked.connect(self._choose_cards)
        self.confirm_button.clicked.connect(self.confirm)
        self.remove_button.clicked.connect(self._remove)
        self.closed.clicked.connect(self._close_list)
        self.read()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(PlainLabel("Школы и ключи", "title"), 1)
        for button in (self.add_button, self.card_button, self.confirm_button, self.remove_button):
            line.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addLayout(line)
        box.addWidget(PlainLabel(NOTE, "quiet"))
        box.addWidget(self.table, 1)
        box.addWidget(self.closed)

    def showEvent(self, event: object) -> None:
        """Packages may have come since."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.read()

    def read(self) -> None:
        """Read the list anew; the same school stays chosen."""
        from app.services.schools import is_closed, schools  # noqa: PLC0415 - not needed by the first window

        chosen: SchoolLine | None = self.table.chosen()
        found = schools(self.desk.passport)
        self.table.load([_line(one) for one in found])
        codes = [one.code for one in found]
        if codes:
            self.table.selectRow(codes.index(chosen.code) if chosen and chosen.code in codes else 0)
        self.closed.setChecked(is_closed(self.desk.passport))
        self._show_buttons()

    def _show_buttons(self) -> None:
        one: SchoolLine | None = self.table.chosen()
        self.confirm_button.setEnabled(bool(one and one.words and not one.confirmed))
        self.remove_button.setEnabled(one is not None)

    def _changed(self) -> None:
        self.read()
        self.changed.emit()

    def _add(self) -> None:
        dialog = SchoolDialog(self, self.desk)
        if dialog.exec():
            self._changed()

    def _choose_cards(self) -> None:
        self.take_cards(ask_open_many(self, "Файлы ключей школ", "Ключи (*.key);;Все файлы (*)"))

    def take_cards(self, paths: list[Path]) -> None:
        """Know the keys of schools from their files; a key in place of another only when a person says so."""
        from app.services.schools import take_school_card  # noqa: PLC0415 - as above

        for path in paths:
            taken_key(self, partial(take_school_card, self.desk.passport, path), path.name)
        self._changed()

    def confirm(self) -> None:
        """The words of the chosen school's key have been compared."""
        from app.services.keys import confirm_keys  # noqa: PLC0415 - as above

        one: SchoolLine | None = self.table.chosen()
        if one is not None:
            confirm_keys(self.desk.passport, SCHOOL, one.code)
            self._changed()
            self.desk.said.emit(f"Ключ школы {one.code} сверен.")

    def _remove(self) -> None:
        from app.services.schools import remove_school  # noqa: PLC0415 - as above

        one: SchoolLine | None = self.table.chosen()
        if one is None:
            return
        text = f"Убрать школу {one.code} из списка вместе с её ключом?"
        if one.holds:
            text += " Принятые от неё пакеты тоже пропадут; вернуть их можно, только приняв снова."
        roles = {"Убрать": QMessageBox.ButtonRole.DestructiveRole, "Отмена": QMessageBox.ButtonRole.RejectRole}
        if ask(self, "Убрать школу", text, roles, "Отмена") == "Убрать":
            remove_school(self.desk.passport, one.code, with_packages=one.holds)
            self._changed()

    def _close_list(self) -> None:
        from app.services.schools import close_list  # noqa: PLC0415 - as above

        close_list(self.desk.passport, yes=self.closed.isChecked())


class SchoolDialog(QDialog):
    """Accepted only when the school is on the list."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle("Школа")
        give_width(self, 460)
        self.code = QLineEdit(maxLength=6)
        self.name = QLineEdit(maxLength=255)
        form = QFormLayout(self)
        form.addRow("Код ОО", self.code)
        form.addRow("Название", self.name)
        buttons = QDialogButtonBox()
        buttons.addButton("Добавить", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.code.setFocus()

    def _add(self) -> None:
        from app.services.schools import add_school  # noqa: PLC0415 - as above

        try:
            add_school(self.desk.passport, self.code.text(), self.name.text())
        except AppError as problem:
            show_error(self, problem)
        else:
            self.accept()


def _line(one: "SchoolLine") -> Line:
    if not one.words:
        return Line((one.code, one.name, "—", "неизвестен", "принят" if one.holds else "нет"), one)
    state = "✔ сверен" if one.confirmed else "? не сверен"
    colour = "" if one.confirmed else LEVELS[Level.QUESTION]
    return Line((one.code, one.name, one.words, state, "принят" if one.holds else "нет"), one, colour)
