"""The last step of the wizard: begin with a list or with the first card; and what will be made."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QWidget

from app.ui.file_dialogs import ask_open
from app.ui.plain import Button, PlainLabel
from app.ui.wizard_step import Problem, Step, named

LISTS = "Списки (*.xlsx *.xlsm *.xls *.ods *.csv);;Все файлы (*)"


class ListStep(Step):
    """The list itself is looked into only when the base is there, and loaded only after a look."""

    title = "Список"
    about = "Есть список классов в Excel, LibreOffice или .csv? Программа сначала покажет, что в нём поняла."

    def __init__(self) -> None:
        super().__init__()
        self.by_list = named(QRadioButton("Загрузить список из файла"), "wizard_by_list")
        self.by_card = named(QRadioButton("Начать с первой карточки"), "wizard_by_card")
        self.later = named(QRadioButton("Решу потом"), "wizard_by_nothing")
        self.file = named(QLineEdit(), "wizard_list")
        self.choose_button = named(Button("Выбрать…"), "wizard_choose")
        self.choose_button.setAutoDefault(False)
        self.later.setChecked(True)
        self._choices = QWidget()
        self._arrange()
        self.summary = PlainLabel("")
        self.box.addWidget(self.summary)
        self.box.addStretch(1)
        self.choose_button.clicked.connect(self._choose)
        self.file.textEdited.connect(lambda _: self._named())
        self.by_list.clicked.connect(lambda: None if self.file.text() else self._choose())

    def _arrange(self) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(24, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(self.choose_button)
        self.form.addRow(self.by_list)
        self.add("Файл списка", self.file, shown=holder)
        self.form.addRow(self.by_card)
        self.form.addRow(self.later)

    def _named(self) -> None:
        self.say(self.file)
        self.by_list.setChecked(True)

    def _choose(self) -> None:
        path = ask_open(self, "Список", LISTS)
        if path is not None:
            self.file.setText(str(path))
            self._named()

    def show_for(self, path: Path, year: str, *, of_school: bool, password: bool) -> None:
        """Say what will be made; a municipality's base has no lists to begin with."""
        for one in (self.by_list, self.by_card, self.later):
            one.setVisible(of_school)
        self.form.setRowVisible(1, of_school)
        if not of_school:
            self.later.setChecked(True)
        guarded = "под паролем" if password else "БЕЗ ПАРОЛЯ"
        whose = "школы" if of_school else "муниципалитета"
        self.summary.setText(f"\nБудет создана база {whose} {guarded}, {year} учебный год:\n{path}")

    @property
    def list_file(self) -> Path | None:
        """The list to begin with; None where there is none."""
        return Path(self.file.text().strip()) if self.by_list.isChecked() else None

    def begin(self) -> None:
        next(one for one in (self.by_list, self.by_card, self.later) if one.isChecked()).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def problem(self) -> Problem | None:
        """A list that is not there."""
        if self.list_file is None:
            return None
        if not self.file.text().strip():
            return Problem(self.file, "Выберите файл списка или отметьте другое.")
        return None if self.list_file.is_file() else Problem(self.file, "Такого файла нет.")
