"""The file for support: everything that it will hold is shown, and only then written where the user says."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from app.domain.imprint import SCHOOL
from app.services.diagnostics import ABOUT, COPY, FAULT, LOG, Diagnostics, diagnostics, save_diagnostics
from app.services.progress import Progress
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_save, documents
from app.ui.plain import Button, PlainLabel, tell
from app.ui.room import give_room

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

TITLE = "Файл для поддержки"
_TABS = {ABOUT: "Программа и база", LOG: "Журнал программы", FAULT: "Ошибка"}
_ABOUT = (
    "Если программа ошиблась, этот файл поможет разработчикам понять, отчего. В нём нет ни имён, ни номеров, ни путей: "
    "ниже показано всё, что в него войдёт. Программа его никуда не отправляет — передайте его сами."
)
_COPY_ABOUT = (
    "С копией ошибку можно повторить. Фамилии, имена, номера, телефоны и адреса в ней заменены выдуманными, дни "
    "рождения и выдачи документов сдвинуты; сканов, справок, ключей, истории и пояснений в ней нет. Остаются код "
    "школы, классы, выбор экзаменов, результаты и отметки об ОВЗ — без того, чьи они. Копия без пароля: передавайте "
    "её только тому, кто просил."
)
_EMPTY_LOG = "Журнал пуст."


class SupportDialog(QDialog):
    """Shows the texts of the file as they were ``told``; the copy is made only when it is asked for."""

    def __init__(self, window: "MainWindow", told: Diagnostics, fault: str = "") -> None:
        super().__init__(window)
        self.setWindowTitle(TITLE)
        give_room(self, 820, 560)
        self._window = window
        self._fault = fault
        self._passport = window.desk.passport if window.desk is not None else None
        self._told = told
        self.tabs = QTabWidget()
        self.copy_box = QCheckBox("&Приложить копию базы без людей")
        self.save_button = Button("&Сохранить файл…")
        self.close_button = Button("Закрыть")
        self._arrange()
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.save_button.setDefault(True)
        self.tabs.setFocus()

    def _arrange(self) -> None:
        for name, text in self._told.texts.items():
            self.tabs.addTab(_shown(text or _EMPTY_LOG, _TABS[name]), _TABS[name])
        if self._fault:
            self.tabs.setCurrentIndex(self.tabs.count() - 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.addWidget(PlainLabel(_ABOUT))
        box.addWidget(self.tabs, 1)
        if self._passport is not None and self._passport.kind == SCHOOL:
            box.addWidget(self.copy_box)
            box.addWidget(PlainLabel(_COPY_ABOUT, "quiet"))
        box.addLayout(buttons)

    def _save(self) -> None:
        proposed = documents() / f"passport-support-{date.today():%Y-%m-%d}.zip"
        path = ask_save(self, "Куда сохранить файл для поддержки", proposed, "Архив (*.zip)")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the file, making the copy first where it is wanted."""
        passport, fault, with_copy = self._passport, self._fault, self.copy_box.isChecked()

        def work(progress: Progress) -> Diagnostics:
            told = self._told
            if with_copy:
                told = diagnostics(passport, fault, with_copy=True, progress=progress)
            save_diagnostics(path, told)
            return told

        self._window.jobs.start(
            work,
            lambda told: self._written(path, told),
            title="Делаем копию без людей…" if with_copy else "Записываем файл…",
            failed=lambda problem: show_error(self, problem),
            parent=self,
            at_once=True,
        )

    def _written(self, path: Path, told: Diagnostics) -> None:
        held = ", ".join([*told.texts, *([COPY] if told.copy else [])])
        tell(self, TITLE, f"Файл записан: {path}\nВ нём: {held}.")
        self.accept()


def show_support(window: "MainWindow", fault: str = "") -> None:
    """Gather the file and show the dialog with it until it is closed."""
    passport = window.desk.passport if window.desk is not None else None

    def show(told: Diagnostics) -> None:
        dialog = SupportDialog(window, told, fault)
        dialog.exec()
        dialog.deleteLater()

    window.jobs.start(lambda _: diagnostics(passport, fault), show, title="Собираем сведения…")


def _shown(text: str, name: str) -> QWidget:
    shown = QPlainTextEdit(text, readOnly=True)
    shown.setAccessibleName(name)
    shown.setTabChangesFocus(True)
    shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return shown
