"""The second step of the wizard: of which school year the base is, and where its file is put."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.file_names import check_new_name
from app.domain.year import academic_year, known_years
from app.errors import AppError
from app.storage.opening import check_not_on_share
from app.storage.whereabouts import whereabouts
from app.ui.file_dialogs import ask_save, documents
from app.ui.place_texts import advice
from app.ui.plain import Button
from app.ui.wizard_step import Problem, Step, named

SUFFIX = ".passport"
FILE_NOTE = "Храните файл на диске компьютера, не в сетевой папке и не на флешке."


class YearStep(Step):
    """The year of today and a free name among the documents are proposed."""

    title = "Год и файл"
    what = "Следующий год программа потом сделает сама: «Файл → Новый учебный год…»."
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.year = named(QComboBox(), "wizard_year")
        today = date.today()
        for name in reversed(known_years()):
            year = academic_year(name)
            self.year.addItem(year.title, name)
            if year.first_day <= today <= year.last_day:  # a year's file is there before the year begins
                self.year.setCurrentIndex(self.year.count() - 1)
        self.file = named(QLineEdit(), "wizard_file")
        self.by_hand = False
        self._code = ""
        self.add("Учебный год", self.year)
        self.add("Файл базы", self.file, FILE_NOTE, shown=self._file_line())
        self.box.addStretch(1)
        self.year.currentIndexChanged.connect(lambda _: self.propose(self._code))
        self.file.textEdited.connect(lambda _: self._named())

    def _file_line(self) -> QWidget:
        browse = named(Button("Другое место…"), "wizard_browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(browse)
        return holder

    @property
    def path(self) -> Path:
        """Where the base will lie."""
        path = Path(self.file.text().strip())
        return path if path.suffix or not path.name else path.with_name(path.name + SUFFIX)

    @property
    def typed(self) -> bool:
        return self.by_hand

    def begin(self) -> None:
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    def propose(self, code: str) -> None:
        """A free name of code and year only, until the user gives another."""
        self._code = code
        if self.by_hand:
            return
        name, number = f"{code or 'school'}-{self.year.currentData()}", 1
        path = documents() / f"{name}{SUFFIX}"
        while path.exists():
            number += 1
            path = documents() / f"{name}-{number}{SUFFIX}"
        self.file.setText(str(path))
        self._warn()

    def _named(self) -> None:
        self.by_hand = True
        self._warn()

    def _warn(self) -> None:
        """What is unwise about the place; it keeps nobody from going on."""
        self.say(self.file, advice(whereabouts(self.path), new=True) if self.file.text().strip() else "", "question")

    def _browse(self) -> None:
        path = ask_save(self, "Файл базы", self.path, "Базы школы (*.passport)")
        if path is not None:
            self.file.setText(str(path))
            self._named()

    def problem(self) -> Problem | None:
        """A place where no base can be made."""
        path = self.path
        if not self.file.text().strip():
            return Problem(self.file, "Назовите файл базы.")
        try:
            check_new_name(path, base=True)
            check_not_on_share(path, new=True)
            if path.exists():
                return Problem(self.file, "Такой файл уже есть; он не тронут. Выберите другое имя.")
            if not path.parent.is_dir():
                return Problem(self.file, f"Папки {path.parent} нет.")
        except AppError as problem:
            return Problem(self.file, str(problem))
        except (OSError, ValueError):
            return Problem(self.file, "Такого места нет. Выберите другое.")
        return None
