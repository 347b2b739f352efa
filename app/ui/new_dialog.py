"""The dialog that makes a file: of a school or a municipality, year, code, name, and where it is kept."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from app.domain.imprint import MUNICIPALITY, SCHOOL
from app.domain.year import academic_year, known_years
from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.opening import new_passport
from app.ui.base_password_dialog import NONE_TOLD
from app.ui.error_window import show_error
from app.ui.file_dialogs import ask_save, documents
from app.ui.jobs import Jobs
from app.ui.password_line import NewPassword
from app.ui.plain import Button, PlainLabel

SUFFIX = ".passport"


class NewDialog(QDialog):
    """Accepted only when the file has been made; ``path`` is then where it lies, and ``key`` opens it."""

    def __init__(self, parent: QWidget, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setWindowTitle("Новая база")
        self.setMinimumWidth(640)
        self.path = Path()
        self.key = NO_PASSWORD
        self._jobs = jobs
        self._busy = False
        self.year = QComboBox()
        today = date.today()
        for name in reversed(known_years()):
            year = academic_year(name)
            self.year.addItem(year.title, name)
            if year.first_day <= today <= year.last_day:  # a year's file is there before the year begins
                self.year.setCurrentIndex(self.year.count() - 1)
        self.kind = QComboBox()
        self.kind.addItem("Школы", SCHOOL)
        self.kind.addItem("Муниципалитета (МОУО): принимает пакеты школ", MUNICIPALITY)
        self.code = QLineEdit(maxLength=6)
        self.name = QLineEdit(maxLength=255)
        self.file = QLineEdit()
        self.file.setAccessibleName("Файл базы")
        self._named_by_hand = False
        self._arrange()
        self.code.textChanged.connect(self._propose)
        self.year.currentIndexChanged.connect(self._propose)
        self.file.textEdited.connect(self._by_hand)
        self.password.changed.connect(self._show)
        self._show()
        self._propose()
        self.code.setFocus()

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.addRow("Чья база", self.kind)
        form.addRow("Учебный год", self.year)
        form.addRow("Код ОО", self.code)
        form.addRow("", PlainLabel("Шесть цифр, как в РИС.", "quiet", wrap=False))
        form.addRow("Краткое наименование", self.name)
        form.addRow("Файл базы", self._file_line())
        form.addRow("", PlainLabel("Храните файл на диске компьютера, не в сетевой папке и не на флешке.", "quiet"))
        self.password = NewPassword(form, may_be_none=True, none_told=NONE_TOLD)
        buttons = QDialogButtonBox()
        self.make_button = buttons.addButton("Создать", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _file_line(self) -> QWidget:
        browse = Button("Обзор…")
        browse.clicked.connect(self._browse)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(browse)
        return holder

    def _by_hand(self) -> None:
        self._named_by_hand = True

    def _propose(self) -> None:
        """A file name from code and year only, in the documents folder, until the user gives another."""
        if not self._named_by_hand:
            name = f"{self.code.text().strip() or 'school'}-{self.year.currentData()}{SUFFIX}"
            self.file.setText(str(documents() / name))

    def _browse(self) -> None:
        path = ask_save(self, "Файл базы", Path(self.file.text()), "Базы школы (*.passport)")
        if path is not None:
            self._named_by_hand = True
            self.file.setText(str(path))

    def _show(self) -> None:
        self.make_button.setEnabled(not self.password.lacking and not self._busy)

    def _make(self) -> None:
        """Make the base beside the window: its tables and its key take a second on an old computer."""
        path = Path(self.file.text().strip())
        if not path.suffix:
            path = path.with_name(path.name + SUFFIX)
        told = {
            "year": self.year.currentData(),
            "kind": self.kind.currentData(),
            "code": self.code.text(),
            "name": self.name.text(),
            "password": self.password.password,
        }
        self.path = path
        self._busy = True
        self._show()
        self._jobs.start(
            lambda _: _made(path, told), self._done, title="Создаём базу…", failed=self._refused, parent=self
        )

    def _done(self, key: BaseKey) -> None:
        self._busy = False
        self.key = key
        self.accept()

    def _refused(self, problem: BaseException) -> None:
        self._busy = False
        self._show()
        show_error(self, problem)

    def reject(self) -> None:
        """Leave; a base that is being made is waited for."""
        if not self._busy:
            super().reject()


def _made(path: Path, told: dict[str, str]) -> BaseKey:
    """Make the base; its key."""
    with new_passport(path, **told) as passport:
        return passport.key
