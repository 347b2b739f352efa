"""The last step of the wizard: begin with a list, as most do, or with the first card; and what will be made."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QWidget

from app.ui.file_dialogs import ask_open
from app.ui.plain import Button, PlainLabel
from app.ui.wizard_step import Problem, Step, named

FILE_NOTE = (
    "Сначала программа покажет, что поняла; без вашего «Загрузить» ничего не внесёт. "
    "Можно выбрать и потом: пустая база сама откроет «Загрузку списка»."
)
_FILE_ROWS = (1, 2)
LISTS = "Списки (*.xlsx *.xlsm *.xls *.ods *.csv);;Все файлы (*)"


class ListStep(Step):
    """The list itself is looked into only when the base is there, and loaded only after a look."""

    title = "Список"
    what = "С чего начать. Подойдёт любой список классов: Excel, LibreOffice или .csv."

    def __init__(self) -> None:
        super().__init__()
        self.by_list = named(QRadioButton("Загрузить список"), "wizard_by_list")
        self.by_card = named(QRadioButton("Начать с первой карточки"), "wizard_by_card")
        self.later = named(QRadioButton("Решу потом"), "wizard_by_nothing")
        self.file = named(QLineEdit(), "wizard_list")
        self.choose_button = named(Button("Выбрать…"), "wizard_choose")
        self.choose_button.setAutoDefault(False)
        self.by_list.setChecked(True)
        self._of_school = True
        self._arrange()
        self.summary = PlainLabel("")
        self.box.addWidget(self.summary)
        self.box.addStretch(1)
        self.choose_button.clicked.connect(self._choose)
        self.file.textEdited.connect(lambda _: self._named())
        self.by_list.toggled.connect(self._show_file)

    def _arrange(self) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(24, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(self.choose_button)
        self.form.addRow(self.by_list)
        self.add("Файл списка", self.file, FILE_NOTE, shown=holder)
        self.form.addRow(self.by_card)
        self.form.addRow(self.later)

    def _named(self) -> None:
        self.say(self.file)

    def _show_file(self, shown: bool) -> None:
        """The line of the file and what is said of it, under the choice that they belong to."""
        for row in _FILE_ROWS:
            self.form.setRowVisible(row, shown)

    def _choose(self) -> None:
        path = ask_open(self, "Список", LISTS)
        if path is not None:
            self.file.setText(str(path))
            self._named()

    def show_for(self, path: Path, year: str, *, of_school: bool, password: bool) -> None:
        """Say what will be made; a municipality's base has no lists to begin with."""
        self.about.setVisible(of_school)
        for one in (self.by_list, self.by_card, self.later):
            one.setVisible(of_school)
        if of_school != self._of_school:
            (self.by_list if of_school else self.later).setChecked(True)
        self._of_school = of_school
        guarded = "под паролем" if password else "БЕЗ ПАРОЛЯ"
        whose = "школы" if of_school else "муниципалитета"
        self.summary.setText(f"\nБудет создана база {whose} {guarded}, {year} учебный год:\n{path}")

    @property
    def list_file(self) -> Path | None:
        """The list to begin with; None where none was chosen (an empty base asks for one by itself)."""
        told = self.file.text().strip()
        return Path(told) if told and self.by_list.isChecked() else None

    def begin(self) -> None:
        next(one for one in (self.by_list, self.by_card, self.later) if one.isChecked()).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def problem(self) -> Problem | None:
        """A list that is not there."""
        if self.list_file is None or self.list_file.is_file():
            return None
        return Problem(self.file, "Такого файла нет.")
