"""The first step of the wizard: whose base it will be. What is not known yet is left out and asked for later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from app.domain.field import field_by_name
from app.domain.imprint import MUNICIPALITY, SCHOOL
from app.domain.school import School
from app.errors import BadValue
from app.ui.plain import Button, PlainLabel
from app.ui.wizard_step import Problem, Step, named

CODE_NOTE = "Шесть цифр, как в РИС. Нет под рукой — оставьте пустым: внесёте потом в разделе «Школа и классы»."
NEEDED = "Для базы муниципалитета это нужно сразу: по нему её узнают школы."


class SchoolStep(Step):
    """Kind, short name and code; and the two ways out for who wants no new base."""

    title = "Школа"
    what = "Один файл хранит данные одной школы за один учебный год. До кнопки «Готово» ничего не создаётся."
    demo_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = named(QComboBox(), "wizard_kind")
        self.kind.addItem("Школы", SCHOOL)
        self.kind.addItem("Муниципалитета (МОУО): принимает пакеты школ", MUNICIPALITY)
        self.code = named(QLineEdit(maxLength=6), "wizard_code")
        self.name = named(QLineEdit(maxLength=255, placeholderText="МБОУ «СОШ № 1»"), "wizard_name")
        self.add("Чья база", self.kind)
        self.add("Краткое наименование", self.name)
        self.add("Код ОО", self.code, CODE_NOTE)
        for line in (self.code, self.name):
            line.textEdited.connect(lambda _, line=line: self.say(line))
        self.box.addStretch(1)
        self.box.addWidget(PlainLabel("Или без новой базы:", "quiet"))
        self.demo_button = named(Button("Попробовать демонстрационную школу"), "wizard_demo")
        self.open_button = named(Button("Открыть базу, которая уже есть…"), "wizard_open")
        doors = QHBoxLayout()
        for button, wanted in ((self.demo_button, self.demo_wanted), (self.open_button, self.open_wanted)):
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            doors.addWidget(button)
        doors.addStretch(1)
        self.box.addLayout(doors)

    @property
    def of_school(self) -> bool:
        """Whether it will be a school's base."""
        return bool(self.kind.currentData() == SCHOOL)

    @property
    def typed(self) -> bool:
        return bool(self.code.text().strip() or self.name.text().strip())

    def begin(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> Problem | None:
        """A value that is none; a municipality's base cannot do without its code and name."""
        for line, field in ((self.name, "short_name"), (self.code, "code")):
            if not line.text().strip():
                if not self.of_school:
                    return Problem(line, NEEDED)
                continue
            try:
                field_by_name(School)[field].kind.parse(line.text())
            except BadValue as problem:
                return Problem(line, str(problem))
        return None
